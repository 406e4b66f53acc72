"""Phrases for a week or a weekend: by number, around or after a day, the one of a holiday."""

from __future__ import annotations

from retrieval.annotate.dates.calendar.spans import (
    DAY,
    add,
    week_of,
    weekend_of,
    weeks_in,
    years,
)
from retrieval.annotate.dates.resolution import Reading, Scene, day_reading, fixed, settle
from retrieval.model import DayRange


def week_number(scene: Scene, unit: str, number: int, year: int | None) -> Reading | None:
    written = scene.text[scene.begin : scene.end]
    if unit != "week" or (year is None and not (written[0].islower() and written[-1].isdigit())):
        return None  # "Week 4" is one of a season's
    return iso_week(scene, number, year)


def iso_week(scene: Scene, number: int, year: int | None) -> Reading | None:
    weeks = weeks_in(years(year or scene.on.year))
    start = weeks.start + 7 * (number - 1) * DAY
    return fixed("week", week_of(start)) if number >= 1 and start < weeks.end else None


def bare_iso_week(scene: Scene, number: int) -> Reading | None:
    return iso_week(scene, number, None) if scene.text[scene.begin].isupper() else None


def year_iso_week(scene: Scene, year: int, number: int) -> Reading | None:
    return iso_week(scene, number, year)


def week_around(scene: Scene, unit: str, point: Reading) -> Reading | None:
    """ "the week of 16 September", "the weekend of Halloween", "the week beginning 4 February"."""
    day = settle(point, scene).start
    if unit == "week":
        return fixed("week", week_of(day))
    return fixed("weekend", weekend_of(day)) if unit == "weekend" else None


def week_after(scene: Scene, unit: str, point: Reading) -> Reading | None:
    """ "the week after Easter", "the weekend after 15 March": the calendar's next one."""
    week = week_of(settle(point, scene).start)
    return week_around(scene, unit, day_reading(week.end))


def week_before(scene: Scene, unit: str, point: Reading) -> Reading | None:
    week = week_of(settle(point, scene).start)
    return week_around(scene, unit, day_reading(week.start - 7 * DAY))


def week_starting(scene: Scene, unit: str, point: Reading) -> Reading | None:
    """ "a week starting tomorrow"; where the week is a named date's, it is the calendar's."""
    if point.month is not None:
        return week_around(scene, unit, point)
    day = settle(point, scene).start
    return fixed("range", DayRange(day, add(day, 1, unit))) if unit in ("week", "fortnight", "month", "year") else None


def week_ending(scene: Scene, unit: str, point: Reading) -> Reading | None:
    end = settle(point, scene).end
    return fixed("range", DayRange(add(end, -1, unit), end)) if unit in ("week", "month", "year", "quarter") else None


def holiday_weekend(scene: Scene, name: str, unit: str, year: int | None) -> Reading | None:
    rule = scene.calendar.holidays[name]
    day = settle(Reading("day", rule=rule, year=year), scene).start
    if unit == "week":
        return fixed("week", week_of(day))
    if unit != "weekend" or rule.weekend is None:
        return fixed("weekend", weekend_of(day)) if unit == "weekend" else None
    first, last = rule.weekend
    return fixed("weekend", DayRange(day + first * DAY, day + (last + 1) * DAY))


def dated_weekend(scene: Scene, reading: Reading, unit: str) -> Reading | None:
    """ "the 4th of July weekend"."""
    return fixed("weekend", weekend_of(settle(reading, scene).start)) if unit == "weekend" else None
