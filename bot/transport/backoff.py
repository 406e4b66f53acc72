"""How long to wait before trying again?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from telegram.error import RetryAfter

_WAITS_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


def lengthening() -> Iterator[float]:
    """Seconds before each further try."""
    yield from _WAITS_S
    while True:
        yield _WAITS_S[-1]


def wait_asked_s(error: RetryAfter) -> float:
    """The seconds that Telegram asks for."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
