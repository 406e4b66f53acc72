"""sendDocument and getFile: sending a file, and fetching one."""

from __future__ import annotations

from bot.playground.methods.keyboards import read_markup
from bot.playground.methods.parameters import Parameters
from bot.playground.methods.receivers import post
from bot.playground.methods.targets import find_open_chat, reply_fields, thread_fields
from bot.playground.text.formatting import format_caption
from bot.playground.wire_values import Json, Refusal, Upload, bad_request
from bot.playground.world.state import State

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024


def send_document(state: State, parameters: Parameters) -> Json:
    chat = find_open_chat(state, parameters)
    file_id, upload = _given_file(state, parameters)
    caption = format_caption(
        parameters.text("caption"),
        parse_mode=parameters.text("parse_mode"),
        entities=parameters.mappings("caption_entities"),
    )
    parameters.complaints.extend(caption.complaints)
    body = thread_fields(chat, parameters) | reply_fields(chat, parameters)
    body["document"] = document_json(file_id, upload)
    if caption.text:
        body["caption"] = caption.text
    if caption.entities:
        body["caption_entities"] = list(caption.entities)
    markup = read_markup(parameters.values.get("reply_markup"), inline_mode=state.profile.supports_inline_queries)
    if markup and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    return post(state, chat, body, parameters)


def _given_file(state: State, parameters: Parameters) -> tuple[str, Upload]:
    given = parameters.text("document")
    part = given.removeprefix("attach://") if given.startswith("attach://") else "document"
    upload = parameters.files.get(part)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > MAX_UPLOAD_BYTES:
            raise Refusal(413, "Request Entity Too Large")
        return state.keep_file(upload), upload
    if not given:
        raise bad_request("there is no document in the request")
    if given not in state.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return given, state.files[given]


def document_json(file_id: str, upload: Upload) -> Json:
    return {
        "file_id": file_id,
        "file_unique_id": file_id[4:20],
        "file_name": upload.name,
        "mime_type": upload.mime_type,
        "file_size": len(upload.content),
    }


def get_file(state: State, parameters: Parameters) -> Json:
    file_id = parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    upload = state.files.get(file_id)
    if upload is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(upload.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file_id[4:20],
        "file_size": len(upload.content),
        "file_path": f"documents/{file_id}",
    }
