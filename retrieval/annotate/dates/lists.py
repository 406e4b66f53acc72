"""Lists of days or months: each is a date of its own, at its own place."""

from __future__ import annotations

from typing import NamedTuple

from retrieval.annotate.dates.beside import is_counted, is_noun_next, is_preceded
from retrieval.annotate.dates.phrases.days import named_day
from retrieval.annotate.dates.resolution import Reading, Scene


class Placed(NamedTuple):
    """The number of a day or month in a list, and its place."""

    number: int
    start: int
    end: int


def placed_day(scene: Scene, day: int) -> tuple[Placed, ...] | None:
    return (Placed(day, scene.begin, scene.end),) if 1 <= day <= 31 else None


def placed_together(_: Scene, first: tuple[Placed, ...], others: tuple[Placed, ...]) -> tuple[Placed, ...]:
    return (*first, *others)


def list_and_month(scene: Scene, placed: tuple[Placed, ...], month: int, year: int | None) -> Reading | None:
    """ "on 18 and 19 June": as many days as are named."""
    last = placed[-1]._replace(end=scene.end)
    return _several((*placed[:-1], last), month, year)


def month_and_list(scene: Scene, month: int, placed: tuple[Placed, ...], year: int | None) -> Reading | None:
    """ "June 18 and 19", but not "in June 18 and 19 people"."""
    if year is None and (is_counted(scene) or is_noun_next(scene)):
        return None
    first, last = placed[0]._replace(start=scene.begin), placed[-1]._replace(end=scene.end)
    return _several((first, *placed[1:-1], last), month, year)


def _several(placed: tuple[Placed, ...], month: int, year: int | None) -> Reading | None:
    named = [(named_day(month, one.number, year), one) for one in placed]
    parts = tuple((reading, one.start, one.end) for reading, one in named if reading)
    return Reading("several", parts=parts) if len(parts) == len(placed) else None


def placed_month(scene: Scene, number: int) -> tuple[Placed, ...]:
    return (Placed(number, scene.begin, scene.end),)


def months_of_year(scene: Scene, placed: tuple[Placed, ...], year: int | None) -> Reading | None:
    """ "March, April and May 2021": as many months as are named; April and June alone are people."""
    names = [scene.text[one.start : one.end].lower() for one in placed]
    is_clear = year is not None or is_preceded(scene, "in", "of", "since", "during", "between", "from", "for")
    if not is_clear and scene.calendar.weak.issuperset(names):
        return None
    last, end = placed[-1].number, scene.end
    places = [(one.start, one.end) for one in placed[:-1]] + [(placed[-1].start, end)]
    read = [Reading("month", year=year and year - (one.number > last), month=one.number) for one in placed]
    return Reading("several", parts=tuple((r, *place) for r, place in zip(read, places, strict=True)))
