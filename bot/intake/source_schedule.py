"""Source schedule: when to read a source next, from what became of the last reading. Pure; does nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from retrieval.store import Source

Outcome = Literal["changed", "unchanged", "failed", "gone"]
DAY_S = 86_400
_FASTER, _SLOWER, _JITTER = 0.5, 1.5, 0.1


@dataclass(frozen=True, slots=True)
class Bounds:
    """How often a source may and must be read, in seconds."""

    least_s: int
    most_s: int

    def clamp(self, seconds: float) -> int:
        """The nearest interval within bounds."""
        return int(max(self.least_s, min(self.most_s, seconds)))


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of a source as the schedule sees it.

    Attributes:
        wait_s: how long the server asked to be left alone.
        why: what went wrong, for the operator.
    """

    outcome: Outcome
    why: str | None = None
    wait_s: float = 0.0


def after(source: Source, run: Run, *, bounds: Bounds, now: datetime, chance: Random) -> Source:
    """The source with its next run decided.

    One that changed is read twice as often from then on, one that did not less often; a failure doubles the wait each
    time, up to a day; a tenth more or less keeps sources from coming all at once.
    """
    failures = source.failures + 1 if run.outcome == "failed" else 0
    if run.outcome == "failed":
        interval_s, wait_s = source.interval_s, min(DAY_S, max(source.interval_s, bounds.least_s) * 2.0**failures)
    else:
        interval_s = bounds.clamp(source.interval_s * (_FASTER if run.outcome == "changed" else _SLOWER))
        wait_s = interval_s
    wait_s = max(wait_s * chance.uniform(1 - _JITTER, 1 + _JITTER), min(run.wait_s, 7 * DAY_S))
    return replace(
        source,
        interval_s=interval_s,
        failures=failures,
        last_run_utc=now,
        last_error=run.why,
        next_run_utc=now + timedelta(seconds=wait_s),
        state="ended" if run.outcome == "gone" else source.state,
    )


def retry_after_s(value: str | None, now: datetime) -> float:
    """The seconds that a ``Retry-After`` header asks for; 0 where it says nothing.

    >>> from datetime import UTC
    >>> now = datetime(2023, 9, 13, 10, tzinfo=UTC)
    >>> retry_after_s("120", now), retry_after_s("Wed, 13 Sep 2023 10:01:00 GMT", now), retry_after_s("soon", now)
    (120.0, 60.0, 0.0)
    """
    from email.utils import parsedate_to_datetime

    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
