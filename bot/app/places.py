"""Places of answers: where does what is said about an update go, and does it make a sound?"""

from __future__ import annotations

from telegram import CallbackQuery, Message
from telegram.constants import ChatType

from bot.app.addressing import asker_id
from bot.dialogue.request import Chosen
from bot.transport.sender import Place


def place_of(message: Message, chosen: Chosen) -> Place:
    """Beside the message: in its topic; in a group, as a reply to it."""
    return Place(
        message.chat_id,
        topic_of(message),
        None if message.chat.type == "private" else message.message_id,
        is_silent=is_silent(chosen),
        asker_id=asker_id(message) if message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) else 0,
        direct_topic=message.direct_messages_topic.topic_id if message.direct_messages_topic else None,
    )


def place_beside(query: CallbackQuery, chosen: Chosen) -> Place:
    """Beside the message whose button was tapped, which may be too old to be told about."""
    assert query.message is not None
    if isinstance(query.message, Message):
        return place_of(query.message, chosen)
    return Place(query.message.chat.id, is_silent=is_silent(chosen))


def topic_of(message: Message) -> int | None:
    """The forum topic that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


def is_silent(chosen: Chosen) -> bool:
    """Whether a chat wants messages to make no sound."""
    return chosen is not None and chosen.is_silent
