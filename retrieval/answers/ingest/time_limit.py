"""How is work ended that takes too long? By the system's alarm, which also ends a search that a pattern never ends."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN_S = 1.0
_WAITS = 20


def can_ring() -> bool:
    """Whether an alarm reaches who asks: only the main thread hears it, and only on a system that has one."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """End the block where it works for longer, or waits for far longer; where nothing can ring, it takes its time.

    Args:
        seconds: of the processor's time, so that a busy machine ends nothing that would have ended by itself.

    Raises:
        TimeoutError: it took longer.
    """
    if not can_ring():
        yield
        return
    is_over = False
    worked_s, began_s = time.thread_time(), time.monotonic()

    def ring(_signal: int, _frame: FrameType | None) -> None:
        is_late = time.thread_time() - worked_s >= seconds or time.monotonic() - began_s >= _WAITS * seconds
        if is_late and not is_over:
            raise TimeoutError(f"it took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    # Again and again: it may be too early, and what is raised inside a callback is not passed on.
    signal.setitimer(signal.ITIMER_REAL, seconds, min(_AGAIN_S, seconds))
    try:
        try:
            yield
        finally:
            is_over = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
