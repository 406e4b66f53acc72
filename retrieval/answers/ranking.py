"""Ranking of passages: BM25, boosted where an outlet or a day that the query names fits, or what is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.annotate.dates import find_dates
from retrieval.answers.freshness import LEAD_LIFT, NO_FRESHNESS, Freshness
from retrieval.answers.terms.day_filters import asked_event, asked_published
from retrieval.answers.terms.foreseen import prefetch_words
from retrieval.answers.terms.keys import outlet_key
from retrieval.answers.terms.phrases import Phrases, phrases
from retrieval.answers.terms.query_terms import query_terms, text_stems
from retrieval.model import RankedPassage, SearchAnswer, Span
from retrieval.search.engine import Hit, Query, SearchEngine
from retrieval.store import Store
from retrieval.text.languages import language_of
from retrieval.text.tokens import Token, tokenize

# Measured on news questions: a named outlet is worth half as much again, the day of publication twice the score. A
# passage that only speaks of the day gains little: others spoke of it too.
OUTLET_LIFT = 1.5
DAY_LIFT = 2.0
SPOKEN_DAY_LIFT = 1.2
# A question may join claims of several outlets: what it says of one outlet counts half again within that outlet.
CLAIM_SHARE = 0.5
MIN_CLAIM_TERMS = 3
MAX_CLAIMS = 6
MIN_POOL = 100
# Of the best this many are read: words that the query has side by side count more where the passage has them so.
READ = 20
PHRASE_LIFT = 0.2


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """An outlet of the archive that a query names, and where."""

    key: str
    span: Span


def rank_passages(
    query: str,
    store: Store,
    engine: SearchEngine,
    *,
    limit: int,
    today: date | None = None,
    language: str = "en",
) -> SearchAnswer:
    """The best ``limit`` passages.

    A passage of an outlet that the query names counts ``OUTLET_LIFT`` times, one of a day it names ``DAY_LIFT`` times,
    and where it names several outlets, a passage also scores for what is said of its own outlet. Where it names no day
    gone by, what is new counts more.
    """
    if engine.is_shared:
        prefetch_words(query, engine, language_of(language))
    named = named_outlets(query, [name for name, _ in store.catalogue.outlets()])
    counted_from = today or date.min.replace(year=1000)
    freshness = Freshness.on(today, store)
    # Who names several outlets asks for certain articles.
    is_fresh = len(named) < 2 and freshness.is_asked(find_dates(query, counted_from, language=language))
    scores = _Scores(engine, language, counted_from, max(limit, MIN_POOL), freshness if is_fresh else NO_FRESHNESS)
    scores.add(_without(query, [n.span for n in named]), [n.key for n in named], share=1.0, is_open=True)
    for outlet, claim in _claims(query, named):
        scores.add(claim, [outlet], share=CLAIM_SHARE, is_open=False)
    best = scores.best(max(limit, READ), store.articles.published_days)
    side_by_side = phrases(query, engine, language_of(language))
    ranked = sorted(_passages(best, store, side_by_side), key=lambda passage: -passage.score)
    return SearchAnswer(query, tuple(ranked[:limit]))


def _passages(best: Sequence[tuple[float, Hit]], store: Store, asked: Phrases) -> Iterator[RankedPassage]:
    """The passages as they are stored now; one that has the query's words side by side counts more."""
    articles = store.articles.get_many([hit.article_id for _, hit in best])
    for score, hit in best:
        article = articles.get(hit.article_id)
        if article and article.revision == hit.revision:
            text = hit.span.of(article.text)
            lift = 1.0 + PHRASE_LIFT * asked.share(text_stems(text, language_of(article.language)))
            yield RankedPassage(hit.article_id, hit.revision, hit.span, text, score * lift)


class _Scores:
    """Passages with what each part of a query gives them."""

    def __init__(self, engine: SearchEngine, language: str, today: date, pool: int, freshness: Freshness) -> None:
        self._engine = engine
        self._language = language
        self._today = today
        self._pool = pool
        self._freshness = freshness
        self._hits: dict[tuple[str, int], Hit] = {}
        self._scores: dict[tuple[str, int], float] = {}

    def add(self, words: str, outlets: Sequence[str], *, share: float, is_open: bool) -> None:
        """Search with some words of the query; each passage gains the score of the best lift that fits it.

        Args:
            outlets: keys of the outlets that lift a passage, or outside which nothing counts unless ``is_open``.
        """
        terms = query_terms(words, self._engine, language_of(self._language))
        if not terms or (not is_open and len(terms) < MIN_CLAIM_TERMS):
            return
        gained: dict[tuple[str, int], float] = {}
        for demands, lift in self._lifts(words, outlets, is_open=is_open):
            for hit in self._engine.search("passages", Query(terms, demands), limit=self._pool):
                key = (hit.article_id, hit.ordinal)
                self._hits[key] = hit
                gained[key] = max(gained.get(key, 0.0), share * lift * hit.score)
        for key, score in gained.items():
            self._scores[key] = self._scores.get(key, 0.0) + score

    def _lifts(
        self, words: str, outlets: Sequence[str], *, is_open: bool
    ) -> list[tuple[tuple[frozenset[str], ...], float]]:
        """What to demand, and how much a passage that meets it counts; a passage takes the best of its lifts."""
        mentions = [m for m in find_dates(words, self._today, language=self._language) if m.kind == "day"]
        published = frozenset(f for m in mentions for f in asked_published(m.days))
        spoken_of = frozenset(f for m in mentions for f in asked_event(m.days))
        of_outlet = frozenset(f"outlet:{key}" for key in outlets)
        lifts: list[tuple[tuple[frozenset[str], ...], float]] = [((), 1.0)] if is_open else []
        if of_outlet:
            lifts.append(((of_outlet,), OUTLET_LIFT if is_open else 1.0))
        if mentions:
            dated = [((*demands, published), lift * DAY_LIFT) for demands, lift in lifts]
            lifts += [*dated, *(((*demands, spoken_of), lift * SPOKEN_DAY_LIFT) for demands, lift in lifts)]
        if recent := self._freshness.recent():
            lifts += [((*demands, recent), lift) for demands, lift in lifts]
        return lifts

    def best(self, limit: int, days_of: Callable[[Collection[str]], dict[str, date]]) -> list[tuple[float, Hit]]:
        """Highest first, ties by article id and place; what is new lifted, and how an article begins."""
        days = days_of({article_id for article_id, _ in self._scores}) if self._freshness.newest else {}
        lifted = {
            (article_id, ordinal): score * self._freshness.lift(days.get(article_id)) * (1.0 if ordinal else LEAD_LIFT)
            for (article_id, ordinal), score in self._scores.items()
        }
        order = sorted(lifted.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [(score, self._hits[key]) for key, score in order]


def named_outlets(query: str, outlets: Sequence[str]) -> list[NamedOutlet]:
    """The outlets whose whole names are in the query, in its order; of names inside one another, the longest."""
    tokens = tokenize(query)
    keys = sorted({outlet_key(name) for name in outlets} - {""}, key=lambda key: (-len(key.split()), key))
    asked = f" {' '.join(t.word for t in tokens)} "
    found: list[NamedOutlet] = []
    for key in keys:
        if f" {key} " in asked:
            found.extend(n for n in _places(tokens, key) if not any(n.span.touches(f.span) for f in found))
    return sorted(found, key=lambda n: n.span)


def _places(tokens: Sequence[Token], key: str) -> Iterator[NamedOutlet]:
    wanted = key.split()
    for at in range(len(tokens) - len(wanted) + 1):
        if [t.word for t in tokens[at : at + len(wanted)]] == wanted:
            yield NamedOutlet(key, Span(tokens[at].start, tokens[at + len(wanted) - 1].end))


def _claims(query: str, named: Sequence[NamedOutlet]) -> list[tuple[str, str]]:
    """What a query that names several outlets says of each: the words from its name to the next one's."""
    if len(named) < 2:
        return []
    ends = [n.span.start for n in named[1:]] + [len(query)]
    return [(n.key, query[n.span.end : end]) for n, end in zip(named, ends, strict=True)][:MAX_CLAIMS]


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans blanked; positions stay."""
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text
