"""Delivery outbox contract: everything to be told, from its finding until it is sent or given up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from retrieval.model import Intent
from retrieval.store.contract.subscriptions import Subscription

DeliveryState = Literal["pending", "sending", "sent", "held", "uncertain", "dead"]


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """Something found for a subscription.

    Attributes:
        stories: ids of the articles that hold these very words, in the order of their story: they are told once. A
            copy of the text that words them differently is none of them.
        is_reworded: the article words differently what it said before.
        is_digest: whether it waits for others to be told with.
        only_corrects: it is no news, so that it is kept only where the same was told before in other words.
        due_utc: not before.
    """

    subscription: int
    chat_id: int
    stories: tuple[str, ...]
    intent: Intent
    due_utc: datetime
    is_digest: bool = False
    is_reworded: bool = False
    only_corrects: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something to tell.

    Attributes:
        edition: 0 the first time; the revision that words it differently, where it is told again.
        attempts: how often Telegram was asked to take it.
        error: why it was not taken the last time; empty where it was never refused.
    """

    number: int
    subscription: int
    chat_id: int
    story: str
    edition: int
    intent: Intent
    state: DeliveryState
    is_digest: bool
    due_utc: datetime
    attempts: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFigures:
    """How delivery stands.

    Attributes:
        due: of those that wait, how many should be on their way by now.
        oldest_due_utc: since when the oldest of them waits; None where none is due.
        sent_last_hour: an hour's rate.
        held: wait for somebody to resume their subscription.
    """

    pending: int
    due: int
    oldest_due_utc: datetime | None
    sending: int
    sent: int
    sent_last_hour: int
    uncertain: int
    dead: int
    held: int = 0


class Deliveries(Protocol):
    """An outbox; every method is one transaction, written without the writer's lock.

    A delivery is unique by subscription, story and edition. It goes the way pending → sending → sent, uncertain or
    dead; or it is held, where its place takes no message, until its subscription is resumed. Whoever delivers claims
    some for a while, says *sending* before each call of Telegram, and what became of it after. A claim that ran out is
    free again, but one that was being sent is uncertain: it is never sent twice by itself. Several processes may
    deliver side by side; a chat's deliveries are with one of them at a time, in order.
    """

    def position(self, cursor: str) -> int | None:
        """Up to which change of the archive somebody has looked; None where nobody has."""

    def advance(self, cursor: str, before: int | None, after: int, found: Sequence[NewDelivery]) -> int | None:
        """Keep what was found and move a cursor, in one transaction; how many are new.

        What a subscription was told of, or will be, by whichever article that holds these words, is told again only
        where the same article words it differently.

        Returns:
            None, and nothing is kept, where the cursor no longer stands at ``before``.
        """

    def claim(self, worker: str, now: datetime, until: datetime, *, limit: int) -> tuple[Delivery, ...]:
        """Take what is due, at most a message's worth for each chat, until a moment; chats that are gone wait."""

    def renew(self, worker: str, until: datetime) -> None:
        """Keep what a worker has claimed for longer."""

    def sending(self, worker: str, numbers: Collection[int]) -> bool:
        """Telegram is about to be called; False where a claim was lost meanwhile."""

    def sent(self, numbers: Collection[int], now: datetime, message_id: int | None) -> None:
        """It arrived."""

    def uncertain(self, numbers: Collection[int], now: datetime, error: str) -> None:
        """It may have arrived."""

    def dead(self, numbers: Collection[int], now: datetime, error: str) -> None:
        """It will not be taken."""

    def hold(self, numbers: Collection[int], now: datetime, error: str) -> tuple[Subscription, ...]:
        """Their place takes no message: pause their subscriptions, and hold all that waits for them.

        Returns:
            The subscriptions that were not paused before.
        """

    def held(self, subscription: int) -> str:
        """Why a subscription's place took no message; empty where nothing of it is held."""

    def put_back(self, numbers: Collection[int], due: datetime, error: str = "", *, is_tried: bool = True) -> None:
        """It is certain not to have arrived, and is due again.

        Args:
            is_tried: whether that counts as an attempt.
        """

    def postpone(self, numbers: Collection[int], due: datetime) -> None:
        """Tell these in a digest."""

    def drop(self, numbers: Collection[int]) -> None:
        """Forget these: nobody wants them any more, or there is nothing left to show."""

    def settle_expired(self, now: datetime) -> int:
        """What was being sent when its claim ran out is uncertain; how many."""

    def sent_since(self, chat_id: int, since: datetime) -> int:
        """How many messages a chat was told things in."""

    def told_in(self, subscription: int, article_ids: Collection[str]) -> int | None:
        """The newest message in which any of these articles was told for a subscription; None where none was."""

    def was_told(self, chat_id: int, message_id: int) -> bool:
        """Whether a message of a chat is an alert of ours, as long as that is remembered."""

    def told_since(self, subscription: int, since: datetime, *, limit: int) -> tuple[tuple[str, int], ...]:
        """The articles told for a subscription since a moment, each with its message, the newest first."""

    def failed(self, *, limit: int = 100) -> tuple[Delivery, ...]:
        """Those that are dead or uncertain, newest first."""

    def retry(self, now: datetime, *, states: Sequence[DeliveryState] = ("dead",)) -> int:
        """Let these be sent once more; how many."""

    def figures(self, now: datetime) -> DeliveryFigures:
        """How delivery stands."""

    def forget(self, before: datetime) -> int:
        """Delete what was settled before a moment; how many."""
