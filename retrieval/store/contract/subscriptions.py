"""Subscription contract: what chats follow; identical watches are kept once, each with its many subscriptions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from retrieval.model import Watch

Schedule = Literal["at-once", "hourly", "daily", "weekly"]
SCHEDULES: tuple[Schedule, ...] = ("at-once", "hourly", "daily", "weekly")


@dataclass(frozen=True, slots=True)
class Subscription:
    """That a chat, or a topic of it, follows something.

    Attributes:
        number: the store's own, never used twice.
        watch_number: under which the watch is filed, for this and for every other subscription to the same.
        topic_id: the forum topic that is told; None for the chat itself.
        created_by: who asked for it; 0 where Telegram hides it.
        at_minute: of the chat's day, for a digest that comes daily or weekly.
        weekday: 0 for Monday, for a weekly one.
        muted_until_utc: nothing is sent before; None where it is not muted.
        since_position: the archive's last change when it began: nothing before that is told.
    """

    number: int
    watch_number: int
    watch: Watch
    chat_id: int
    created_by: int
    created_utc: datetime
    topic_id: int | None = None
    schedule: Schedule = "at-once"
    at_minute: int = 8 * 60
    weekday: int = 0
    is_silent: bool = False
    is_paused: bool = False
    muted_until_utc: datetime | None = None
    since_position: int = 0

    def __post_init__(self) -> None:
        if self.schedule not in SCHEDULES or not 0 <= self.at_minute < 24 * 60 or not 0 <= self.weekday < 7:
            raise ValueError(f"no such schedule: {self.schedule}, minute {self.at_minute}, weekday {self.weekday}")


class Subscriptions(Protocol):
    """Subscriptions; every method is one transaction, written without the writer's lock.

    Forgetting, purging and moving a chat takes them along. A watch that nobody subscribes to any more is deleted.
    """

    def subscribe(
        self, watch: Watch, *, chat_id: int, created_by: int, now: datetime, topic_id: int | None = None
    ) -> Subscription:
        """Follow something from now on; a chat's topic that follows it already keeps the subscription it has."""

    def get(self, number: int) -> Subscription | None:
        """One of them."""

    def of_chat(self, chat_id: int) -> tuple[Subscription, ...]:
        """A chat's, those of its topics too, oldest first."""

    def change(self, number: int, **changed: Any) -> Subscription | None:
        """Change the schedule, its minute or weekday, ``is_silent``, ``is_paused`` or ``muted_until_utc``.

        One that is paused no more is told what was held for it.
        None where there is no such subscription.

        Raises:
            ValueError: a value that no subscription has.
        """

    def follow_instead(self, number: int, watch: Watch) -> Subscription | None:
        """Follow something else from now on, on the same terms.

        Where the chat's topic follows that already, this one becomes the other. None where there is no such one.
        """

    def unsubscribe(self, number: int) -> bool:
        """Delete one; False where there is none."""

    def generation(self) -> tuple[int, int]:
        """Changes whenever a watch is filed or deleted, and is cheap to ask for."""

    def watches(self) -> dict[int, Watch]:
        """Every watch by its number."""

    def watches_after(self, number: int) -> dict[int, Watch]:
        """Those filed under higher numbers than this one."""

    def watch_numbers(self) -> frozenset[int]:
        """Of every watch."""

    def subscribers(
        self, watch_numbers: Collection[int], *, after: int = 0, limit: int = 1000
    ) -> tuple[Subscription, ...]:
        """Those who follow these, paused and muted ones too, by number, from the first above ``after`` on."""
