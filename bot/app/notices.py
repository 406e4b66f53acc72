"""What must operators hear of without having asked? A source that has ended for good."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

from bot.app.edge import Edge
from bot.app.sending import Place, Sender
from bot.render import words
from bot.render.message import Message, line
from bot.render.translate import _, speaking
from bot.settings import Settings
from retrieval.errors import VerbatimError
from retrieval.store import Source, Store

LOOK_EVERY_S = 30.0
_LEAVE_S = 2.0
_log = logging.getLogger(__name__)


class Notices:
    """Looks from time to time, and writes to each operator in the language of their chat."""

    def __init__(self, store: Store, sender: Sender, edge: Edge, settings: Settings) -> None:
        self._store = store
        self._sender = sender
        self._edge = edge
        self._settings = settings

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Keep looking while the block runs; a word that is being sent at its end is finished, and kept as sent."""
        stop = asyncio.Event()
        task = asyncio.create_task(self._watch(stop), name="notices")
        try:
            yield
        finally:
            stop.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(task, _LEAVE_S)

    async def _watch(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.tell_of_ended_sources()
            except (VerbatimError, TimeoutError) as error:
                _log.warning("What operators must hear of cannot be read: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_EVERY_S)

    async def tell_of_ended_sources(self) -> None:
        """A word for each source that has ended since the last one; again later where nobody could be reached."""
        if not self._settings.operators:
            return
        for source in await self._edge.reach(self._store.sources.ended_untold):
            if await self.tell_operators(partial(_ended, source)):
                await self._edge.reach(partial(self._store.sources.end_told, source.url))

    async def tell_operators(self, words_of: Callable[[], Message]) -> bool:
        """Write to every operator; whether one of them has it.

        Args:
            words_of: makes the message, in the language spoken then.
        """
        is_told = False
        for operator in sorted(self._settings.operators):
            chosen = await self._edge.reach(partial(self._store.chat, operator))
            with speaking((chosen and chosen.language) or self._settings.language):
                sent = await self._sender.send(Place(operator), words_of(), is_urgent=False)
            is_told = is_told or sent is not None
        return is_told


def _ended(source: Source) -> Message:
    why = words.clipped(words.one_line(source.last_error), 200)
    told = _("The source {address} has ended: {why}. Its articles stay; /sources shows it.")
    return line(told.format(address=words.clipped(words.one_line(source.url), 200), why=why))
