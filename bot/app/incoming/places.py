"""Places of answers: where does what is said about an update go, and does it make a sound?"""

from __future__ import annotations

from dataclasses import replace

from telegram import CallbackQuery, Message
from telegram.constants import ChatType

from bot.app.incoming.addressing import asker_id
from bot.dialogue.request import Chosen
from bot.transport.outgoing.whispers import whisper_id
from bot.transport.place import Place, Spot


def place_of(message: Message, chosen: Chosen) -> Place:
    """Beside the message: in its topic; in a group, as a reply to it."""
    return Place(
        message.chat_id,
        topic_of(message),
        None if message.chat.type == "private" else message.message_id or None,
        is_silent=is_silent(chosen),
        asker_id=asker_id(message) if message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) else 0,
        direct_topic=message.direct_messages_topic.topic_id if message.direct_messages_topic else None,
        whisper_id=whisper_id(message),
    )


def place_beside(query: CallbackQuery, chosen: Chosen) -> Place:
    """Beside the message whose button was tapped, which may be too old to be told about; the tap is its asker's."""
    assert query.message is not None
    place = Place(query.message.chat.id, is_silent=is_silent(chosen))
    if isinstance(query.message, Message):
        place = place_of(query.message, chosen)
    return replace(place, asker_id=query.from_user.id, tap_id=query.id, whisper_id=0)


def spot_of(query: CallbackQuery) -> Spot:
    """The message whose button was tapped."""
    assert query.message is not None
    alone = whisper_id(query.message) if isinstance(query.message, Message) else 0
    if alone:
        return Spot(query.message.chat.id, alone, seen_by=query.from_user.id)
    return Spot(query.message.chat.id, query.message.message_id)


def topic_of(message: Message) -> int | None:
    """The forum topic that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


def is_silent(chosen: Chosen) -> bool:
    """Whether a chat wants messages to make no sound."""
    return chosen is not None and chosen.is_silent
