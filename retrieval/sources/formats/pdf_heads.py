"""Page heads of newspapers in PDF: a row at a page's edge with the day and the page's number, as no sentence has it.

What several pages repeat is a running head wherever it is; an article cut out of a paper is one page, and its head is
told by its form: parts set apart, of which one is a day written out and one a number with a word before it at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from retrieval.model import Published
from retrieval.sources.dates.moments import read_moment

_PARTS = re.compile(r"\s+[-–—|·•/*]+\s+|\s{2,}|\t|[|•·]")
_NUMBER = re.compile(r"(?:[^\W\d_]{1,8}\.?\s{0,2})?\d{1,4}")
_MONTH = re.compile(r"[^\W\d_]{3}")
_LONGEST = 160


def day_of_head(row: Sequence[str]) -> Published | None:
    """The day in a row that is a page's head; None where it is none.

    Args:
        row: the texts at one height, from the left.

    >>> day_of_head(["HOLM COURIER — Friday 3 May 2024 — page 3"]).as_given
    '2024-05-03'
    >>> day_of_head(["On Friday 3 May 2024 the bridge was shut – 3"]), day_of_head(["03.05.2024, 10:12", "1"])
    (None, None)
    """
    if sum(map(len, row)) > _LONGEST:
        return None
    parts = [part.strip() for text in row for part in _PARTS.split(text) if part and part.strip()]
    days = [day for part in parts if (day := _day(part)) is not None]
    has_number = any(_NUMBER.fullmatch(part) for part in parts)
    return days[0] if len(days) == 1 and has_number else None


def _day(part: str) -> Published | None:
    """A day with its month in words, and nothing beside it: a browser prints its own day in numbers."""
    is_written = _MONTH.search(part) is not None and len(part.split()) <= 5 and ":" not in part
    return read_moment(part, now=datetime.now(UTC)) if is_written else None


def day_of_heads(rows: Iterable[Sequence[str]]) -> str | None:
    """The one day that the heads of all pages name."""
    days = {day.as_given for row in rows if (day := day_of_head(row)) is not None}
    return days.pop() if len(days) == 1 else None
