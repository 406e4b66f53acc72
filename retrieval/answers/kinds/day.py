"""Events of a day: one excerpt an event, the most reported first, what was announced before the day last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from retrieval.answers.elsewhere import counterparts
from retrieval.answers.excerpts.cutting import first_telling, passage_excerpt, sentences_around, speaks_itself
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.day_filters import are_alternatives, asked_event, asked_published
from retrieval.model import Annotations, Article, DateMention, DayRange, Excerpt, Near, Span, Understood, because
from retrieval.search.engine import Hit
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import tells
from retrieval.text.tokens import stems, topic_words, words
from retrieval.text.view import reading_view

Place = Literal["on", "next", "later", "before"]
# How surely an article tells of the day: by when it was published, and whether it names the day where it begins. What
# was announced before is told last: it may have come otherwise.
_WORTH: dict[tuple[Place, bool], float] = {
    ("on", True): 1.0,
    ("next", True): 1.0,
    ("on", False): 0.9,
    ("next", False): 0.8,
    ("later", True): 0.5,
    ("later", False): 0.4,
    ("before", True): 0.2,
    ("before", False): 0.1,
}
_OF_THE_DAY = 0.8
_POOL_FACTOR = 4
_MAX_NEIGHBOURS = 2
# Two articles tell of one event where their titles and openings share this part of the shorter one's topic words.
_SAME_EVENT_SHARE = 0.5
_OPENING_CHARS = 300


class Day:
    """*what happened on 13 September 2023*, *yesterday*."""

    name = "day"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """A date and no topic beside it."""
        return (
            bool(question.dates)
            and question.form.name in ("happened", "latest")
            and not question.form.rest.strip(" ?!.")
        )

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The days and the outlet."""
        return Understood(dates=question.dates, outlet=question.outlet)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Of each article the sentence that names the day, or how it begins; what was announced before comes last."""
        understood = self.understand(question, lookup)
        excerpts = _one_an_article(_reports(_hits(question, lookup), question.dates, lookup))
        near = _neighbours(question.dates[0].days, lookup)
        if not excerpts:
            asked = question.dates[0].span.of(question.text)
            return Found(
                understood=understood,
                reason=because("nothing-on-day", "The archive holds nothing on {day}", day=asked.strip()),
                near=near,
            )
        return Found(_events(excerpts, lookup, question.language), understood, near=near)


def _hits(question: Question, lookup: Lookup) -> dict[str, list[Hit]]:
    """The passages that speak of the days or come first in an article of them, by article; those of the days first."""
    undated = replace(question, dates=())
    limit = _POOL_FACTOR * lookup.pool
    asked = [mention.days for mention in question.dates]
    spoken = tuple(map(asked_event, asked))
    if are_alternatives(asked):
        spoken = (frozenset().union(*spoken),)
    reported = frozenset[str]().union(*(asked_published(_until_reported(days)) for days in asked))
    published = frozenset[str]().union(*map(asked_published, asked))
    found: dict[str, list[Hit]] = {}
    for demands in ((*spoken, reported), (published,), spoken):
        for hit in lookup.hits("passages", (), undated, *demands, limit=limit):
            known = found.setdefault(hit.article_id, [])
            if hit not in known:
                known.append(hit)
    lookup.fetch(found)
    return found


def _until_reported(days: DayRange) -> DayRange:
    """The days and the next one, whose papers tell of them."""
    return DayRange(days.start, days.end + timedelta(days=days.end < date.max))


def _reports(hits: Mapping[str, Sequence[Hit]], asked: Sequence[DateMention], lookup: Lookup) -> Iterator[Excerpt]:
    """What each article has of the days asked for, scored by how surely it is a report of them."""
    for article_id, held in hits.items():
        article = lookup.article(article_id)
        current = [hit for hit in held if article and article.revision == hit.revision]
        if article and current:
            yield from _report(article, sorted(current, key=lambda hit: hit.start), asked, lookup)


def _report(article: Article, hits: Sequence[Hit], asked: Sequence[DateMention], lookup: Lookup) -> Iterator[Excerpt]:
    """The first telling sentence of these passages that names the day, or how the article begins."""
    annotations = lookup.annotations(article.id)
    place = _place(article, asked)
    named = _naming(article, annotations, [hits[0].span] if hits[0].ordinal == 0 else [], asked)
    if named is None and place == "on":
        lead = first_telling(article)
        yield passage_excerpt(article, lead, annotations, score=_WORTH["on", False])
        return
    deep = named is None
    named = named or _naming(article, annotations, [hit.span for hit in hits], asked)
    if named is None:
        return
    marked = tuple(d.span for d in annotations.dates if named.holds(d.span) and _answers(d, asked))
    yield passage_excerpt(article, named, annotations, score=_WORTH[place, not deep], marked=marked)


def _place(article: Article, asked: Sequence[DateMention]) -> Place:
    """When an article was published, seen from the days asked for."""
    day = article.published.day if article.published else None
    if day is None:
        return "later"
    if any(_holds(a.days, day) for a in asked):
        return "on"
    if any(_holds(_until_reported(a.days), day) for a in asked):
        return "next"
    return "before" if all(day < a.days.start for a in asked) else "later"


def _naming(
    article: Article, annotations: Annotations, passages: Sequence[Span], asked: Sequence[DateMention]
) -> Span | None:
    """The first telling sentence of the passages that names the day; None where there is none."""
    language = language_of(article.language)
    for mention in annotations.dates:
        if _answers(mention, asked) and any(passage.holds(mention.span) for passage in passages):
            sentence = sentences_around(article.text, mention.span)
            told = reading_view(article.text).of(sentence)
            if tells(told, language) and not speaks_itself(told, language):
                return sentence
    return None


def _answers(mention: DateMention, asked: Sequence[DateMention]) -> bool:
    suffices = any if are_alternatives([a.days for a in asked]) else all
    return suffices(_is_inside(mention.days, a.days) for a in asked)


def _is_inside(days: DayRange, asked: DayRange) -> bool:
    """Whether a text that speaks of ``days`` speaks of something inside the days asked for."""
    return (asked.start <= days.start and days.end <= asked.end) or days == asked


def _holds(days: DayRange, day: date) -> bool:
    return days.start <= day < days.end


def _one_an_article(excerpts: Iterator[Excerpt]) -> list[Excerpt]:
    """The most surely of the day first."""
    return sorted(excerpts, key=lambda e: (-e.score, e.article_id))


@dataclass(slots=True)
class _Event:
    told: Excerpt
    stems: frozenset[str]
    others: list[Excerpt] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many tell of it."""
        return sum(1 + len(excerpt.also_in) for excerpt in (self.told, *self.others))


def _events(excerpts: Sequence[Excerpt], lookup: Lookup, language: Language) -> list[Excerpt]:
    """One excerpt an event, the most reported first; then what other reports of these events say in their own words.

    Two reports of one event are never shown as one: they may give other figures.
    """
    events: list[_Event] = []
    for excerpt in lookup.folded(_at_one_place(excerpts, lookup)):
        article = lookup.article(excerpt.article_id)
        opening = f"{excerpt.title or ''} {article.text[:_OPENING_CHARS] if article else excerpt.text}"
        told = frozenset(stems(topic_words(words(opening), language), language))
        same = next((e for e in events if _is_same_event(e.stems, told)), None)
        if same:
            same.others.append(excerpt)
        else:
            events.append(_Event(excerpt, told))
    events.sort(key=lambda event: (event.told.score < _OF_THE_DAY, -event.articles, -event.told.score))
    return [*(event.told for event in events), *(other for event in events for other in event.others)]


def _at_one_place(excerpts: Sequence[Excerpt], lookup: Lookup) -> Iterator[Excerpt]:
    """The excerpts, those from copies of one text cut where the first of them is, as far as the copy has the place."""
    copies = lookup.copies(excerpts)
    firsts: list[Excerpt] = []
    for excerpt in excerpts:
        first = next((one for one in firsts if copies.are_copies(one, excerpt)), None)
        if first is None:
            firsts.append(excerpt)
        there = first and next(counterparts(first, [excerpt.article_id], lookup, copies), None)
        yield replace(there, score=excerpt.score) if there else excerpt


def _is_same_event(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_EVENT_SHARE * max(1, min(len(one), len(other)))


def _neighbours(asked: DayRange, lookup: Lookup) -> tuple[Near, ...]:
    """The nearest days before and after on which something was published."""
    days = lookup.store.catalogue.published_days()
    before = [(day, count) for day, count in days if day < asked.start][-_MAX_NEIGHBOURS:]
    after = [(day, count) for day, count in days if day >= asked.end][:_MAX_NEIGHBOURS]
    return tuple(Near("day", day.isoformat(), count) for day, count in [*before, *after])
