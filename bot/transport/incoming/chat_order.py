"""How are updates handled side by side? Those that the inbox hands on, which is at most one of each chat."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# More than the inbox ever hands on: it decides who waits.
_MOST = 100_000


class ChatOrder(BaseUpdateProcessor):
    """Handles each update at once; ``in_hand`` is entered around it, with its number."""

    __slots__ = ("in_hand",)

    def __init__(self) -> None:
        super().__init__(_MOST)
        self.in_hand: Callable[[int], AbstractAsyncContextManager[bool]] = lambda _: nullcontext(True)

    async def do_process_update(self, update: object, coroutine: Coroutine[Any, Any, Any]) -> None:  # type: ignore[override]
        """Handle the update, unless the bot is stopping: it waits for the next start then."""
        try:
            if isinstance(update, Update):
                async with self.in_hand(update.update_id) as is_wanted:
                    if is_wanted:
                        await coroutine
        finally:
            coroutine.close()  # without effect where it has run

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""
