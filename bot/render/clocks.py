"""At which moment does a clock in a time zone show a time? Also on the days on which it is put on or back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
_A_SECOND = timedelta(seconds=1)


def moment_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """When a clock first shows a minute of a day, or the first moment after, where it shows that never; in UTC.

    >>> moment_of(date(2026, 3, 29), 150, ZoneInfo("Europe/Berlin")).isoformat()  # 02:00 to 03:00 was left out
    '2026-03-29T01:00:00+00:00'
    >>> moment_of(date(2026, 10, 25), 150, ZoneInfo("Europe/Berlin")).isoformat()  # 02:00 to 03:00 came twice
    '2026-10-25T00:30:00+00:00'
    """
    shown = datetime.combine(day, time(minute // 60, minute % 60))
    late = shown.replace(tzinfo=zone).astimezone(UTC)
    if late.astimezone(zone).replace(tzinfo=None) == shown:
        return late
    # In a gap, the two readings of the clock lie on both sides of the change.
    early = shown.replace(tzinfo=zone, fold=1).astimezone(UTC)
    before = early.astimezone(zone).utcoffset()
    while late - early > _A_SECOND:
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def moments_after(now: datetime, minute: int, zone: ZoneInfo) -> Iterator[tuple[date, datetime]]:
    """Each day from today on, and when its clocks first show a minute; those moments that are still to come."""
    # What belongs to yesterday may still come, where midnight itself was left out.
    day = now.astimezone(zone).date() - A_DAY
    while True:
        moment = moment_of(day, minute, zone)
        if moment > now and moment_of(day, 0, zone).astimezone(zone).date() == day:
            yield day, moment
        day += A_DAY
