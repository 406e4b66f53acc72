"""Answers from samples, and messages as markup that a person can compare."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.render.rich import Rich
from retrieval.model import (
    Answer,
    Copy,
    DateMention,
    DayRange,
    Excerpt,
    Near,
    Published,
    Reading,
    Reason,
    Span,
    Understood,
)

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "code": "code",
    "text_link": "a",
    "date_time": "tg-time",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote expandable",
}


def _spans(values: Any) -> tuple[Span, ...]:
    return tuple(Span(*value) for value in values)


def _dates(values: Any) -> tuple[DateMention, ...]:
    """Each value: start, end, first day, the day after the last, kind."""
    return tuple(
        DateMention(Span(start, end), DayRange(date.fromisoformat(first), date.fromisoformat(after)), kind)
        for start, end, first, after, kind in values
    )


def _excerpt(given: dict[str, Any]) -> Excerpt:
    start = given.pop("start", 0)
    text = given["text"]
    given["span"] = Span(start, start + len(text))
    if given.get("content"):
        given["content"] = _spans(given["content"])
    given["marked"] = _spans(given.get("marked", ()))
    given["dates"] = _dates(given.get("dates", ()))
    if given.get("published"):
        given["published"] = Published.parse(given["published"])
    given["also_in"] = tuple(
        Copy(copy["article_id"], 1, Span(0, 1), (), outlet=copy.get("outlet"), title=copy.get("title"))
        for copy in given.get("also_in", ())
    )
    return Excerpt(article_id=given.pop("article_id", "a"), revision=1, **given)


def _answer(given: dict[str, Any]) -> Answer:
    excerpts = tuple(_excerpt(dict(excerpt)) for excerpt in given.get("excerpts", ()))
    reason = given.get("reason")
    return Answer(
        question=given.get("question", "what?"),
        kind=given.get("kind", "search"),
        understood=Understood(dates=_dates(given.get("dates", ()))),
        readings=tuple(Reading(**made) for made in given.get("readings", ())),
        reason=Reason(**reason) if reason else None,
        near=tuple(Near(**offer) for offer in given.get("near", ())),
        total=given.get("total", len(excerpts)),
        excerpts=excerpts,
    )


def _markup(text: Rich) -> str:
    units = text.text.encode("utf-16-le")
    events: list[tuple[int, int, int, str]] = []
    for place, (kind, offset, length, url) in enumerate(text.entities()):
        link = f' href="{html.escape(url)}"' if url else ""
        if kind == "date_time" and url:
            link = ' unix="{}" format="{}"'.format(*url.split())
        events.append((offset, 1, place, f"<{_TAGS[kind]}{link}>"))
        events.append((offset + length, 0, -place, f"</{_TAGS[kind].split()[0]}>"))
    shown, at = "", 0
    for offset, _, _, tag in sorted(events):
        shown += html.escape(units[2 * at : 2 * offset].decode("utf-16-le"), quote=False) + tag
        at = offset
    return shown + html.escape(units[2 * at :].decode("utf-16-le"), quote=False)


@pytest.fixture
def markup() -> Callable[[Rich], str]:
    """A text with its marks as tags."""
    return _markup


@pytest.fixture
def answer_of() -> Callable[[Any], Answer]:
    """An answer from a sample's values, or from the sample's path; every excerpt begins its article unless told."""

    def read(sample: Any) -> Answer:
        given = json.loads(sample.read_text(encoding="utf-8")) if isinstance(sample, Path) else sample
        return _answer(given)

    return read
