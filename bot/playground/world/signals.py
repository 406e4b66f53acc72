"""Signals: wait until something has happened in the stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Signal:
    """Wakes everybody who waits for a change; all on one event loop."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Say that something changed."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def changed(self) -> None:
        """Return at the next change."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, found: Callable[[], Found | None], *, timeout_s: float) -> Found:
        """The first value of ``found`` that is neither None nor False.

        Raises:
            TimeoutError: nothing was found in time.
        """
        async with asyncio.timeout(timeout_s):
            while (value := found()) is None or value is False:
                await self.changed()
        return value
