"""Which dates does a text mention, and which days do they stand for?"""

from __future__ import annotations

import re
from datetime import date, timedelta

from retrieval.model import DateMention, DayRange, Span

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_FIRST = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)\b|(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d\d?)\b(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d\d?) (?P<month2>{'|'.join(_MONTHS)})(?: (?P<year2>\d{{4}}))?"
    rf"|(?P<near>yesterday|today|tomorrow)\b|(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def find_dates(
    text: str, on: date, *, language: str | None = "en", outlet: str | None = None, future: bool = False
) -> tuple[DateMention, ...]:
    """Find every date, resolved against the day ``on``; in text order, apart from one another."""
    found = []
    for match in _FIRST.finditer(text):
        day = _day(match, on)
        if day is not None:
            found.append(DateMention(Span(*match.span()), DayRange(day, day + timedelta(days=1)), "day"))
    return tuple(found)


def _day(match: re.Match[str], on: date) -> date | None:
    if match["near"]:
        return on + timedelta(days=_NEAR[match["near"].lower()])
    if match["weekday"]:
        return on - timedelta(days=(on.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7)
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = _MONTHS.index((match["month"] or match["month2"]).lower()) + 1
        year = match["year"] or match["year2"]
        found = date(int(year or on.year), month, int(match["day"] or match["day2"]))
        return found if year or found <= on else found.replace(year=on.year - 1)
    except ValueError:
        return None
