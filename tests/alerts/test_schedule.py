"""Does a digest come at its local time, once, also where the clocks are put on or back?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.schedule import Quiet, due
from bot.render.clocks import moment_of
from retrieval.model import Watch
from retrieval.store import Subscription

# Clocks that jump by an hour or by half of one, at night, at midnight, before midnight; one that lost a whole day.
ZONES = (
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Nuuk",
    "America/Havana",
    "Atlantic/Azores",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
)
STEP = timedelta(minutes=7)


def daily(minute: int, schedule: str = "daily", weekday: int = 0) -> Subscription:
    made = datetime(2024, 1, 1, tzinfo=UTC)
    return Subscription(1, 1, Watch(), 5, 7, made, schedule=schedule, at_minute=minute, weekday=weekday)  # type: ignore[arg-type]


def moments(begun: datetime, ended: datetime, one: Subscription, zone: ZoneInfo, quiet: Quiet | None) -> list[datetime]:
    """Each moment at which something found between two others is told."""
    now, found = begun, set()
    while now < ended:
        told = due(one, now, zone, quiet)
        assert told.at > now or not told.is_digest
        found.add(told.at)
        now += STEP
    return sorted(found)


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        ("Europe/Lisbon", "2026-03-29", 90, "2026-03-29T01:00+00:00"),  # 01:00 to 02:00 is left out
        ("America/New_York", "2026-03-08", 150, "2026-03-08T07:00+00:00"),
        ("Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:30+00:00"),  # 02:00 to 02:30
        ("Africa/Cairo", "2026-04-24", 15, "2026-04-23T22:00+00:00"),  # midnight to 01:00
        ("America/Nuuk", "2026-03-28", 1_410, "2026-03-29T01:00+00:00"),  # 23:00 to midnight
        ("Europe/Lisbon", "2026-10-25", 90, "2026-10-25T00:30+00:00"),  # 01:00 to 02:00 comes twice
        ("America/New_York", "2026-11-01", 90, "2026-11-01T05:30+00:00"),
        ("Australia/Lord_Howe", "2026-04-05", 105, "2026-04-04T14:45+00:00"),  # 01:30 to 02:00
    ],
)
def test_a_time_that_is_left_out_or_comes_twice(zone: str, day: str, minute: int, expected: str) -> None:
    moment = moment_of(date.fromisoformat(day), minute, ZoneInfo(zone))

    assert moment == datetime.fromisoformat(expected)


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("minute", [60, 105, 119, 120, 135, 150])
@pytest.mark.parametrize("day", ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"])
def test_a_daily_digest_comes_once_on_the_day_of_a_change(zone: str, minute: int, day: str) -> None:
    begun = datetime.fromisoformat(f"{day}T00:00+00:00") - timedelta(days=1, hours=12)
    found = moments(begun, begun + timedelta(days=3), daily(minute), ZoneInfo(zone), None)

    days = [moment.astimezone(ZoneInfo(zone)).date() for moment in found]
    assert len(set(days)) == len(days)
    assert all((later - sooner) == timedelta(days=1) for sooner, later in pairwise(days))


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2011, 12, 20), date(2035, 12, 1)),
    minute=st.integers(0, 24 * 60 - 1),
    is_near_a_change=st.booleans(),
)
def test_each_day_has_its_digest_at_its_time(zone: str, day: date, minute: int, is_near_a_change: bool) -> None:
    local = ZoneInfo(zone)
    begun = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if is_near_a_change:
        offsets = [(begun + timedelta(days=n)).astimezone(local).utcoffset() for n in range(366)]
        change = next((n for n in range(1, 366) if offsets[n] != offsets[n - 1]), 2)
        begun += timedelta(days=change - 2)

    found = moments(begun, begun + timedelta(days=4), daily(minute), local, None)

    days = []
    for moment in found:
        shown = moment.astimezone(local)
        before = (moment - timedelta(seconds=1)).astimezone(local)
        if shown.hour * 60 + shown.minute == minute and shown.fold == 0:
            days.append(shown.date())
            continue
        # The clock jumped over the time: it lies between what was shown before and what is shown now.
        asked = [datetime.combine(d, time(minute // 60, minute % 60)) for d in {before.date(), shown.date()}]
        (jumped,) = [a for a in asked if before.replace(tzinfo=None) < a < shown.replace(tzinfo=None)]
        days.append(jumped.date())
    assert len(set(days)) == len(days)
    skipped = {date(2011, 12, 30)} if zone == "Pacific/Apia" else set()
    expected = {days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)} - skipped
    assert set(days) == expected


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2020, 1, 1), date(2035, 12, 1)),
    start=st.integers(0, 24 * 60 - 1),
    end=st.integers(0, 24 * 60 - 1),
)
def test_quiet_hours_begin_and_end_once_a_day(zone: str, day: date, start: int, end: int) -> None:
    local, quiet = ZoneInfo(zone), Quiet(start, end)
    begun = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if start == end:
        assert quiet.end_of(begun, local) is None
        return

    ends = set()
    for step in range(0, 3 * 24 * 60, 11):
        until = quiet.end_of(begun + timedelta(minutes=step), local)
        if until:
            ends.add(until)

    days = [until.astimezone(local).date() for until in sorted(ends)]
    assert len(set(days)) == len(days)
    assert all(until == moment_of(on, end, local) for until, on in zip(sorted(ends), days, strict=True) if on == day)


def test_quiet_hours_that_end_in_the_doubled_hour_hold_nothing_for_another_day() -> None:
    zone, night = ZoneInfo("America/New_York"), Quiet(22 * 60, 90)
    in_the_second_pass = datetime(2026, 11, 1, 6, 10, tzinfo=UTC)  # 01:10 for the second time

    told = due(daily(0, "at-once"), in_the_second_pass, zone, night)

    assert told == (in_the_second_pass, False)


def test_a_weekly_digest_comes_on_its_day() -> None:
    zone = ZoneInfo("Europe/Lisbon")
    begun = datetime(2026, 3, 20, tzinfo=UTC)

    found = moments(begun, begun + timedelta(days=21), daily(90, "weekly", 6), zone, None)

    assert [moment.astimezone(zone).strftime("%a %H:%M") for moment in found] == [
        "Sun 01:30",
        "Sun 02:00",
        "Sun 01:30",
        "Sun 01:30",
    ]
    assert found[1] == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_an_hourly_digest_keeps_to_the_full_hours_of_its_zone() -> None:
    at = due(daily(0, "hourly"), datetime(2026, 5, 2, 12, 20, tzinfo=UTC), ZoneInfo("Asia/Kathmandu"), None).at

    assert at == datetime(2026, 5, 2, 13, 15, tzinfo=UTC)
