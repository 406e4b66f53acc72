"""What must a store do for updates that wait and for chats that come and go? The protocols of two of its parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Received:
    """An update that waits to be handled.

    Attributes:
        body: the JSON object as Telegram gave it.
        received_utc: aware UTC.
    """

    update_id: int
    body: str
    received_utc: datetime


@dataclass(frozen=True, slots=True)
class ChatLife:
    """Where a chat is not simply there.

    Attributes:
        suspended_utc: since when it takes no message of the bot's; None where it does.
        left_utc: since when the bot is no longer in it; None where it is.
    """

    chat_id: int
    suspended_utc: datetime | None = None
    left_utc: datetime | None = None


class Inbox(Protocol):
    """Updates from their arrival until they are handled; each bot has numbers of its own.

    Whoever asks is forgotten as soon as that can be: what an update says is deleted once it is handled, its number
    stays for a while, so that Telegram may deliver it twice.
    """

    def take(self, bot: str, bodies: Sequence[tuple[int, str]], now: datetime) -> tuple[int, ...]:
        """Keep updates, all or none; the numbers of those that had not come before, in the order given."""

    def known(self, bot: str, numbers: Collection[int]) -> frozenset[int]:
        """Those of these that have come before; reads only."""

    def waiting(self, bot: str) -> tuple[Received, ...]:
        """Those that are not handled yet, in order of their numbers; without those that may have been answered."""

    def backlog(self) -> int:
        """How many of all bots wait."""

    def answering(self, bot: str, update_id: int) -> None:
        """The answer is about to be sent: from now on it may have arrived."""

    def put_back(self, bot: str, update_id: int) -> None:
        """The answer is certain not to have arrived: the update waits again."""

    def settle(self, bot: str, update_id: int, *, is_refused: bool = False) -> None:
        """Nothing is left to do; what it says is deleted.

        Args:
            is_refused: it could not be read.
        """

    def settle_uncertain(self, bot: str) -> int:
        """Close those that may have been answered when the program ended; returns how many."""

    def forget(self, before: datetime) -> int:
        """Delete everything of every bot that came before a moment; returns how many updates."""


class ChatLives(Protocol):
    """Chats that cannot be written to, were left, or have moved."""

    def life(self, chat_id: int) -> ChatLife | None:
        """None where the chat is simply there."""

    def suspend(self, chat_id: int, now: datetime) -> None:
        """The chat takes no messages; everything it has chosen is kept."""

    def leave(self, chat_id: int, now: datetime) -> None:
        """The bot was shown out; everything is kept until it is purged."""

    def resume(self, chat_id: int) -> None:
        """The chat is there again."""

    def purge(self, before: datetime) -> tuple[int, ...]:
        """Forget everything about chats that were left before a moment; returns which."""

    def move(self, old_id: int, new_id: int) -> None:
        """Everything about a chat belongs to its new id from now on; what stands under both stays as the old had it."""
