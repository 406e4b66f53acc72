"""sendPhoto and editMessageMedia: sending a picture, and putting one in the place of a text or of another."""

from __future__ import annotations

import hashlib

from bot.playground.methods.edits import NOT_MODIFIED, edit_markup, editable
from bot.playground.methods.keyboards import read_markup
from bot.playground.methods.parameters import Parameters
from bot.playground.methods.targets import find_open_chat, reply_fields, thread_fields
from bot.playground.text.formatting import format_caption
from bot.playground.wire_values import Json, Refusal, Upload, bad_request
from bot.playground.world.state import State

MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_SIDES = 10_000
MAX_RATIO = 20
_PNG = b"\x89PNG\r\n\x1a\n"
_REPLACED = frozenset(
    {"text", "entities", "link_preview_options", "photo", "caption", "caption_entities", "reply_markup", "edit_date"}
)


def send_photo(state: State, parameters: Parameters) -> Json:
    chat = find_open_chat(state, parameters)
    body = thread_fields(chat, parameters) | reply_fields(chat, parameters)
    body |= {"photo": _photo(state, parameters, parameters.text("photo"))}
    body |= _caption(
        parameters,
        parameters.text("caption"),
        parse_mode=parameters.text("parse_mode"),
        entities=parameters.mappings("caption_entities"),
    )
    markup = read_markup(parameters.values.get("reply_markup"), inline_mode=state.profile.supports_inline_queries)
    if markup and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    return state.post(chat, state.bot, body)


def edit_message_media(state: State, parameters: Parameters) -> Json | bool:
    chat, message = editable(state, parameters)
    media = parameters.mapping("media")
    if media.get("type") != "photo":
        raise bad_request(f"the stand-in knows media of type photo only, not {media.get('type')}")
    edited = {name: value for name, value in message.items() if name not in _REPLACED}
    edited |= {"photo": _photo(state, parameters, str(media.get("media") or ""))}
    edited |= _caption(
        parameters,
        str(media.get("caption") or ""),
        parse_mode=str(media.get("parse_mode") or ""),
        entities=media.get("caption_entities"),
    )
    edited |= edit_markup(state, parameters)
    # Telegram compares the files themselves, which have other ids each time that they are sent.
    if all(
        _seen(message, name) == _seen(edited, name) for name in ("photo", "caption", "caption_entities", "reply_markup")
    ):
        raise bad_request(NOT_MODIFIED)
    state.replace(chat, {**edited, "edit_date": state.now()})
    return True if parameters.text("inline_message_id") else chat.messages[message["message_id"]]


def _seen(message: Json, name: str) -> object:
    value = message.get(name)
    return value[-1]["file_unique_id"] if name == "photo" and value else value


def _caption(parameters: Parameters, raw: str, *, parse_mode: str, entities: list[Json] | None) -> Json:
    caption = format_caption(raw, parse_mode=parse_mode, entities=entities)
    parameters.complaints.extend(caption.complaints)
    body: Json = {"caption": caption.text} if caption.text else {}
    if caption.entities:
        body["caption_entities"] = list(caption.entities)
    return body


def _photo(state: State, parameters: Parameters, given: str) -> list[Json]:
    """The sizes of a picture as a message shows them, of which the stand-in makes one."""
    part = given.removeprefix("attach://") if given.startswith("attach://") else "photo"
    upload = parameters.files.get(part)
    if upload is None and not given:
        raise bad_request("there is no photo in the request")
    if upload is None and given not in state.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    file_id, upload = (state.keep_file(upload), upload) if upload else (given, state.files[given])
    width, height = _sides(upload)
    return [
        {
            "file_id": file_id,
            "file_unique_id": hashlib.sha256(upload.content).hexdigest()[:16],
            "width": width,
            "height": height,
            "file_size": len(upload.content),
        }
    ]


def _sides(upload: Upload) -> tuple[int, int]:
    """Width and height of a PNG, the one form that the bot draws.

    Raises:
        Refusal: 400 or 413, Telegram would take no such picture.
    """
    content = upload.content
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > MAX_PHOTO_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    if not width or not height or width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
