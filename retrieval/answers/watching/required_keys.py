"""Necessary conditions of a watch, in conjunctive normal form; they pre-filter the watches for an article.

An article's keys and a watch's are made by the same rules and know nothing of the archive, so that a watch filed today
is found by a name or a damaged word that comes tomorrow. They decide only whom to ask; conditions are judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from anyascii import anyascii

from retrieval.annotate.name_keys import PARTICLES
from retrieval.annotate.people import surname_key
from retrieval.answers.conditions import ENOUGH
from retrieval.answers.people.directory import endings
from retrieval.answers.terms.keys import as_written_filters, outlet_key
from retrieval.answers.terms.spellings import is_foreign, sound_key, spellings
from retrieval.answers.watching.article_view import ArticleView
from retrieval.model import Watch, WatchRole
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import LANGUAGES, Language, language_of
from retrieval.text.repair import glued_parts
from retrieval.text.tokens import Token, stems, tokenize, topic_words, words

Clause = tuple[str, ...]
_NAME, _TERM, _WORD, _PAIR, _SOURCE = "n:", "t:", "w:", "b:", "o:"
_MIN_LATIN = 3
_MAX_PHRASE_CLAUSES = 3


def keys_of(held: ArticleView, languages: Iterable[str]) -> frozenset[str]:
    """The keys of an article, its words stemmed as questions in these languages are."""
    return frozenset(_keys(held, languages))


def _keys(held: ArticleView, languages: Iterable[str]) -> Iterator[str]:
    for name in held.names:
        yield from (_NAME + sound for sound in sounds_of(name))
    for found in {*held.passages.filters, *held.quotations.filters}:
        if found.startswith(("outlet:", "via:")):
            yield _SOURCE + found.split(":", 1)[1]
        elif found.startswith("as:"):
            yield found
    in_order = words(f"{held.article.title or ''} {held.article.text}")
    for first, second in pairwise(in_order):
        yield f"{_PAIR}{first} {second}"
    written = set(in_order)
    glued = {part for word in held.vocabulary for part in glued_parts(word)}
    for word in written | glued:
        yield _WORD + word
    for term in frozenset[str]().union(*(unit.terms for unit in (*held.passages.all, *held.quotations.all))):
        yield _TERM + term
    for code in {"en", *languages}:
        for stem in stems(written | glued, language_of(code)):
            yield _TERM + stem


def sound_of(name: str) -> str:
    """The key under which names of one surname fall together, however it is spelled."""
    return sound_key(surname_key(name))


def sounds_of(name: str) -> frozenset[str]:
    """The keys under which a name can be asked for: its surname's, and that of the surname without its particles."""
    parts = surname_key(name).split()
    bare = next((at for at, part in enumerate(parts) if part not in PARTICLES), 0)
    return frozenset({sound_of(name), sound_key(" ".join(parts[bare:]))})


def clauses_of(watch: Watch, telling: Sequence[QueryTerm] = ()) -> tuple[Clause, ...]:
    """One key of each of these is held by every article that meets the watch; none for everything.

    Args:
        telling: terms of the topic without which a passage cannot hold enough of it.
    """
    return tuple(clause for clause in _clauses(watch, telling) if clause)


def _clauses(watch: Watch, telling: Sequence[QueryTerm]) -> Iterator[Clause]:
    language = language_of(watch.language)
    if watch.people:
        role: WatchRole = "either" if watch.is_title_only else watch.role
        yield tuple(dict.fromkeys(key for name in watch.people for key in _who_keys(name, role, language)))
    if telling:
        yield tuple(dict.fromkeys(_TERM + form for term in telling for form in term.forms))
    elif watch.topic:
        yield tuple(dict.fromkeys(_topic_keys(watch.topic, language)))
    for phrase in watch.phrases:
        yield from _phrase_clauses(phrase)
    if watch.outlet:
        yield (_SOURCE + outlet_key(watch.outlet),)


def _who_keys(name: str, role: WatchRole, language: Language) -> Iterator[str]:
    """The keys of a name; where nobody may have to speak, those of its longest word too, which is as any other then."""
    yield from name_keys(name, language)
    if role != "speaks":
        asked = topic_words(words(name), language) or words(name)
        yield from _topic_keys(max(asked, key=len, default=""), language)


def name_keys(name: str, language: Language) -> Iterator[str]:
    """The keys under which a name can come: its surname's spellings, and a word of a description."""
    for ending in endings(name):
        for spelling in spellings(ending):
            if sound := sound_of(spelling):
                yield _NAME + sound
    described = as_written_filters([name], language)
    if described:
        yield max(sorted(described), key=len)


def telling_terms(terms: Sequence[QueryTerm], weights: Sequence[float], *, doubt: float) -> tuple[QueryTerm, ...]:
    """The rarest terms, so many that the others together are not enough, even if weights move by a ``doubt``."""
    order = sorted(zip(weights, terms, strict=True), key=lambda pair: (-pair[0], pair[1].forms))
    rest, kept = sum(weights), list[QueryTerm]()
    for weight, term in order:
        if rest < (ENOUGH - doubt) * sum(weights):
            break
        kept.append(term)
        rest -= weight
    return tuple(kept)


def _topic_keys(topic: str, language: Language) -> Iterator[str]:
    """Every form under which one of the topic's words can occur in an article that is not damaged."""
    every = list(dict.fromkeys(words(topic)))
    asked = topic_words(every, language) or every
    for row in (language, LANGUAGES["en"]):
        yield from (_TERM + stem for stem in stems(asked, row))
    for word in filter(is_foreign, asked):
        latin = {form for spelling in spellings(word) for form in words(anyascii(spelling))}
        usual = sorted(form for form in latin if len(form) >= _MIN_LATIN)
        for row in (language, LANGUAGES["en"]):
            yield from (_TERM + stem for stem in stems(usual, row))


def _phrase_clauses(phrase: str) -> Iterator[Clause]:
    """Its longest pairs of neighbours, or its only word; one with a mark inside is read differently by itself."""
    plain = [t.word if _is_plain(t, phrase) else "" for t in tokenize(phrase)]
    pairs = {f"{_PAIR}{first} {second}" for first, second in pairwise(plain) if first and second}
    found = pairs or {_WORD + word for word in plain if word}
    for key in sorted(found, key=lambda key: (-len(key), key))[:_MAX_PHRASE_CLAUSES]:
        yield (key,)


def _is_plain(token: Token, text: str) -> bool:
    return text[token.start : token.end].isalpha() and token.word.isalpha() and token.word != "usa"


def fitting(clauses: Sequence[Clause], keys: frozenset[str]) -> bool:
    """Whether an article with these keys can meet a watch of these clauses."""
    return all(not keys.isdisjoint(clause) for clause in clauses)
