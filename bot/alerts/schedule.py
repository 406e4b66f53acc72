"""When may a chat be told, and is it told by itself or with others? Pure: clocks and zones are given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta  # noqa: F401  # of the example
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.render.clocks import moments_after
from retrieval.model import Watch  # noqa: F401  # of the example
from retrieval.store import Subscription

_AN_HOUR = timedelta(hours=1)


class Due(NamedTuple):
    """A moment in UTC, and whether it is that of a digest."""

    at: datetime
    is_digest: bool


class Quiet(NamedTuple):
    """Minutes of the chat's day from and to which it is told nothing; over midnight where the second is smaller."""

    start: int
    end: int

    def end_of(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The end of the quiet hours that a moment stands in; None where it stands in none.

        Where a clock is put back, they begin and end once, when it first shows their times.
        """
        _, start = next(moments_after(now, self.start, zone))
        _, end = next(moments_after(now, self.end, zone))
        return end if end < start else None


def due(subscription: Subscription, now: datetime, zone: ZoneInfo, quiet: Quiet | None) -> Due:
    """When something found now is told.

    >>> one = Subscription(1, 1, Watch(), 5, 7, datetime(2024, 5, 2, tzinfo=UTC))
    >>> night = Quiet(22 * 60, 7 * 60)
    >>> due(one, datetime(2024, 5, 2, 12, tzinfo=UTC), ZoneInfo("UTC"), night).is_digest
    False
    >>> due(one, datetime(2024, 5, 2, 23, tzinfo=UTC), ZoneInfo("UTC"), night)
    Due(at=datetime.datetime(2024, 5, 3, 7, 0, tzinfo=datetime.timezone.utc), is_digest=True)
    """
    is_digest, at = subscription.schedule != "at-once", now
    if subscription.schedule == "hourly":
        at = _next_local_hour(now, zone)
    elif is_digest:
        weekday = subscription.weekday if subscription.schedule == "weekly" else None
        days = moments_after(now, subscription.at_minute, zone)
        at = next(moment for day, moment in days if weekday in (None, day.weekday()))
    quiet_until = quiet.end_of(at, zone) if quiet else None
    if quiet_until:
        at, is_digest = quiet_until, True
    return Due(at, is_digest)


def _next_local_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """When the chat's clocks have gone on to their next full hour, as far as they do not jump over it."""
    local = now.astimezone(zone)
    since = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return now + _AN_HOUR - since


def next_hour(now: datetime) -> datetime:
    """When a chat that was told enough is told the rest, together."""
    return now.replace(minute=0, second=0, microsecond=0) + _AN_HOUR
