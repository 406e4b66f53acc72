"""Durations: how long a length of time is, and where it leads from a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from retrieval.annotate.dates.beside import has_context, is_preceded
from retrieval.annotate.dates.calendar.spans import DAY, add, around, weekend_of
from retrieval.annotate.dates.resolution import Reading, Scene, day_reading, fixed, settle
from retrieval.annotate.dates.tense import FUTURE, PAST, TOLD
from retrieval.model import DayRange

_CLOCK = {"hour": timedelta(hours=1)}
_ALIGNED = {"quarter"}
"""Units that people count in whole ones of the calendar ("the last two quarters")."""
_STEPS_FROM = {
    "day": {"day", "workday", "week", "fortnight", "month", "year"},
    "month": {"month", "year"},
    "quarter": {"quarter", "year"},
    "year": {"year", "decade"},
}
"""How exact a date must be for a step of such units from it."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in calendar units ("2 weeks and 3 days"), the largest first."""

    parts: tuple[tuple[float, str], ...]

    @property
    def is_of_clock(self) -> bool:
        return any(unit in _CLOCK for _, unit in self.parts)

    def after(self, day: date, sign: int = 1) -> date:
        """The day so much later, or earlier with ``sign`` -1.

        Raises:
            ValueError: the length is one of hours.
        """
        if self.is_of_clock:
            raise ValueError(f"hours lead to no day: {self.parts}")
        for count, unit in self.parts:
            day = add(day, sign * count, unit)
        return day


def length(_: Scene, count: int, unit: str, more: Length | None = None) -> Length | None:
    return Length(((count, unit), *(more.parts if more else ()))) if count > 0 else None


def length_and_half(_: Scene, count_or_unit: int | str, unit: str | None = None) -> Length | None:
    """ "two and a half years", "a year and a half"."""
    if isinstance(count_or_unit, str):
        return _halved(1.5, count_or_unit)
    return _halved(count_or_unit + 0.5, unit) if unit else None


def half(_: Scene, unit: str) -> Length | None:
    return _halved(0.5, unit)


def _halved(count: float, unit: str) -> Length | None:
    return Length(((count, unit),)) if unit not in ("day", "weekend", "hour") else None


def workdays(_: Scene, count: int, unit: str) -> Length | None:
    return Length(((count, "workday"),)) if unit == "day" else None


def ago(scene: Scene, long: Length) -> Reading:
    """ "three weeks ago" is a day, "two weekends ago" a weekend."""
    if [unit for _, unit in long.parts] == ["weekend"]:
        return fixed("weekend", weekend_of(long.after(scene.on, -1)))
    return day_reading(long.after(scene.on, -1))


def from_now(scene: Scene, long: Length) -> Reading:
    return day_reading(long.after(scene.on))


def in_length(scene: Scene, long: Length) -> Reading:
    return Reading("day", from_now(scene, long).days, proof="in")


def later(scene: Scene, long: Length) -> Reading | None:
    return _from_anchor(scene, long, 1)


def earlier(scene: Scene, long: Length) -> Reading | None:
    return _from_anchor(scene, long, -1)


def _from_anchor(scene: Scene, long: Length, sign: int) -> Reading | None:
    """Three weeks later than the day, three years later than the year that the text has just spoken of.

    Where it spoke of none, today is meant, but only at the start of a text that does not tell what is over.
    """
    kind = scene.anchor.kind if scene.anchor else ""
    if scene.anchor and all(unit in _STEPS_FROM[kind] for _, unit in long.parts):
        return fixed(kind, around(long.after(scene.anchor.days.start, sign), kind))
    is_told = has_context(scene) or (scene.is_article() and scene.tense() in (PAST, TOLD))
    return None if is_told else day_reading(long.after(scene.on, sign))


def before(scene: Scene, long: Length, point: Reading) -> Reading:
    return day_reading(long.after(settle(point, scene).start, -1))


def after(scene: Scene, long: Length, point: Reading) -> Reading:
    return day_reading(long.after(settle(point, scene).start))


def from_point(scene: Scene, long: Length, point: Reading | int) -> Reading:
    """ "a week from Friday", "a week tomorrow": a weekday is the one to come."""
    if isinstance(point, int):
        return day_reading(long.after(scene.on + point * DAY))
    tense = FUTURE if point.weekday is not None and point.day is None else None
    return day_reading(long.after(settle(point, scene, tense=tense).start))


def on_weekday(scene: Scene, long: Length, day: int) -> Reading | None:
    """ "a week on Friday" is the Friday after the next; "in a decade on Monday" is no length from Monday."""
    is_week = [unit for _, unit in long.parts] in (["week"], ["fortnight"])
    if not is_week or is_preceded(scene, "for", "in", "over", "within") or scene.tense() in (PAST, TOLD):
        return None
    return from_point(scene, long, Reading("day", weekday=day))


def ago_of_day(scene: Scene, long: Length, shift: int) -> Reading:
    """ "a month ago today"."""
    return day_reading(long.after(scene.on + shift * DAY, -1))


def ago_of_weekday(scene: Scene, long: Length, shift: int, day: int) -> Reading:
    """ "ten years ago this Friday"."""
    monday = scene.on - scene.on.weekday() * DAY
    return day_reading(long.after(monday + (7 * shift + day) * DAY, -1))


def from_on(scene: Scene, long: Length, point: Reading) -> Reading:
    """ "for three days from Tuesday": the one to come, unless the words tell of what is over."""
    is_open = point.weekday is not None and point.day is None and scene.tense() != PAST
    start = settle(point, scene, tense=FUTURE if is_open else None).start
    return fixed("range", DayRange(start, long.after(start)))


def within(scene: Scene, shift: int | None, long: Length) -> Reading | None:
    return shifted(scene, -1, long) if shift == -1 else fixed("range", DayRange(scene.on, long.after(scene.on)))


def shifted(scene: Scene, shift: int, long: Length) -> Reading | None:
    """ "the last three weeks", "the next two quarters": what is over ends today, what comes begins tomorrow."""
    if shift == 0 or (shift > 0 and scene.tense() in (PAST, TOLD)):
        return None  # "in the next three weeks he wrote two books"
    if long.is_of_clock:
        return _clock(scene, shift, long)
    count, unit = long.parts[0]
    if len(long.parts) == 1 and unit in _ALIGNED:
        return _aligned(scene, shift, int(count), unit)
    if shift > 0:
        return fixed("range", DayRange(scene.on + DAY, long.after(scene.on) + DAY))
    return fixed("range", DayRange(long.after(scene.on, -1), scene.on))


def _aligned(scene: Scene, shift: int, count: int, unit: str) -> Reading:
    this = around(scene.on, unit)
    if shift > 0:
        return fixed("range", DayRange(this.end, add(this.end, count, unit)))
    return fixed("range", DayRange(add(this.start, -count, unit), this.start))


def _clock(scene: Scene, shift: int, long: Length) -> Reading:
    """Hours from now. Where only the day is known, now may be any time of it, and the span covers them all."""
    size = sum((count * _CLOCK[unit] for count, unit in long.parts if unit in _CLOCK), timedelta())
    first = scene.now or datetime.combine(scene.on, time(), UTC)
    last = scene.now or first + DAY
    start, end = (first - size, last) if shift < 0 else (first, last + size)
    last_day = (end - timedelta(microseconds=1)).date()
    days = DayRange(min(start.date(), last_day), last_day + DAY)
    return Reading("hours", days, hours=(start.astimezone(UTC), end.astimezone(UTC)))


def single_shifted(scene: Scene, shift: int, unit: str) -> Reading | None:
    """ "the past week": the seven days that end today, not the calendar's last week."""
    if unit in ("weekend", "workweek", "quarter") or shift > 0:
        first = scene.on.replace(day=1) if unit in ("month", "quarter") else scene.on
        if unit == "weekend" and shift > 0 and scene.on.weekday() < 5:
            return fixed("weekend", around(first, unit))
        return fixed("week" if unit == "workweek" else unit, around(add(first, shift, unit), unit))
    return fixed("range", DayRange(add(scene.on, -1, unit), scene.on))
