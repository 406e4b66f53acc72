"""Which passages are best for a query? BM25, lifted where an outlet or a day that the query names fits."""

from __future__ import annotations

from datetime import date

from retrieval.annotate.dates import find_dates
from retrieval.answers.days import asked_event, asked_published
from retrieval.answers.keys import outlet_filter, outlet_key
from retrieval.answers.terms import query_terms
from retrieval.model import RankedPassage, SearchAnswer
from retrieval.search.engine import Hit, Query, SearchEngine
from retrieval.store import Store
from retrieval.text.languages import language_of
from retrieval.text.tokens import tokenize

OUTLET_LIFT = 1.5
DAY_LIFT = 2.0


def rank_passages(query: str, store: Store, engine: SearchEngine, *, limit: int, language: str = "en") -> SearchAnswer:
    """The best ``limit`` passages.

    A passage of an outlet that the query names counts ``OUTLET_LIFT`` times, one of a day it names ``DAY_LIFT`` times.
    The result is exact: the passages with each lift are searched by themselves and the lists are merged.
    """
    terms = query_terms(query, engine, language_of(language))
    scored: dict[tuple[str, int], tuple[float, Hit]] = {}
    for demands, lift in _lifts(query, store, language):
        for hit in engine.search("passages", Query(terms, demands), limit=limit) if terms else ():
            key = (hit.article_id, hit.ordinal)
            scored[key] = max(scored.get(key, (0.0, hit)), (hit.score * lift, hit), key=lambda pair: pair[0])
    best = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].article_id, pair[1].ordinal))[:limit]
    articles = store.articles([hit.article_id for _, hit in best])
    passages = tuple(
        RankedPassage(hit.article_id, hit.revision, hit.span, hit.span.of(articles[hit.article_id].text), score)
        for score, hit in best
        if hit.article_id in articles and articles[hit.article_id].revision == hit.revision
    )
    return SearchAnswer(query, passages)


def _lifts(query: str, store: Store, language: str) -> list[tuple[tuple[frozenset[str], ...], float]]:
    outlets = frozenset(outlet_filter(name) for name in named_outlets(query, store))
    mentions = [m for m in find_dates(query, date(9999, 1, 1), language=language) if m.kind == "day"]
    days = frozenset(f for m in mentions for f in asked_published(m.days) | asked_event(m.days))
    lifts: list[tuple[tuple[frozenset[str], ...], float]] = [((), 1.0)]
    if outlets:
        lifts.append(((outlets,), OUTLET_LIFT))
    if days:
        lifts.append(((days,), DAY_LIFT))
    if outlets and days:
        lifts.append(((outlets, days), OUTLET_LIFT * DAY_LIFT))
    return lifts


def named_outlets(query: str, store: Store) -> list[str]:
    """The outlets of the archive whose whole names stand in the query."""
    words = f" {' '.join(token.word for token in tokenize(query))} "
    return [name for name, _ in store.outlets() if f" {outlet_key(name)} " in words]
