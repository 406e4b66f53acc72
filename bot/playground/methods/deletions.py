"""deleteMessage and deleteMessages."""

from __future__ import annotations

from bot.playground.methods.parameters import Parameters
from bot.playground.methods.targets import find_open_chat
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

MAX_AGE_S = 48 * 3600
MAX_MESSAGES = 100


def delete_message(state: State, parameters: Parameters) -> bool:
    chat = find_open_chat(state, parameters)
    message = chat.messages.get(parameters.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(state, chat, message):
        raise bad_request("message can't be deleted")
    _delete(state, chat, message)
    return True


def delete_messages(state: State, parameters: Parameters) -> bool:
    """Deletes what can be deleted and skips the rest, as Telegram does."""
    chat = find_open_chat(state, parameters)
    wanted = parameters.parsed("message_ids")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= MAX_MESSAGES:
        raise bad_request("message identifiers are not specified")
    for message_id in wanted:
        message = chat.messages.get(int(message_id))
        if message is not None and _may_delete(state, chat, message):
            _delete(state, chat, message)
    return True


def _may_delete(state: State, chat: Chat, message: Json) -> bool:
    is_recent = bool(state.clock() - message["date"] < MAX_AGE_S)
    if message["from"]["id"] == state.bot.id or chat.type == "private":
        return is_recent
    return chat.members.get(state.bot.id) == "administrator"


def _delete(state: State, chat: Chat, message: Json) -> None:
    del chat.messages[message["message_id"]]
    state.show(chat.id, "deleted", {"message_id": message["message_id"]})
