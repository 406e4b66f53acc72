"""Which updates may be handled at the same time? Those of different chats; within a chat each waits its turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Far more than can be at work at once: an update that only waits for its chat must not keep another chat out.
_MOST = 100_000


class ChatOrder(BaseUpdateProcessor):
    """Handles the updates of a chat one after the other, in the order they came."""

    __slots__ = ("_turns",)

    def __init__(self) -> None:
        super().__init__(_MOST)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, which asyncio's lock gives in order, and handle the update."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock, waiting = self._turns.get(chat.id, (asyncio.Lock(), 0))
        self._turns[chat.id] = (lock, waiting + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, waiting = self._turns.pop(chat.id)
            if waiting > 1:
                self._turns[chat.id] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""
