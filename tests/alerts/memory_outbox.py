"""A store's deliveries in memory, and a Telegram that does with each call what a script says."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from telegram.error import TelegramError

from bot.alerts.delivery import DeliveryLoop
from bot.playground.text.rich_blocks import words
from bot.settings import Settings
from bot.transport.heartbeat import Heartbeat
from bot.transport.line import Line
from bot.transport.outgoing.pace import Pace
from bot.transport.outgoing.retries import Retries
from bot.transport.outgoing.sender import Sender
from retrieval.model import Intent, Span, Watch
from retrieval.store import Delivery, Subscription
from tests.alerts.fast_time import BEGUN, Here, now

CREATOR = 7
LATENCY_S = 0.05


@dataclass
class Telegram:
    """Takes messages, and fails as it is told to.

    Args:
        faults: of one call of ``sendMessage`` after the other; None takes it. Then all are taken.
    """

    faults: list[Callable[[], TelegramError] | None] = field(default_factory=list)
    is_taken_all_the_same: list[bool] = field(default_factory=list)
    """Whether the failed call's message arrived, though nobody was told."""
    arrived: Counter[str] = field(default_factory=Counter)
    calls: list[tuple[int, str, int | None, float]] = field(default_factory=list)
    """The chat, the words, the topic and the second of each."""

    async def do_api_request(self, endpoint: str, *, api_kwargs: dict[str, Any]) -> dict[str, Any]:
        """A message of blocks, which is taken or not as any other."""
        assert endpoint == "sendRichMessage"
        text = words(api_kwargs["rich_message"])
        sent = await self.send_message(
            api_kwargs["chat_id"], text, entities=(), message_thread_id=api_kwargs["message_thread_id"]
        )
        return {"message_id": sent.message_id}

    async def send_message(self, chat_id: int, text: str, *, entities: Any, **more: Any) -> Any:
        self.calls.append((chat_id, text, more["message_thread_id"], asyncio.get_running_loop().time()))
        fault = self.faults.pop(0) if self.faults else None
        arrives = fault is None or bool(self.is_taken_all_the_same and self.is_taken_all_the_same.pop(0))
        await asyncio.sleep(LATENCY_S)
        if arrives:
            self.arrived[text] += 1
        await asyncio.sleep(LATENCY_S)
        if fault is not None:
            raise fault()
        return SimpleNamespace(message_id=len(self.calls))


class Chats:
    """What is told about chats; both an operator's `Lives` and what the store knows of them."""

    def __init__(self) -> None:
        self.gone: set[int] = set()
        self.moves: list[tuple[int, int]] = []

    async def suspend(self, chat_id: int) -> None:
        self.gone.add(chat_id)

    async def moved(self, old_id: int, new_id: int) -> None:
        self.moves.append((old_id, new_id))


class MemoryDeliveries:
    """The part of `Deliveries` that a delivery loop uses.

    Attributes:
        log: what was written down of deliveries, as method, number and detail.
    """

    def __init__(self, rows: Iterable[Delivery], chats: Chats, subscriptions: dict[int, Subscription]) -> None:
        self.rows = {row.number: row for row in rows}
        self.log: list[tuple[str, int, Any]] = []
        self._chats = chats
        self._subscriptions = subscriptions
        self._claims: dict[int, tuple[str, datetime]] = {}

    def states(self) -> dict[int, str]:
        return {number: row.state for number, row in self.rows.items()}

    def claim(self, worker: str, now: datetime, until: datetime, *, limit: int) -> list[Delivery]:
        free = {n for n, (_, ends) in self._claims.items() if ends <= now}
        busy = {self.rows[n].chat_id for n in self._claims if n not in free} | self._chats.gone
        taken: list[Delivery] = []
        for row in sorted(self.rows.values(), key=lambda row: (row.due_utc, row.number)):
            if row.state == "pending" and row.due_utc <= now and row.chat_id not in busy and len(taken) < limit:
                taken.append(row)
                busy.add(row.chat_id)
                self._claims[row.number] = (worker, until)
        return taken

    def renew(self, worker: str, until: datetime) -> None:
        for number, (whose, _) in self._claims.items():
            if whose == worker:
                self._claims[number] = (worker, until)

    def settle_expired(self, now: datetime) -> int:
        lost = [n for n, (_, ends) in self._claims.items() if ends <= now and self.rows[n].state == "sending"]
        for number in lost:
            self._settle([number], "expired", state="uncertain")
        return len(lost)

    def sending(self, worker: str, numbers: Collection[int]) -> bool:
        if any(self._claims.get(n, ("", None))[0] != worker or self.rows[n].state != "pending" for n in numbers):
            return False
        for number in numbers:
            row = self.rows[number]
            self.rows[number] = replace(row, state="sending", attempts=row.attempts + 1)
        return True

    def sent(self, numbers: Collection[int], now: datetime, message_id: int | None) -> None:
        self._settle(numbers, "sent", message_id, state="sent")

    def uncertain(self, numbers: Collection[int], now: datetime, error: str) -> None:
        self._settle(numbers, "uncertain", error, state="uncertain")

    def dead(self, numbers: Collection[int], now: datetime, error: str) -> None:
        self._settle(numbers, "dead", error, state="dead")

    def hold(self, numbers: Collection[int], now: datetime, error: str) -> tuple[Subscription, ...]:
        self._settle(numbers, "hold", error, state="held")
        return tuple(self._subscriptions[self.rows[n].subscription] for n in numbers)

    def put_back(self, numbers: Collection[int], due: datetime, error: str = "", *, is_tried: bool = True) -> None:
        for number in numbers:
            attempts = self.rows[number].attempts - (0 if is_tried else 1)
            told = ((due - BEGUN).total_seconds(), is_tried)
            self._settle([number], "put_back", told, state="pending", due_utc=due, attempts=attempts)

    def postpone(self, numbers: Collection[int], due: datetime) -> None:
        self._settle(numbers, "postpone", due, due_utc=due, is_digest=True)

    def drop(self, numbers: Collection[int]) -> None:
        for number in numbers:
            self.log.append(("drop", number, None))
            del self.rows[number]
            self._claims.pop(number, None)

    def told_since(self, _subscription: int, _since: datetime, *, limit: int) -> tuple[tuple[str, int], ...]:
        return ()

    def told_in(self, subscription: int, article_ids: Collection[str]) -> int | None:
        return None

    def sent_since(self, chat_id: int, since: datetime) -> int:
        return sum(what == "sent" for what, _, _ in self.log)

    def forget(self, before: datetime) -> int:
        return 0

    def _settle(self, numbers: Collection[int], what: str, told: Any = None, **changed: Any) -> None:
        for number in numbers:
            self.log.append((what, number, told))
            self.rows[number] = replace(self.rows[number], **changed)
            self._claims.pop(number, None)


def delivery(number: int, chat_id: int, *, attempts: int = 0, waits_for: timedelta = timedelta()) -> Delivery:
    """Something that has been due for a while; its article's id is its number."""
    intent = Intent(number, str(number), 1, Span(0, 9), (Span(0, 4),), (Span(0, 3),))
    return Delivery(number, number, chat_id, str(number), 0, intent, "pending", False, BEGUN - waits_for, attempts)


class Post:
    """Deliveries, a Telegram, and what stands between.

    Args:
        topic_id: that all subscriptions are told in.
    """

    def __init__(self, telegram: Telegram, rows: Collection[Delivery], *, topic_id: int | None = None) -> None:
        self.telegram = telegram
        self.chats = Chats()
        self.subscriptions = {
            row.subscription: Subscription(
                row.subscription, row.number, Watch(("Ada",)), row.chat_id, CREATOR, BEGUN, topic_id
            )
            for row in rows
        }
        self.deliveries = MemoryDeliveries(rows, self.chats, self.subscriptions)
        self.store: Any = SimpleNamespace(
            deliveries=self.deliveries,
            subscriptions=SimpleNamespace(get=self.subscriptions.get),
            chats=SimpleNamespace(get=lambda _: None),
            stories=SimpleNamespace(articles=lambda _: ()),
        )
        self.line = Line(self._probe, chance=Random(3), now=now)
        self.retries = Retries(Pace(), self.chats, self.line)  # type: ignore[arg-type]

    async def _probe(self) -> None:
        await asyncio.sleep(LATENCY_S)

    def loop(self, settings: Settings) -> DeliveryLoop:
        """One process's; all share the deliveries."""
        of_all = SimpleNamespace(archive=SimpleNamespace(store=self.store))
        return DeliveryLoop(
            self.store,
            SimpleNamespace(look=lambda _: 0),  # type: ignore[arg-type]
            Sender(self.telegram, self.retries, self.chats),  # type: ignore[arg-type]
            lambda: SimpleNamespace(of_chat=lambda _: nullcontext(of_all)),  # type: ignore[arg-type, return-value]
            settings,
            self.line,
            looking=Here(),
            records=Here(),
            heartbeat=Heartbeat(),
            now=now,
        )

    async def until_settled(self, most: timedelta) -> None:
        """Until nothing is due any more."""
        while asyncio.get_running_loop().time() < most.total_seconds():
            await asyncio.sleep(1)
            waiting = [r for r in self.deliveries.rows.values() if r.state in ("pending", "sending")]
            if not [row for row in waiting if row.chat_id not in self.chats.gone]:
                return
