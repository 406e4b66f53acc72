"""An event loop whose clock jumps to whatever is waited for: an hour passes in the time that its work takes.

Nothing may happen outside of the loop, on threads or sockets; `here` does an edge's work in place.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bot.transport.threads import ThreadBridge

T = TypeVar("T")
BEGUN = datetime(2024, 5, 4, 12, tzinfo=UTC)


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Waits for nothing and tells how long it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.passed_s = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        assert timeout is not None, "everything waits for something that cannot happen"
        self.passed_s += max(timeout, 0.0)
        return list(super().select(0))


class FastLoop(asyncio.SelectorEventLoop):
    """See above."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.passed_s


class Here(ThreadBridge):
    """Does the work at once, where it is asked for."""

    def __init__(self) -> None:
        super().__init__(threads=1, timeout_s=60)

    async def reach(self, work: Callable[[], T]) -> T:
        await asyncio.sleep(0)
        return work()


def now() -> datetime:
    """The moment by the loop's clock."""
    return BEGUN + timedelta(seconds=asyncio.get_running_loop().time())


def in_fast_time(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run something to its end."""
    loop = FastLoop()
    try:
        return loop.run_until_complete(work())
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
