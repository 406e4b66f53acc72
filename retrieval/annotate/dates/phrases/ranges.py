"""Date ranges: two dates that belong together, or one that opens or closes a span."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from retrieval.annotate.dates.beside import word_before, written
from retrieval.annotate.dates.calendar.spans import DAY
from retrieval.annotate.dates.phrases.days import named_day
from retrieval.annotate.dates.phrases.lengths import Length
from retrieval.annotate.dates.resolution import Reading, Scene, day_reading, fixed, in_year, settle
from retrieval.annotate.dates.tense import FUTURE, OPEN, PAST, TOLD
from retrieval.model import DayRange

_DASHED = re.compile(r"(?:^|\s)\d\d?-[^\W\d_]+-\d\d$")
FIRST_DAY, LAST_DAY = date.min, date.max
"""Where a span that is open on one side begins or ends ("before 2010", "after next Friday")."""


def today(scene: Scene) -> Reading:
    return day_reading(scene.on)


def edge_nth(_: Scene, day: int) -> Reading | None:
    return Reading("day", day=day) if 1 <= day <= 31 else None


def no_edge(_: Scene, __: int, ___: str) -> None:
    """ "from 3 days": the number is none of the month's days."""


def whole(_: Scene, period: Reading) -> Reading | None:
    """ "between 2014-2018"."""
    return period if period.kind == "range" else None


def recurring(_: Scene, __: int | str) -> Reading:
    """ "every Monday" is no day at all."""
    return Reading("", proof="never")


def recurring_nth(scene: Scene, _: int, __: int, ___: int | str) -> Reading:
    """ "the first Monday of every month"."""
    return recurring(scene, 0)


def between(scene: Scene, first: Reading, last: Reading) -> Reading | None:
    """From the one to the other, both within."""
    if not _belong(first, last):
        return None
    first, last = _share(first, last)
    if scene.tense() == FUTURE and first.days is None:
        # "will meet between August and October", said in September, is under way and not next year's.
        running = _from_to(first, last, scene, PAST)
        if running and running.end > scene.on:
            return fixed("range", running)
    days = _from_to(first, last, scene, None)
    if days and days.end > scene.on + DAY and first.weekday is not None and first.day is None and first.days is None:
        # "from Monday to Friday", said on Wednesday, is over where nothing says that it will be.
        days = DayRange(days.start - 7 * DAY, days.end - 7 * DAY) if scene.tense() != FUTURE else days
    return fixed("range", days) if days else None


def _from_to(first: Reading, last: Reading, scene: Scene, tense: int | None) -> DayRange | None:
    start = settle(first, scene, tense=tense).start
    ended = _first_after(last, start, scene)
    end = ended.start + DAY if last.proof == "start" else ended.end
    return DayRange(start, end) if start < end else None


def joined(scene: Scene, first: Reading, last: Reading) -> Reading | None:
    """ "March to May", "Jan-Feb 2017": without from or between both must be of a like."""
    kinds = {first.kind, last.kind}
    has_years = first.year is not None and last.year is not None and kinds <= {"day", "month", "quarter", "year"}
    is_like = first.kind == last.kind or kinds <= {"day", "month"} or has_years
    if _DASHED.search(written(scene)):
        return None  # "22-Apr-17" is one day
    is_fraction = all(map(_is_fraction, (first, last))) and last.year is None
    return between(scene, first, last) if is_like and not is_fraction else None


def _is_fraction(edge: Reading) -> bool:
    return edge.proof == "slash" and (edge.month or 0) < (edge.day or 0) <= 10


def _belong(first: Reading, last: Reading) -> bool:
    """Whether a weak month ("May") has another month for company."""
    pairs = ((first, last), (last, first))
    return all(
        a.proof not in ("month", "season") or b.month is not None or b.day is not None or b.days for a, b in pairs
    )


def _share(first: Reading, last: Reading) -> tuple[Reading, Reading]:
    """The month or year that only the second date names is the first one's too, or the one before."""
    if first.day is not None and first.month is None and last.month is not None and first.weekday is None:
        if last.kind == "quarter":
            return _quarter_of(first, last)
        first = replace(first, month=last.month)
    if first.weekday is not None and first.month is None and first.day is None and last.days and last.kind == "day":
        # "Monday to Wednesday next week"
        back = (last.days.start.weekday() - first.weekday) % 7
        return day_reading(last.days.start - back * DAY), last
    if last.year is None or first.year is not None or first.days is not None or first.month is None:
        return first, last
    year = last.year
    if in_year(first, year).start > in_year(last, year).start:
        year -= 1
    return replace(first, year=year), last


def _quarter_of(first: Reading, last: Reading) -> tuple[Reading, Reading]:
    """ "from the first to the third quarter"."""
    if first.day is None or not 1 <= first.day <= 4:
        raise ValueError(f"no quarter: {first}")
    return replace(last, month=3 * first.day - 2), last


def _first_after(last: Reading, start: date, scene: Scene) -> DayRange:
    """The second date, where it leaves something out the first such after the start."""
    if last.days is not None or last.year is not None:
        return settle(last, scene)
    if last.month is None and last.weekday is None and last.rule is None:
        return _day_after(last, start)
    return settle(last, replace(scene, on=start), tense=FUTURE)


def _day_after(last: Reading, start: date) -> DayRange:
    """The day of this number in the month of the start, or in the next."""
    for year, month in ((start.year, start.month), (start.year + start.month // 12, start.month % 12 + 1)):
        days = in_year(replace(last, year=year, month=month), year)
        if days.start > start:
            return days
    raise ValueError(f"no {last.day} after {start}")


def since(scene: Scene, edge: Reading) -> Reading | None:
    """Up to today, which belongs to it."""
    start = settle(edge, scene).start
    return _edged("range", start, scene.on + DAY, edge) if start <= scene.on else None


def not_before(scene: Scene, edge: Reading) -> Reading:
    """ "no earlier than May 2024": from then on, up to today where that is over."""
    start = settle(edge, scene).start
    return since(scene, edge) or _edged("open", start, LAST_DAY, edge)


def until(scene: Scene, edge: Reading) -> Reading:
    """Up to and with the day named: from today where it is to come, else from whenever."""
    end = settle(edge, scene, tense=FUTURE if scene.tense() in (TOLD, OPEN) else None).end
    return _up_to(scene, edge, end)


def _up_to(scene: Scene, edge: Reading, end: date) -> Reading:
    is_ahead = end > scene.on
    return _edged("range", scene.on, end, edge) if is_ahead else _edged("open", FIRST_DAY, end, edge)


def through(scene: Scene, edge: Reading) -> Reading | None:
    """ "through June", but not "halfway through 2018": what goes on until a day that is named."""
    is_numbered = edge.day is not None and edge.month is None and edge.weekday is None
    is_vague = edge.kind in ("year", "decade", "century", "range") or edge.proof == "unit"
    return None if is_numbered or is_vague else _up_to(scene, edge, settle(edge, scene).end)


def longer_ago(scene: Scene, long: Length) -> Reading | None:
    """ "more than two weeks ago", but not "$74 million more than a year ago"."""
    before = word_before(scene).lower()
    if before[-1:].isdigit() or before in scene.calendar.counted | scene.calendar.of_money:
        return None
    return fixed("open", DayRange(FIRST_DAY, long.after(scene.on, -1)))


def shorter_ago(scene: Scene, long: Length) -> Reading:
    """ "less than two weeks ago"."""
    return fixed("range", DayRange(long.after(scene.on, -1), scene.on + DAY))


def before(scene: Scene, edge: Reading) -> Reading:
    days = settle(edge, scene)
    return _up_to(scene, edge, days.end if edge.proof == "finish" else days.start)


def after(scene: Scene, edge: Reading) -> Reading:
    start = settle(edge, scene).end
    is_over = start <= scene.on
    return _edged("range", start, scene.on + DAY, edge) if is_over else _edged("open", start, LAST_DAY, edge)


def _edged(kind: str, start: date, end: date, edge: Reading) -> Reading:
    proof = f"edge {edge.proof}" if edge.proof in ("season", "month") else "edge"
    return Reading(kind, DayRange(start, end), proof=proof)


def month_days(scene: Scene, month: int, first: int, last: int, year: int | None) -> Reading | None:
    """ "September 3 to 5"."""
    start, end = named_day(month, first, year), named_day(month, last, year)
    return between(scene, start, end) if start and end and first < last else None


def days_month(scene: Scene, first: int, last: int, month: int, year: int | None) -> Reading | None:
    return month_days(scene, month, first, last, year)


def months_beside(scene: Scene, first: int, last: int, year: int | None) -> Reading | None:
    """ "June/July 2021"."""
    return between(scene, Reading("month", month=first, year=None), Reading("month", month=last, year=year))


def month_pair(scene: Scene, month: int, pair: tuple[int, int], year: int | None) -> Reading | None:
    return month_days(scene, month, *pair, year)


def pair_month(scene: Scene, pair: tuple[int, int], month: int, year: int | None) -> Reading | None:
    return month_days(scene, month, *pair, year)


def pair_in(scene: Scene, pair: tuple[int, int], period: Reading) -> Reading | None:
    """ "from 4-23 in next month"."""
    return days_in(scene, *pair, period)


def days_in(scene: Scene, first: int, last: int, period: Reading) -> Reading | None:
    start = settle(period, scene).start
    return month_days(scene, start.month, first, last, start.year) if period.kind == "month" else None
