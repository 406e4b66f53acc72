"""Latest edits: of several edits of one message that wait, only the last one is made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.transport.place import Spot


@dataclass(slots=True)
class _Wanted:
    """The edits of one message: how many there were, how many have not ended, and whose turn it is."""

    newest: int = 0
    open: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class LatestEdits:
    """Lets the edits of a message be made one after the other, and tells an old one that a newer one has come."""

    def __init__(self) -> None:
        self._wanted: dict[Spot, _Wanted] = {}

    def __len__(self) -> int:
        """How many messages have an edit that has not ended."""
        return len(self._wanted)

    @asynccontextmanager
    async def in_turn(self, spot: Spot) -> AsyncIterator[Callable[[], bool]]:
        """Wait for the edits of the message that came before; yields whether no newer one has come by now.

        The place among them is that of the call, whoever waits.
        """
        wanted = self._wanted.setdefault(spot, _Wanted())
        wanted.newest += 1
        wanted.open += 1
        number = wanted.newest
        try:
            async with wanted.turn:
                yield lambda: number == wanted.newest
        finally:
            wanted.open -= 1
            if not wanted.open:
                self._wanted.pop(spot, None)
