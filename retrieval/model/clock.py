"""The clock by which news comes in and is told: the real one, which only a playground moves ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_ahead = timedelta(0)


def utc_now() -> datetime:
    """The moment.

    >>> utc_now().tzinfo is UTC
    True
    """
    return datetime.now(UTC) + _ahead


def move_ahead(by: timedelta) -> None:
    """Let the clock of this process be ahead of the real one by so much, so that tomorrow can be tried out today.

    Raises:
        ValueError: it would go back.
    """
    global _ahead
    if by < timedelta(0):
        raise ValueError(f"a clock goes ahead and not back, got {by}")
    _ahead = by
