"""Is a source read when it should be?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.source_schedule import DAY_S, Bounds, Run, after
from retrieval.store import Source

NOW = datetime(2023, 9, 13, 10, tzinfo=UTC)
BOUNDS = Bounds(600, 21_600)


def source(**facts: Any) -> Source:
    return Source(**({"url": "u", "feed_url": "u", "added_utc": NOW, "next_run_utc": NOW, "interval_s": 1800} | facts))


def decided(run: Run, **facts: Any) -> Source:
    return after(source(**facts), run, bounds=BOUNDS, now=NOW, chance=Random(1))


def test_a_source_that_changes_is_read_more_often_and_one_that_does_not_less_often() -> None:
    assert decided(Run("changed")).interval_s == 900
    assert decided(Run("unchanged")).interval_s == 2700


@given(
    st.sampled_from(["changed", "unchanged", "failed"]), st.integers(0, 60), st.integers(1, 10**6), st.integers(0, 99)
)
def test_the_wait_stays_within_bounds_whatever_happens(outcome: Any, failures: int, interval: int, seed: int) -> None:
    found = after(
        source(failures=failures, interval_s=interval), Run(outcome), bounds=BOUNDS, now=NOW, chance=Random(seed)
    )
    wait_s = (found.next_run_utc - NOW).total_seconds()

    assert BOUNDS.least_s * 0.9 <= wait_s <= DAY_S * 1.1


def test_failures_double_the_wait_up_to_a_day_and_success_forgets_them() -> None:
    waits = [(decided(Run("failed", "no"), failures=n).next_run_utc - NOW) / timedelta(hours=1) for n in range(8)]

    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(24, rel=0.1)
    assert decided(Run("unchanged"), failures=5, last_error="no").failures == 0
    assert decided(Run("unchanged"), failures=5, last_error="no").last_error is None


def test_what_the_server_asks_for_is_kept_to() -> None:
    assert decided(Run("failed", "503", wait_s=50_000)).next_run_utc >= NOW + timedelta(seconds=50_000)


def test_a_source_that_is_gone_ends() -> None:
    assert decided(Run("gone", "410")).state == "ended"
