"""editMessageText and editMessageReplyMarkup: changing a message that the bot has written."""

from __future__ import annotations

from bot.playground.methods.keyboards import read_markup
from bot.playground.methods.messages import read_content
from bot.playground.methods.parameters import Parameters
from bot.playground.methods.targets import find_open_chat
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
TEXT_FIELDS = frozenset({"text", "rich_message", "entities", "link_preview_options", "reply_markup", "edit_date"})


def edit_message_text(state: State, parameters: Parameters) -> Json | bool:
    chat, message = editable(state, parameters)
    content = read_content(state, parameters)
    if "text" not in message and "rich_message" not in message:
        raise bad_request("there is no text in the message to edit")
    kept = {name: value for name, value in message.items() if name not in TEXT_FIELDS}
    edited = kept | content | edit_markup(state, parameters)
    return _replaced(state, parameters, chat, message, edited)


def edit_message_reply_markup(state: State, parameters: Parameters) -> Json | bool:
    chat, message = editable(state, parameters)
    edited = {name: value for name, value in message.items() if name != "reply_markup"} | edit_markup(state, parameters)
    return _replaced(state, parameters, chat, message, edited)


def editable(state: State, parameters: Parameters) -> tuple[Chat, Json]:
    """The message that a call changes, and its chat."""
    inline_id = parameters.text("inline_message_id")
    if inline_id:
        chat_id, message_id = state.inline_messages.get(inline_id, (0, 0))
        place = state.chats.get(chat_id)
        if place is None or message_id not in place.messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return place, place.messages[message_id]
    chat = find_open_chat(state, parameters)
    message_id = parameters.integer("message_id") or 0
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != state.bot.id:
        raise bad_request("message can't be edited")
    return chat, message


def edit_markup(state: State, parameters: Parameters) -> Json:
    """The buttons that a changed message has from now on."""
    markup = read_markup(
        parameters.values.get("reply_markup"),
        inline_mode=state.profile.supports_inline_queries,
        only_inline=True,
    )
    return {"reply_markup": markup} if markup else {}


def _replaced(state: State, parameters: Parameters, chat: Chat, message: Json, edited: Json) -> Json | bool:
    shown = ("text", "rich_message", "entities", "link_preview_options", "reply_markup")
    if all(message.get(name) == edited.get(name) for name in shown):
        raise bad_request(NOT_MODIFIED)
    state.replace(chat, {**edited, "edit_date": state.now()})
    return True if parameters.text("inline_message_id") else chat.messages[message["message_id"]]
