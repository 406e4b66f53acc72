"""Independent judges of what the bot sends: TDLib itself, and another emulator's contract; both offline.

The stand-in was written with the bot, and could share its misunderstandings; these were not. Where one of them is not
installed (``pip install -e '.[judges]'``), it has nothing to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from bot.playground.world.records import Call

Json = dict[str, Any]
_TYPES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "code": "Code",
    "text_link": "TextUrl",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
    "date_time": "DateTime",
}
# What the emulator's contract has no notion of, though Telegram does.
_UNKNOWN_BUTTON_FIELDS = frozenset({"style"})
_UNKNOWN_BUTTONS = frozenset({"switch_inline_query_chosen_chat"})


def has_tdlib() -> bool:
    """Whether TDLib is installed."""
    return _tdlib() is not None


def has_emulator() -> bool:
    """Whether the emulator is installed."""
    return _emulator() is not None


def verdicts(calls: Iterable[Call]) -> list[str]:
    """What the judges object to in calls that the stand-in took."""
    return [f"{call.method}: {why}" for call in calls if call.outcome == "ok" for why in _objections(call)]


def _objections(call: Call) -> Iterator[str]:
    sent = call.parameters
    if rich := sent.get("rich_message"):
        yield from refused_blocks(rich["blocks"])
        yield from refused_markup(sent.get("reply_markup"))
        return
    match call.method:
        case "sendMessage" | "editMessageText" | "editEphemeralMessageText":
            yield from refused_text(str(sent["text"]), sent.get("entities") or [])
            yield from refused_markup(sent.get("reply_markup"))
        case "sendPhoto":
            yield from refused_text(str(sent.get("caption") or "x"), sent.get("caption_entities") or [])
            yield from refused_markup(sent.get("reply_markup"))
        case "editMessageMedia":
            media = sent["media"]
            yield from refused_text(str(media.get("caption") or "x"), media.get("caption_entities") or [])
            yield from refused_markup(sent.get("reply_markup"))
        case "answerInlineQuery" | "answerGuestQuery":
            for result in sent.get("results") or [sent.get("result") or {}]:
                content = result.get("input_message_content") or {}
                yield from refused_text(str(content.get("message_text", "x")), content.get("entities") or [])
                yield from refused_markup(result.get("reply_markup"))
            if call.method == "answerInlineQuery":
                yield from _refused_by_contract("validate_inline_answer", sent)
        case "answerCallbackQuery":
            yield from _refused_by_contract("validate_callback_answer", sent)


def refused_text(text: str, entities: Sequence[Json]) -> Iterator[str]:
    """Why TDLib takes no such text with such entities."""
    marks = [
        {"@type": "textEntity", "offset": e["offset"], "length": e["length"], "type": _tdlib_type(e)} for e in entities
    ]
    asked = {"@type": "getMarkdownText", "text": {"@type": "formattedText", "text": text, "entities": marks}}
    answer = tdlib(asked)
    if answer and answer["@type"] == "error":
        yield f"TDLib says {answer['message']!r} of {text[:60]!r}"
    for form in {str(e["date_time_format"]) for e in entities if "date_time_format" in e}:
        yield from refused_form(form)


def refused_blocks(blocks: Any) -> Iterator[str]:
    """Why TDLib takes no such addresses and moments in blocks.

    Blocks themselves are beyond both judges: the contract is older than they are, and TDLib reads them only once it is
    connected. Their forms are those that the Bot API documents.
    """
    if isinstance(blocks, list):
        for one in blocks:
            yield from refused_blocks(one)
    elif isinstance(blocks, dict):
        if "url" in blocks and kept_address(blocks["url"]) == "":
            yield f"TDLib drops the address {blocks['url']!r}"
        if "date_time_format" in blocks:
            yield from refused_form(blocks["date_time_format"])
        yield from refused_blocks(list(blocks.values()))


def refused_form(form: str) -> Iterator[str]:
    """Why TDLib takes no such form of a moment; it reads them in markup alone."""
    mode = {"@type": "textParseModeHTML"}
    written = f'<tg-time unix="1694665800" format="{form}">noon</tg-time>'
    answer = tdlib({"@type": "parseTextEntities", "text": written, "parse_mode": mode})
    if answer and answer["@type"] == "error":
        yield f"TDLib says {answer['message']!r} of the form {form!r}"


def refused_markup(markup: Json | None) -> Iterator[str]:
    """Why the emulator's contract takes no such keyboard; what it does not know is left out."""
    rows = (markup or {}).get("inline_keyboard")
    known = [
        [{name: value for name, value in key.items() if name not in _UNKNOWN_BUTTON_FIELDS} for key in row]
        for row in ([key for key in row if not _UNKNOWN_BUTTONS & set(key)] for row in rows or [])
        if row
    ]
    if known:
        yield from _refused_by_contract("validate_markup", {"inline_keyboard": known})


def kept_address(address: str) -> str | None:
    """A link's address as TDLib keeps it; empty where it drops it, None where TDLib is not installed."""
    escaped = address.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    mode = {"@type": "textParseModeHTML"}
    answer = tdlib({"@type": "parseTextEntities", "text": f'<a href="{escaped}">x</a>', "parse_mode": mode})
    if answer is None:
        return None
    return next((str(e["type"]["url"]) for e in answer.get("entities", []) if "url" in e["type"]), "")


def tdlib(asked: Json) -> Json | None:
    """What TDLib answers to something that it can decide alone."""
    execute = _tdlib()
    answer = execute(json.dumps(asked).encode()) if execute else None
    return json.loads(answer) if answer else None


def _tdlib_type(entity: Json) -> Json:
    kind: Json = {"@type": f"textEntityType{_TYPES[entity['type']]}"}
    if "url" in entity:
        kind["url"] = entity["url"]
    return kind | ({"unix_time": entity["unix_time"]} if "unix_time" in entity else {})


def _refused_by_contract(check: str, fields: Json) -> Iterator[str]:
    emulator = _emulator()
    if emulator is None:
        return
    try:
        getattr(emulator.LoBotApiEmulator(), check)(fields)
    except emulator.ApiRefusal as refusal:
        yield f"the contract says {refusal.description!r} of {str(fields)[:200]}"


@cache
def _tdlib() -> Any:
    try:
        from tdjson import td_execute  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except (ImportError, OSError):
        return None
    td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())
    return td_execute


@cache
def _emulator() -> Any:
    try:
        import lo_bot_api_emulator  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return None
    return lo_bot_api_emulator
