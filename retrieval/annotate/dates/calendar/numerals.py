"""Numerals in dates: digits, numbers joined by a mark, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from retrieval.annotate.dates.sense import Sense, Word

FIRST_YEAR, LAST_YEAR = 1000, 2999
_LONGEST = 16
"""No number of a date has more characters; longer ones are neither read nor remembered."""
_SUFFIXED = re.compile(r"(['’‘]?)(\d+)(st|nd|rd|th|['’]?s)?")
_JOINED = re.compile(r"(\d+)([-/.])(\d+)(?:\2(\d+))?")


def number_sense(written: str) -> Sense | None:
    """What a number may mean in a date, None where it means nothing there.

    >>> sorted(number_sense("18th").kinds), number_sense("2016-05-12").value, number_sense("1,984")
    (['day', 'digits', 'nth'], (2016, 5, 12), None)
    """
    return _number_sense(written) if len(written) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _number_sense(written: str) -> Sense | None:
    if single := _SUFFIXED.fullmatch(written):
        return _single(*single.groups())
    joined = _JOINED.fullmatch(written)
    return joined and _joined(joined[2], *(part for part in (joined[1], joined[3], joined[4]) if part))


def _single(mark: str, digits: str, suffix: str | None) -> Sense | None:
    value = int(digits)
    if suffix and suffix.endswith("s"):
        return _decade(digits, has_mark=bool(mark))
    if mark:
        return Sense(frozenset({"short_year"}), value) if len(digits) == 2 else None
    if suffix:
        return Sense(frozenset({"nth", "digits"} | ({"day"} if 1 <= value <= 31 else set())), value)
    if len(digits) == 8:
        return _full(value // 10000, value // 100 % 100, value % 100)
    if len(digits) > 4:
        return None
    kinds = {"num", "digits"}
    if len(digits) <= 2:
        kinds |= {"day"} if 1 <= value <= 31 else set()
        kinds |= {"two_digits"} if len(digits) == 2 else set()
    if len(digits) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        kinds.add("year")
    return Sense(frozenset(kinds), value)


def _decade(digits: str, *, has_mark: bool) -> Sense | None:
    value = int(digits)
    if value % 10 or len(digits) not in (2, 4):
        return None
    if len(digits) == 4:
        return Sense(frozenset({"decade"}), value) if FIRST_YEAR <= value <= LAST_YEAR else None
    return Sense(frozenset({"nineties"} if has_mark else {"tens"}), value)


def _joined(mark: str, *parts: str) -> Sense | None:
    numbers = tuple(map(int, parts))
    sizes = tuple(map(len, parts))
    if len(parts) == 3:
        if sizes[0] == 4:
            return _full(*numbers)
        if sizes[0] > 2 or sizes[2] not in (2, 4):
            return None
        if mark == "." and sizes[2] != 4:
            is_dated = numbers[0] <= 31 and numbers[1] <= 12
            return Sense(frozenset({"dotted_day"}), (*numbers, True)) if is_dated else None
        return Sense(frozenset({"numeric"}), (*numbers, mark == "."))
    if mark == ".":
        is_dated = max(sizes) <= 2 and 1 <= numbers[0] <= 12 < numbers[1] <= 31
        return Sense(frozenset({"dotted"}), numbers) if is_dated else None
    if 4 in sizes:
        year, other = numbers if sizes[0] == 4 else numbers[::-1]
        return _of_year(year, other, follows=sizes[0] == 4)
    if max(sizes) > 2:
        return None
    return Sense(frozenset({"month_day" if mark == "/" else "pair"}), numbers)


def _of_year(year: int, other: int, *, follows: bool) -> Sense | None:
    """A year with a month (2015-12, 12/2015) or with the short form of a later one (2015-16)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if 1 <= other <= 12 and other != year % 100 + 1:
        return Sense(frozenset({"year_month"}), (year, other))
    later = year - year % 100 + other
    return Sense(frozenset({"years"}), (year, later)) if follows and year < later <= year + 20 else None


def _full(year: int, month: int, day: int) -> Sense | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Sense(frozenset({"full"}), (year, month, day)) if 1000 <= year <= LAST_YEAR else None


def join_numerals(run: Sequence[Word]) -> list[Word]:
    """Join numbers written in several words: twenty-third, two thousand and five, nineteen eighty six."""
    joined: list[Word] = []
    at = 0
    while at < len(run):
        word, at = _numeral(run, at)
        joined.append(word)
    return joined


def _numeral(run: Sequence[Word], at: int) -> tuple[Word, int]:
    first = run[at]
    if "num" not in first.sense.kinds or "digits" in first.sense.kinds:
        return first, at + 1
    for year, end in (_thousands(run, at), _hundreds(run, at)):
        if year:
            return Word(first.start, run[end - 1].end, Sense(frozenset({"year", "spoken"}), year)), end
    if (decade := _decade_in_words(run, at)) is not None:
        return decade, at + 2
    value, end, kind = _counted_hundreds(run, at) or _below_hundred(run, at)
    if end == at + 1:
        return first, end
    kinds = {kind, "spoken"} | ({"day"} if kind == "nth" and value <= 31 else set())
    return Word(first.start, run[end - 1].end, Sense(frozenset(kinds), value)), end


def _below_hundred(run: Sequence[Word], at: int) -> tuple[int, int, str]:
    """Value, end and kind of a number below a hundred; the end is ``at`` where there is none."""
    tens = _spoken(run, at, "num")
    if not tens:
        return 0, at, ""
    if tens >= 20 and tens % 10 == 0:
        after = at + 1 + (at + 1 < len(run) and "dash" in run[at + 1].sense.kinds)
        for kind in ("num", "nth"):
            if 1 <= (ones := _spoken(run, after, kind)) <= 9:
                return tens + ones, after + 1, kind
    return tens, at + 1, "num"


def _thousands(run: Sequence[Word], at: int) -> tuple[int, int]:
    """ "two thousand", "two thousand and five": the year and its end, 0 where it is none."""
    if _spoken(run, at, "num") != 2 or at + 1 >= len(run) or "thousand" not in run[at + 1].sense.kinds:
        return 0, at
    rest = at + 2 + (at + 2 < len(run) and "and" in run[at + 2].sense.kinds)
    value, end, kind = _below_hundred(run, rest)
    return (2000 + value, end) if end > rest and kind == "num" else (2000, at + 2)


def _hundreds(run: Sequence[Word], at: int) -> tuple[int, int]:
    """ "nineteen eighty six", "twenty twenty", "nineteen oh five", "nineteen hundred": year and end, 0 if none."""
    century = _spoken(run, at, "num")
    if not 15 <= century <= 20:
        return 0, at
    second = at + 1 + _is(run, at + 1, "dash")
    if _is(run, second, "hundred"):
        rest = second + 1 + _is(run, second + 1, "and")
        value, end, kind = _below_hundred(run, rest)
        return (century * 100 + value, end) if value and kind == "num" else (century * 100, second + 1)
    if _is(run, second, "oh"):
        ones = _spoken(run, second + 1 + _is(run, second + 1, "dash"), "num")
        return (century * 100 + ones, second + 2 + _is(run, second + 1, "dash")) if 1 <= ones <= 9 else (0, at)
    value, end, kind = _below_hundred(run, second)
    return (century * 100 + value, end) if value >= 10 and kind == "num" else (0, at)


def _decade_in_words(run: Sequence[Word], at: int) -> Word | None:
    """ "nineteen seventies"."""
    century = _spoken(run, at, "num")
    if not 15 <= century <= 20 or not _is(run, at + 1, "nineties"):
        return None
    tens = run[at + 1].sense.value
    year = century * 100 + (tens if isinstance(tens, int) else 0)
    return Word(run[at].start, run[at + 1].end, Sense(frozenset({"decade"}), year))


def _counted_hundreds(run: Sequence[Word], at: int) -> tuple[int, int, str] | None:
    """ "a hundred", "two hundred and fifty": a count and its end."""
    hundreds = _spoken(run, at, "num")
    if not 1 <= hundreds <= 9 or not _is(run, at + 1, "hundred"):
        return None
    value, end, kind = _below_hundred(run, at + 2 + _is(run, at + 2, "and"))
    return (hundreds * 100 + value, end, "num") if value and kind == "num" else (hundreds * 100, at + 2, "num")


def _is(run: Sequence[Word], at: int, kind: str) -> bool:
    return at < len(run) and kind in run[at].sense.kinds


def _spoken(run: Sequence[Word], at: int, kind: str) -> int:
    """The value of a number word of this kind, 0 where there is none."""
    if at >= len(run) or kind not in run[at].sense.kinds or "digits" in run[at].sense.kinds:
        return 0
    value = run[at].sense.value
    return value if isinstance(value, int) else 0
