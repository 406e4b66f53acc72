"""What becomes of an update between its arrival and its answer? It is kept first, and let go of last."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Bot, Update

from bot.transport.heartbeat import Heartbeat
from bot.transport.receipts import OBSERVER, AnswerReceipt, Mark
from bot.transport.threads import ThreadBridge
from bot.transport.turns import Counter
from retrieval.errors import ArchiveUnavailable
from retrieval.store import Inbox as StoredInbox

Json = dict[str, Any]
AT_ONCE = 32
"""Updates that are handled at once: enough to keep Telegram's pace, and so few that none waits long for a thread."""
TAPS_AT_ONCE = 16
"""Taps beside these: a button must not wait behind others' questions."""
# Telegram keeps what is not confirmed for a day; after a week of silence its numbers may start anywhere.
_NUMBERS_KEPT = timedelta(days=2)
_INLINE_WAITS = timedelta(seconds=30)
_DIGEST_CHARS = 16
_MOST_UNKEPT = 10_000
_MAX_NUMBER = 2**63
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int
    body: Json
    received_utc: datetime

    @property
    def is_stale(self) -> bool:
        """Nobody looks at its answer any more."""
        return "inline_query" in self.body and datetime.now(UTC) - self.received_utc > _INLINE_WAITS


class Inbox:
    """Keeps updates before they are confirmed, and hands a few at a time to the queue of the application.

    Args:
        edge: reaches the store; a thread of its own, so that no question holds it up.
        pulse: told whether updates can be written down.
    """

    def __init__(
        self, stored: StoredInbox, bridge: ThreadBridge, bot: Bot, queue: asyncio.Queue[object], heartbeat: Heartbeat
    ) -> None:
        self._stored = stored
        self._bridge = bridge
        self._bot = bot
        self._queue = queue
        self._heartbeat = heartbeat
        # Numbers are each bot's own; a digest tells bots apart without keeping a token.
        self._name = hashlib.sha256(bot.token.encode()).hexdigest()[:_DIGEST_CHARS]
        self._taps, self._others = Counter[_Waiting](TAPS_AT_ONCE), Counter[_Waiting](AT_ONCE)
        self._skipping: set[asyncio.Task[None]] = set()
        self._unkept: OrderedDict[int, None] = OrderedDict()
        self._unmarked: dict[int, Mark] = {}
        self._is_leaving = False

    async def take(self, bodies: Sequence[Json]) -> None:
        """Keep updates and see to those that are new; once this returns, Telegram may forget them.

        Where the archive can be read and not be written to, they are seen to all the same: an answer is worth more than
        its record.

        Raises:
            VerbatimError, TimeoutError: they could not be kept.
        """
        numbered = {number: body for body in bodies if (number := number_of(body)) is not None}
        texts = [(number, json.dumps(body)) for number, body in numbered.items()]
        if not texts:
            return
        now = datetime.now(UTC)
        try:
            kept = await self._bridge.reach(partial(self._stored.take, self._name, texts, now))
            self._heartbeat.recover("inbox")
            new = [number for number in kept if not await self._was_seen_to(number)]
        except ArchiveUnavailable as error:
            new = await self._new_unkept(list(numbered), error)
        for number in new:
            self._add(_Waiting(number, numbered[number], now))
        self._hand_on()

    async def _was_seen_to(self, number: int) -> bool:
        """Whether it came before, while it could not be written down."""
        if number not in self._unkept:
            return False
        if number not in self._taps and number not in self._others:  # else it is settled when it is handled
            await self._mark(number, "settle")
        return True

    async def _new_unkept(self, numbers: Sequence[int], error: ArchiveUnavailable) -> list[int]:
        """Those that did not come before, of updates that cannot be written down."""
        known = await self._bridge.reach(partial(self._stored.known, self._name, numbers))
        _log.error("Updates cannot be written down, and are answered without: %s", error)
        self._heartbeat.fail("inbox", error)
        new = [number for number in numbers if number not in known and number not in self._unkept]
        self._unkept.update(dict.fromkeys(new))
        while len(self._unkept) > _MOST_UNKEPT:
            self._unkept.popitem(last=False)
        return new

    async def resume(self) -> None:
        """See to what the last run has left, except for what may have been answered."""
        try:
            uncertain = await self._bridge.reach(partial(self._stored.settle_uncertain, self._name))
        except ArchiveUnavailable as error:  # those stay as they are, and are not answered
            _log.error("What the last run has left cannot be settled: %s", error)
            uncertain = 0
        if uncertain:
            _log.warning("%d updates may have been answered when the bot ended, and are not answered again", uncertain)
        for left in await self._bridge.reach(partial(self._stored.waiting, self._name)):
            self._add(_Waiting(left.update_id, json.loads(left.body), left.received_utc))
        self._hand_on()

    def leave(self) -> None:
        """The bot is stopping: begin with nothing new; what has not begun waits for the next start."""
        self._is_leaving = True

    async def forget_old(self) -> None:
        """Forget the numbers that Telegram does not deliver again."""
        await self._kept(partial(self._forget, datetime.now(UTC) - _NUMBERS_KEPT))

    def _forget(self, before: datetime) -> None:
        self._stored.forget(before)

    def _add(self, waiting: _Waiting) -> None:
        counter = self._taps if "callback_query" in waiting.body else self._others
        counter.add(waiting.number, line_of(waiting.body), waiting)

    def _hand_on(self) -> None:
        """Begin with as many as there is room for."""
        while not self._is_leaving and (waiting := self._taps.take() or self._others.take()):
            self._begin(waiting)

    def _begin(self, waiting: _Waiting) -> None:
        if waiting.is_stale:
            self._skip(waiting.number, is_refused=False)
            return
        try:
            update = Update.de_json(waiting.body, self._bot)
        except Exception as error:  # whatever Telegram invents, one update must not stop the others
            _log.error("Update %d cannot be read (%s) and is skipped", waiting.number, type(error).__name__)
            self._skip(waiting.number, is_refused=True)
            return
        self._queue.put_nowait(update)

    def _skip(self, number: int, *, is_refused: bool) -> None:
        async def skip() -> None:
            await self._kept(partial(self._stored.settle, self._name, number, is_refused=is_refused))
            self._end(number)

        task = asyncio.create_task(skip())
        self._skipping.add(task)
        task.add_done_callback(self._skipping.discard)

    def _end(self, number: int) -> None:
        self._taps.end(number)
        self._others.end(number)
        self._hand_on()

    def _give_way(self, number: int) -> None:
        """It only waits for its chat: another may have its place; behind a tap, also the next one of its line."""
        self._taps.give_way(number, leaves_line=True)
        self._others.give_way(number, leaves_line=False)
        self._hand_on()

    @asynccontextmanager
    async def in_hand(self, number: int) -> AsyncIterator[bool]:
        """Around the handling of an update; False where it is not to be handled any more.

        Where the handling is broken off, it stays as it is.
        """
        if self._is_leaving:
            yield False
            return
        receipt = AnswerReceipt(partial(self._mark, number), partial(self._give_way, number))
        token = OBSERVER.set(receipt)
        try:
            yield True
        except BaseException:
            self._end(number)
            raise
        finally:
            OBSERVER.reset(token)
        await receipt.close()
        self._end(number)

    async def _mark(self, number: int, mark: Mark) -> None:
        """Keep how an update stands; what cannot be kept now is kept with the next one that can."""
        self._unmarked.pop(number, None)
        if not await self._kept(partial(self._set, number, mark)):
            self._unmarked[number] = mark
            return
        while self._unmarked:
            late, how = next(iter(self._unmarked.items()))
            if not await self._kept(partial(self._set, late, how)):
                return
            self._unmarked.pop(late, None)

    def _set(self, number: int, mark: Mark) -> None:
        marks = {"answering": self._stored.answering, "put_back": self._stored.put_back, "settle": self._stored.settle}
        marks[mark](self._name, number)

    async def _kept(self, work: Callable[[], None]) -> bool:
        try:
            await self._bridge.reach(work)
        except Exception as error:  # whatever it is, it is no reason not to answer
            _log.warning("How an update stands could not be kept: %s", error)
            if isinstance(error, ArchiveUnavailable):
                self._heartbeat.fail("inbox", error)
            return False
        return True


def number_of(body: object) -> int | None:
    """The number of an update as it came; None where it is none.

    >>> number_of({"update_id": 7}), number_of({"update_id": True}), number_of([7]), number_of({"update_id": 2**70})
    (7, None, None, None)
    """
    number = body.get("update_id") if isinstance(body, dict) else None
    is_number = isinstance(number, int) and not isinstance(number, bool)
    return number if is_number and 0 <= number < _MAX_NUMBER else None  # type: ignore[operator]


def line_of(body: Json) -> Hashable:
    """Those who wait for one another: the updates of a chat, else of a person; the taps of one person there.

    >>> line_of({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 7}}})
    ('chat', 5)
    >>> line_of({"update_id": 1, "inline_query": {"from": {"id": 7}}}), line_of({"update_id": 1})
    (('from', 7), ('update', 1))
    >>> line_of({"update_id": 1, "callback_query": {"message": {"chat": {"id": 5}}, "from": {"id": 7}}})
    ('taps', 5, 7)
    """
    if isinstance(tap := body.get("callback_query"), dict):
        return "taps", _id_of(_object(tap, "message"), "chat"), _id_of(tap, "from")
    for thing in (thing for name, thing in body.items() if name != "update_id" and isinstance(thing, dict)):
        for kind, number in (("chat", _id_of(thing, "chat")), ("from", _id_of(thing, "from"))):
            if number is not None:
                return kind, number
    return "update", body.get("update_id")


def _id_of(thing: Json, name: str) -> int | None:
    number = _object(thing, name).get("id")
    return number if isinstance(number, int) else None


def _object(thing: Json, name: str) -> Json:
    found = thing.get(name)
    return found if isinstance(found, dict) else {}
