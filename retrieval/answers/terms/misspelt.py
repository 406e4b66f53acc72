"""Spelling correction of topic words: the word of the archive that is meant by one which no article holds."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.answers.terms.variants import variants
from retrieval.search.engine import SearchEngine
from retrieval.text.languages import Language
from retrieval.text.tokens import stems

# A letter too many, too few or turned round is a slip in a word of five letters; another letter only in a longer one.
_MIN_LETTERS, _MIN_REPLACED, _MIN_TWICE = 5, 7, 9
_READ, _MAX_NEAR = 4000, 12
# A word that few write is meant by few: what is meant is in so many passages, and in so many times those of the next.
_MIN_HELD, _MIN_PART, _DOMINANT = 2, 0.0005, 4
_VOWELS = frozenset("aeiouyäöüáéíóúàèêôаеёиоуыэюяії")


def meant_word(word: str, engine: SearchEngine, language: Language) -> str:
    """The one word that is meant by a word; the word itself where an article holds it or several may be meant.

    Nothing is meant by a word that an inflection of it stands for, and nothing where what is near is rare.
    """
    if len(word) < _MIN_LETTERS or not word.isalpha() or _is_held(word, engine, language):
        return word
    least = max(_MIN_HELD, _MIN_PART * engine.unit_count("passages"))
    near = {found: engine.word_freq(found) for found in _near(word, engine)}
    best, *others = sorted((w for w in near if near[w] >= least), key=lambda w: (-near[w], w))[:2] or [word]
    is_alone = all(near[best] >= _DOMINANT * near[other] or _is_form(other, best, language) for other in others)
    return best if is_alone else word


def _is_held(word: str, engine: SearchEngine, language: Language) -> bool:
    forms = (*stems([word], language), *variants(word))
    return engine.word_freq(word) > 0 or any(engine.doc_freq("passages", forms))


def _near(word: str, engine: SearchEngine) -> Iterable[str]:
    """The words of the archive that begin like a word, or like it with its next letters turned or left out."""
    beginnings = sorted({word[:2], word[0] + word[2]})
    held = [w for beginning in beginnings for w in engine.words_with_prefix(beginning, limit=_READ)]
    farthest = 2 if len(word) >= _MIN_TWICE else 1
    found = process.extract(word, held, scorer=OSA.distance, score_cutoff=farthest, limit=_MAX_NEAR)
    return (near for near, distance, _ in found if distance > 1 or _is_slip(word, near))


def _is_slip(word: str, near: str) -> bool:
    """Whether one stroke makes a word of another; another letter is a slip in a long word alone, of its kind.

    >>> [_is_slip("brige", near) for near in ("bridge", "brine")], _is_slip("seperate", "separate")
    ([True, False], True)
    """
    if len(word) != len(near) or sorted(word) == sorted(near):
        return True
    [(one, other)] = [(a, b) for a, b in zip(word, near, strict=True) if a != b]
    return len(word) >= _MIN_REPLACED and (one in _VOWELS) == (other in _VOWELS)


def _is_form(one: str, other: str, language: Language) -> bool:
    first, second = stems([one, other], language)
    return first == second
