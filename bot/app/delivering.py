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

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.alerts.outbox import Outbox
from bot.alerts.schedule import next_hour
from bot.app.carried import Carried, ClaimLost
from bot.app.edge import Edge
from bot.app.receipt import IN_HAND
from bot.app.sending import Place, Sender, be_silent
from bot.app.waiting import wait_asked_s
from bot.commands.command import House
from bot.commands.telling import told, told_together
from bot.render.message import Message
from bot.render.translate import speaking
from bot.settings import Settings
from retrieval.errors import VerbatimError
from retrieval.store import Delivery, Store, Subscription

LOOK_EVERY_S = 0.1
# How long a claim outlives its process; while the process lives, it is renewed.
LEASE = timedelta(seconds=30)
AT_ONCE = 48
_MOST_ATTEMPTS = 8
_AN_HOUR = timedelta(hours=1)
_ONE_MORE_S = 60.0
_KEPT = timedelta(days=90)
_TIDY_EVERY = timedelta(hours=1)
_LEAVE_S = 6.0
_log = logging.getLogger(__name__)


class Delivering:
    """Two loops, one that files what was found and one that sends it.

    Args:
        looking: where the archive is looked through; one thread, nobody else's.
        records: where deliveries are written down.
        beat: told by each loop that it has done its work.
    """

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        sender: Sender,
        house: Callable[[], House],
        settings: Settings,
        *,
        looking: Edge,
        records: Edge,
        beat: Callable[[str], None],
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._sender = sender
        self._house = house
        self._settings = settings
        self._looking = looking
        self._records = records
        self._beat = beat
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
        while not self._stop.is_set():
            seen = 0
            try:
                seen = await self._looking.reach(lambda: self._outbox.look(datetime.now(UTC)))
                self._beat("looking")
            except Exception as error:  # the bot answers without alerts as well
                _report("News could not be looked for", error)
            if seen:
                self._news.set()
            else:
                await self._wait(self._stop)

    async def _send_on(self) -> None:
        renewed = tidied = datetime.min.replace(tzinfo=UTC)
        while not self._stop.is_set():
            now, taken = datetime.now(UTC), 0
            try:
                if now - renewed > LEASE / 4:
                    await self._renew(now)
                    renewed = now
                if now - tidied > _TIDY_EVERY:
                    await self._records.reach(partial(self._store.deliveries.forget, now - _KEPT))
                    tidied = now
                if len(self._in_hand) < AT_ONCE:
                    taken = await self._take(now)
                self._beat("delivering")
            except Exception as error:  # as above
                _report("What is to be told could not be read", error)
            if not taken:
                self._news.clear()
                await self._wait(self._news)
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=_LEAVE_S)

    async def _wait(self, event: asyncio.Event) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), LOOK_EVERY_S)

    async def _renew(self, now: datetime) -> None:
        """Keep what is in hand, and see to what others left in the middle."""
        if self._in_hand:
            await self._records.reach(partial(self._store.deliveries.renew, self._worker, now + LEASE))
        lost = await self._records.reach(partial(self._store.deliveries.settle_expired, now))
        if lost:
            _log.warning("%d alerts were being sent when a process ended; whether they arrived is not known", lost)

    async def _take(self, now: datetime) -> int:
        """Begin to send what is due; how many messages."""
        most = AT_ONCE - len(self._in_hand)
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
        now, numbers = datetime.now(UTC), [delivery.number for delivery in together]
        chosen = (await self._records.reach(lambda: self._store.chats([together[0].chat_id]))).get(together[0].chat_id)
        with speaking((chosen and chosen.language) or self._settings.language):
            prepared = await self._records.reach(lambda: self._prepare(together, now))
            if prepared is None:
                return
            message, of = prepared
            be_silent(is_silent=of.is_silent or bool(chosen and chosen.is_silent))
            receipt = Carried(
                lambda: self._records.reach(lambda: self._store.deliveries.sending(self._worker, numbers))
            )
            IN_HAND.set(receipt)
            sent = await self._sender.send(Place(of.chat_id, of.topic_id), message, is_urgent=False)
        await self._records.reach(lambda: self._note(together, receipt, sent))

    def _prepare(self, together: Sequence[Delivery], now: datetime) -> tuple[Message, Subscription] | None:
        """The message and who follows; None where it is told later, or not any more."""
        kept, house = self._store.deliveries, self._house()
        wanted = [(one, of) for one in together if (of := self._wanted(one, now))]
        gone = {one.number for one in together} - {one.number for one, _ in wanted}
        if gone:
            kept.drop(gone)
        if not wanted:
            return None
        [(first, of), *_] = wanted
        if first.is_digest:
            message = told_together([(one.intent, follower) for one, follower in wanted], house)
        elif first.due_utc < now - _AN_HOUR:
            # It had to wait, perhaps with others: they come together.
            kept.postpone([first.number], now)
            return None
        elif kept.sent_since(first.chat_id, now - _AN_HOUR) >= self._settings.alerts_per_hour:
            kept.postpone([first.number], next_hour(now))
            return None
        else:
            message = told(of, first.intent, house, now, edition=first.edition)
        if message is None:
            kept.drop([one.number for one, _ in wanted])
            return None
        return message, of

    def _wanted(self, one: Delivery, now: datetime) -> Subscription | None:
        of = self._store.subscriptions.subscription(one.subscription)
        is_muted = of is not None and of.muted_until_utc is not None and of.muted_until_utc > now
        return None if of is None or of.is_paused or is_muted else of

    def _note(self, together: Sequence[Delivery], receipt: Carried, sent: int | None) -> None:
        """Write down what became of it."""
        kept, now, error = self._store.deliveries, datetime.now(UTC), receipt.error
        numbers = [delivery.number for delivery in together]
        why = error.message if error else ""
        attempts = 1 + max(delivery.attempts for delivery in together)
        if sent is not None:
            kept.sent(numbers, now, sent)
        elif receipt.may_have_arrived:
            kept.uncertain(numbers, now, why)
        elif isinstance(error, BadRequest) or attempts >= _MOST_ATTEMPTS:
            kept.dead(numbers, now, why)
        else:
            is_tried = error is not None and not receipt.is_left and not isinstance(error, (RetryAfter, Forbidden))
            kept.put_back(numbers, now + _again(error, attempts, receipt), why, is_tried=is_tried)


def _report(what: str, error: Exception) -> None:
    """A known error in its words, which name no reader; of any other one, where it happened."""
    if isinstance(error, (VerbatimError, TimeoutError)):
        _log.warning("%s: %s", what, error)
    else:
        _log.error("%s: %s at %s", what, type(error).__name__, traceback.extract_tb(error.__traceback__)[-1:])


def _again(error: TelegramError | None, attempts: int, receipt: Carried) -> timedelta:
    """After how long it is tried again."""
    if receipt.is_left or isinstance(error, Forbidden):
        return timedelta()
    if isinstance(error, RetryAfter):
        return timedelta(seconds=wait_asked_s(error))
    return timedelta(seconds=_ONE_MORE_S if error is None else 2.0**attempts)
