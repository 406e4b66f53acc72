"""How does the asynchronous bot reach the synchronous archive? The one place where it does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


class ThreadBridge:
    """A few threads, so that no question holds up the others and no flood takes more than its share."""

    def __init__(self, *, threads: int, timeout_s: float) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="archive")
        self._timeout_s = timeout_s

    async def reach(self, work: Callable[[], T]) -> T:
        """Do some work on a thread, in the caller's context: what it says, it says in the caller's language.

        Raises:
            TimeoutError: it took too long, waiting for a thread included; work that has begun ends unheard.
        """
        running = asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, work)
        # Not wait_for: until Python 3.12, it loses a cancellation that comes together with the result.
        async with asyncio.timeout(self._timeout_s):
            return await running

    def close(self) -> None:
        """Take no more work; what has begun ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)
