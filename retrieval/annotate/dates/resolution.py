"""Date resolution: fills in the year, the month or the week that a date leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from retrieval.annotate.dates.calendar.holidays import holiday
from retrieval.annotate.dates.calendar.spans import months, one_day, years
from retrieval.annotate.dates.sense import Word
from retrieval.annotate.dates.tense import FUTURE, OPEN, TOLD, tense_at
from retrieval.model import DateMention, DayRange
from retrieval.text.languages.calendar import Calendar, HolidayRule

_SOON = timedelta(days=60)
_YEARS_AROUND = range(-8, 9)
_MONTHS_AROUND = range(-24, 25)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a date say: the days themselves, or the parts that they name.

    Attributes:
        kind: as in ``DateMention``.
        days: where the words fix them.
        weekday: alone, or a hint to the year or month that is not named.
        rule: of a holiday.
        proof: what the text around must show before this may be alone, "" for nothing.
        is_near: counted from today ("this year") and not named ("2016").
        hours: for spans shorter than a day.
        parts: of a list, each reading with its place.
    """

    kind: str
    days: DayRange | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    rule: HolidayRule | None = None
    proof: str = ""
    is_near: bool = False
    hours: tuple[datetime, datetime] | None = None
    parts: tuple[tuple[Reading, int, int], ...] = ()


def fixed(kind: str, days: DayRange, *, is_near: bool = False) -> Reading:
    return Reading(kind, days, is_near=is_near)


def day_reading(day: date) -> Reading:
    return Reading("day", one_day(day))


@dataclass(slots=True)
class Scene:
    """What is known where a run of words is read.

    Attributes:
        on: the day of the article or question.
        now: the moment, where it is known.
        is_future: read everything in the future.
        first_stop: where the first sentence or line of the text ends; its length where there is only one.
        anchor: the date that the text spoke of just before.
        begin: where the words that are being read begin.
        end: and where they end.
    """

    text: str
    words: list[Word]
    on: date
    now: datetime | None
    calendar: Calendar
    is_day_first: bool
    is_future: bool
    first_stop: int
    anchor: DateMention | None = None
    begin: int = 0
    end: int = 0

    def tense(self) -> int:
        """Whether the sentence speaks of the future or the past."""
        if self.is_future:
            return FUTURE
        return tense_at(self.text, self.begin, self.end, self.calendar)

    def is_article(self) -> bool:
        """Whether the text has more than a sentence or line; a question or heading asks for what is over."""
        return self.first_stop < len(self.text)

    @property
    def anchor_day(self) -> date | None:
        """The single day that the text spoke of just before."""
        return self.anchor.days.start if self.anchor and self.anchor.kind == "day" else None

    def full_year(self, short: int) -> int:
        """The year that two digits stand for: at most ten years ahead, else the century before."""
        year = self.on.year - self.on.year % 100 + short
        return year if year <= self.on.year + 10 else year - 100


def settle(reading: Reading, scene: Scene, *, tense: int | None = None) -> DayRange:
    """The days that a reading stands for, the past ones where nothing says otherwise.

    Raises:
        ValueError: there is no such day.
    """
    if reading.days is not None:
        return reading.days
    if reading.year is not None:
        return in_year(reading, reading.year)
    tense = scene.tense() if tense is None else tense
    candidates = list(_candidates(reading, scene.on))
    if reading.weekday is not None and (reading.day or reading.month):
        candidates = _hinted(candidates, reading, scene.on)
    leaves_open = tense in (TOLD, OPEN) and scene.is_article()
    return _choose(candidates, reading, scene.on, is_future=tense == FUTURE, leaves_open=leaves_open)


def in_year(reading: Reading, year: int) -> DayRange:
    """The days of a reading within a year.

    Raises:
        ValueError: there is no such day in it.
    """
    if reading.rule is not None:
        return one_day(holiday(reading.rule, reading.rule.year or year))
    if reading.month is None:
        return years(year)
    if reading.day is None:
        size = {"quarter": 3, "season": 3, "half": 6}.get(reading.kind, 1)
        return months(year, reading.month, size)
    return one_day(date(year, reading.month, reading.day))


def _candidates(reading: Reading, on: date) -> Iterator[DayRange]:
    """Everything that a reading could stand for around today, in order."""
    if reading.month is None and reading.day is not None:
        steps: Iterable[tuple[int, int]] = (divmod(on.year * 12 + on.month - 1 + m, 12) for m in _MONTHS_AROUND)
        named = ((replace(reading, month=month + 1), year) for year, month in steps)
    elif reading.month is None and reading.rule is None:
        first = on + timedelta(days=((reading.weekday or 0) - on.weekday()) % 7)
        yield from (one_day(first + timedelta(days=7 * week)) for week in range(-2, 3))
        return
    else:
        named = ((reading, on.year + step) for step in _YEARS_AROUND)
    for one, year in named:
        try:
            yield in_year(one, year)
        except ValueError:
            continue  # the 29th of February, the 31st of June


def _hinted(candidates: list[DayRange], reading: Reading, on: date) -> list[DayRange]:
    """Those on the right weekday; all of them where a misprint leaves none near."""
    right = [c for c in candidates if c.start.weekday() == reading.weekday]
    if reading.month is None:
        this_month = [c for c in right if (c.start.year, c.start.month) == (on.year, on.month)]
        return this_month or right or candidates
    return [c for c in right if abs((c.start - on).days) < 550] or candidates


def _choose(candidates: list[DayRange], reading: Reading, on: date, *, is_future: bool, leaves_open: bool) -> DayRange:
    begun = [c for c in candidates if c.start <= on]
    ahead = [c for c in candidates if c.end > on]
    if not begun and not ahead:
        raise ValueError(f"no such day around {on}: {reading}")
    if not ahead:
        return begun[-1]
    if not begun or (is_future and not _is_rather_over(reading, begun[-1], ahead[0], on)):
        return ahead[0]
    return ahead[0] if leaves_open and _is_rather_ahead(reading, begun[-1], ahead[0], on) else begun[-1]


def _is_rather_over(reading: Reading, last: DayRange, coming: DayRange, on: date) -> bool:
    """The figures of a quarter "will be published" when it is over."""
    return reading.kind == "quarter" and on - last.end < coming.start - on


def _is_rather_ahead(reading: Reading, last: DayRange, coming: DayRange, on: date) -> bool:
    """Articles leave out the year of a day or month that is near; a holiday they name is the nearest one."""
    if reading.rule is not None:
        return coming.start - on < on - last.start
    is_named = reading.kind == "month" or (reading.month is not None and reading.day is not None)
    return is_named and coming.start - on <= _SOON
