"""What becomes of an update between its arrival and its answer? It is kept first, and let go of last."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Bot, Update

from bot.transport.background import looking
from bot.transport.heartbeat import Heartbeat
from bot.transport.incoming.turns import Counter
from bot.transport.outgoing.receipts import OBSERVER, AnswerReceipt, ClaimLost, Mark, Postponed
from bot.transport.threads import ThreadBridge
from retrieval.errors import ArchiveUnavailable, VerbatimError
from retrieval.model.clock import utc_now
from retrieval.store import Arrival, Received
from retrieval.store import Inbox as StoredInbox

Json = dict[str, Any]
AT_ONCE = 32
"""Updates that are handled at once: enough to keep Telegram's pace, and so few that none waits long for a thread."""
TAPS_AT_ONCE = 16
"""Taps beside these: a button must not wait behind others' questions."""
LEASE = timedelta(seconds=15)
"""How long what a process has claimed outlives it, where nobody can see that it ended."""
CLAIM_EVERY_S, MOST_CLAIMED = 0.2, 96
"""Updates that one process has in hand or waiting, where others are there to take the rest."""
_ALL = 1_000_000
# How long what could not be answered waits for the next try.
_AGAIN_AFTER = timedelta(seconds=10)
_LEAVE_S = 1.0
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

    Several processes may share one inbox: each claims what it sees to, and takes up what one that ended had claimed.

    Args:
        bridge: reaches the store; a thread of its own, so that no question holds it up.
        heartbeat: told whether updates can be written down.
        is_shared: other machines may use the same store; what cannot be marked there is not answered here.
        now: the moment.
    """

    def __init__(
        self,
        stored: StoredInbox,
        bridge: ThreadBridge,
        bot: Bot,
        queue: asyncio.Queue[object],
        heartbeat: Heartbeat,
        *,
        is_shared: bool = False,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._stored = stored
        self._is_shared = is_shared
        self._now = now
        self._worker = secrets.token_hex(6)
        self._renewed: datetime | None = None
        self._has_others = False
        # By number, the name under which an update was claimed: a process that was away for too long takes a new one.
        self._claimed_as: dict[int, str] = {}
        self._bodies: dict[int, _Waiting] = {}
        self._later: dict[int, datetime] = {}
        self._bridge = bridge
        self._bot = bot
        self._queue = queue
        self._heartbeat = heartbeat
        # Numbers are each bot's own; a digest tells bots apart without keeping a token.
        self._name = hashlib.sha256(bot.token.encode()).hexdigest()[:_DIGEST_CHARS]
        self._taps, self._others = Counter[_Waiting](TAPS_AT_ONCE), Counter[_Waiting](AT_ONCE)
        self._skipping: set[asyncio.Task[None]] = set()
        self._unkept: OrderedDict[int, None] = OrderedDict()
        self._unmarked: dict[int, Callable[[], bool]] = {}
        self._is_leaving = False

    async def take(self, bodies: Sequence[Json]) -> None:
        """Keep updates and see to those that are new; once this returns, Telegram may forget them.

        Where the archive can be read and not be written to, they are seen to all the same: an answer is worth more than
        its record.

        Raises:
            VerbatimError, TimeoutError: they could not be kept.
        """
        numbered = {number: body for body in bodies if (number := number_of(body)) is not None}
        if not numbered:
            return
        now = self._now()
        try:
            await self._keep(numbered, now)
        except ArchiveUnavailable as error:
            if self._is_shared:  # another process may be able to keep them
                raise
            for number in await self._new_unkept(list(numbered), error):
                self._add(_Waiting(number, numbered[number], now))
        self._hand_on()

    async def _keep(self, numbered: dict[int, Json], now: datetime) -> None:
        arrivals = [Arrival(number, json.dumps(body), line_name(body)) for number, body in numbered.items()]
        take = partial(self._stored.take, self._name, self._worker, arrivals, now, claims=self._room > 0)
        kept = await self._bridge.reach(take)
        self._heartbeat.recover("inbox")
        for number in kept.new:
            await self._was_seen_to(number)
        self._add_claimed(kept.claimed)

    @property
    def _room(self) -> int:
        """How many more lines may be claimed; alone, all, so that each gets its turn."""
        return MOST_CLAIMED - len(self._taps) - len(self._others) if self._has_others else _ALL

    def _add_claimed(self, claimed: Iterable[Received]) -> None:
        for one in claimed:
            self._claimed_as[one.update_id] = self._worker
            at_hand = (self._taps, self._others, self._unkept, self._later)
            is_known = any(one.update_id in those for those in at_hand)
            if not is_known:
                self._add(_Waiting(one.update_id, json.loads(one.body), one.received_utc))

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
        with suppress(ArchiveUnavailable):
            await self._bridge.reach(self._stored.release_ended)
        await self._look()

    def watching(self) -> AbstractAsyncContextManager[None]:
        """While the block runs, take up what other processes leave, and say that this one lives."""
        return looking(self._look, "inbox", every_s=CLAIM_EVERY_S, leave_s=_LEAVE_S)

    async def _look(self) -> None:
        try:
            await self._renew(self._now())
            if not self._is_leaving and self._room > 0:
                claim = partial(self._stored.claim, self._name, self._worker, self._now(), lines=self._room)
                self._add_claimed(await self._bridge.reach(claim))
            self._add_postponed()
        except (VerbatimError, TimeoutError) as error:  # those stay as they are, and are not answered
            _log.warning("What waits could not be claimed: %s", error)
        self._hand_on()

    async def _renew(self, now: datetime) -> None:
        """Say that this process lives, and close what may have been answered by one that does not."""
        if self._renewed is not None and now - self._renewed < LEASE / 5:
            return
        if self._renewed is not None and now - self._renewed >= LEASE:
            # Others may have claimed what was this one's.
            await self._bridge.reach(partial(self._stored.release, self._worker))
            self._worker = secrets.token_hex(6)
        await self._bridge.reach(partial(self._stored.renew, self._name, self._worker, now + LEASE))
        self._renewed = now
        living = await self._bridge.reach(partial(self._stored.workers, self._name, now))
        self._has_others = bool(living - {self._worker})
        uncertain = await self._bridge.reach(partial(self._stored.settle_expired, self._name, now))
        if uncertain:
            _log.warning("%d updates may have been answered when the bot ended, and are not answered again", uncertain)

    async def release(self) -> None:
        """The process ends: what it has not begun with is anybody's."""
        with suppress(VerbatimError, TimeoutError):
            await self._bridge.reach(partial(self._stored.release, self._worker))

    def leave(self) -> None:
        """The bot is stopping: begin with nothing new; what has not begun waits for the next start."""
        self._is_leaving = True

    async def forget_old(self) -> None:
        """Forget the numbers that Telegram does not deliver again."""
        await self._kept(partial(self._forget, self._now() - _NUMBERS_KEPT))

    def _forget(self, before: datetime) -> bool:
        self._stored.forget(before)
        return True

    def _add_postponed(self) -> None:
        """Begin once more with what could not be answered when it came."""
        now = self._now()
        for number in [number for number, due in self._later.items() if due <= now]:
            del self._later[number]
            self._add(self._bodies[number])

    def _add(self, waiting: _Waiting) -> None:
        self._bodies[waiting.number] = waiting
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
            await self._kept(self._setting(number, "refuse" if is_refused else "settle"))
            self._end(number)

        task = asyncio.create_task(skip())
        self._skipping.add(task)
        task.add_done_callback(self._skipping.discard)

    def _end(self, number: int) -> None:
        if number not in self._later:
            self._claimed_as.pop(number, None)
            self._bodies.pop(number, None)
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
        except Postponed:
            self._later[number] = self._now() + _AGAIN_AFTER
            self._end(number)
            return
        except ClaimLost:
            _log.info("An update is with another process by now")
            self._end(number)
            return
        except BaseException:
            self._end(number)
            raise
        finally:
            OBSERVER.reset(token)
        await receipt.close()
        self._end(number)

    async def _mark(self, number: int, mark: Mark) -> bool:
        """Keep how an update stands; what cannot be kept now is kept with the next one that can.

        Returns:
            Whether it is this process that may answer it.
        """
        self._unmarked.pop(number, None)
        work = self._setting(number, mark)
        is_its = await self._kept(work)
        if is_its is None:
            self._unmarked[number] = work
            return not self._is_shared
        while self._unmarked:
            late, how = next(iter(self._unmarked.items()))
            if await self._kept(how) is None:
                break
            self._unmarked.pop(late, None)
        return is_its or number in self._unkept

    def _setting(self, number: int, mark: Mark) -> Callable[[], bool]:
        """What keeps how an update stands, under the name by which it was claimed."""
        of_it = self._name, self._claimed_as.get(number, self._worker), number
        stored = self._stored

        def work() -> bool:
            if mark == "answering":
                return stored.answering(*of_it)
            if mark == "put_back":
                stored.put_back(*of_it)
            else:
                stored.settle(*of_it, is_refused=mark == "refuse", is_answered=mark == "answered")
            return True

        return work

    async def _kept(self, work: Callable[[], bool]) -> bool | None:
        """What the store says; None where nothing could be kept."""
        try:
            return await self._bridge.reach(work)
        except Exception as error:  # whatever it is, it is no reason not to answer
            _log.warning("How an update stands could not be kept: %s", error)
            if isinstance(error, ArchiveUnavailable):
                self._heartbeat.fail("inbox", error)
            return None


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

    >>> line_of({"update_id": 1, "inline_query": {"from": {"id": 7}}}), line_of({"update_id": 1})
    (('from', 7), ('update', 1))
    >>> line_of({"update_id": 1, "callback_query": {"message": {"chat": {"id": 5}}, "from": {"id": 7}}})
    ('taps', 5, 7)
    """
    if str(_object(_object(body, "message"), "document").get("file_name")).lower().endswith(".opml"):
        return "list", body.get("update_id")  # it takes minutes, and its chat goes on meanwhile
    if isinstance(tap := body.get("callback_query"), dict):
        return "taps", _id_of(_object(tap, "message"), "chat"), _id_of(tap, "from")
    for thing in (thing for name, thing in body.items() if name != "update_id" and isinstance(thing, dict)):
        for kind, number in (("chat", _id_of(thing, "chat")), ("from", _id_of(thing, "from"))):
            if number is not None:
                return kind, number
    return "update", body.get("update_id")


def line_name(body: Json) -> str:
    """The line's name in the store.

    >>> line_name({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 7}}})
    'chat:5'
    """
    line = line_of(body)
    return ":".join(map(str, line)) if isinstance(line, tuple) else str(line)


def _id_of(thing: Json, name: str) -> int | None:
    number = _object(thing, name).get("id")
    return number if isinstance(number, int) else None


def _object(thing: Json, name: str) -> Json:
    found = thing.get(name)
    return found if isinstance(found, dict) else {}
