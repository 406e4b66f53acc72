"""Query terms: the index terms of some words, read alike for the writer and the asker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log

from anyascii import anyascii

from retrieval.answers.terms.glued import glued_in
from retrieval.answers.terms.prefixes import prefixed
from retrieval.answers.terms.small_nouns import asked_words
from retrieval.answers.terms.spellings import is_foreign, spellings
from retrieval.answers.terms.territories import is_short_name, territory_words
from retrieval.answers.terms.variants import variants
from retrieval.search.engine import Collection, QueryTerm, SearchEngine
from retrieval.text.languages import LANGUAGES, Language, language_of
from retrieval.text.tokens import stems, words

MAX_QUERY_TERMS = 64
_MIN_LATIN = 3
_TOO_FEW_TO_TELL = 2
_MOST_READ = 200
# Questions look at the same sentences again and again; longer texts would only fill the memory.
_SENTENCE_CHARS = 600


def query_terms(
    text: str,
    engine: SearchEngine,
    language: Language,
    *,
    keep_stop_words: bool = False,
    glued: Callable[[Sequence[str]], Sequence[tuple[str, ...]]] | None = None,
    awaits: bool = False,
) -> tuple[QueryTerm, ...]:
    """The terms that a question's words ask for, each once, with the glued forms in which damaged texts hold them.

    Args:
        glued: `glued_forms` of the engine, for a caller who remembers them.
        awaits: words of other languages count that no text holds yet, as a watch waits for what will come.
    """
    glued = glued or glued_in(engine)
    written = words(text)
    telling = frozenset(written if keep_stop_words else asked_words(written, language))
    asked = list(dict.fromkeys(written))
    otherwise = prefixed(asked, engine)
    asked = [part for word in asked for part in _also_parted(word, otherwise)]
    asked = [word for word in asked if word in telling or word not in language.stop_words]
    forms: dict[str, tuple[str, ...]] = {}
    for word, stem, found in zip(asked, stems(asked, language), glued(asked), strict=True):
        written = [word, *found, *_compound(word, otherwise)]
        written += [other for other in variants(word, stem) if _is_written(other, engine, language)]
        if is_foreign(word):
            written += _latin_forms(word, engine, glued)
        read = _stems_of(written, (language, LANGUAGES["en"]))
        is_lost = not keep_stop_words and not engine.word_freq(word)
        is_lost = is_lost and not any(engine.doc_freq("passages", tuple(read)))
        # "EUA" is a country in Portuguese, and in an English archive something else.
        is_lost |= language.code != "en" and not keep_stop_words and is_short_name(word)
        if is_lost:
            read += [s for name in _elsewhere(word, asked, engine) for s in name]
        if len(asked) <= _TOO_FEW_TO_TELL and not any(engine.doc_freq("passages", tuple(read))):
            # A word or two alone do not tell their language; what stands in no text is read in each.
            read += [
                s
                for other in LANGUAGES.values()
                for s in _stems_of(written, (other,))
                if awaits or is_held(engine, s, other)
            ]
        forms.setdefault(stem, tuple(dict.fromkeys([*forms.get(stem, (stem,)), *read])))
    return tuple(QueryTerm(form) for form in list(forms.values())[:MAX_QUERY_TERMS])


def _elsewhere(word: str, asked: Sequence[str], engine: SearchEngine) -> Iterator[list[str]]:
    """The stems of a country's other names that articles write, for a word of its name that no article holds.

    Of initials, the first that articles write: those of other languages may mean something else there.
    """
    is_short_found = False
    for name in territory_words(asked).get(word, ()):
        is_short = is_short_name(name)
        if engine.word_freq(name) > 0 and not (is_short and is_short_found):
            is_short_found |= is_short
            yield [stems([name], language)[0] for language in LANGUAGES.values()]


def _is_written(word: str, engine: SearchEngine, language: Language) -> bool:
    """Whether an article has a word, in its text or in its title alone."""
    return engine.word_freq(word) > 0 or any(engine.doc_freq("passages", tuple(stems([word], language))))


def _also_parted(word: str, otherwise: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The parts of a word that the archive writes apart, each a term; else the word."""
    parts = otherwise.get(word, ())
    return parts if len(parts) > 1 else (word,)


def _compound(word: str, otherwise: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The one word of which a word is a part, in the question or in the archive."""
    yield from (whole for whole, parts in otherwise.items() if len(parts) > 1 and word in parts)
    if len(joined := otherwise.get(word, ())) == 1:
        yield from joined


def prefixes_of_stems(words: Iterable[str]) -> list[tuple[str, int]]:
    """What `is_held` will look for of words that no text holds: beginnings, and how many words of each."""
    found = (stem for word in words for language in LANGUAGES.values() for stem in _stems_of((word,), (language,)))
    return [(stem, _MOST_READ) for stem in dict.fromkeys(found)]


def is_held(engine: SearchEngine, stem: str, language: Language) -> bool:
    """Whether the archive's words with this stem in a language are, for the most part, none that English reads so too.

    "tablets" has the stem of English "tables" in German; that alone is no German word.
    """
    held = engine.words_with_prefix(stem, limit=_MOST_READ)
    read = zip(held, stems(held, language), stems(held, LANGUAGES["en"]), strict=True)
    counts = [(engine.word_freq(word), english == stem) for word, own, english in read if own == stem]
    return sum(-count if is_english else count for count, is_english in counts) > 0


def _latin_forms(
    word: str, engine: SearchEngine, glued: Callable[[Sequence[str]], Sequence[tuple[str, ...]]]
) -> list[str]:
    """The transliterations of a name in other letters that the archive's texts hold."""
    written = {form for spelling in spellings(word) for form in words(anyascii(spelling))}
    usual = [form for form in sorted(written) if len(form) >= _MIN_LATIN]
    held = [form for form in usual if engine.word_freq(form)]
    return [*held, *(form for forms in glued(usual) for form in forms)]


def _stems_of(written: Sequence[str], readings: Sequence[Language]) -> list[str]:
    """Their stems in each language; in any but the first those of plain Latin letters alone, where there are such.

    English is among the readings, as a question in another language quotes and names things in English.
    """
    own, *others = readings
    latin = [word for word in written if word.isascii()]
    return [*stems(written, own), *(s for other in others if other is not own for s in stems(latin, other))]


def text_stems(text: str, language: Language) -> list[str]:
    """The stems of a text's words, in order, stop words too; of sentences read lately they are remembered."""
    if len(text) > _SENTENCE_CHARS:
        return stems(words(text), language)
    return list(_sentence_stems(text, language.code))


@lru_cache(maxsize=8192)
def _sentence_stems(text: str, code: str) -> tuple[str, ...]:
    return tuple(stems(words(text), language_of(code)))


def term_weights(terms: Sequence[QueryTerm], engine: SearchEngine, collection: Collection) -> tuple[float, ...]:
    """The inverse document frequency of each term, natural log, above 0; largest for one never seen."""
    count = engine.unit_count(collection)
    forms = tuple(dict.fromkeys(form for term in terms for form in term.forms))
    held = dict(zip(forms, engine.doc_freq(collection, forms), strict=True))
    freqs = [max((held[form] for form in term.forms), default=0) for term in terms]
    return tuple(log(1 + (count - freq + 0.5) / (freq + 0.5)) for freq in freqs)


def matched_weight(terms: Sequence[QueryTerm], weights: Sequence[float], present: Iterable[str]) -> float:
    """The part of the terms' whole weight that ``present`` stems carry, 0 to 1; 1 where there are no terms.

    >>> matched_weight([QueryTerm(("a",)), QueryTerm(("b", "c"))], [3.0, 1.0], {"c"})
    0.25
    """
    whole = sum(weights)
    held = present if isinstance(present, frozenset) else frozenset(present)
    found = sum([w for term, w in zip(terms, weights, strict=True) if not held.isdisjoint(term.forms)])
    return found / whole if whole else 1.0
