"""When may a chat be told, and is it told by itself or with others? Pure: clocks and zones are given."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from retrieval.model import Watch  # noqa: F401  # of the example
from retrieval.store import Subscription

_A_DAY = timedelta(days=1)
_AN_HOUR = timedelta(hours=1)


class Due(NamedTuple):
    """A moment in UTC, and whether it is that of a digest."""

    at: datetime
    is_digest: bool


class Quiet(NamedTuple):
    """Minutes of the chat's day from and to which it is told nothing; over midnight where the second is smaller."""

    start: int
    end: int

    def holds(self, local: datetime) -> bool:
        """Whether a local moment stands in it."""
        minute = local.hour * 60 + local.minute
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def end_after(self, local: datetime) -> datetime:
        """The end of the quiet hours that a local moment stands in."""
        return _next(local, self.end)


def due(subscription: Subscription, now: datetime, zone: ZoneInfo, quiet: Quiet | None) -> Due:
    """When something found now is told.

    >>> one = Subscription(1, 1, Watch(), 5, 7, datetime(2024, 5, 2, tzinfo=UTC))
    >>> night = Quiet(22 * 60, 7 * 60)
    >>> due(one, datetime(2024, 5, 2, 12, tzinfo=UTC), ZoneInfo("UTC"), night).is_digest
    False
    >>> due(one, datetime(2024, 5, 2, 23, tzinfo=UTC), ZoneInfo("UTC"), night)
    Due(at=datetime.datetime(2024, 5, 3, 7, 0, tzinfo=datetime.timezone.utc), is_digest=True)
    """
    local = now.astimezone(zone)
    is_digest = subscription.schedule != "at-once"
    if subscription.schedule == "hourly":
        local = (local + _AN_HOUR).replace(minute=0, second=0, microsecond=0)
    elif subscription.schedule == "daily":
        local = _next(local, subscription.at_minute)
    elif subscription.schedule == "weekly":
        local = _next(local, subscription.at_minute, weekday=subscription.weekday)
    if quiet and quiet.holds(local):
        local, is_digest = quiet.end_after(local), True
    return Due(local.astimezone(UTC) if is_digest else now, is_digest)


def next_hour(now: datetime) -> datetime:
    """When a chat that was told enough is told the rest, together."""
    return now.replace(minute=0, second=0, microsecond=0) + _AN_HOUR


def _next(local: datetime, minute: int, *, weekday: int | None = None) -> datetime:
    """The next local moment after this one at a minute of the day, and on a day of the week."""
    day = local.date()
    found = _at(day, minute, local)
    while found <= local or (weekday is not None and found.weekday() != weekday):
        day += _A_DAY
        found = _at(day, minute, local)
    return found


def _at(day: date, minute: int, like: datetime) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), like.tzinfo)
