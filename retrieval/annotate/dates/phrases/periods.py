"""Phrases for a week, month, season or year."""

from __future__ import annotations

from dataclasses import replace

from retrieval.annotate.dates.beside import is_followed, is_name_next, written
from retrieval.annotate.dates.calendar.spans import months, years
from retrieval.annotate.dates.resolution import Reading, Scene, fixed, in_year, settle
from retrieval.model import DayRange

_ANCHORS = ("day", "month", "quarter", "year")
_CENTURIES = range(15, 21)
_SIZES = {"quarter": 3, "half": 6, "season": 3}


def month(_: Scene, number: int, year: int | None) -> Reading:
    return Reading("month", year=year, month=number, proof="month" if year is None else "")


def month_of_that(scene: Scene, number: int, shift: int | None, unit: str) -> Reading | None:
    """ "January of that year"."""
    if unit != "year" or shift or scene.anchor is None or scene.anchor.kind not in _ANCHORS:
        return None
    return Reading("month", year=scene.anchor.days.start.year, month=number)


def year_month(_: Scene, year: int, number: int) -> Reading:
    return Reading("month", year=year, month=number)


def joined_year_month(_: Scene, parts: tuple[int, int]) -> Reading:
    return Reading("month", year=parts[0], month=parts[1])


def shift_month(scene: Scene, shift: int, number: int) -> Reading:
    """ "last September" is last year's, "this September" this year's."""
    return Reading("month", year=scene.on.year + shift, month=number, proof="verb")


def near_month(scene: Scene, _: int | None, near: int, number: int) -> Reading:
    """ "this past September", "the coming May": the closest on that side."""
    is_over = number < scene.on.month
    step = (1 if is_over or number == scene.on.month else 0) if near > 0 else (0 if is_over else -1)
    return Reading("month", year=scene.on.year + step, month=number)


def year(_: Scene, number: int) -> Reading:
    return Reading("year", years(number), year=number, proof="year")


def named_year(_: Scene, unit: str, number: int) -> Reading | None:
    return fixed("year", years(number)) if unit == "year" else None


def calendar_year(scene: Scene, number: int) -> Reading:
    return fixed("year", years(number if number > 99 else scene.full_year(number)))


def marked_year(scene: Scene, short: int) -> Reading:
    """ "in '87"."""
    number = scene.full_year(short)
    return Reading("year", years(number), year=number, proof="year")


def year_named(_: Scene, number: int, unit: str) -> Reading | None:
    """ "the 2018 fiscal year"."""
    return fixed("year", years(number)) if unit == "year" else None


def named_years(_: Scene, unit: str, parts: tuple[int, int]) -> Reading | None:
    """ "the school year 2008-09"."""
    return fixed("range", DayRange(years(parts[0]).start, years(parts[1]).end)) if unit == "year" else None


def named_two_years(scene: Scene, unit: str, first: int, second: int) -> Reading | None:
    """ "the school year 2008/2009"."""
    found = two_years(scene, first, second) if unit == "year" else None
    return found and replace(found, proof="")


def two_years(scene: Scene, first: int, second: int) -> Reading | None:
    """ "2008/2009"."""
    return season_years(scene, (first, second)) if second == first + 1 else None


def season_years(_: Scene, parts: tuple[int, int]) -> Reading:
    """ "2015-16"."""
    return Reading("range", DayRange(years(parts[0]).start, years(parts[1]).end), proof="years")


def _parted(kind: str, number: int, year: int | None) -> Reading | None:
    """The quarter or half of this number."""
    size = _SIZES[kind]
    if number < 0:
        number += 12 // size + 1  # "the final quarter"
    if not 1 <= number <= 12 // size:
        return None
    return Reading(kind, year=year, month=(number - 1) * size + 1)


def quarter(_: Scene, number: int, year: int | None) -> Reading | None:
    return _parted("quarter", number, year)


def year_quarter(_: Scene, year: int, number: int) -> Reading | None:
    return _parted("quarter", number, year)


def quarter_of_short(scene: Scene, number: int, short: int) -> Reading | None:
    """ "1Q19"."""
    return _parted("quarter", number, scene.full_year(short))


def half_of_short(scene: Scene, number: int, short: int) -> Reading | None:
    return _parted("half", number, scene.full_year(short))


def joined_quarter(_: Scene, parts: tuple[int, int]) -> Reading | None:
    """ "Q1-2019", which holds what looks like a month."""
    return _parted("quarter", parts[1], parts[0])


def joined_half(_: Scene, parts: tuple[int, int]) -> Reading | None:
    return _parted("half", parts[1], parts[0])


def shift_nth_unit(scene: Scene, shift: int, nth: int, unit: str) -> Reading | None:
    """ "this fourth quarter"."""
    return _parted("quarter", nth, scene.on.year + shift) if unit == "quarter" and nth > 0 else None


def two_units(_: Scene, first: int, second: int, unit: str, year: int) -> Reading | None:
    """ "the first and second quarters of 2021"."""
    if unit != "quarter" or not 0 < first < second:
        return None
    start, end = _parted("quarter", first, year), _parted("quarter", second, year)
    return fixed("range", DayRange(in_year(start, year).start, in_year(end, year).end)) if start and end else None


def half(_: Scene, number: int, year: int | None) -> Reading | None:
    found = _parted("half", number, year)
    return found and replace(found, proof="end" if year is None else "")


def year_half(_: Scene, year: int, number: int) -> Reading | None:
    return _parted("half", number, year)


def nth_unit(scene: Scene, nth: int, unit: str, year: int | None) -> Reading | None:
    """ "the third quarter of 2016", "21st century"; "the third quarter" alone may be one of a match."""
    if unit == "quarter":
        found = _parted("quarter", nth, year)
        return found and replace(found, proof="" if year else "quarter")
    is_name = is_name_next(scene) and written(scene).split()[-1].istitle()
    if unit == "century" and 11 <= nth <= 30 and year is None and not is_name:
        return fixed("century", years((nth - 1) * 100, 100))
    return None


def year_nth_unit(scene: Scene, year: int, nth: int, unit: str) -> Reading | None:
    return nth_unit(scene, nth, unit, year)


def year_nth_half(_: Scene, year: int, nth: int) -> Reading | None:
    return _parted("half", nth, year)


def nth_half(scene: Scene, nth: int, period: Reading) -> Reading | None:
    """ "the first half of the year"."""
    days = settle(period, scene)
    if nth not in (1, 2, -1):
        return None
    if period.kind == "year":
        return fixed("half", months(days.start.year, 1 if nth == 1 else 7, 6))
    middle = days.start + (days.end - days.start) // 2
    return fixed("range", DayRange(days.start, middle) if nth == 1 else DayRange(middle, days.end))


def season(_: Scene, first_month: int, year: int | None) -> Reading:
    return Reading("season", year=year, month=first_month, proof="season" if year is None else "")


def season_of_years(_: Scene, first_month: int, parts: tuple[int, int]) -> Reading | None:
    """ "the winter of 2019-20": the one that both years share."""
    is_winter = first_month == 12 and parts[1] == parts[0] + 1
    return Reading("season", year=parts[0], month=first_month) if is_winter else None


def season_of_two(scene: Scene, first_month: int, first: int, second: int) -> Reading | None:
    return season_of_years(scene, first_month, (first, second))


def two_of_season(scene: Scene, first: int, second: int, first_month: int) -> Reading | None:
    return season_of_years(scene, first_month, (first, second))


def years_season(scene: Scene, parts: tuple[int, int], first_month: int) -> Reading | None:
    return season_of_years(scene, first_month, parts)


def bare_season(scene: Scene, first_month: int) -> Reading:
    return season(scene, first_month, None)


def year_season(scene: Scene, year: int, first_month: int) -> Reading:
    return season(scene, first_month, year)


def own_season(scene: Scene, year: int, first_month: int) -> Reading | None:
    """ "last year's summer", but not "this year's fall in sales"."""
    is_verbal = is_followed(scene, "of", "in", "to", "from", "by")
    return None if is_verbal else Reading("season", year=year, month=first_month)


def shift_season(scene: Scene, shift: int, first_month: int) -> Reading:
    """ "this summer" is the one of this year, a winter the one that began in December last."""
    year = scene.on.year - (first_month == 12 and scene.on.month < 9)
    found = months(year, first_month, 3)
    if shift < 0 and found.end <= scene.on:
        shift += 1 if (scene.on - found.end).days < 270 else 0
    if shift > 0 and found.start > scene.on:
        shift -= 1
    return fixed("season", months(year + shift, first_month, 3), is_near=True)


def decade(_: Scene, first_year: int) -> Reading:
    return Reading("decade", years(first_year, 10), proof="decade")


def nineties(scene: Scene, tens: int) -> Reading:
    """ "the nineties", "the '90s": the last that have begun."""
    year = scene.full_year(tens)
    return Reading("decade", years(year if year <= scene.on.year else year - 100, 10), proof="nineties")


def century_nineties(_: Scene, century: int, tens: int) -> Reading | None:
    """ "the nineteen-seventies"."""
    return decade(_, century * 100 + tens) if century in _CENTURIES else None


def tens(scene: Scene, number: int) -> Reading | None:
    """ "the 90s"; lower numbers are ages and temperatures as often as years."""
    return replace(nineties(scene, number), proof="tens") if number >= 50 or number in (0, 20) else None
