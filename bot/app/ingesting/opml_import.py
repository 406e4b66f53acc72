"""OPML import in a chat: each feed is looked at, some at a time, while one message tells how far it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from telegram import Document, Message

from bot.app.incoming.places import place_of
from bot.commands.sources import TOO_MANY, cannot_be_read
from bot.dialogue.request import Chosen, Services
from bot.render.message import aside, line
from bot.render.phrases import wording
from bot.render.phrases.numbers import number
from bot.render.translate import _, ngettext
from bot.transport.outgoing.receipts import unobserved
from bot.transport.outgoing.sender import Sender
from bot.transport.place import Place, Spot
from bot.transport.threads import ThreadBridge
from retrieval.errors import SourceError, VerbatimError
from retrieval.model.clock import utc_now

ENDING = ".opml"
_AT_ONCE = 8
_ONE_TIMEOUT_S = 120.0
_TELL_EVERY_S = 2.0
_log = logging.getLogger(__name__)


def is_opml(document: Document | None) -> bool:
    """Whether a file that was sent is named as a list of feeds."""
    return document is not None and (document.file_name or "").lower().endswith(ENDING)


@dataclass(slots=True)
class _Tally:
    """What became of the feeds of a file so far."""

    whole: int
    done: int = 0
    added: int = 0
    known: int = 0
    beyond: int = 0
    failed: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        """How far it is, in one line."""
        told = ngettext("{done} of {n} feed looked at", "{done} of {n} feeds looked at", self.whole)
        counts = _("{added} added, {known} there already, {failed} not readable").format(
            added=number(self.added), known=number(self.known), failed=number(len(self.failed))
        )
        return wording.BETWEEN.join((told.format(done=number(self.done), n=number(self.whole)), counts))


class OpmlImport:
    """Names the feeds of a file for the operators, or for the chat that it was sent in.

    The file's message is kept until every feed was looked at: begun again after a kill, it finds what was named there.
    """

    def __init__(self, sender: Sender, services: Callable[[], Services]) -> None:
        self._sender = sender
        self._services = services
        self._bridge = ThreadBridge(threads=_AT_ONCE, timeout_s=_ONE_TIMEOUT_S)

    def close(self) -> None:
        """Look at no more feeds."""
        self._bridge.close()

    async def take(self, message: Message, content: bytes, chosen: Chosen, *, is_operators: bool) -> None:
        """Name what a file lists; who sent it may do so, as was decided before."""
        from bot.intake.opml import read_opml

        place, name = place_of(message, chosen), (message.document and message.document.file_name) or ENDING
        try:
            found = await self._bridge.reach(partial(read_opml, content, name))
        except (SourceError, TimeoutError) as error:
            why = cannot_be_read(error) if isinstance(error, SourceError) else name
            await self._sender.send(place, aside(why))
            return
        tally = _Tally(len(found.sources) + len(found.unread), done=len(found.unread))
        tally.failed += [
            _("line {n} of the file holds no complete address").format(n=number(at)) for at in found.unread
        ]
        with unobserved():  # until the last word is said, the file counts as not answered
            told = await self._sender.send(place, line(tally.in_words()))
        urls = [url for url, _title in found.sources]
        await self._named(urls, message.chat_id, tally, place, told, is_operators=is_operators)
        with unobserved():
            await self._tell(place, told, tally)
        report = self._report(tally)
        if report or told is None:
            await self._sender.send(place, line(report if told else f"{tally.in_words()}\n\n{report}".strip()))

    async def _named(
        self, urls: Sequence[str], chat_id: int, tally: _Tally, place: Place, told: int | None, *, is_operators: bool
    ) -> None:
        looking = [asyncio.ensure_future(self._name(url, chat_id, tally, is_operators=is_operators)) for url in urls]
        waiting: set[asyncio.Future[None]] = set(looking)
        try:
            while waiting:
                _done, waiting = await asyncio.wait(waiting, timeout=_TELL_EVERY_S)
                if waiting:
                    with unobserved():
                        await self._tell(place, told, tally)
        finally:
            for one in looking:
                one.cancel()  # without effect where it has ended

    async def _name(self, url: str, chat_id: int, tally: _Tally, *, is_operators: bool) -> None:
        try:
            is_new = await self._bridge.reach(partial(self._kept, url, chat_id, is_operators=is_operators))
        except TimeoutError:
            tally.failed.append(f"{wording.one_line(url)}: {_('it takes too long')}")
        except SourceError as error:
            tally.failed.append(wording.clipped(wording.one_line(f"{url}: {error.why}"), 300))
        except VerbatimError as error:
            _log.warning("A feed of a list could not be kept: %s", error)
            tally.failed.append(wording.clipped(wording.one_line(f"{url}: {error}"), 300))
        else:
            tally.added, tally.known = tally.added + (is_new is True), tally.known + (is_new is False)
            tally.beyond += is_new is None
        tally.done += 1

    def _kept(self, url: str, chat_id: int, *, is_operators: bool) -> bool | None:
        """Name one feed; whether it is new, None where the chat may name no more."""
        services, now = self._services(), utc_now()
        assert services.finder is not None
        if not is_operators:
            return services.finder.name(url, chat_id, now)[1]
        if any(source.url == url for source in services.archive.store.sources.all()):
            return False
        return services.finder.add(url, now)[1]

    async def _tell(self, place: Place, told: int | None, tally: _Tally) -> None:
        if told:
            await self._sender.edit(Spot(place.chat_id, told), line(tally.in_words()))

    def _report(self, tally: _Tally) -> str:
        """What did not go in: each feed and why; it may be cut into several messages. Empty where everything did."""
        most = self._services().settings.sources_per_chat
        beyond = [_(TOO_MANY).format(n=number(most))] if tally.beyond else []
        failed = [_("These could not be read:"), *(f"• {why}" for why in tally.failed)] if tally.failed else []
        return "\n\n".join("\n".join(part) for part in (beyond, failed) if part)
