"""Plain dates in a language without a grammar of dates: single days, months, years and spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter

from retrieval.annotate.dates.calendar.spans import DAY, months, one_day, week_of, years
from retrieval.model import DateMention, DayRange, Span
from retrieval.text.languages.plain_dates import DayWords

_NUMERIC = (
    r"(?<![\d.,/-])(?:(?P<iso_year>\d{4})-(?P<iso_month>\d\d?)-(?P<iso_day>\d\d?)"
    r"|(?P<n_day>\d\d?)(?P<n_mark>[./-])(?P<n_month>\d\d?)(?P=n_mark)(?P<n_year>\d{4}|\d\d))(?![\d/-])"
)
_ARTICLES = ("el", "le", "o", "dem", "den", "der")
_HEAD = 3
_YEAR = r"(?:1[89]|20)\d\d"


def find_plain_dates(text: str, on: date, words: DayWords) -> tuple[DateMention, ...]:
    """Find plain dates and resolve them against ``on``; what leaves the year or the week open is over."""
    found = []
    for hit in _pattern(words).finditer(text):
        try:
            read = _read(hit, on, words)
        except (ValueError, OverflowError, KeyError):
            continue  # no such day; or a sign that only folds to a letter of the table ("ſonntag")
        if read is not None:
            kind, days = read
            found.append(DateMention(Span(*hit.span()), days, kind))
    return tuple(found)


@cache
def _pattern(words: DayWords) -> re.Pattern[str]:
    """One pattern for every way of writing a date, compiled when the first text in the language comes."""
    month, weekday, unit = _any(words.months), _any(words.weekdays), _any(words.units)
    join = rf"(?:{_any(words.joins)}\s+)?" if words.joins else ""
    year = rf"(?P<{{0}}>{_YEAR})(?!\d)" + (rf"(?:\s+{_any(words.year_marks)}\b\.?)?" if words.year_marks else "")
    mark = rf"(?:{_any(words.day_marks)})?" if words.day_marks else ""
    before = rf"\b{_any(words.in_words)}\s+"
    bound = rf"(?:\b(?P<since>{_any(words.since)})\s+|\b(?P<until>{_any(words.until)})\s+)?(?:{_any(_ARTICLES)}\s+)?"
    number = rf"(?:\d{{1,3}}|{_any(words.numbers)})"
    shift = _any(words.shifts)
    ago = "|".join(
        (rf"\b{re.escape(front)}\s+" if front else r"\b") + rf"(?P<ago_{n}>{number})\s+(?P<ago_unit_{n}>{unit})\b"
        + (rf"\s+{re.escape(behind)}\b" if behind else "")
        for n, (front, behind) in enumerate(words.ago)
    )  # fmt: skip
    alternatives = (
        ago,
        rf"{bound}\b(?P<day>\d{{1,2}}){mark}(?:\s*[-–]\s*(?P<last>\d{{1,2}}){mark})?\s+{join}(?P<month>{month})\b\.?"
        rf"(?:,?\s+{join}{year.format('year')})?",
        _NUMERIC,
        rf"\b(?P<dayword>{_any(words.days)})\b",
        rf"\b(?P<shift>{shift})\s+(?P<unit>{unit})\b",
        rf"\b(?P<unit_2>{unit})\s+(?P<shift_2>{shift})\b",
        rf"\b(?P<month_y>{month})\s+{join}{year.format('year_m')}",
        rf"{before}(?:jahr\s+|jahre\s+|ano\s+|año\s+)?{year.format('year_y')}",
        rf"{before}(?P<month_b>{month})\b(?:\s+{join}{year.format('year_b')})?",
        rf"\b(?P<weekday>{weekday})\b",
    )
    either = "|".join(f"(?:{a})" for a in alternatives if a)
    # A date begins with a word or a number; to ask that first spares the alternatives at all other signs.
    return re.compile(rf"(?:(?<!\w)|(?=\d))(?=\d|{_beginnings(words)})(?:{either})", re.IGNORECASE)


def _beginnings(words: DayWords) -> str:
    """The first letters of every word that a date can begin with, by the first of all."""
    begins = [front for front, _ in words.ago if front]
    tables = (words.months, words.weekdays, words.units, words.days, words.shifts, words.numbers, words.since)
    every = [*begins, *words.until, *words.in_words, *_ARTICLES, *(word for table in tables for word in table)]
    heads = sorted({word.split()[0].lower() for word in every})
    of_first = ((first, map(_head, of)) for first, of in groupby(heads, itemgetter(0)))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(dict.fromkeys(of))})" for first, of in of_first)


def _head(word: str) -> str:
    """What follows the first letter of a word, and where the word is short, its end."""
    return re.escape(word[1:_HEAD]) + (r"\b" if len(word) < _HEAD and word[-1].isalpha() else "")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) + ")"


_Read = tuple[str, DayRange] | None


def _read(hit: re.Match[str], on: date, words: DayWords) -> _Read:
    for read in _READERS:
        found = read({k: v.lower() for k, v in hit.groupdict().items() if v}, on, words)
        if found is not None:
            return found
    return None


def _ago(parts: dict[str, str], on: date, words: DayWords) -> _Read:
    for name, written in parts.items():
        if name.startswith("ago_") and not name.startswith("ago_unit"):
            count = int(written) if written.isdigit() else words.numbers[written]
            unit = words.units[parts[name.replace("ago_", "ago_unit_")]]
            return _shifted(unit, -count, on) if unit in ("month", "year") else _days_ago(unit, count, on)
    return None


def _days_ago(unit: str, count: int, on: date) -> _Read:
    return "day", one_day(on - count * (7 if unit == "week" else 1) * DAY)


def _named(parts: dict[str, str], on: date, words: DayWords) -> _Read:
    if "day" not in parts:
        return None
    month, day = words.months[parts["month"]], int(parts["day"])
    year = int(parts["year"]) if "year" in parts else _latest_year(month, day, on)
    first = date(year, month, day)
    if "since" in parts and first <= on:
        return "range", DayRange(first, on + DAY)
    if "until" in parts:
        return "range", DayRange(date.min, first)
    if "last" in parts:
        return "range", DayRange(first, date(year, month, int(parts["last"])) + DAY)
    return "day", one_day(first)


def _latest_year(month: int, day: int, on: date) -> int:
    return on.year if (month, day) <= (on.month, on.day) else on.year - 1


def _numeric(parts: dict[str, str], on: date, _: DayWords) -> _Read:
    if "iso_year" in parts:
        return "day", one_day(date(int(parts["iso_year"]), int(parts["iso_month"]), int(parts["iso_day"])))
    if "n_year" not in parts:
        return None
    year = int(parts["n_year"])
    if year < 100:
        year += on.year - on.year % 100
        year -= 100 * (year > on.year + 10)
    return "day", one_day(date(year, int(parts["n_month"]), int(parts["n_day"])))


def _dayword(parts: dict[str, str], on: date, words: DayWords) -> _Read:
    written = " ".join(parts.get("dayword", "").split())
    return ("day", one_day(on + words.days[written] * DAY)) if written else None


def _beside(parts: dict[str, str], on: date, words: DayWords) -> _Read:
    unit, shift = parts.get("unit") or parts.get("unit_2"), parts.get("shift") or parts.get("shift_2")
    return _shifted(words.units[unit], words.shifts[shift], on) if unit and shift else None


def _shifted(unit: str, shift: int, on: date) -> _Read:
    """The day, week, month or year that is ``shift`` of them away from today's."""
    if unit == "day":
        return "day", one_day(on + shift * DAY)
    if unit == "week":
        return "week", week_of(on + timedelta(days=7 * shift))
    if unit == "year":
        return "year", years(on.year + shift)
    year, month = divmod(on.year * 12 + on.month - 1 + shift, 12)
    return "month", months(year, month + 1, 1)


def _month(parts: dict[str, str], on: date, words: DayWords) -> _Read:
    if "month_y" in parts:
        return "month", months(int(parts["year_m"]), words.months[parts["month_y"]], 1)
    if "month_b" in parts:
        month = words.months[parts["month_b"]]
        year = int(parts["year_b"]) if "year_b" in parts else on.year - (month > on.month)
        return "month", months(year, month, 1)
    return None


def _year(parts: dict[str, str], _: date, __: DayWords) -> _Read:
    return ("year", years(int(parts["year_y"]))) if "year_y" in parts else None


def _weekday(parts: dict[str, str], on: date, words: DayWords) -> _Read:
    if "weekday" not in parts:
        return None
    return "day", one_day(on - timedelta(days=(on.weekday() - words.weekdays[parts["weekday"]]) % 7))


_READERS: tuple[Callable[[dict[str, str], date, DayWords], _Read], ...] = (
    _ago, _named, _numeric, _dayword, _beside, _month, _year, _weekday,
)  # fmt: skip
