"""Timelines as text: a row for each day, week, month or year, with a bar that reads on a phone and in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from babel.dates import format_date

from bot.render.translate import _, spoken
from retrieval.answers.timelines import BusyDay, Step, Timeline, TimelinesFound

_BAR = "█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_WIDTH = 12
_SPARKS = "▁▂▃▄▅▆▇█"
_PATTERNS = {"day": "d MMM", "week": "d MMM", "month": "MMM y", "year": "y"}


def rows(found: TimelinesFound, *, width: int = _WIDTH) -> tuple[str, ...]:
    """One row a bucket: its first day, and for each series a bar and its number, all bars of one scale."""
    named = labels(found)
    margin = max(map(len, named), default=0)
    counted = [amounts(timeline) for timeline in found.timelines]
    most = max((amount for column in counted for amount in column), default=0)
    columns = [_column(column, most, width // len(counted)) for column in counted]
    return tuple(f"{label:>{margin}} {' '.join(cells)}".rstrip() for label, *cells in zip(named, *columns, strict=True))


def spark(timeline: Timeline) -> str:
    """All of a timeline in as many signs as it has buckets."""
    counted = amounts(timeline)
    highest = max(counted, default=0) or 1
    return "".join(_SPARKS[round(a / highest * (len(_SPARKS) - 1))] if a else " " for a in counted)


def heading(found: TimelinesFound) -> str:
    """Who or what, and what is counted by what."""
    names = " / ".join(timeline.name for timeline in found.timelines)
    counted = _("statements") if all(timeline.is_person for timeline in found.timelines) else _("articles")
    step = {"day": _("by day"), "week": _("by week"), "month": _("by month"), "year": _("by year")}[found.step]
    return f"{names} · {counted}, {step}"


def busy_line(number: int, busy: BusyDay) -> str:
    """A busy day with the headline as its article has it."""
    source = f" ({busy.outlet})" if busy.outlet else ""
    return f"{number}. {day_label(busy.day)}: {' '.join(busy.headline.split())}{source}"


def _label(day: date, step: Step) -> str:
    return format_date(day, _PATTERNS[step], locale=spoken())


def day_label(day: date) -> str:
    """A day as it stands in rows and lists."""
    return _label(day, "day")


def labels(found: TimelinesFound) -> tuple[str, ...]:
    """The first day of each bucket, or its month or year."""
    return tuple(_label(bucket.start, found.step) for bucket in found.timelines[0].buckets)


def amounts(timeline: Timeline) -> tuple[int, ...]:
    """What is counted of each bucket: a person's statements, else articles."""
    return tuple(bucket.quotations if timeline.is_person else bucket.articles for bucket in timeline.buckets)


def _column(counted: Sequence[int], most: int, width: int) -> Iterator[str]:
    digits = len(str(most))
    for amount in counted:
        yield f"{_bar(amount, most, width):<{width}} {amount or '·':>{digits}}"


def _bar(amount: int, most: int, width: int) -> str:
    eighths = round(amount / most * width * 8) if most else 0
    whole, rest = divmod(max(eighths, 1) if amount else 0, 8)
    return _BAR * whole + (_EIGHTHS[rest] if rest else "")
