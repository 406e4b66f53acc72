"""Background tasks: one that lives as long as a block, and waits that something else can end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress


async def waited(event: Awaitable[object], seconds: float) -> bool:
    """Whether something came about within a time."""
    try:
        async with asyncio.timeout(seconds):
            await event
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def looking(
    look: Callable[[], Awaitable[None]], name: str, *, every_s: float, leave_s: float
) -> AsyncIterator[None]:
    """Look again and again while the block runs; a look that has begun at its end is finished.

    Args:
        every_s: how long it waits after a look.
        leave_s: how long the end waits for a look before it breaks it off.
    """
    stop = asyncio.Event()

    async def work() -> None:
        while not stop.is_set():
            await look()
            await waited(stop.wait(), every_s)

    task = asyncio.create_task(work(), name=name)
    try:
        yield
    finally:
        stop.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(task, leave_s)
