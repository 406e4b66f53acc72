"""Answers as JSON: the stable shapes that scripts depend on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from retrieval.answers.timelines import Timeline, TimelinesFound
from retrieval.answers.topics import TopicsFound
from retrieval.model import Answer, Attribution, Copy, DateMention, Excerpt, Reworded, SearchAnswer, Span


def answer_json(answer: Answer) -> dict[str, Any]:
    """One answer; text positions are code points of the article's stored text."""
    return {
        "id": answer.id,
        "question": answer.question,
        "kind": answer.kind,
        "understood": {
            "people": list(answer.understood.people),
            "topic": answer.understood.topic,
            "dates": dates_json(answer.understood.dates, answer.question),
            "outlet": answer.understood.outlet,
        },
        "corrections": [{"written": c.written, "read_as": c.read_as} for c in answer.corrections],
        "readings": [{"kind": r.kind, "written": r.written, "read_as": r.read_as} for r in answer.readings],
        "reason": {"code": answer.reason.code, "message": answer.reason.message} if answer.reason else None,
        "near": [{"kind": n.kind, "value": n.value, "count": n.count} for n in answer.near],
        "total": answer.total,
        "excerpts": [excerpt_json(e) for e in answer.excerpts],
        "elapsed_ms": round(answer.elapsed_ms, 3),
    }


def excerpt_json(excerpt: Excerpt) -> dict[str, Any]:
    """One excerpt with its whole chain of attribution."""
    return {
        "article_id": excerpt.article_id,
        "revision": excerpt.revision,
        "start": excerpt.span.start,
        "end": excerpt.span.end,
        "text": excerpt.text,
        "content": _spans(excerpt.content),
        "speaker": excerpt.speaker,
        "speaker_as_written": excerpt.speaker_as_written,
        "speaker_span": _span(excerpt.speaker_span),
        "role": excerpt.role,
        "via": excerpt.via,
        "attribution": excerpt.attribution,
        "also_in": [_copy(c) for c in excerpt.also_in],
        "repeated_in": [_copy(c) for c in excerpt.repeated_in],
        "worded_differently_in": [_copy(c) for c in excerpt.worded_differently_in],
        "dates": [
            _date(d, excerpt.text[d.span.start - excerpt.span.start : d.span.end - excerpt.span.start])
            for d in excerpt.dates
        ],
        "marked": _spans(excerpt.marked),
        "title": excerpt.title,
        "outlet": excerpt.outlet,
        "published": excerpt.published.as_given if excerpt.published else None,
        "url": excerpt.url,
        "score": round(excerpt.score, 6),
        "reworded": _reworded(excerpt.reworded),
    }


def _copy(copy: Copy) -> dict[str, Any]:
    """Positions are in the text of the other article."""
    return {
        "article_id": copy.article_id,
        "revision": copy.revision,
        "start": copy.span.start,
        "end": copy.span.end,
        "content": _spans(copy.content),
        "outlet": copy.outlet,
        "title": copy.title,
        "url": copy.url,
    }


def _reworded(earlier: Reworded | None) -> dict[str, Any] | None:
    """Positions are in the text of the earlier revision."""
    if earlier is None:
        return None
    return {
        "since": earlier.since.isoformat() if earlier.since else None,
        "revision": earlier.revision,
        "start": earlier.span.start,
        "end": earlier.span.end,
        "text": earlier.text,
    }


def search_json(answer: SearchAnswer) -> dict[str, Any]:
    """Ranked passages."""
    return {
        "id": answer.id,
        "question": answer.question,
        "passages": [
            {
                "article_id": p.article_id,
                "revision": p.revision,
                "start": p.span.start,
                "end": p.span.end,
                "text": p.text,
                "score": round(p.score, 6),
            }
            for p in answer.passages
        ],
        "elapsed_ms": round(answer.elapsed_ms, 3),
    }


def attribution_json(article_id: str, attribution: Attribution) -> dict[str, Any]:
    """One attribution of one article."""
    return {
        "article_id": article_id,
        "content": _spans(attribution.content),
        "cue": _span(attribution.cue),
        "speaker": attribution.speaker,
        "speaker_as_written": attribution.speaker_as_written,
        "speaker_span": _span(attribution.speaker_span),
        "role": attribution.role,
        "via": attribution.via,
        "attribution": attribution.kind,
        "doubtful": attribution.is_doubtful,
    }


def timelines_json(found: TimelinesFound) -> dict[str, Any]:
    """Timelines over the same days; the ends of buckets are not in them any more."""
    return {
        "step": found.step,
        "near": [{"kind": n.kind, "value": n.value, "count": n.count} for n in found.near],
        "timelines": [_timeline(timeline) for timeline in found.timelines],
    }


def _timeline(timeline: Timeline) -> dict[str, Any]:
    buckets = [
        {"start": b.start.isoformat(), "end": b.end.isoformat(), "quotations": b.quotations, "articles": b.articles}
        for b in timeline.buckets
    ]
    busiest = [
        {
            "day": busy.day.isoformat(),
            "quotations": busy.quotations,
            "articles": busy.articles,
            "headline": busy.headline,
            "outlet": busy.outlet,
            "article_id": busy.article_id,
        }
        for busy in timeline.busiest
    ]
    return {"name": timeline.name, "is_person": timeline.is_person, "buckets": buckets, "busiest": busiest}


def topics_json(found: TopicsFound) -> dict[str, Any]:
    """Topics with the first and the last day that they are of."""
    topics = [
        {
            "words": topic.words,
            "articles": topic.articles,
            "headline": topic.headline,
            "outlet": topic.outlet,
            "article_id": topic.article_id,
        }
        for topic in found.topics
    ]
    first, last = (day.isoformat() if day else None for day in (found.first, found.last))
    return {"first": first, "last": last, "topics": topics}


def dates_json(mentions: Iterable[DateMention], text: str) -> list[dict[str, Any]]:
    """The dates that ``text`` mentions; ``from`` and ``to`` are half-open."""
    return [_date(m, m.span.of(text)) for m in mentions]


def _date(mention: DateMention, text: str) -> dict[str, Any]:
    start, end = mention.instants or (mention.days.start, mention.days.end)
    return {
        "text": text,
        "start": mention.span.start,
        "end": mention.span.end,
        "from": start.isoformat(),
        "to": end.isoformat(),
        "kind": mention.kind,
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _spans(spans: Sequence[Span] | None) -> list[list[int]] | None:
    return None if spans is None else [[s.start, s.end] for s in spans]
