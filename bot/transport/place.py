"""Place: where a message goes, and who may see it there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: the chat, the topic and the message it answers; and whether it makes no sound there.

    Attributes:
        direct_topic: whose messages to a channel it belongs to, where the chat holds these.
        asker_id: who may see alone what is for the asker, in a group; 0 where nobody can be told apart.
        tap_id: the tap that it follows, by Telegram's id; empty where it follows none.
        whisper_id: the message that it answers, where that was for the bot alone; 0 where it was for everybody.
    """

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    is_silent: bool = False
    direct_topic: int | None = None
    asker_id: int = 0
    tap_id: str = ""
    whisper_id: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A message that stands somewhere.

    Attributes:
        message_id: among those that one person alone sees, where there is a ``seen_by``.
        seen_by: who alone sees it; 0 where everybody does.
    """

    chat_id: int
    message_id: int
    seen_by: int = 0
