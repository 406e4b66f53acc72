"""Lists in a terminal: timelines with a spark of all of it, and topics, as lines of styled pieces."""

from __future__ import annotations

from collections.abc import Iterator

from bot.render import timeline_text as drawn
from bot.render import topic_list as written
from bot.render.terminal import EMPTY, Line, Piece, Style, printable
from retrieval.answers.timelines import TimelinesFound
from retrieval.answers.topics import TopicsFound

_BAR_COLUMNS = 40
_INDENT = 3


def timeline_lines(found: TimelinesFound, asked: str) -> Iterator[Line]:
    """Timelines in one line each, then row by row, then the busiest days."""
    if not found.timelines[0].buckets:
        near = f" Did you mean: {', '.join(n.value for n in found.near)}?" if found.near else ""
        yield _line(f"The archive has nothing on {asked} that has a day.{near}")
        return
    yield _line(drawn.heading(found), "words")
    for one in found.timelines:
        yield Line((Piece(printable(f"{one.name} ")), Piece(drawn.spark(one), "name")))
    yield EMPTY
    for row in drawn.rows(found, width=_BAR_COLUMNS):
        yield _line(row)
    yield EMPTY
    busy = sorted((one for t in found.timelines for one in t.busiest), key=lambda one: one.day)
    for number, day in enumerate(busy, start=1):
        yield _line(drawn.busy_line(number, day))


def topic_lines(found: TopicsFound) -> Iterator[Line]:
    """Topics with their headlines under them."""
    if not found.topics:
        yield _line(written.nothing(found).partition(" /")[0])
        return
    yield _line(written.heading(found), "words")
    yield EMPTY
    for number, topic in enumerate(found.topics, start=1):
        first, *more = written.row(number, topic).split("\n")
        yield _line(first, "name")
        for row in more:
            yield Line((Piece(printable(row), "faint"),), _INDENT)


def _line(text: str, style: Style = "plain") -> Line:
    return Line((Piece(printable(text), style),))
