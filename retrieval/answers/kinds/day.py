"""What happened on a day? One excerpt an event, those that speak of the day before those published on it."""

from __future__ import annotations

from datetime import timedelta

from retrieval.answers.days import asked_event
from retrieval.answers.excerpts import passage_excerpt
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions import Question
from retrieval.model import Article, DateMention, Excerpt, Near, Reason, Span, Understood
from retrieval.search.engine import Hit
from retrieval.text.sentences import sentences

_MAX_NEAR_DAYS = 4


class Day:
    """*what happened on 13 September 2023*, *yesterday*."""

    name = "day"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """A date and no topic beside it."""
        return bool(question.dates) and question.form.name == "happened" and not question.form.rest.strip(" ?!.")

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """The sentences that name the day; where there is none, how the articles of the day begin."""
        understood = Understood(dates=question.dates, outlet=question.outlet)
        hits = lookup.hits("passages", (), question, limit=4 * lookup.pool)
        lookup.fetch(hit.article_id for hit in hits)
        excerpts = list(filter(None, (_event(hit, question.dates, lookup) for hit in hits)))
        if not excerpts:
            return _nothing(question, understood, lookup)
        excerpts.sort(key=lambda e: (-e.score, e.article_id, e.span.start))
        return Found(lookup.folded(_one_an_article(excerpts)), understood)


def _event(hit: Hit, asked: tuple[DateMention, ...], lookup: Lookup) -> Excerpt | None:
    article = lookup.article(hit.article_id)
    if article is None:
        return None
    annotations = lookup.annotations(hit.article_id)
    named = [d for d in annotations.dates if hit.span.holds(d.span) and all(_same_days(d, a) for a in asked)]
    if named:
        span = _sentences_around(article, named[0].span)
        marked = tuple(d.span for d in named if span.holds(d.span))
        return passage_excerpt(article, span, annotations, score=1.0 / (1 + span.start), marked=marked)
    if hit.ordinal == 0:
        first = _sentences_around(article, Span(hit.span.start, hit.span.start + 1))
        return passage_excerpt(article, first, annotations, score=0.0)
    return None


def _same_days(mention: DateMention, asked: DateMention) -> bool:
    return not asked_event(asked.days).isdisjoint(asked_event(mention.days)) and (
        mention.days.end - mention.days.start <= max(asked.days.end - asked.days.start, timedelta(days=1))
        or (asked.days.start <= mention.days.start and mention.days.end <= asked.days.end)
    )


def _sentences_around(article: Article, span: Span) -> Span:
    touched = [s for s in sentences(article.text) if s.touches(span)] or [span]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))


def _one_an_article(excerpts: list[Excerpt]) -> list[Excerpt]:
    first: dict[str, Excerpt] = {}
    for excerpt in excerpts:
        first.setdefault(excerpt.article_id, excerpt)
    return list(first.values())


def _nothing(question: Question, understood: Understood, lookup: Lookup) -> Found:
    asked = question.dates[0].days.start
    days = sorted(lookup.store.published_days(), key=lambda d: (abs((d[0] - asked).days), d[0]))[:_MAX_NEAR_DAYS]
    near = tuple(Near("day", day.isoformat(), count) for day, count in sorted(days))
    return Found(
        understood=understood,
        reason=Reason("nothing-on-day", f"The archive holds nothing on {question.dates[0].span.of(question.text)}"),
        near=near,
    )
