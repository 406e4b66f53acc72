"""Which updates may be handled at the same time? Those of different chats; within a chat each waits its turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Far more than can be at work at once: an update that only waits for its chat must not keep another chat out.
_MOST = 100_000


class ChatOrder(BaseUpdateProcessor):
    """Handles the updates of a chat one after the other, in the order they came.

    ``in_hand`` is entered around the handling of each, with its number.
    """

    __slots__ = ("_is_leaving", "_turns", "in_hand")

    def __init__(self) -> None:
        super().__init__(_MOST)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}
        self._is_leaving = False
        self.in_hand: Callable[[int], AbstractAsyncContextManager[None]] = lambda _: nullcontext()

    def leave(self) -> None:
        """The bot is stopping: begin with nothing new; what has not begun waits for the next start."""
        self._is_leaving = True

    async def do_process_update(self, update: object, coroutine: Coroutine[Any, Any, Any]) -> None:  # type: ignore[override]
        """Wait for the chat's turn, which asyncio's lock gives in order, and handle the update."""
        try:
            if isinstance(update, Update):
                await self._in_turn(update, coroutine)
        finally:
            coroutine.close()  # without effect where it has run

    async def _in_turn(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        chat = update.effective_chat
        if chat is None:
            await self._handled(update, coroutine)
            return
        lock, waiting = self._turns.get(chat.id, (asyncio.Lock(), 0))
        self._turns[chat.id] = (lock, waiting + 1)
        try:
            async with lock:
                await self._handled(update, coroutine)
        finally:
            lock, waiting = self._turns.pop(chat.id)
            if waiting > 1:
                self._turns[chat.id] = (lock, waiting - 1)

    async def _handled(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        if self._is_leaving:
            return
        async with self.in_hand(update.update_id):
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""
