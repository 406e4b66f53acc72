"""sendMessage and sendRichMessage: writing a message."""

from __future__ import annotations

from bot.playground.methods.keyboards import read_markup
from bot.playground.methods.parameters import Parameters
from bot.playground.methods.receivers import post
from bot.playground.methods.targets import find_open_chat, reply_fields, thread_fields
from bot.playground.text.formatting import Formatted, format_message
from bot.playground.text.rich_blocks import checked_message
from bot.playground.wire_values import Json, Refusal, bad_request
from bot.playground.world.state import State

UPLOADS = frozenset({"upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note"})
RECORDINGS = frozenset({"record_video", "record_voice", "record_video_note"})
ACTIONS = UPLOADS | RECORDINGS | {"typing", "choose_sticker", "find_location"}


def send_message(state: State, parameters: Parameters) -> Json:
    chat = find_open_chat(state, parameters)
    formatted = read_text(parameters)
    body = thread_fields(chat, parameters)
    body |= reply_fields(chat, parameters)
    body |= text_fields(formatted, parameters)
    markup = read_markup(parameters.values.get("reply_markup"), inline_mode=state.profile.supports_inline_queries)
    if markup and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    if markup and "keyboard" in markup:
        body["keyboard"] = markup["keyboard"]  # what the chat's window shows; no message has it in Telegram
    if markup and markup.get("force_reply"):
        body["asks_reply"] = str(markup.get("input_field_placeholder") or "")  # likewise
    return post(state, chat, body, parameters)


def send_rich_message(state: State, parameters: Parameters) -> Json:
    if not state.knows_rich_messages:
        raise Refusal(404, "Not Found: method not found")
    chat = find_open_chat(state, parameters)
    body = {"rich_message": checked_message(parameters.mapping("rich_message"))}
    body |= thread_fields(chat, parameters) | reply_fields(chat, parameters)
    markup = read_markup(parameters.values.get("reply_markup"), inline_mode=state.profile.supports_inline_queries)
    if markup and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    return post(state, chat, body, parameters)


def read_content(state: State, parameters: Parameters) -> Json:
    """What an edited message says from now on: a text, or blocks; an older server sees the text alone."""
    if state.knows_rich_messages and parameters.values.get("rich_message"):
        if parameters.text("text"):
            raise bad_request("the stand-in takes a text or a rich message, not both")
        return {"rich_message": checked_message(parameters.mapping("rich_message"))}
    return text_fields(read_text(parameters), parameters)


def read_text(parameters: Parameters) -> Formatted:
    formatted = format_message(
        parameters.text("text"),
        parse_mode=parameters.text("parse_mode"),
        entities=parameters.mappings("entities"),
    )
    parameters.complaints.extend(formatted.complaints)
    return formatted


def text_fields(formatted: Formatted, parameters: Parameters) -> Json:
    """Text, entities and link preview as a message shows them."""
    body: Json = {"text": formatted.text}
    if formatted.entities:
        body["entities"] = list(formatted.entities)
    preview = parameters.mapping("link_preview_options")
    if parameters.boolean("disable_web_page_preview"):
        preview = {"is_disabled": True}
    if preview:
        body["link_preview_options"] = preview
    return body


def send_chat_action(state: State, parameters: Parameters) -> bool:
    chat = find_open_chat(state, parameters)
    thread_fields(chat, parameters)
    action = parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.show(chat.id, "action", {"action": action})
    return True
