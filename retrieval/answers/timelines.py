"""Timelines: how often somebody is quoted, or something is spoken of, day by day, week by week or month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from retrieval.answers.conditions import is_enough
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import shown_name, speakers
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.terms.query_terms import query_terms, term_weights
from retrieval.model import Article, Near
from retrieval.search.engine import Query
from retrieval.text.languages import language_of

Step = Literal["day", "week", "month", "year"]
MAX_BUCKETS = 16
"""As many rows as a phone shows at once."""
MAX_BUSIEST = 5
MAX_SERIES = 2
MAX_ARTICLES = 5_000


@dataclass(frozen=True, slots=True)
class Bucket:
    """One day, week, month or year, and what fell into it.

    Attributes:
        start, end: half-open.
        quotations: statements of theirs, for a person; 0 for words.
        articles: that name them, or speak of it.
    """

    start: date
    end: date
    quotations: int
    articles: int


@dataclass(frozen=True, slots=True)
class BusyDay:
    """A day on which there was much, with the shortest headline of it, as its article has it."""

    day: date
    quotations: int
    articles: int
    headline: str
    outlet: str | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One person, or one topic, over time.

    Attributes:
        is_person: whether quotations count.
        buckets: without gaps, oldest first; empty where nothing that has a day was found.
        busiest: in the order of time.
    """

    name: str
    is_person: bool
    buckets: tuple[Bucket, ...] = ()
    busiest: tuple[BusyDay, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelinesFound:
    """The timelines of what was asked for, side by side over the same time.

    Attributes:
        near: whom else a name could mean, where nothing was found.
    """

    step: Step
    timelines: tuple[Timeline, ...]
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class _Count:
    """What one article adds to its day."""

    article_id: str
    day: date
    quotations: int


def find_timelines(words: str, lookup: Lookup) -> TimelinesFound:
    """The timeline of a person, of two ("Aune and Reker"), or of words; everything that has a day of publication."""
    matches = speakers(words, lookup.directory)[:MAX_SERIES]
    if matches:
        series = [(shown_name(match), True, _of_person(match, lookup)) for match in matches]
    else:
        series = [(words.strip(), False, _of_words(words, lookup))]
    days = [one.day for _, _, counts in series for one in counts]
    if not days:
        return TimelinesFound("day", tuple(Timeline(n, p) for n, p, _ in series), lookup.directory.find(words).near)
    first, last = min(days), max(days)
    step = step_for(first, last)
    spans = tuple(buckets_of(first, last, step))
    made = tuple(Timeline(n, p, tuple(_filled(spans, c)), _busiest(c, lookup)) for n, p, c in series)
    return TimelinesFound(step, made)


def step_for(first: date, last: date) -> Step:
    """The finest step of which a phone shows all between two days.

    >>> day = date(2026, 11, 1)
    >>> [step_for(day - timedelta(days=n), day) for n in (0, 15, 16, 200, 3000)]
    ['day', 'day', 'week', 'month', 'year']
    """
    steps: tuple[Step, ...] = ("day", "week", "month")
    return next((step for step in steps if not any(islice(buckets_of(first, last, step), MAX_BUCKETS, None))), "year")


def buckets_of(first: date, last: date, step: Step) -> Iterator[tuple[date, date]]:
    """The days, weeks (from Monday), months or years from one day to another, half-open.

    >>> [start.isoformat() for start, _ in buckets_of(date(2026, 11, 26), date(2027, 1, 2), "month")]
    ['2026-11-01', '2026-12-01', '2027-01-01']
    """
    start = _start(first, step)
    while start <= last:
        end = _next(start, step)
        yield start, end
        if end == date.max:
            return
        start = end


def _start(day: date, step: Step) -> date:
    if step == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day if step == "day" else day.replace(day=1, month=day.month if step == "month" else 1)


def _next(start: date, step: Step) -> date:
    try:
        if step in ("day", "week"):
            return start + timedelta(days=1 if step == "day" else 7)
        is_over = step == "year" or start.month == 12
        return date(start.year + is_over, 1 if is_over else start.month + 1, 1)
    except (OverflowError, ValueError):
        return date.max


def _of_person(match: Match, lookup: Lookup) -> list[_Count]:
    rows = lookup.store.names.appearances(match.keys, limit=MAX_ARTICLES)
    return [_Count(row.article_id, row.published_day, row.attributions) for row in rows if row.published_day]


def _of_words(words: str, lookup: Lookup) -> list[_Count]:
    """The articles that hold enough of the words, each term looked up alone."""
    language = language_of(language_of_question(words, None))
    terms = query_terms(words, lookup.engine, language)
    weights = term_weights(terms, lookup.engine, "passages")
    held: dict[str, float] = {}
    for term, weight in zip(terms, weights, strict=True):
        found = lookup.engine.search("passages", Query((term,), ()), limit=MAX_ARTICLES)
        for article_id in {hit.article_id for hit in found}:
            held[article_id] = held.get(article_id, 0.0) + weight
    whole = sum(weights)
    chosen = [article_id for article_id, weight in held.items() if whole and is_enough(weight / whole)]
    days = lookup.store.articles.published_days(chosen)
    return [_Count(article_id, day, 0) for article_id, day in days.items()]


def _filled(spans: Iterable[tuple[date, date]], counts: Iterable[_Count]) -> Iterator[Bucket]:
    of_day = _by_day(counts)
    for start, end in spans:
        inside = [of_day[day] for day in of_day if start <= day < end]
        yield Bucket(start, end, sum(q for q, _ in inside), sum(a for _, a in inside))


def _by_day(counts: Iterable[_Count]) -> Mapping[date, tuple[int, int]]:
    found: dict[date, tuple[int, int]] = {}
    for one in counts:
        quotations, articles = found.get(one.day, (0, 0))
        found[one.day] = (quotations + one.quotations, articles + 1)
    return found


def _busiest(counts: list[_Count], lookup: Lookup) -> tuple[BusyDay, ...]:
    """The days with most, quotations before mentions, each with its shortest headline."""
    ranked = sorted(_by_day(counts).items(), key=lambda item: (-item[1][0], -item[1][1], -item[0].toordinal()))
    chosen = dict(ranked[:MAX_BUSIEST])
    articles = lookup.store.articles.get_many([one.article_id for one in counts if one.day in chosen])
    busy = []
    for day, (quotations, number) in sorted(chosen.items()):
        titled = [a for one in counts if one.day == day and (a := articles.get(one.article_id)) and a.title]
        if titled:
            shortest = min(titled, key=_headline_order)
            busy.append(BusyDay(day, quotations, number, shortest.title or "", shortest.outlet, shortest.id))
    return tuple(busy)


def _headline_order(article: Article) -> tuple[int, str]:
    return len(article.title or ""), article.id
