"""What must operators hear of without having asked? A source that has ended for good, an outage that is over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.translate import _, ngettext, speaking
from bot.settings import Settings
from bot.transport.background import looking
from bot.transport.line import Line, Outage
from bot.transport.outgoing.sender import Sender
from bot.transport.place import Place
from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError
from retrieval.model.clock import utc_now
from retrieval.store import ChatSettings, Source, Store

LOOK_EVERY_S = 30.0
_LEAVE_S = 2.0
# A shorter one is over before anybody would have noticed; whoever was told is left alone for a while.
OUTAGE_TOLD = timedelta(seconds=30)
_TOLD_EVERY = timedelta(minutes=15)
_log = logging.getLogger(__name__)


class Notices:
    """Looks from time to time, and writes to each operator in the language of their chat."""

    def __init__(self, store: Store, sender: Sender, bridge: ThreadBridge, settings: Settings, line: Line) -> None:
        self._store = store
        self._sender = sender
        self._bridge = bridge
        self._settings = settings
        self._line = line
        self._last_told: datetime | None = None

    def watching(self) -> AbstractAsyncContextManager[None]:
        """Keep looking while the block runs; a word that is being sent at its end is finished, and kept as sent."""
        return looking(self._look, "notices", every_s=LOOK_EVERY_S, leave_s=_LEAVE_S)

    async def _look(self) -> None:
        try:
            await self.tell_of_outages(utc_now())
            await self.tell_of_ended_sources()
        except (VerbatimError, TimeoutError) as error:
            _log.warning("Could not read the notices for operators: %s", error)

    async def tell_of_ended_sources(self) -> None:
        """A word for each source that has ended since the last one; again later where nobody could be reached."""
        if not self._settings.operators:
            return
        for source in await self._bridge.reach(self._store.sources.ended_untold):
            if await self.tell_operators(partial(_ended, source)):
                await self._bridge.reach(partial(self._store.sources.end_told, source.url))

    async def tell_of_outages(self, now: datetime) -> None:
        """A word for an outage that is over; for a line that comes and goes, one for many."""
        outages = self._line.over
        if not outages or not self._line.is_open or not self._settings.operators:
            return
        is_long = any(one.ended - one.begun >= OUTAGE_TOLD for one in outages)
        if self._last_told and now - self._last_told < _TOLD_EVERY:
            return
        if is_long and not await self.tell_operators(partial(_outages, outages, self._settings.timezone)):
            return
        del self._line.outages[: len(outages)]
        self._last_told = now if is_long else self._last_told

    async def tell_operators(self, words_of: Callable[[], Message]) -> bool:
        """Write to every operator; whether one of them has it.

        Args:
            words_of: makes the message, in the language spoken then.
        """
        is_told = False
        for operator in sorted(self._settings.operators):
            chosen = await self._chosen(operator)
            with speaking((chosen and chosen.language) or self._settings.language):
                sent = await self._sender.send(Place(operator), words_of(), is_urgent=False)
            is_told = is_told or sent is not None
        return is_told

    async def _chosen(self, operator: int) -> ChatSettings | None:
        try:
            return await self._bridge.reach(partial(self._store.chats.get, operator))
        except (VerbatimError, TimeoutError) as error:  # it may be what they must hear of
            _log.warning("Could not read an operator's settings: %s", error)
            return None


def _outages(outages: Sequence[Outage], zone: ZoneInfo) -> Message:
    begun, ended = (moment.astimezone(zone) for moment in (outages[0].begun, outages[-1].ended))
    one = _("Telegram could not be reached from {begun} to {ended}.")
    many = ngettext(
        "Telegram could not be reached {n} time between {begun} and {ended}.",
        "Telegram could not be reached {n} times between {begun} and {ended}.",
        len(outages),
    )
    told = one if len(outages) == 1 else many
    rest = _("Messages that were waiting are being sent now.")
    return line(f"{told.format(n=len(outages), begun=_moment(begun), ended=_moment(ended))} {rest}")


def _moment(local: datetime) -> str:
    return f"{local:%Y-%m-%d %H:%M:%S} ({local.tzname()})"


def _ended(source: Source) -> Message:
    why = wording.clipped(wording.one_line(source.last_error), 200)
    told = _("The source {address} has ended: {why}. Its articles stay; /sources shows it.")
    return line(told.format(address=wording.clipped(wording.one_line(source.url), 200), why=why))
