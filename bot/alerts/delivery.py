"""How do alerts leave? Looks for news, takes what is due and sends it, at the pace that answers leave over."""

from __future__ import annotations

import asyncio
import logging
import secrets
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.alerts.message import earlier_alert, told, told_paused, told_together
from bot.alerts.outbox import Outbox
from bot.alerts.outcome import Outcomes
from bot.alerts.own_outboxes import Outboxes
from bot.alerts.receipt import DeliveryReceipt
from bot.alerts.schedule import next_hour
from bot.dialogue.request import Chosen, Services
from bot.render.message import Message
from bot.render.translate import speaking
from bot.settings import Settings
from bot.transport.background import waited
from bot.transport.backoff import lengthening
from bot.transport.heartbeat import Heartbeat
from bot.transport.line import Line
from bot.transport.outgoing.receipts import OBSERVER, ClaimLost
from bot.transport.outgoing.sender import Sender
from bot.transport.place import Place
from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError
from retrieval.model.clock import utc_now
from retrieval.store import Delivery, Store, Subscription

LOOK_EVERY_S = 0.1
# How long a claim outlives its process; while the process lives, it is renewed.
LEASE = timedelta(seconds=30)
AT_ONCE = 48
_AN_HOUR = timedelta(hours=1)
_KEPT = timedelta(days=90)
_TIDY_EVERY = timedelta(hours=1)
_LEAVE_S = 3.0
_log = logging.getLogger(__name__)


class DeliveryLoop:
    """Two loops, one that files what was found and one that sends it.

    Args:
        looking: where the archive is looked through; one thread, nobody else's.
        records: where deliveries are written down.
        pulse: told by each loop that it has done its work, or that it could not.
        now: the moment.
    """

    def __init__(
        self,
        store: Store,
        outbox: Outbox | Outboxes,
        sender: Sender,
        services: Callable[[], Services],
        settings: Settings,
        line: Line,
        *,
        looking: ThreadBridge,
        records: ThreadBridge,
        heartbeat: Heartbeat,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._sender = sender
        self._services = services
        self._settings = settings
        self._looking = looking
        self._records = records
        self._line = line
        self._heartbeat = heartbeat
        self._now = now
        self._outcomes = Outcomes(store, records, now)
        self._worker = secrets.token_hex(6)
        self._stop = asyncio.Event()
        self._news = asyncio.Event()
        self._in_hand: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver while the block runs; what is being sent at its end is finished."""
        loops = [asyncio.create_task(self._look_on()), asyncio.create_task(self._send_on())]
        try:
            yield
        finally:
            self._stop.set()
            self._news.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.gather(*loops, return_exceptions=True), _LEAVE_S)
            self._looking.close()

    async def _look_on(self) -> None:
        waits = lengthening()
        while not self._stop.is_set():
            seen, wait_s = 0, LOOK_EVERY_S
            try:
                seen = await self._looking.reach(lambda: self._outbox.look(self._now()))
                self._heartbeat.beat("looking")
                waits = lengthening()
            except Exception as error:  # the bot answers without alerts as well
                wait_s = next(waits)
                _report("News could not be looked for", error)
            if seen:
                self._news.set()
            else:
                await waited(self._stop.wait(), wait_s)

    async def _send_on(self) -> None:
        self._renewed = self._tidied = datetime.min.replace(tzinfo=UTC)
        waits = lengthening()
        while not self._stop.is_set():
            taken, wait_s = 0, LOOK_EVERY_S
            try:
                taken = await self._sent_on(self._now())
                self._heartbeat.beat("delivering")
                waits = lengthening()
            except Exception as error:  # as above; what cannot be written down is not sent
                wait_s = next(waits)
                self._heartbeat.fail("outbox", error)
                _report("What is to be told could not be read or written down", error)
            if not taken:
                self._news.clear()
                await waited(self._news.wait(), wait_s)
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=_LEAVE_S)
        with suppress(VerbatimError, TimeoutError):
            await self._outcomes.write()

    async def _sent_on(self, now: datetime) -> int:
        """Once around; how many messages were begun."""
        await self._outcomes.write()
        if now - self._renewed > LEASE / 4:
            await self._renew(now)
            self._renewed = now
        if now - self._tidied > _TIDY_EVERY:
            await self._records.reach(partial(self._store.deliveries.forget, now - _KEPT))
            self._tidied = now
        if not self._room:
            return 0
        taken = await self._take(now, self._room)
        self._heartbeat.recover("outbox")
        return taken

    @property
    def _room(self) -> int:
        """How many more may be on their way; after an outage one goes ahead."""
        if self._line.state == "up":
            return AT_ONCE - len(self._in_hand)
        return 1 if self._line.is_open and not self._in_hand else 0

    async def _renew(self, now: datetime) -> None:
        """Keep what is in hand, and see to what others left in the middle."""
        if self._in_hand or self._outcomes.has_unwritten:
            await self._records.reach(partial(self._store.deliveries.renew, self._worker, now + LEASE))
        lost = await self._records.reach(partial(self._store.deliveries.settle_expired, now))
        if lost:
            _log.warning("%d alerts were being sent when a process ended; whether they arrived is not known", lost)

    async def _take(self, now: datetime, most: int) -> int:
        """Begin to send what is due; how many messages."""
        claim = partial(self._store.deliveries.claim, self._worker, now, now + LEASE, limit=most)
        by_chat: dict[int, list[Delivery]] = {}
        for delivery in await self._records.reach(claim):
            by_chat.setdefault(delivery.chat_id, []).append(delivery)
        for together in by_chat.values():
            task = asyncio.create_task(self._deliver(together))
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)
        return len(by_chat)

    async def _deliver(self, together: Sequence[Delivery]) -> None:
        try:
            await self._delivered(together)
        except ClaimLost:
            _log.info("An alert is with another process by now")
        except Exception as error:  # its claim runs out, and it is seen to again
            _report("An alert could not be prepared or written down", error)

    async def _delivered(self, together: Sequence[Delivery]) -> None:
        now, numbers = self._now(), [delivery.number for delivery in together]
        chosen = await self._records.reach(partial(self._store.chats.get, together[0].chat_id))
        with speaking((chosen and chosen.language) or self._settings.language):
            prepared = await self._records.reach(lambda: self._prepare(together, now, chosen))
            if prepared is None:
                return
            message, of, answers = prepared
            is_silent = of.is_silent or bool(chosen and chosen.is_silent)
            sending = partial(self._store.deliveries.sending, self._worker, numbers)
            receipt = DeliveryReceipt(partial(self._records.reach, sending))
            OBSERVER.set(receipt)
            sent = await self._sender.send(
                Place(of.chat_id, of.topic_id, answers, is_silent=is_silent), message, is_urgent=False
            )
        for paused in await self._outcomes.note(together, receipt, sent):
            await self._tell_paused(paused, receipt.refusal.words if receipt.refusal else "", is_silent=is_silent)

    async def _tell_paused(self, paused: Subscription, why: str, *, is_silent: bool) -> None:
        """Tell whoever set it up, in private; where that cannot be, /subscriptions shows it."""
        if paused.created_by in (0, paused.chat_id):
            return
        chosen = await self._records.reach(partial(self._store.chats.get, paused.created_by))
        with speaking((chosen and chosen.language) or self._settings.language):
            OBSERVER.set(None)
            await self._sender.send(
                Place(paused.created_by, is_silent=is_silent), told_paused(paused, why), is_urgent=False
            )

    def _prepare(
        self, together: Sequence[Delivery], now: datetime, chosen: Chosen
    ) -> tuple[Message, Subscription, int | None] | None:
        """The message, who follows, and the message that it answers; None where it is told later, or not any more."""
        with self._services().of_chat(together[0].chat_id) as services:
            return self._prepared(together, now, chosen, services)

    def _prepared(
        self, together: Sequence[Delivery], now: datetime, chosen: Chosen, services: Services
    ) -> tuple[Message, Subscription, int | None] | None:
        kept = self._store.deliveries
        wanted = [(one, of) for one in together if (of := self._wanted(one, now))]
        gone = {one.number for one in together} - {one.number for one, _ in wanted}
        if gone:
            kept.drop(gone)
        if not wanted:
            return None
        [(first, of), *_] = wanted
        answers = None if first.is_digest else earlier_alert(first, of, services, now)
        if first.is_digest:
            found = [(one.intent, follower) for one, follower in wanted]
            message = told_together(found, services, now, chosen=chosen)
        elif first.due_utc < now - _AN_HOUR:
            # It had to wait, perhaps with others: they come together.
            kept.postpone([first.number], now)
            return None
        elif kept.sent_since(first.chat_id, now - _AN_HOUR) >= self._settings.alerts_per_hour:
            kept.postpone([first.number], next_hour(now))
            return None
        else:
            message = told(of, first.intent, services, now, edition=first.edition, chosen=chosen)
        if message is None:
            kept.drop([one.number for one, _ in wanted])
            return None
        return message, of, answers

    def _wanted(self, one: Delivery, now: datetime) -> Subscription | None:
        of = self._store.subscriptions.get(one.subscription)
        is_muted = of is not None and of.muted_until_utc is not None and of.muted_until_utc > now
        return None if of is None or of.is_paused or is_muted else of


def _report(what: str, error: Exception) -> None:
    """A known error in its words, which name no reader; of any other one, where it happened."""
    if isinstance(error, (VerbatimError, TimeoutError)):
        _log.warning("%s: %s", what, error)
    else:
        _log.error("%s: %s at %s", what, type(error).__name__, traceback.extract_tb(error.__traceback__)[-1:])
