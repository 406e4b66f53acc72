"""Plain dates: the type of a language's table of days; `Calendar` tells far more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class DayWords:
    """Words by which a language writes plain dates; all in lower case, every inflected form, no full stops.

    Attributes:
        months: 1 to 12.
        weekdays: 0 (Monday) to 6.
        days: words and phrases for a day by their distance from today.
        units: "day", "week", "month" or "year".
        shifts: words beside a unit for the one before (-1), around (0) or after (1) today.
        numbers: cardinal number words that come before units.
        joins: words between day, month and year ("de").
        day_marks: what may be glued to the number of a day ("º").
        year_marks: what may follow a year ("года").
        in_words: one of these comes before a month or a year that is alone, else it is none.
        ago: pairs of what comes before and after a number of units that are over.
        since: before a date that a span begins with; ``until`` one that it ends before.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, str]
    shifts: Mapping[str, int]
    numbers: Mapping[str, int]
    in_words: frozenset[str]
    ago: tuple[tuple[str, str], ...]
    joins: frozenset[str] = _NONE
    day_marks: tuple[str, ...] = ()
    year_marks: tuple[str, ...] = ()
    since: frozenset[str] = _NONE
    until: frozenset[str] = _NONE


def numbered(*rows: str, first: int = 1) -> dict[str, int]:
    """The words of each row by its number.

    >>> numbered("january jan", "february feb")
    {'january': 1, 'jan': 1, 'february': 2, 'feb': 2}
    """
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


def of_kind(**rows: str) -> dict[str, str]:
    """The words of each row by its name."""
    return {word: kind for kind, row in rows.items() for word in row.split()}


def by_value(rows: Mapping[int, str]) -> dict[str, int]:
    """The words and phrases of each row by its value; a phrase's words are joined by "_".

    >>> by_value({-1: "yesterday", -2: "day_before_yesterday"})
    {'yesterday': -1, 'day before yesterday': -2}
    """
    return {word.replace("_", " "): value for value, row in rows.items() for word in row.split()}
