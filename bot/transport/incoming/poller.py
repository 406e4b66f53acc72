"""How are updates fetched? They are confirmed by asking for the next ones, so each batch is kept before that."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.transport.backoff import lengthening, wait_asked_s
from bot.transport.incoming.inbox import number_of
from bot.transport.wire import WireRequest

_POLL_S = 10
_READ_TIMEOUT_S = 15.0
_CONFIRM_TIMEOUT_S = 2.0
Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class Poller:
    """Fetches updates as they are on the wire: one that cannot be parsed must not hold up those behind it.

    Args:
        take: keeps a batch; raises where it could not.
        on_fetched: told of every fetch that went well.
        on_failed: told of every failure; after a `Conflict` or an `InvalidToken`, nothing more is fetched.
    """

    def __init__(
        self,
        bot: Bot,
        kinds: Sequence[str],
        take: Take,
        on_failed: Callable[[Exception], None],
        on_fetched: Callable[[], None] = lambda: None,
    ) -> None:
        self._bot = bot
        self._kinds = json.dumps(list(kinds))
        self._take = take
        self._on_failed = on_failed
        self._on_fetched = on_fetched
        self._next = 0
        self._request = WireRequest(connection_pool_size=1, read_timeout=_READ_TIMEOUT_S)
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to fetch."""
        await self._request.initialize()
        self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Fetch nothing more, and confirm what was kept."""
        if self._running is None:
            return
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        if self._next:
            with contextlib.suppress(TelegramError, TimeoutError):
                await asyncio.wait_for(self._fetch(timeout_s=0, limit=1), _CONFIRM_TIMEOUT_S)
        await self._request.shutdown()
        self._running = None

    async def _run(self) -> None:
        waits = lengthening()
        while True:
            try:
                batch = await self._fetch(timeout_s=_POLL_S, limit=100)
                await self._take(batch)
            except Exception as error:  # whatever it was, those behind it must still be fetched
                self._on_failed(error)
                if isinstance(error, (Conflict, InvalidToken)):
                    return
                wait_s = wait_asked_s(error) if isinstance(error, RetryAfter) else 0.0
                await asyncio.sleep(max(next(waits), wait_s))
            else:
                self._on_fetched()
                waits = lengthening()
                if batch:
                    self._next = max(number for body in batch if (number := number_of(body)) is not None) + 1

    async def _fetch(self, *, timeout_s: int, limit: int) -> list[dict[str, Any]]:
        asked = {"offset": self._next, "limit": limit, "timeout": timeout_s, "allowed_updates": self._kinds}
        found = await self._request.post(f"{self._bot.base_url}/getUpdates?{urlencode(asked)}")
        return [body for body in found if number_of(body) is not None] if isinstance(found, list) else []
