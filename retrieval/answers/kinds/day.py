"""Events of a day: one excerpt an event, those that speak of the day first, the most reported first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from retrieval.answers.elsewhere import counterparts
from retrieval.answers.excerpts.cutting import passage_excerpt, sentences_around
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.day_filters import are_alternatives
from retrieval.model import DateMention, DayRange, Excerpt, Near, Span, Understood, because
from retrieval.search.engine import Hit
from retrieval.text.languages import Language
from retrieval.text.tokens import stems, topic_words, words

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
        """The sentences that name the day; where there is none, how the articles of the day begin."""
        understood = self.understand(question, lookup)
        hits = lookup.hits("passages", (), question, limit=_POOL_FACTOR * lookup.pool)
        lookup.fetch(hit.article_id for hit in hits)
        excerpts = _one_an_article(e for hit in hits for e in _reports(hit, question.dates, lookup))
        near = _neighbours(question.dates[0].days, lookup)
        if not excerpts:
            asked = question.dates[0].span.of(question.text)
            return Found(
                understood=understood,
                reason=because("nothing-on-day", "The archive holds nothing on {day}", day=asked.strip()),
                near=near,
            )
        return Found(_events(excerpts, lookup, question.language), understood, near=near)


def _reports(hit: Hit, asked: Sequence[DateMention], lookup: Lookup) -> Iterator[Excerpt]:
    """The sentence of a passage that names the day, or how its article begins."""
    article, annotations = lookup.article(hit.article_id), lookup.annotations(hit.article_id)
    if article is None or article.revision != hit.revision:
        return
    suffices = any if are_alternatives([a.days for a in asked]) else all
    told = (d for d in annotations.dates if hit.span.holds(d.span))
    named = [d for d in told if suffices(_is_inside(d.days, a.days) for a in asked)]
    if named:
        span = sentences_around(article.text, named[0].span)
        marked = tuple(d.span for d in named if span.holds(d.span))
        yield passage_excerpt(article, span, annotations, score=1.0, marked=marked)
    elif hit.ordinal == 0 and article.published and any(_holds(a.days, article.published.day) for a in asked):
        first = sentences_around(article.text, Span(hit.span.start, hit.span.start + 1))
        yield passage_excerpt(article, first, annotations, score=0.5)


def _is_inside(days: DayRange, asked: DayRange) -> bool:
    """Whether a text that speaks of ``days`` speaks of something inside the days asked for."""
    return (asked.start <= days.start and days.end <= asked.end) or days == asked


def _holds(days: DayRange, day: date) -> bool:
    return days.start <= day < days.end


def _one_an_article(excerpts: Iterator[Excerpt]) -> list[Excerpt]:
    """The first of each article, those that name the day before the rest."""
    first: dict[str, Excerpt] = {}
    for excerpt in excerpts:
        kept = first.get(excerpt.article_id)
        if kept is None or excerpt.score > kept.score:
            first[excerpt.article_id] = excerpt
    return sorted(first.values(), key=lambda e: (-e.score, e.article_id))


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
    events.sort(key=lambda event: (-event.told.score, -event.articles))
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
