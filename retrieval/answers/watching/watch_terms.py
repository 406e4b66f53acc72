"""Terms of a watch in the archive as it is now: its words as terms, its people under their keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from retrieval.answers.conditions import speaker_demands
from retrieval.answers.people.directory import Directory, Match
from retrieval.answers.terms.keys import name_filter, outlet_key, source_filters
from retrieval.answers.terms.query_terms import query_terms, term_weights
from retrieval.model import Watch, WatchRole
from retrieval.search.engine import Query, QueryTerm, SearchEngine
from retrieval.text.languages import language_of


class Known(Protocol):
    """What the archive knows of names and words."""

    def demands(self, people: tuple[str, ...], role: WatchRole, language: str) -> tuple[frozenset[str], ...]:
        """The filters on the words, or on a passage, that concern people; empty where nobody is known."""

    def is_person(self, people: tuple[str, ...]) -> bool:
        """Whether one of these names is a person's."""

    def terms(self, words: str, language: str, *, keep_stop_words: bool) -> tuple[QueryTerm, ...]:
        """The terms of some words."""

    def weights(self, terms: Sequence[QueryTerm]) -> Sequence[float]:
        """The inverse document frequency of each among the passages."""


class KnownNow:
    """The archive asked again each time."""

    def __init__(self, directory: Directory, engine: SearchEngine) -> None:
        self._directory = directory
        self._engine = engine

    def match(self, name: str) -> Match:
        """Everyone a name stands for."""
        return self._directory.known(name)

    def demands(self, people: tuple[str, ...], role: WatchRole, language: str) -> tuple[frozenset[str], ...]:
        """The filters on the words, or on a passage, that concern people; empty where nobody is known."""
        matches = [self.match(name) for name in people]
        if role == "speaks":
            return speaker_demands(people, matches, language_of(language))
        names = frozenset(name_filter(key) for match in matches for key in match.keys)
        return (names,) if names else ()

    def is_person(self, people: tuple[str, ...]) -> bool:
        """Whether one of these names is a person's."""
        return any(person.is_person for name in people for person in self.match(name).people)

    def terms(self, words: str, language: str, *, keep_stop_words: bool) -> tuple[QueryTerm, ...]:
        """The terms of some words."""
        return query_terms(words, self._engine, language_of(language), keep_stop_words=keep_stop_words, awaits=True)

    def weights(self, terms: Sequence[QueryTerm]) -> Sequence[float]:
        """The inverse document frequency of each among the passages."""
        return term_weights(terms, self._engine, "passages")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Very words, and the queries one of which must find something of the article that holds them."""

    words: str
    said: Query
    told: Query


@dataclass(frozen=True, slots=True)
class Conditions:
    """A watch in the terms of the index.

    Attributes:
        said: what the words of the people must be found by; None where nobody has to speak.
        told: what a passage must be found by; None where none is asked for.
        terms: of the topic; a passage must hold enough of them.
        names: the filters of the people who must be named.
        together: are side by side in the text or the title, in this order; none where nothing must.
        source: one of these filters is on what is found; empty for any.
        refused: none of their forms is in the article, and none of the refused phrases.
        others: any of which will do as well, tried in order; none of them has others.
    """

    watch: Watch
    said: Query | None = None
    told: Query | None = None
    terms: tuple[QueryTerm, ...] = ()
    names: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()
    source: frozenset[str] = frozenset()
    refused: tuple[QueryTerm, ...] = ()
    refused_phrases: tuple[str, ...] = ()
    together: tuple[QueryTerm, ...] = ()
    others: tuple[Conditions, ...] = ()


def conditions_of(watch: Watch, known: Known) -> Conditions | None:
    """The conditions as of now; None where nothing can meet them: nobody is known by the name, or no word is left."""
    if watch.is_title_only and watch.people and watch.role == "speaks":
        watch = replace(watch, role="either")  # in a title, a name alone says whom it is about
    ways = [asked for asked in _ways(watch, known) if asked]
    return replace(ways[0], others=tuple(ways[1:])) if ways else None


def _ways(watch: Watch, known: Known) -> Iterator[Conditions | None]:
    """The conditions any of which will do: those of people, and those of the words of a name that is no person's."""
    roles: tuple[WatchRole, ...] = ("speaks", "named") if watch.role == "either" else (watch.role,)
    for role in roles:
        yield _of_people(replace(watch, role=role), known)
    if watch.people and (watch.role == "either" or (watch.role == "named" and not known.is_person(watch.people))):
        for name in watch.people:
            yield _of_words(name, watch, known)


def _of_people(watch: Watch, known: Known) -> Conditions | None:
    terms = _topic(watch, known)
    demands = known.demands(watch.people, watch.role, watch.language) if watch.people else ()
    if (watch.people and not demands) or (watch.topic and not terms):
        return None
    return _made(watch, terms, demands, known)


def _of_words(name: str, watch: Watch, known: Known) -> Conditions | None:
    """As of a topic; the several words of a name must be side by side, and any name beside a topic of its own."""
    written = known.terms(name, watch.language, keep_stop_words=True)
    plain = replace(watch, people=(), role="speaks", topic=watch.topic or name)
    terms = _topic(plain, known) or (() if watch.topic else written)
    if not written or not terms:
        return None
    together = written if watch.topic or len(written) > 1 else ()
    return replace(_made(plain, terms, (), known), together=together)


def _made(watch: Watch, terms: tuple[QueryTerm, ...], demands: tuple[frozenset[str], ...], known: Known) -> Conditions:
    source = source_filters(outlet_key(watch.outlet)) if watch.outlet else frozenset[str]()
    from_source = (source,) if source else ()
    is_speaking = bool(watch.people) and watch.role == "speaks"
    query = Query(terms, (*demands, *from_source))
    return Conditions(
        watch,
        said=query if is_speaking else None,
        told=query if not is_speaking and (watch.people or watch.topic) else None,
        terms=terms,
        names=demands[0] if demands and not is_speaking else frozenset(),
        phrases=tuple(_phrase(words, watch.language, known, from_source) for words in watch.phrases),
        source=source,
        refused=tuple(
            term
            for word in watch.without
            if " " not in word
            for term in known.terms(word, watch.language, keep_stop_words=True)
        ),
        refused_phrases=tuple(words for words in watch.without if " " in words),
    )


def _topic(watch: Watch, known: Known) -> tuple[QueryTerm, ...]:
    """The terms of the topic; stop words count in what somebody says, where there is nothing else."""
    terms = known.terms(watch.topic, watch.language, keep_stop_words=False) if watch.topic else ()
    if watch.topic and not terms and watch.people and watch.role == "speaks":
        return known.terms(watch.topic, watch.language, keep_stop_words=True)
    return terms


def _phrase(words: str, language: str, known: Known, demands: tuple[frozenset[str], ...]) -> Phrase:
    every = known.terms(words, language, keep_stop_words=True)
    telling = known.terms(words, language, keep_stop_words=False)
    return Phrase(words, Query(every, demands), Query(telling or every, demands))
