"""Publication times: reads the dates that feeds and pages write, and believes only those that can be.

No date is better than a wrong one: what can be read in two ways, names two days or none, or is a clock that was never
set, is no date. The day is always the one that is written: an offset decides it, UTC never does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from retrieval.model import Published
from retrieval.sources.dates.clock import aware, is_offset, time_in
from retrieval.sources.dates.month_names import month_named, weekdays_named

_LONGEST = 100
_EARLIEST = date(1900, 1, 2)
_AHEAD = timedelta(days=2)
# Clocks that were never set: the first second of Unix anywhere on Earth, and a day for good measure.
_UNSET = frozenset(date(1970, 1, 1) + timedelta(days=n) for n in (-1, 0, 1))
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
_EPOCH = re.compile(r"(?:/Date\()?(?P<digits>\d{16}|\d{13}|\d{10})(?:\.\d{1,9})?(?P<offset>[+-]\d{4})?(?:\)/)?")
_SCALES = {10: 1, 13: 1_000, 16: 1_000_000}
_NAME = r"(?P<name>[^\W\d_]{3,12})"
_GAP = r"[\s.,/-]{0,3}"
_OF = r"(?:(?:de|del|of)\s)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?<!\d[.,/-])(?P<y>\d{4})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?<!\d[./-])(?P<a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d{2})(?![./-]?\d)",
        rf"(?<!\d)(?<!\d[./-])(?P<d>\d{{1,2}})(?:\s?(?:st|nd|rd|th|er|o|-?го|-?е)\b)?{_GAP}{_OF}{_NAME}\.?{_GAP}{_OF}"
        r"['’]?(?P<y>\d{4}|\d{2})(?!\d)",
        rf"(?<![^\W\d_]){_NAME}\.?{_GAP}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[\s.,/-]{{1,3}}|\s(?:de|of)\s)['’]?(?P<y>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<y>\d{{4}}){_GAP}{_NAME}\.?{_GAP}(?P<d>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})-?W(?P<week>\d{2})-?(?P<weekday>[1-7])(?!\d)",
        r"(?<!\d)(?P<y>\d{4})-(?P<of_year>\d{3})(?!\d)",
        r"^(?P<y>\d{4})(?P<of_year>\d{3})(?!\d)",
    )
)


def read_moment(value: str | None, *, now: datetime) -> Published | None:
    """The moment that a text names, in any form that leaves one reading; None for anything else.

    >>> then = datetime(2024, 1, 1, tzinfo=UTC)
    >>> read_moment("Wed, 13 Sep 2023 23:30:00 -0500", now=then).as_given
    '2023-09-13T23:30:00-05:00'
    >>> read_moment("13. September 2023", now=then).as_given, read_moment("11/10/2023", now=then)
    ('2023-09-13', None)
    >>> read_moment("Thu, 01 Jan 1970 00:00:00 GMT", now=then), read_moment("2031-05-01", now=then)
    (None, None)
    """
    if not value or len(value) > _LONGEST:
        return None
    text = _plain(value)
    found = _as_it_stands(text) or _since_1970(text) or _written(text, now)
    if found is None or found.day in _UNSET or not _EARLIEST <= found.day <= (now.astimezone(UTC) + _AHEAD).date():
        return None
    return found


def with_own_day(moment: Published, others: Iterable[Published | None]) -> Published:
    """The same moment as the outlet's own clock shows it, where another tag gives that.

    Many feeds give one moment twice, in UTC and with their offset; the day in UTC is another one in the evening.
    """
    if moment.instant is None or not _is_utc(moment):
        return moment
    return next((o for o in others if o and o.instant == moment.instant and not _is_utc(o)), moment)


def _is_utc(moment: Published) -> bool:
    return moment.as_given.endswith(("Z", "z", "+00:00", "+0000"))


def _plain(value: str) -> str:
    """One kind of blank, digit and minus; the T between day and time is set apart."""
    text = unicodedata.normalize("NFKC", value)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def _as_it_stands(text: str) -> Published | None:
    """RFC 3339 or a day keeps the very words in which it was given."""
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        found = Published.parse(text)
        offset = datetime.fromisoformat(text).utcoffset()
    except (ValueError, OverflowError):
        return None
    return found if offset is None or is_offset(offset) else Published(found.day.isoformat(), found.day)


def _since_1970(text: str) -> Published | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    try:
        moment = datetime.fromtimestamp(int(match["digits"]) // _SCALES[len(match["digits"])], UTC)
        if match["offset"]:
            moment = moment.astimezone(datetime.strptime(match["offset"], "%z").tzinfo)
    except (ValueError, OverflowError, OSError):
        return None
    return Published(moment.isoformat(), moment.date(), moment.astimezone(UTC))


def _written(text: str, now: datetime) -> Published | None:
    text = re.sub(r"(?<=\d)[Tt_](?=\d)", " T", text)
    text = re.sub(r"(?<=^\d{8})(?=\d{4}(?:\d\d)?\D?)", " T", text)
    clock = time_in(text)
    rest = f"{text[: clock.start]} {text[clock.end :]}" if clock else text
    day = _day_in(rest, now)
    if day is None:
        return None
    if clock is None or clock.at is None:
        return Published(day.isoformat(), day)
    moment = datetime.combine(day, clock.at)
    try:
        moment = aware(moment, clock.zone) if clock.zone else moment
        return Published(moment.isoformat(), day, moment.astimezone(UTC) if clock.zone else None)
    except OverflowError:
        return None


def _day_in(text: str, now: datetime) -> date | None:
    """The one day that a text names."""
    weekdays = {day for word in re.findall(r"[^\W\d_]{2,}", text) for day in weekdays_named(word)}
    found = {_decided(days, weekdays) for days in _readings(text, now)}
    return found.pop() if len(found) == 1 else None


def _decided(days: frozenset[date], weekdays: set[int]) -> date | None:
    if len(days) == 1:
        return next(iter(days))
    fitting = [day for day in days if day.weekday() in weekdays]
    return fitting[0] if len(fitting) == 1 else None


def _readings(text: str, now: datetime) -> Iterator[frozenset[date]]:
    """The days that each piece of a text can mean."""
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            if "name" not in parts or month_named(parts["name"]):
                yield frozenset(_days(parts, now))


def _days(parts: dict[str, str], now: datetime) -> Iterator[date]:
    if "a" in parts:
        yield from _of_numbers(parts, now)
        return
    year = _year(parts["y"], now)
    try:
        if "week" in parts:
            yield date.fromisocalendar(year, int(parts["week"]), int(parts["weekday"]))
        elif "of_year" in parts:
            day = date(year, 1, 1) + timedelta(days=int(parts["of_year"]) - 1)
            yield from (day,) if day.year == year else ()
        else:
            yield date(year, month_named(parts["name"]) or 0 if "name" in parts else int(parts["m"]), int(parts["d"]))
    except (ValueError, OverflowError):
        return


def _of_numbers(parts: dict[str, str], now: datetime) -> Iterator[date]:
    """Day first or, where no dots are between, month first; two digits at the end may be the day of a year."""
    a, b, last = parts["a"], parts["b"], parts["y"]
    orders = [(last, b, a)]
    if parts["sep"] != ".":
        orders.append((last, a, b))
    if len(last) == 2:
        orders.append((a.zfill(2), b, last))
    for year, month, day in orders:
        try:
            yield date(_year(year, now), int(month), int(day))
        except ValueError:
            continue


def _year(digits: str, now: datetime) -> int:
    """A year of two digits is the last that could be."""
    if len(digits) == 4:
        return int(digits)
    century = now.year // 100 * 100
    year = century + int(digits)
    return year if year <= now.year + 1 else year - 100
