"""Keyboard validation: would Telegram take this keyboard under a message?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.playground.text.link_addresses import checked_address
from bot.playground.wire_values import Json, Refusal, bad_request

MAX_BUTTONS = 100
MAX_MARKUP_BYTES = 10_000
MAX_CALLBACK_BYTES = 64
MAX_COPY_CHARS = 256
DECORATION = frozenset({"text", "style", "icon_custom_emoji_id"})
OTHER_MARKUPS = frozenset({"keyboard", "remove_keyboard", "force_reply"})


def read_markup(value: object, *, inline_mode: bool, only_inline: bool = False) -> Json | None:
    """The ``reply_markup`` of a call, checked; None where there is none or it is empty.

    Args:
        inline_mode: whether the bot may offer ``switch_inline_query`` buttons.
        only_inline: refuse the keyboards that replace the asker's own, as an edit does.

    Raises:
        Refusal: 400, for everything Telegram would refuse.
    """
    markup = _parsed(value)
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        if only_inline or not OTHER_MARKUPS & set(markup):
            raise bad_request("inline keyboard expected")
        return markup
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    checked = [[_checked_button(button, inline_mode) for button in row] for row in rows if row]
    _check_size(checked)
    return {"inline_keyboard": checked} if checked else None


def _parsed(value: object) -> Json:
    if value in (None, ""):
        return {}
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise bad_request("can't parse reply keyboard markup JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    return value


def _check_size(rows: list[list[Json]]) -> None:
    too_many = sum(len(row) for row in rows) > MAX_BUTTONS
    written = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    if too_many or len(written.encode()) > MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")


def _checked_button(button: object, inline_mode: bool) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    actions = [name for name, value in button.items() if name not in DECORATION and value is not None]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"BUTTON_TYPE_INVALID (one action a button, got {', '.join(sorted(actions))})")
    action = actions[0]
    if action.startswith("switch_inline_query") and not inline_mode:
        raise bad_request("BOT_INLINE_DISABLED")
    refusal = CHECKS[action](button[action]) if action in CHECKS else bad_request(f"BUTTON_TYPE_INVALID ({action})")
    if refusal:
        raise refusal
    return {name: value for name, value in button.items() if value is not None}


def _callback_data(value: Any) -> Refusal | None:
    fits = isinstance(value, str) and 1 <= len(value.encode()) <= MAX_CALLBACK_BYTES
    return None if fits else bad_request("BUTTON_DATA_INVALID")


def _url(value: Any) -> Refusal | None:
    if isinstance(value, str) and checked_address(value):
        return None
    return bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")


def _copy_text(value: Any) -> Refusal | None:
    text = value.get("text") if isinstance(value, dict) else None
    fits = isinstance(text, str) and 1 <= len(text) <= MAX_COPY_CHARS
    return None if fits else bad_request("BUTTON_COPY_TEXT_INVALID")


def _inline_query(value: Any) -> Refusal | None:
    return None if isinstance(value, str) and len(value) <= 256 else bad_request("BUTTON_DATA_INVALID")


def _chosen_chat(value: Any) -> Refusal | None:
    kinds = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")
    if isinstance(value, dict) and any(value.get(kind) for kind in kinds):
        return _inline_query(value.get("query", ""))
    return bad_request("BUTTON_TYPE_INVALID")


CHECKS: dict[str, Callable[[Any], Refusal | None]] = {
    "callback_data": _callback_data,
    "url": _url,
    "copy_text": _copy_text,
    "switch_inline_query": _inline_query,
    "switch_inline_query_current_chat": _inline_query,
    "switch_inline_query_chosen_chat": _chosen_chat,
}
