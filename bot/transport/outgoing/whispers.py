"""Whispers: messages in a group that one person alone sees, and groups where Telegram lets the bot send none.

Telegram calls them ephemeral (Bot API 10.2); the library does not know them yet. An administrator may send one at any
time, any other bot in answer to a tap or to a command that was itself ephemeral, within 15 seconds.
"""

from __future__ import annotations

from typing import Any

from telegram import Message

from bot.transport.place import Place

FORGET_AFTER_S = 3600.0
"""How long a group where the bot is no administrator is not tried again: it may become one."""
_MOST_REMEMBERED = 10_000


class Whispers:
    """Knows with which fields a message is for one person alone, and where that was refused."""

    def __init__(self) -> None:
        self._refused: dict[int, float] = {}

    def fields(self, to: Place, now: float) -> dict[str, Any] | None:
        """What shows a message to its asker alone; None where that cannot be.

        A server that does not know these fields leaves them out, and everybody sees it.

        Args:
            now: seconds of a clock that never goes back.
        """
        if to.chat_id > 0 or to.asker_id <= 0:
            return None
        if not _is_answer(to) and now < self._refused.get(to.chat_id, now):
            return None
        seen_by: dict[str, object] = {"receiver_user_id": to.asker_id}
        if to.tap_id:
            seen_by["callback_query_id"] = to.tap_id
        fields: dict[str, Any] = {"ephemeral_message_parameters": seen_by}
        if to.whisper_id:
            fields["reply_parameters"] = {"ephemeral_message_id": to.whisper_id}
        return fields

    def refuse(self, to: Place, now: float) -> None:
        """Telegram did not take one for a place."""
        if _is_answer(to):  # it may have come too late, which says nothing of the next
            return
        if len(self._refused) >= _MOST_REMEMBERED:
            self._refused.clear()
        self._refused[to.chat_id] = now + FORGET_AFTER_S


def _is_answer(to: Place) -> bool:
    """Whether it answers what lets any bot send one."""
    return bool(to.tap_id or to.whisper_id)


def whisper_id(message: Message) -> int:
    """The id of a message that its sender and its receiver alone see; 0 for any other message."""
    return int(message.api_kwargs.get("ephemeral_message_id") or 0)
