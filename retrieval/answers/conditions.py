"""Match conditions: what must hold where an answer is found; they decide silence, and whether an alert fires."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from retrieval.answers.people.directory import Match
from retrieval.answers.terms.keys import as_written_filters, speaker_filter
from retrieval.answers.terms.query_terms import matched_weight, query_terms
from retrieval.search.engine import Query, QueryTerm, SearchEngine
from retrieval.text.languages import Language

# A text speaks of a topic where it holds half of the topic's idf weight.
ENOUGH = 0.5


def speaker_demands(asked: Sequence[str], matches: Sequence[Match], language: Language) -> tuple[frozenset[str], ...]:
    """What the words of somebody carry: a name of theirs, else every word of how the speaker is put; empty for none."""
    if keys := frozenset(speaker_filter(key) for match in matches for key in match.keys):
        return (keys,)
    return tuple(frozenset({f}) for f in sorted(as_written_filters(asked, language)))


def topic_terms(topic: str, engine: SearchEngine, language: Language) -> tuple[QueryTerm, ...]:
    """The terms of which a speaker's words must hold one; stop words count where there is nothing else."""
    if not topic:
        return ()
    return query_terms(topic, engine, language) or query_terms(topic, engine, language, keep_stop_words=True)


def holds_enough(terms: Sequence[QueryTerm], weights: Sequence[float], stems: Iterable[str]) -> bool:
    """Whether a text with these stems speaks of what the terms ask for."""
    return is_enough(matched_weight(terms, weights, stems))


def is_enough(share: float) -> bool:
    """Whether so much of the terms' weight makes a text speak of what they ask for."""
    return share >= ENOUGH


def admits(query: Query, terms: AbstractSet[str], filters: AbstractSet[str]) -> bool:
    """Whether a unit with these terms and filters is among what a search engine finds, at whatever rank.

    >>> asked = Query((QueryTerm(("tea", "teas")),), (frozenset({"speaker:reed"}),))
    >>> admits(asked, {"tea"}, {"speaker:reed"}), admits(asked, {"tea"}, {"speaker:hale"})
    (True, False)
    """
    if any(filters.isdisjoint(demanded) for demanded in query.demands) or not filters.isdisjoint(query.refuses):
        return False
    return not query.terms or any(not terms.isdisjoint(term.forms) for term in query.terms)
