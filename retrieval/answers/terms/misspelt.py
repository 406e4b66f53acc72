"""Spelling correction of topic words: the word of the archive that is meant by one which no article holds."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.answers.terms.variants import variants
from retrieval.search.engine import SearchEngine
from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages import Language
from retrieval.text.tokens import stems
from retrieval.text.word_frequencies import word_share

# A letter too few, twice or turned round is a slip in a word of five letters; another vowel only in a longer one.
_MIN_LETTERS, _MIN_REPLACED = 5, 7
# In a word that is in no list of words, any other letter from here on.
_MIN_ANY = 6
# The ends of two words are alike where one is a slip of the other; they differ where both are words ("tablet").
_END = 2
_READ, _MAX_NEAR = 4000, 12
# A word that few write is meant by few: what is meant is in so many passages, and in so many times those of the next.
_MIN_HELD, _MIN_PART, _DOMINANT = 2, 0.001, 4
_VOWELS = frozenset("aeiouyäöüáéíóúàèêôаеёиоуыэюяії")


def meant_word(word: str, engine: SearchEngine, language: Language) -> str:
    """The one word that is meant by a word; the word itself where an article holds it or several may be meant.

    Nothing is meant by a word that an inflection of it stands for, and nothing where what is near is rare.
    """
    if not may_be_slip(word, engine, language):
        return word
    least = max(_MIN_HELD, _MIN_PART * engine.unit_count("passages"))
    near = {found: engine.word_freq(found) for found in _near(word, engine, is_nowhere=_is_nowhere(word, language))}
    best, *others = sorted((w for w in near if near[w] >= least), key=lambda w: (-near[w], w))[:2] or [word]
    is_alone = all(near[best] >= _DOMINANT * near[other] or _is_form(other, best, language) for other in others)
    return best if is_alone else word


def may_be_slip(word: str, engine: SearchEngine, language: Language) -> bool:
    """Whether another word may be meant, as it is long enough and no article holds it."""
    is_long = len(word) >= _MIN_LETTERS and word.isalpha()
    return is_long and not _is_held(word, engine, language) and not _is_of_language(word, language)


def _is_of_language(word: str, language: Language) -> bool:
    """Whether another language than English has a word, which an archive in English does not hold ("perdón")."""
    return language.code != "en" and word_share(stems([word], language)[0], language) > 0


def prefixes_to_read(slips: Iterable[str]) -> list[tuple[str, int]]:
    """What `meant_word` will look for of these words: beginnings, and how many words of each."""
    return [(beginning, _READ) for word in slips for beginning in _beginnings(word)]


def _is_held(word: str, engine: SearchEngine, language: Language) -> bool:
    forms = (*stems([word], language), *variants(word))
    return engine.word_freq(word) > 0 or any(engine.doc_freq("passages", forms))


def _is_nowhere(word: str, language: Language) -> bool:
    """Whether no list of a language's words has a word; what is in none may be a name or a slip."""
    is_english = language.code == "en" and is_dictionary_word(word)
    return not is_english and not word_share(stems([word], language)[0], language)


def _near(word: str, engine: SearchEngine, *, is_nowhere: bool) -> Iterable[str]:
    """The words of the archive that begin like a word, or like it with its next letters turned or left out."""
    held = [w for beginning in _beginnings(word) for w in engine.words_with_prefix(beginning, limit=_READ)]
    alike = [w for w in held if w[-_END:] == word[-_END:]]
    found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=1, limit=_MAX_NEAR)
    return (near for near, _, _ in found if _is_slip(word, near, is_nowhere=is_nowhere))


def _beginnings(word: str) -> list[str]:
    return sorted({word[:2], word[0] + word[2]})


def _is_slip(word: str, near: str, *, is_nowhere: bool = False) -> bool:
    """Whether one stroke makes a word of another: a letter left out, doubled or turned round, or another vowel.

    >>> [_is_slip("brige", near) for near in ("bridge", "brine")], _is_slip("seperate", "separate")
    ([True, False], True)
    >>> _is_slip("plush", "push"), _is_slip("harrvest", "harvest")
    (False, True)
    >>> _is_slip("sadmon", "salmon"), _is_slip("sadmon", "salmon", is_nowhere=True)
    (False, True)

    Args:
        is_nowhere: the first is no word of the language, so that another letter is a slip too.
    """
    if len(word) < len(near):
        return True
    if len(word) > len(near):
        return any(word[:at] + word[at + 1 :] == near for at in range(1, len(word)) if word[at] == word[at - 1])
    changed = [(a, b) for a, b in zip(word, near, strict=True) if a != b]
    if len(changed) > 1 or (len(word) >= _MIN_REPLACED and _VOWELS.issuperset(*changed)):
        return True
    return is_nowhere and len(word) >= _MIN_ANY


def _is_form(one: str, other: str, language: Language) -> bool:
    first, second = stems([one, other], language)
    return first == second
