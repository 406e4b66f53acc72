"""What becomes of an update between its arrival and its answer? It is kept first, and let go of last."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Bot, Update

from bot.app.edge import Edge
from bot.app.receipt import IN_HAND, Mark, Receipt
from retrieval.errors import VerbatimError
from retrieval.store import Inbox as StoredInbox

Json = dict[str, Any]
# Telegram keeps what is not confirmed for a day; after a week of silence its numbers may start anywhere.
_NUMBERS_KEPT = timedelta(days=2)
_INLINE_WAITS = timedelta(seconds=30)
_DIGEST_CHARS = 16
_log = logging.getLogger(__name__)


class Inbox:
    """Keeps updates before they are confirmed, and hands them to the queue of the application.

    Args:
        edge: reaches the store; a thread of its own, so that no question holds it up.
    """

    def __init__(self, stored: StoredInbox, edge: Edge, bot: Bot, queue: asyncio.Queue[object]) -> None:
        self._stored = stored
        self._edge = edge
        self._bot = bot
        self._queue = queue
        # Numbers are each bot's own; a digest tells bots apart without keeping a token.
        self._name = hashlib.sha256(bot.token.encode()).hexdigest()[:_DIGEST_CHARS]

    async def take(self, bodies: Sequence[Json]) -> None:
        """Keep updates and see to those that are new; once this returns, Telegram may forget them.

        Raises:
            VerbatimError, TimeoutError: they could not be kept.
        """
        numbered = {body["update_id"]: body for body in bodies if isinstance(body.get("update_id"), int)}
        texts = [(number, json.dumps(body)) for number, body in numbered.items()]
        new = await self._edge.reach(partial(self._stored.take, self._name, texts, datetime.now(UTC)))
        for number in new:
            await self._hand_on(number, numbered[number])

    async def resume(self) -> None:
        """See to what the last run has left, except for what may have been answered."""
        uncertain = await self._edge.reach(partial(self._stored.settle_uncertain, self._name))
        if uncertain:
            _log.warning("%d updates may have been answered when the bot ended, and are not answered again", uncertain)
        now = datetime.now(UTC)
        for left in await self._edge.reach(partial(self._stored.waiting, self._name)):
            body = json.loads(left.body)
            if "inline_query" in body and now - left.received_utc > _INLINE_WAITS:
                await self._mark(left.update_id, "settle")  # nobody looks at its answer any more
            else:
                await self._hand_on(left.update_id, body)

    async def forget_old(self) -> None:
        """Forget the numbers that Telegram does not deliver again."""
        await self._kept(partial(self._forget, datetime.now(UTC) - _NUMBERS_KEPT))

    def _forget(self, before: datetime) -> None:
        self._stored.forget(before)

    async def _hand_on(self, number: int, body: Json) -> None:
        try:
            update = Update.de_json(body, self._bot)
        except Exception as error:  # whatever Telegram invents, one update must not stop the others
            _log.error("Update %d cannot be read (%s) and is skipped", number, type(error).__name__)
            await self._kept(partial(self._stored.settle, self._name, number, is_refused=True))
            return
        self._queue.put_nowait(update)

    @asynccontextmanager
    async def in_hand(self, number: int) -> AsyncIterator[None]:
        """Around the handling of an update; where the handling is broken off, it stays as it is."""
        receipt = Receipt(partial(self._mark, number))
        token = IN_HAND.set(receipt)
        try:
            yield
        finally:
            IN_HAND.reset(token)
        await receipt.close()

    async def _mark(self, number: int, mark: Mark) -> None:
        marks = {"answering": self._stored.answering, "put_back": self._stored.put_back, "settle": self._stored.settle}
        await self._kept(partial(marks[mark], self._name, number))

    async def _kept(self, work: Callable[[], None]) -> None:
        try:
            await self._edge.reach(work)
        except (VerbatimError, TimeoutError) as error:
            _log.warning("How an update stands could not be kept: %s", error)
