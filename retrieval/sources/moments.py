"""When was it published? Reads the dates that feeds and pages write, and believes only those that can be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from retrieval.model import Published

_EARLIEST = date(1970, 1, 3)  # the days before it are clocks that were never set
_AHEAD = timedelta(days=2)


def read_moment(value: str | None, *, now: datetime) -> Published | None:
    """RFC 3339, a day, or RFC 822; None for anything else, for 1 January 1970 and for days still to come.

    >>> then = datetime(2024, 1, 1, tzinfo=UTC)
    >>> read_moment("Wed, 13 Sep 2023 23:30:00 -0500", now=then).as_given
    '2023-09-13T23:30:00-05:00'
    >>> read_moment("Thu, 01 Jan 1970 00:00:00 GMT", now=then), read_moment("2031-05-01", now=then)
    (None, None)
    """
    if not value or len(value) > 100:
        return None
    found = _parsed(value.strip())
    if found is None or not _EARLIEST <= found.day <= (now.astimezone(UTC) + _AHEAD).date():
        return None
    return found


def _parsed(value: str) -> Published | None:
    for text in (value, _from_rfc_822(value)):
        try:
            return Published.parse(text or "")
        except (ValueError, OverflowError):
            continue
    return None


def _from_rfc_822(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
