"""Phrases for a weekday: this one or the next, one before or after a day, the nth of a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from retrieval.annotate.dates.beside import is_before_stop, written
from retrieval.annotate.dates.calendar.spans import DAY, nth_weekday, week_of
from retrieval.annotate.dates.phrases.days import shifted_date
from retrieval.annotate.dates.resolution import Reading, Scene, day_reading, settle


def weekday(_: Scene, day: int) -> Reading:
    return Reading("day", weekday=day, proof="weekday")


def weekday_date(scene: Scene, shift: int | None, near: int | None, day: int, reading: Reading) -> Reading:
    """ "Tuesday (September 12)": the date decides, the weekday helps to find its year."""
    if shift == 0 and near is None:
        return shifted_date(scene, shift, reading) or reading
    return reading if reading.year or reading.days else replace(reading, weekday=day, proof="")


def date_comma_weekday(scene: Scene, reading: Reading, day: int) -> Reading | None:
    """ "22nd of January, Sunday"; another weekday belongs to what follows."""
    return reading if settle(reading, scene).start.weekday() == day else None


def date_weekday(_: Scene, reading: Reading, day: int) -> Reading:
    return reading if reading.year or reading.days else replace(reading, weekday=day, proof="")


def weekday_nth(scene: Scene, weekday: int, day: int) -> Reading | None:
    """ "Tuesday the 11th", "Monday 21": the day of a month that falls on it."""
    is_bare = scene.text[scene.end - 1].isdigit() or not any(map(str.isdigit, written(scene)))
    if not 1 <= day <= 31 or (is_bare and not is_before_stop(scene)):
        return None  # "on Tuesday the first generation"
    return Reading("day", weekday=weekday, day=day)


def shift_weekday(scene: Scene, shift: int, day: int) -> Reading:
    """ "last Tuesday" is the one of last week, "next Tuesday" of the next, "this Tuesday" of this one."""
    monday = week_of(scene.on).start
    return day_reading(monday + timedelta(days=7 * shift + day))


def near_weekday(scene: Scene, _: int | None, near: int, day: int) -> Reading:
    """ "this past Tuesday", "the coming Tuesday": the closest on that side of today."""
    if near > 0:
        return day_reading(scene.on + timedelta(days=(day - scene.on.weekday() - 1) % 7 + 1))
    return day_reading(scene.on - timedelta(days=(scene.on.weekday() - day - 1) % 7 + 1))


def weekday_of_week(scene: Scene, day: int, shift: int, unit: str) -> Reading | None:
    return shift_weekday(scene, shift, day) if unit == "week" else None


def week_weekday(scene: Scene, shift: int, unit: str, day: int) -> Reading | None:
    return shift_weekday(scene, shift, day) if unit == "week" else None


def weekday_beside(scene: Scene, day: int, after: bool, point: Reading) -> Reading:
    """ "the Saturday before Christmas": the closest one on that side."""
    beside = settle(point, scene)
    if after:
        return day_reading(beside.end + timedelta(days=(day - beside.end.weekday()) % 7))
    return day_reading(beside.start - timedelta(days=(beside.start.weekday() - day - 1) % 7 + 1))


def nth_weekday_after(scene: Scene, nth: int, day: int, point: Reading) -> Reading | None:
    """ "the first Tuesday after the first Monday of November"."""
    first = weekday_beside(scene, day, True, point).days
    return day_reading(first.start + timedelta(days=7 * (nth - 1))) if first and nth > 0 else None


def nth_weekday_before(scene: Scene, nth: int, day: int, point: Reading) -> Reading | None:
    last = weekday_beside(scene, day, False, point).days
    return day_reading(last.start - timedelta(days=7 * (nth - 1))) if last and nth > 0 else None


def weekdays_ago(scene: Scene, count: int, day: int) -> Reading:
    """ "two Fridays ago": the one before the last."""
    last = scene.on - timedelta(days=(scene.on.weekday() - day - 1) % 7 + 1)
    return day_reading(last - timedelta(days=7 * (count - 1)))


def weekdays_ahead(scene: Scene, count: int, day: int) -> Reading:
    """ "two Fridays from now"."""
    coming = scene.on + timedelta(days=(day - scene.on.weekday() - 1) % 7 + 1)
    return day_reading(coming + timedelta(days=7 * (count - 1)))


def weekday_week(scene: Scene, day: int, unit: str) -> Reading | None:
    """ "Friday week": the one after the coming one, as Britons say."""
    is_week = unit == "week" and written(scene)[-4:] == "week"
    return replace(weekdays_ahead(scene, 2, day), proof="end") if is_week else None


def own_nth_weekday(scene: Scene, year: int, nth: int, day: int, month: int) -> Reading | None:
    return nth_weekday_of(scene, nth, day, Reading("month", year=year, month=month))


def weekday_before(scene: Scene, day: int, point: Reading) -> Reading:
    return weekday_beside(scene, day, False, point)


def weekday_after(scene: Scene, day: int, point: Reading) -> Reading:
    return weekday_beside(scene, day, True, point)


def weekday_before_last(scene: Scene, day: int, shift: int) -> Reading | None:
    """ "Monday before last": of the week before the last one."""
    return shift_weekday(scene, 2 * shift, day) if shift else None


def weekday_in(scene: Scene, week: Reading, day: int) -> Reading:
    """ "the first week of October on Friday"; of a single day it is the week around it."""
    return day_reading(week_of(settle(week, scene).start).start + timedelta(days=day))


def weekday_away(scene: Scene, day: int, away: Reading) -> Reading:
    return weekday_in(scene, away, day)


def weekday_next(scene: Scene, day: int, shift: int) -> Reading | None:
    """ "Friday next", "Monday last", where the words end."""
    return replace(shift_weekday(scene, shift, day), proof="end") if shift else None


def part_weekday(scene: Scene, part: str, day: int) -> Reading | None:
    """ "late Monday"."""
    if part == "rest":
        return None
    last = scene.on - timedelta(days=(scene.on.weekday() - day) % 7)
    return day_reading(last) if part == "earlier" else Reading("day", weekday=day)


def part_weekday_word(scene: Scene, _: str, shift: int) -> Reading:
    """ "earlier today"."""
    return day_reading(scene.on + shift * DAY)


def nth_weekday_of(scene: Scene, nth: int, day: int, period: Reading) -> Reading | None:
    """ "the third Wednesday of next month", "last Friday in May"."""
    days = settle(period, scene)
    found = nth_weekday(days, day, nth)
    return day_reading(found) if nth and days.start <= found < days.end else None
