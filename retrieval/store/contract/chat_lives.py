"""Chat lifecycle contract: which chats cannot be written to, were left, or have moved to another id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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


class ChatLives(Protocol):
    """Chats that cannot be written to, were left, or have moved."""

    def get(self, chat_id: int) -> ChatLife | None:
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
