"""Counted and relative weeks, months and years: this one, the next, the first of another, a part of it."""

from __future__ import annotations

from dataclasses import replace

from retrieval.annotate.dates.beside import written
from retrieval.annotate.dates.calendar.spans import (
    DAY,
    add,
    around,
    one_day,
    part_of,
    weekend_of,
    weeks_in,
    years,
)
from retrieval.annotate.dates.phrases.lengths import Length, shifted, single_shifted
from retrieval.annotate.dates.resolution import Reading, Scene, fixed, settle
from retrieval.annotate.dates.tense import FUTURE, PAST, TOLD
from retrieval.model import DayRange


def is_plural(scene: Scene) -> bool:
    """Whether the last word is "weeks" or "decades": of no number, they are no dates."""
    return scene.text[scene.end - 1 : scene.end].lower() == "s"


_EXACT_ENOUGH = {
    "week": ("day",),
    "month": ("day", "month"),
    "quarter": ("quarter",),
    "year": ("day", "month", "quarter", "year"),
}
"""Which dates tell of one week, month, quarter or year."""
_OF_MANY = ("days", "weeks", "weekends", "months", "years")
_PARTS = {"earlier": "early", "later": "late"}


def shift_unit(scene: Scene, shift: int, unit: str) -> Reading | None:
    """ "this week", "last year", "next month": the calendar's."""
    if unit in ("day", "hour") or is_plural(scene):
        return None
    if unit == "workday":
        return fixed("day", one_day(add(scene.on, shift, unit))) if shift else None
    kind = {"workweek": "week", "fortnight": "range"}.get(unit, unit)
    start = around(scene.on, unit).start
    return fixed(kind, around(add(start, shift, unit), unit), is_near=True)


def the_shift_unit(scene: Scene, shift: int, unit: str) -> Reading | None:
    """ "the last year" is the twelve months up to today, "the next year" in a tale the one after that told of."""
    if is_plural(scene):
        return None
    if shift == 0 and unit == "weekend":
        return _the_weekend(scene)
    if shift < 0 and unit in ("week", "month", "year", "decade"):
        return single_shifted(scene, shift, unit)
    if shift <= 0 or scene.tense() not in (PAST, TOLD):
        return shift_unit(scene, shift, unit)
    told = that_unit(scene, None, unit)
    return told and fixed(told.kind, around(settle(told, scene).end, unit))


def unit_before_last(scene: Scene, unit: str, shift: int) -> Reading | None:
    """ "the week before last", "the month after next"."""
    return shift_unit(scene, 2 * shift, unit) if shift else None


def same_unit_last_year(scene: Scene, shift: int, unit: str, year_shift: int, year: str) -> Reading | None:
    """ "the same month last year"."""
    if shift != 0 or year != "year" or unit not in ("month", "quarter", "week"):
        return None
    told = that_unit(scene, None, unit) or shift_unit(scene, 0, unit)
    return told and fixed(unit, around(add(settle(told, scene).start, year_shift, "year"), unit))


def same_unit_before(scene: Scene, shift: int, unit: str, long: Length) -> Reading | None:
    """ "the same month a year ago"."""
    if shift != 0 or unit not in ("month", "quarter", "week"):
        return None
    told = that_unit(scene, None, unit) or _this_unit(scene, unit)
    return fixed(unit, around(long.after(settle(told, scene).start, -1), unit)) if told else None


def _this_unit(scene: Scene, unit: str) -> Reading | None:
    """The one that people have figures of: of quarters the last that is over."""
    return shift_unit(scene, -1 if unit == "quarter" else 0, unit)


def same_period_before(scene: Scene, shift: int, long: Length) -> Reading | None:
    """ "the same period a year earlier": of the span that the text has just spoken of."""
    kind = scene.anchor.kind if scene.anchor else ""
    if shift != 0 or scene.anchor is None or kind not in ("month", "quarter", "year"):
        return None
    return fixed(kind, around(long.after(scene.anchor.days.start, -1), kind))


def same_period_last_year(scene: Scene, shift: int, year_shift: int, year: str) -> Reading | None:
    return same_period_before(scene, shift, Length(((-year_shift, "year"),))) if year == "year" else None


def unit_of_unit_before(scene: Scene, step: str, unit: str) -> Reading | None:
    """ "the year-earlier quarter", "the year-ago month"."""
    return same_unit_before(scene, 0, unit, Length(((1, step),))) if step == "year" else None


def unit_previous(scene: Scene, unit: str, shift: int) -> Reading | None:
    """ "the year previous"."""
    is_one = unit in written(scene).lower().split() and unit in ("week", "month", "quarter", "year")
    return _beside(scene, shift, unit) if shift and is_one else None


def beside_unit(scene: Scene, shift: int, unit: str) -> Reading | None:
    """ "the previous month": the neighbour of the one that the text has just spoken of, else of today's."""
    return None if unit in ("day", "hour", "weekend") or is_plural(scene) else _beside(scene, shift, unit)


def _beside(scene: Scene, shift: int, unit: str) -> Reading | None:
    told = that_unit(scene, None, unit)
    if told is None:
        return shift_unit(scene, shift, unit) if shift < 0 else the_shift_unit(scene, shift, unit)
    return fixed(unit, around(add(settle(told, scene).start, shift, unit), unit))


def length_ending(scene: Scene, long: Length, point: Reading) -> Reading:
    """ "the three months ended June 30"."""
    end = settle(point, scene).end
    return fixed("range", DayRange(long.after(end, -1), end))


def part_of_my_unit(scene: Scene, part: str, unit: str) -> Reading | None:
    """ "the rest of my week"."""
    found = part_of_unit(scene, part, unit)
    return found and replace(found, proof="")


def whole_unit(scene: Scene, shift: int | None, unit: str) -> Reading | None:
    """ "this entire year", "the whole week"."""
    return shift_unit(scene, shift or 0, unit) if unit in _EXACT_ENOUGH else None


def whole_month(_: Scene, unit: str, month: Reading) -> Reading | None:
    """ "the whole month of May 2021"."""
    return month if unit == "month" else None


def bound_of_unit(scene: Scene, unit: str, bound: str) -> Reading | None:
    """ "by year's end", "at month-end"."""
    return part_of_unit(scene, bound, unit)


def bound_of_unit_of(scene: Scene, unit: str, bound: str, year: int) -> Reading | None:
    """ "at year-end 2020"."""
    return bound_of_year(scene, bound, year) if unit == "year" else None


def bound_of_year(scene: Scene, bound: str, year: int) -> Reading | None:
    """ "end-2020"."""
    return bound_of_period(scene, bound, fixed("year", years(year)))


def middle_of_unit(scene: Scene, part: str, unit: str) -> Reading | None:
    """ "mid-week", "mid-month"."""
    return part_of_unit(scene, part, unit) if part == "mid" else None


def all_unit(scene: Scene, unit: str) -> Reading | None:
    """ "all year", "all week long"."""
    return whole_unit(scene, 0, unit)


def unit_ago(scene: Scene, long: Length, shift: int, unit: str) -> Reading | None:
    """ "a year ago this week"."""
    if shift != 0 or unit not in _EXACT_ENOUGH:
        return None
    return fixed(unit, around(long.after(scene.on, -1), unit))


def unit_to(scene: Scene, unit: str, point: Reading) -> Reading | None:
    """ "the year to June 2016"."""
    return length_ending(scene, Length(((1, unit),)), point) if unit in ("year", "quarter", "month") else None


def that_unit(scene: Scene, shift: int | None, unit: str) -> Reading | None:
    """ "that week", "that same year": the one of the date that the text has just spoken of."""
    exact = _EXACT_ENOUGH.get(unit, ())
    if shift or scene.anchor is None or scene.anchor.kind not in exact:
        return None
    return fixed(unit, around(scene.anchor.days.start, unit))


def that_month(scene: Scene, number: int) -> Reading | None:
    """ "that September"."""
    if scene.anchor is None:
        return None
    return Reading("month", year=scene.anchor.days.start.year, month=number, proof="verb")


def near_unit(scene: Scene, shift: int | None, near: int, unit: str) -> Reading | None:
    """ "the past week", "this coming weekend"."""
    if unit in ("day", "hour") or shift not in (None, 0) or is_plural(scene):
        return None
    return single_shifted(scene, near, unit)


def business_week(scene: Scene, shift: int, unit: str) -> Reading | None:
    return shift_unit(scene, shift, "workweek") if unit == "week" else None


def the_unit(scene: Scene, unit: str) -> Reading | None:
    """ "the year": today's, where the words leave no doubt."""
    if is_plural(scene):
        return None
    if unit == "weekend":
        return _the_weekend(scene)
    found = day_or_unit(scene, unit)
    return found and replace(found, proof="unit")


def day_or_unit(scene: Scene, unit: str) -> Reading | None:
    return fixed("day", one_day(scene.on)) if unit == "day" else shift_unit(scene, 0, unit)


def _the_weekend(scene: Scene) -> Reading:
    """ "over the weekend": before Friday the last one, unless the words say future."""
    tense = scene.tense()
    is_past = tense in (PAST, TOLD) if scene.on.weekday() == 4 else scene.on.weekday() < 4 and tense != FUTURE
    return fixed("weekend", weekend_of(scene.on - 7 * DAY if is_past else scene.on))


def bare_weekend(scene: Scene, unit: str) -> Reading | None:
    is_one = unit == "weekend" and not is_plural(scene)
    return Reading("weekend", weekend_of(scene.on), proof="weekend") if is_one else None


def to_date(scene: Scene, unit: str) -> Reading | None:
    """ "the year to date"."""
    return fixed("range", DayRange(around(scene.on, unit).start, scene.on + DAY)) if unit != "day" else None


def year_to_date(scene: Scene) -> Reading | None:
    return to_date(scene, "year")


def nth_unit_of(scene: Scene, nth: int, unit: str, period: Reading) -> Reading | None:
    """ "the first week of October", "the third month of 2021"."""
    return _units_of(scene, nth, 1, unit, period)


def nth_units_of(scene: Scene, nth: int, count: int, unit: str, period: Reading) -> Reading | None:
    """ "the first two weeks of 2021": only first and last are counted so."""
    return _units_of(scene, nth, count, unit, period) if nth in (1, -1) else None


def _units_of(scene: Scene, nth: int, count: int, unit: str, period: Reading) -> Reading | None:
    counted = ("month", "quarter", "half", "season", "year", "decade", "century", *(("week",) if unit == "day" else ()))
    if nth == 0 or period.kind not in counted or (count == 1 and _counts_nothing(scene)):
        return None
    if unit in ("day", "hour") and count == 1:
        return None
    whole = settle(period, scene)
    if unit in ("week", "weekend"):
        whole = weeks_in(whole)
    start = add(whole.start, (nth - 1) * count, unit) if nth > 0 else add(whole.end, nth * count, unit)
    end = add(start, count, unit)
    if not whole.start <= start < end <= whole.end:
        return None
    if unit == "weekend":
        return fixed("weekend", DayRange(end - 2 * DAY, end))
    return fixed(unit if count == 1 else "range", DayRange(start, end))


def _counts_nothing(scene: Scene) -> bool:
    """ "the first months of 2020" are as many as one likes."""
    words = written(scene).lower().split()
    return any(word in words for word in _OF_MANY)


def past_length(scene: Scene, shift: int, long: Length) -> Reading | None:
    return shifted(scene, shift, long)


def counted_shift(scene: Scene, count: int, shift: int, unit: str) -> Reading | None:
    """ "the five past years"."""
    return shifted(scene, shift, Length(((count, unit),)))


def part_of_period(scene: Scene, part: str, period: Reading) -> Reading | None:
    """ "early May", "the end of 1989", "later this week"."""
    whole = settle(period, scene)
    if part == "rest":
        is_now = whole.start <= scene.on < whole.end
        return fixed("range", DayRange(scene.on, whole.end)) if is_now else None
    if period.kind in ("day", "range") or period.proof == "quarter":
        return None  # "the end of the third quarter" is one of a match
    found = part_of(whole, period.kind, _PARTS.get(part, part), is_near=period.is_near)
    return fixed("range", _told_from_today(scene, found, whole, part) if period.is_near else found)


def parts_of_period(scene: Scene, first: str, last: str, period: Reading) -> Reading | None:
    """ "early-to-mid June"."""
    start, end = part_of_period(scene, first, period), part_of_period(scene, last, period)
    if not (start and start.days and end and end.days and start.days.start < end.days.start):
        return None
    return fixed("range", DayRange(start.days.start, end.days.end))


def bound_of_period(scene: Scene, bound: str, period: Reading) -> Reading | None:
    """ "the end of 1989"; a range that goes "to the start of 1989" has only its first day."""
    found = part_of_period(scene, bound, period)
    return replace(found, proof={"early": "start", "late": "finish"}.get(bound, "")) if found else None


def _told_from_today(scene: Scene, days: DayRange, whole: DayRange, part: str) -> DayRange:
    """ "later this week", said on Friday, begins on Friday; "earlier this week" ends before the day it is said."""
    if part == "later" and days.start < scene.on < days.end:
        return DayRange(scene.on, days.end)
    if part == "earlier" and whole.start < scene.on < whole.end:
        return DayRange(whole.start, scene.on)
    return days


def part_of_unit(scene: Scene, part: str, unit: str) -> Reading | None:
    """ "end of month"."""
    period = shift_unit(scene, 0, unit) if unit in ("week", "month", "quarter", "year") else None
    found = period and part_of_period(scene, part, period)
    return found and replace(found, proof="end")


def end_of_year(scene: Scene) -> Reading:
    return fixed("range", part_of(around(scene.on, "year"), "year", "late", is_near=True))


def end_of_month(scene: Scene) -> Reading:
    return fixed("range", part_of(around(scene.on, "month"), "month", "late", is_near=True))


def vague_length(scene: Scene, shift: int, count: int, unit: str) -> Reading | None:
    """ "the past few days"."""
    return shifted(scene, shift, Length(((count, unit),)))
