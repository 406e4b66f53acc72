"""editEphemeralMessageText: changing a message that one person alone sees."""

from __future__ import annotations

from bot.playground.methods.keyboards import read_markup
from bot.playground.methods.messages import read_content
from bot.playground.methods.parameters import Parameters
from bot.playground.methods.targets import find_open_chat
from bot.playground.wire_values import bad_request
from bot.playground.world.state import State

SHOWN = ("text", "rich_message", "entities", "link_preview_options", "reply_markup")


def edit_ephemeral_message_text(state: State, parameters: Parameters) -> bool:
    chat = find_open_chat(state, parameters)
    place = (parameters.integer("receiver_user_id") or 0, parameters.integer("ephemeral_message_id") or 0)
    message = chat.ephemeral.get(place)
    if message is None or message["from"]["id"] != state.bot.id:
        raise bad_request("message to edit not found")
    kept = {name: value for name, value in message.items() if name not in SHOWN}
    markup = read_markup(
        parameters.values.get("reply_markup"),
        inline_mode=state.profile.supports_inline_queries,
        only_inline=True,
    )
    edited = kept | read_content(state, parameters) | ({"reply_markup": markup} if markup else {})
    if edited == {name: value for name, value in message.items() if name != "edit_date"}:
        raise bad_request("message is not modified")
    chat.ephemeral[place] = {**edited, "edit_date": state.now()}
    state.show(place[0], "whisper", chat.ephemeral[place])
    return True
