"""Calendar arithmetic without words: which days are a month, a week, a part of a year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from retrieval.model import DayRange

DAY = timedelta(days=1)
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_WORKDAYS = 5
_DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "workweek": 7, "fortnight": 14}


@lru_cache(maxsize=4096)
def one_day(day: date) -> DayRange:
    return DayRange(day, day + DAY)


@lru_cache(maxsize=4096)
def months(year: int, month: int, count: int = 1) -> DayRange:
    """``count`` months from this one on; a month beyond 12 runs into the next year."""
    return DayRange(_first_of(year, month), _first_of(year, month + count))


def years(year: int, count: int = 1) -> DayRange:
    return DayRange(date(year, 1, 1), date(year + count, 1, 1))


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def week_of(day: date) -> DayRange:
    """The week from Monday to Sunday that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return DayRange(monday, monday + timedelta(days=7))


def weekend_of(day: date) -> DayRange:
    """Saturday and Sunday of the day's week."""
    sunday = week_of(day).end
    return DayRange(sunday - timedelta(days=2), sunday)


def add(day: date, count: float, unit: str) -> date:
    """Step over days or months; the 31st becomes the last day of a shorter month.

    Raises:
        ValueError: the unit is no part of a calendar ("hour"); with OverflowError, there is no such day.

    >>> add(date(2023, 1, 31), 1, "month").isoformat(), add(date(2023, 9, 13), -2, "week").isoformat()
    ('2023-02-28', '2023-08-30')
    """
    if unit == "workday":
        return _add_workdays(day, int(count))
    if unit in _DAYS_OF:
        return day + timedelta(days=round(count * _DAYS_OF[unit]))
    if unit not in _MONTHS_OF:
        raise ValueError(f"no unit of days or months: {unit}")
    first = _first_of(day.year, day.month + round(count * _MONTHS_OF[unit]))
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _add_workdays(day: date, count: int) -> date:
    """From Saturday and Sunday, the next workday is Monday and the last one Friday."""
    step = DAY if count > 0 else -DAY
    day += step * 7 * (abs(count) // _WORKDAYS)
    rest = abs(count) % _WORKDAYS
    if not rest and day.weekday() >= _WORKDAYS and count:
        # Whole weeks on from a weekend end on its near side.
        day, rest = day - step * 7, _WORKDAYS
    for _ in range(rest):
        day += step
        while day.weekday() >= _WORKDAYS:
            day += step
    return day


def around(day: date, unit: str) -> DayRange:
    """The whole unit of the calendar that holds the day; of a day or workday, the day.

    Raises:
        ValueError: the unit is no part of a calendar ("hour").
    """
    if unit in ("day", "workday"):
        return one_day(day)
    if unit in ("week", "weekend", "workweek", "fortnight"):
        week = week_of(day)
        ends = {"week": (0, 7), "weekend": (5, 7), "workweek": (0, 5), "fortnight": (0, 14)}[unit]
        return DayRange(week.start + ends[0] * DAY, week.start + ends[1] * DAY)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return years(day.year - day.year % size, size)
    if unit not in _MONTHS_OF:
        raise ValueError(f"no unit of the calendar: {unit}")
    size = _MONTHS_OF[unit]
    return months(day.year, (day.month - 1) // size * size + 1, size)


def weeks_in(period: DayRange) -> DayRange:
    """The weeks of a month or year, each counted where its Thursday is (as ISO 8601 counts those of a year)."""
    first = week_of(period.start)
    last = week_of(period.end - DAY)
    start = first.start if first.start + 3 * DAY >= period.start else first.end
    end = last.end if last.start + 3 * DAY < period.end else last.start
    return DayRange(start, end)


def nth_weekday(period: DayRange, weekday: int, nth: int) -> date:
    """The first, second, … (or last: -1) such weekday of a period."""
    if nth > 0:
        return period.start + timedelta(days=(weekday - period.start.weekday()) % 7 + 7 * (nth - 1))
    last = period.end - DAY
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


# Share of a period, as months or days of it: (start, end) for early, mid and late.
_YEAR_THIRDS = {"early": (0, 4), "mid": (4, 8), "late": (8, 12)}
_YEAR_HALVES = {"early": (0, 6), "mid": (3, 9), "late": (6, 12)}
_WEEK_PARTS = {"early": (0, 3), "mid": (1, 4), "late": (3, 7)}
_MONTH_PARTS = {"early": (0, 15), "mid": (9, 20), "late": (15, 31)}
_CENTURY_PARTS = {"early": (0, 33), "mid": (33, 67), "late": (67, 100)}
_DECADE_PARTS = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}


def part_of(period: DayRange, kind: str, part: str, *, is_near: bool = False) -> DayRange:
    """The early, middle or late part of a period; of a year that is named a third, of this or last year a half."""
    start, size = period.start, (period.end - period.start).days
    if kind == "year":
        first, last = (_YEAR_HALVES if is_near else _YEAR_THIRDS)[part]
        return months(start.year, start.month + first, last - first)
    if kind in ("decade", "century"):
        first, last = (_DECADE_PARTS if kind == "decade" else _CENTURY_PARTS)[part]
        return years(start.year + first, last - first)
    if kind == "month":
        first, last = _MONTH_PARTS[part]
    elif kind == "week":
        first, last = _WEEK_PARTS[part]
    else:
        first, last = {"early": (0, size // 3), "mid": (size // 3, size - size // 3), "late": (size - size // 3, size)}[
            part
        ]
    return DayRange(start + first * DAY, start + min(last, size) * DAY)
