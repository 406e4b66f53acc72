"""The target of a call: which chat and topic it writes to, and whether the bot may write there."""

from __future__ import annotations

from bot.playground.methods.parameters import Parameters
from bot.playground.text.utf16 import utf16_length
from bot.playground.wire_values import Json, Refusal, bad_request, forbidden
from bot.playground.world.faults import UPGRADED
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

MAX_QUOTE_UNITS = 1024


def find_chat(state: State, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat a call names, even one the bot may not write to.

    Raises:
        Refusal: 400, there is none or it became a supergroup.
    """
    if not parameters.text(name):
        raise bad_request(f"{name} is empty")
    given = parameters.text(name)
    try:
        chat = _called(state, given) if given.startswith("@") else state.chats.get(int(given))
    except ValueError:
        chat = None
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise Refusal(400, UPGRADED, {"migrate_to_chat_id": chat.migrated_to})
    return chat


def _called(state: State, name: str) -> Chat | None:
    """A public group or channel by its name; people are found by their numbers alone."""
    wanted = name.removeprefix("@").casefold()
    return next((c for c in state.chats.values() if not c.person and (c.username or "").casefold() == wanted), None)


def find_open_chat(state: State, parameters: Parameters) -> Chat:
    """The chat a call names, where the bot may write to it.

    Raises:
        Refusal: 400, or 403 where the bot was blocked, kicked or never there.
    """
    chat = find_chat(state, parameters)
    status = chat.members.get(state.bot.id, "left")
    if chat.type == "private":
        if not chat.has_begun:
            raise forbidden("bot can't initiate conversation with a user")
        if status == "kicked":
            raise forbidden("bot was blocked by the user")
    elif status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.noun}")
    elif not chat.has_member(state.bot.id):
        raise forbidden(f"bot is not a member of the {chat.noun}")
    return chat


def thread_fields(chat: Chat, parameters: Parameters) -> Json:
    """What a message in a topic carries; nothing outside of topics.

    Raises:
        Refusal: 400, the topic does not exist or is closed.
    """
    thread_id = parameters.integer("message_thread_id")
    if not thread_id:
        return {}
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.is_closed:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def reply_fields(chat: Chat, parameters: Parameters) -> Json:
    """``reply_to_message`` and ``quote`` of a message.

    Raises:
        Refusal: 400, the message or the quoted words are not there.
    """
    wanted = parameters.mapping("reply_parameters")
    message_id = wanted.get("message_id") or parameters.integer("reply_to_message_id")
    if not message_id:
        return {}
    if wanted.get("chat_id") not in (None, chat.id, str(chat.id)):
        raise bad_request("the stand-in does not reply across chats")
    message = chat.messages.get(int(message_id))
    if message is None:
        if wanted.get("allow_sending_without_reply") or parameters.boolean("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    fields: Json = {"reply_to_message": without_reply(message), **thread_of_reply(chat, message)}
    if wanted.get("quote"):
        fields["quote"] = find_quote(message, str(wanted["quote"]), wanted.get("quote_position"))
    return fields


def thread_of_reply(chat: Chat, replied: Json) -> Json:
    """A reply stays in the topic of what it replies to.

    In a supergroup without topics it carries the number of the message that began the thread, though that is no topic
    and nothing can be sent to it.
    """
    if replied.get("message_thread_id") in chat.topics:
        return {"message_thread_id": replied["message_thread_id"], "is_topic_message": True}
    if chat.type == "supergroup" and not chat.is_forum:
        return {"message_thread_id": replied.get("message_thread_id", replied["message_id"])}
    return {}


def find_quote(message: Json, quote: str, position: int | None = None) -> Json:
    """The quoted words with their place in the message, the place nearest to ``position``.

    Raises:
        Refusal: 400, the words are not there.
    """
    text = str(message.get("text") or message.get("caption") or "")
    if utf16_length(quote) > MAX_QUOTE_UNITS:
        raise bad_request("QUOTE_TEXT_INVALID")
    places = [utf16_length(text[:at]) for at in range(len(text)) if text.startswith(quote, at)]
    if not places:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": quote, "position": min(places, key=lambda place: abs(place - (position or 0)))}


def without_reply(message: Json) -> Json:
    """A message as it is inside a reply: replies do not nest."""
    return {name: value for name, value in message.items() if name not in ("reply_to_message", "quote")}
