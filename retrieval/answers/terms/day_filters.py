"""Filters for a range of days: one small cover of years, months and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from retrieval.model import DayRange

# What is asked or told outside of these is not looked for: "since 2019" has no end, "until May" no beginning.
FIRST, LAST = date(1800, 1, 1), date(2100, 1, 1)
# A text that speaks of more than this speaks of no day in particular.
MAX_TOLD_DAYS = 30 * 366
_A_WEEK = timedelta(7)


def meant_days(days: DayRange, today: date) -> DayRange:
    """The days that are asked for: who says "this week" early in one means the last seven days as well.

    >>> meant_days(DayRange(date(2023, 5, 1), date(2023, 5, 8)), date(2023, 5, 2)).start
    datetime.date(2023, 4, 26)
    """
    is_this_week = days.end - days.start == _A_WEEK and days.start <= today < days.end
    return DayRange(min(days.start, today - _A_WEEK + timedelta(1)), days.end) if is_this_week else days


@lru_cache(maxsize=4096)
def speaks_of(days: DayRange) -> frozenset[str]:
    """The filters of a text that speaks of these days: whole years and months where they fill the range, else days.

    >>> from datetime import date
    >>> sorted(speaks_of(DayRange(date(2023, 8, 31), date(2023, 10, 2))))
    ['day:2023-08-31', 'day:2023-09', 'day:2023-10-01']
    """
    if (days.end - days.start).days > MAX_TOLD_DAYS:
        return frozenset()
    return frozenset(f"day:{part}" for part in _cover(days))


def published_on(day: date) -> frozenset[str]:
    """The filters of a text published on this day."""
    text = day.isoformat()
    return frozenset({f"published:{text}", f"published:{text[:7]}", f"published:{text[:4]}"})


@lru_cache(maxsize=8)
def asked_event(days: DayRange) -> frozenset[str]:
    """Every filter of a text that speaks of something inside these days; one of them is enough."""
    years: set[str] = set()
    months: set[str] = set()
    every_day: set[str] = set()
    for part in _cover(days):
        if len(part) == 4:
            years.add(part)
            months.update(f"{part}-{month:02}" for month in range(1, 13))
        elif len(part) == 7:
            months.add(part)
        else:
            every_day.add(part)
    for month in months:
        every_day.update(f"{month}-{day:02}" for day in range(1, 32))
    return frozenset(f"day:{part}" for part in years | months | every_day)


def asked_published(days: DayRange) -> frozenset[str]:
    """The filters of a text published inside these days; one of them is enough."""
    return frozenset(f"published:{part}" for part in _cover(days))


def are_alternatives(days: Sequence[DayRange]) -> bool:
    """Whether days that are asked for together lie apart, so that nothing is on all of them: one is enough.

    >>> from datetime import date
    >>> first, second = DayRange(date(2023, 6, 18), date(2023, 6, 19)), DayRange(date(2023, 6, 19), date(2023, 6, 20))
    >>> are_alternatives([first, second]), are_alternatives([first, first])
    (True, False)
    """
    in_order = sorted(days, key=lambda one: one.start)
    return all(one.end <= other.start for one, other in pairwise(in_order))


def _cover(days: DayRange) -> Iterator[str]:
    """Year, month and day names that together are exactly the range, as far as it lies from ``FIRST`` to ``LAST``."""
    at, end = max(days.start, FIRST), min(days.end, LAST)
    while at < end:
        if (at.month, at.day) == (1, 1) and date(at.year + 1, 1, 1) <= end:
            yield f"{at.year:04}"
            at = date(at.year + 1, 1, 1)
            continue
        next_month = date(at.year + at.month // 12, at.month % 12 + 1, 1)
        if at.day == 1 and next_month <= end:
            yield f"{at.year:04}-{at.month:02}"
            at = next_month
            continue
        yield at.isoformat()
        at += timedelta(days=1)
