"""Phrases for a single day."""

from __future__ import annotations

from dataclasses import replace

from retrieval.annotate.dates.beside import is_among, is_counted, is_followed, written
from retrieval.annotate.dates.calendar.spans import DAY, add, one_day
from retrieval.annotate.dates.resolution import Reading, Scene, day_reading, in_year, settle
from retrieval.annotate.dates.tense import FUTURE, PAST, TOLD


def same(_: Scene, reading: Reading, *__: object) -> Reading:
    return reading


def nothing(_: Scene, *__: object) -> bool:
    """Of words that say no more than that they are there."""
    return True


def named_day(month: int, day: int, year: int | None) -> Reading | None:
    if not 1 <= day <= 31:
        return None
    reading = Reading("day", year=year, month=month, day=day)
    in_year(reading, year or 2024)  # raises where the month is too short, in a leap year
    return reading


def month_day(scene: Scene, month: int, day: int, year: int | None) -> Reading | None:
    """ "Sept. 3", but not "In September 30 people"."""
    if year is None and scene.text[scene.end - 1].isdigit() and is_counted(scene):
        return None
    return named_day(month, day, year)


def day_month(_: Scene, day: int, month: int, year: int | None) -> Reading | None:
    return named_day(month, day, year)


def nth_of_month(scene: Scene, day: int, month: int, year: int | None) -> Reading | None:
    """ "the third of May", but not "a second March on Washington"."""
    has_of = "of" in written(scene).lower().split()
    return named_day(month, day, year) if has_of or year else None


def day_of_month(scene: Scene, day: int, unit: str, month: int, year: int | None) -> Reading | None:
    """ "the 23rd day of September", but not "ten days of May"."""
    counts = any(word.lower().endswith("days") for word in written(scene).split())
    return None if unit != "day" or counts else named_day(month, day, year)


def nth_of_period(scene: Scene, day: int, period: Reading) -> Reading | None:
    """ "the first of next month"."""
    if period.kind != "month":
        return None
    month = settle(period, scene).start
    return named_day(month.month, day, month.year)


def year_month_day(_: Scene, year: int, month: int, day: int) -> Reading | None:
    return named_day(month, day, year)


def year_day_month(_: Scene, year: int, day: int, month: int) -> Reading | None:
    return named_day(month, day, year)


def day_year_month(_: Scene, day: int, year: int, month: int) -> Reading | None:
    return named_day(month, day, year)


def full(_: Scene, parts: tuple[int, int, int]) -> Reading | None:
    year, month, day = parts
    return named_day(month, day, year)


def numeric(scene: Scene, parts: tuple[int, int, int, bool]) -> Reading | None:
    """5/12/2016 by the custom of language or outlet; an impossible month swaps. 5.12.2016 has the day first."""
    first, second, year, is_dotted = parts
    month, day = (second, first) if scene.is_day_first or is_dotted else (first, second)
    if month > 12:
        month, day = day, month
    return named_day(month, day, year if year > 99 else scene.full_year(year))


def numeric_month_day(scene: Scene, parts: tuple[int, int]) -> Reading | None:
    month, day = parts[::-1] if scene.is_day_first else parts
    if month > 12:
        month, day = day, month
    found = named_day(month, day, None)
    return found and replace(found, proof="slash")


def dotted_day(scene: Scene, parts: tuple[int, int, int, bool]) -> Reading | None:
    """ "on 21.04.16"; elsewhere it is rather a version."""
    found = numeric(scene, parts)
    return found and replace(found, proof="dotted")


def numeric_in_year(scene: Scene, parts: tuple[int, int], year: int) -> Reading | None:
    """ "5/7, 2020"."""
    found = numeric_month_day(scene, parts)
    return found and replace(found, year=year, proof="")


def paired_month_day(scene: Scene, parts: tuple[int, int]) -> Reading | None:
    """ "on 4-22"."""
    found = numeric_month_day(scene, parts)
    return found and replace(found, proof="pair")


def shifted_date(scene: Scene, shift: int, reading: Reading) -> Reading | None:
    """ "this 5/12" is this year's, "next 5 December" the next one to come."""
    if reading.year is not None:
        return reading
    if shift == 0:
        return replace(reading, year=scene.on.year, proof="")
    tense = FUTURE if shift > 0 else PAST
    step = DAY if shift > 0 else -DAY
    beyond = replace(scene, on=scene.on + step)
    return Reading("day", settle(reading, beyond, tense=tense))


def dated_in_shift(scene: Scene, shift: int, unit: str, reading: Reading) -> Reading | None:
    """ "next year, on Jan. 5"."""
    return replace(reading, year=scene.on.year + shift) if unit == "year" and reading.year is None else None


def counted_back(_: Scene, nth: int, shift: int) -> int | None:
    """ "second to last"."""
    return -nth if shift < 0 and nth > 1 else None


def dayword(scene: Scene, shift: int) -> Reading:
    return Reading("day", one_day(scene.on + shift * DAY), proof="dayword")


def shift_dayword(scene: Scene, shift: int) -> Reading | None:
    """ "the current date"."""
    return day_reading(scene.on) if shift == 0 else None


def day_before(scene: Scene, unit: str, point: Reading) -> Reading | None:
    """ "the day before the vote of 3 May", but not "days before"."""
    return None if unit != "day" or _is_of_many(scene) else day_reading(settle(point, scene).start - DAY)


def day_after(scene: Scene, unit: str, point: Reading) -> Reading | None:
    return None if unit != "day" or _is_of_many(scene) else day_reading(settle(point, scene).end)


def day_beside(scene: Scene, unit: str, shift: int, point: Reading) -> Reading | None:
    """ "the day following 3 May"."""
    if not shift or unit != "day" or not is_among(scene, scene.calendar.beside_shifts):
        return None
    return day_after(scene, unit, point) if shift > 0 else day_before(scene, unit, point)


def day_beside_holiday(scene: Scene, unit: str, shift: int, name: str, year: int | None) -> Reading | None:
    """ "the day following Christmas"."""
    return day_beside(scene, unit, shift, holiday_year(scene, name, year))


def same_day(scene: Scene, shift: int, unit: str, step: int, of: str) -> Reading | None:
    """ "the same day last week", "this day next year"."""
    if shift != 0 or unit != "day" or not step or of not in ("week", "month", "year"):
        return None
    return day_reading(add(scene.anchor_day or scene.on, step, of))


def dayword_week(scene: Scene, shift: int, unit: str) -> Reading | None:
    """ "tomorrow week", as Britons say."""
    is_week = unit == "week" and shift >= 0 and written(scene)[-4:] == "week"
    return replace(day_reading(scene.on + (shift + 7) * DAY), proof="end") if is_week else None


def weekday_day_month(_: Scene, __: int, day: int, month: int, year: int) -> Reading | None:
    """ "Wed 22, January 2020"."""
    return named_day(month, day, year)


def dashed(scene: Scene, day: int, month: int, short: int) -> Reading | None:
    """ "22-Apr-17"."""
    return None if " " in written(scene) else named_day(month, day, scene.full_year(short))


def _is_of_many(scene: Scene, among: int = 2) -> bool:
    return any(word.lower().endswith("days") for word in written(scene).split()[:among])


def bare_day_before(scene: Scene, unit: str) -> Reading | None:
    """ "the day before", where nothing follows that it was before."""
    found = day_reading((scene.anchor_day or scene.on) - DAY)
    return replace(found, proof="end") if unit == "day" else None


def bare_day_after(scene: Scene, unit: str) -> Reading | None:
    found = day_reading((scene.anchor_day or scene.on) + DAY)
    return replace(found, proof="end") if unit == "day" else None


def shift_day(scene: Scene, shift: int, unit: str) -> Reading | None:
    """ "the next day", "the same day": beside the day the text has just spoken of."""
    if is_followed(scene, "or") or _is_of_many(scene, 3):
        return None  # "the next day or two", "in the coming days"
    is_told = scene.anchor_day is None and (shift == 0 or (shift > 0 and scene.tense() in (PAST, TOLD)))
    return None if unit != "day" or is_told else day_reading((scene.anchor_day or scene.on) + shift * DAY)


def that_day(scene: Scene, part: str | None, shift: int | None, unit: str) -> Reading | None:
    """ "later that day", "that same day"."""
    if part == "rest" or shift not in (None, 0):
        return None
    return day_reading(scene.anchor_day) if unit == "day" and scene.anchor_day else None


def that_daytime(scene: Scene, _: int | None) -> Reading | None:
    return day_reading(scene.anchor_day) if scene.anchor_day else None


def shift_daytime(scene: Scene, shift: int) -> Reading | None:
    """ "this morning", "last night"."""
    return day_reading(scene.on + shift * DAY) if shift <= 0 else None


def nth_day_of(scene: Scene, nth: int, unit: str, period: Reading) -> Reading | None:
    if unit != "day" or not nth or _is_of_many(scene, len(written(scene).split())):
        return None  # "the last days of 2020" are as many as one likes
    days = settle(period, scene)
    found = days.start + (nth - 1) * DAY if nth > 0 else days.end + nth * DAY
    return day_reading(found) if days.start <= found < days.end else None


def nth_alone(_: Scene, day: int) -> Reading | None:
    """ "the 18th", "the 18"."""
    return Reading("day", day=day, proof="nth") if 1 <= day <= 31 else None


def day_alone(_: Scene, day: int) -> Reading | None:
    """ "on 18"."""
    return Reading("day", day=day, proof="bare day")


def holiday_year(scene: Scene, name: str, year: int | None) -> Reading:
    rule = scene.calendar.holidays[name]
    return Reading("day", rule=rule, year=rule.year or year, proof="holiday" if year is None else "")


def year_holiday(scene: Scene, year: int, name: str) -> Reading:
    return holiday_year(scene, name, year)


def shift_holiday(scene: Scene, shift: int, name: str) -> Reading:
    reading = holiday_year(scene, name, None)
    return shifted_date(scene, shift, replace(reading, proof="")) or reading


def year_of(_: Scene, year: int) -> int:
    return year


def short_year(scene: Scene, year: int) -> int:
    return scene.full_year(year)


def shift_year(scene: Scene, shift: int, unit: str) -> int | None:
    return scene.on.year + shift if unit == "year" else None
