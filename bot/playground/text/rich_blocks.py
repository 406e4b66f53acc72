"""Rich messages: which blocks does Telegram take, and what are the words in them?

The forms and limits are those of the Bot API's documentation (``InputRichMessage`` with ``blocks``, 10.2); the stand-in
knows the blocks without media. Where TDLib's words for a refusal are known, they are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.text.formatting import MOMENT_FORM
from bot.playground.text.link_addresses import checked_address
from bot.playground.text.utf16 import utf16_length
from bot.playground.wire_values import Json, bad_request

MAX_CHARS = 32_768
MAX_BLOCKS = 500
MAX_DEPTH = 16
LOOKS = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "marked", "subscript", "superscript"}
)
OF_TEXT = frozenset({"paragraph", "heading", "footer"})
OF_BLOCKS = frozenset({"blockquote", "details"})
CONTENTS = ("html", "markdown", "blocks")


def checked_message(wanted: Json) -> Json:
    """A rich message as a message carries it.

    Raises:
        Refusal: 400, it is none, or beyond the limits.
    """
    if sum(name in wanted for name in CONTENTS) != 1:
        raise bad_request("exactly one of the fields html, markdown and blocks must be used in a rich message")
    if "blocks" not in wanted:
        raise bad_request("the stand-in reads rich messages of blocks only")
    blocks = wanted["blocks"]
    if not isinstance(blocks, list) or not blocks:
        raise bad_request("Rich message must be non-empty")
    if sum(_check_block(block, 1) for block in blocks) > MAX_BLOCKS:
        raise bad_request("rich message has too many blocks")
    if utf16_length(words({"blocks": blocks})) > MAX_CHARS:
        raise bad_request("rich message is too long")
    return {"blocks": blocks} | ({"is_rtl": True} if wanted.get("is_rtl") else {})


def words(message: Json) -> str:
    """The words of a rich message, a line each text."""
    return "\n".join(text for block in message["blocks"] for text in _texts(block))


def _texts(block: Json) -> Iterator[str]:
    for name in ("summary", "text"):
        if name in block:
            yield _plain(block[name])
    for inner in block.get("blocks", ()):
        yield from _texts(inner)


def _plain(text: Any) -> str:
    if isinstance(text, str):
        return text
    return "".join(map(_plain, text)) if isinstance(text, list) else _plain(text["text"])


def _check_block(block: Any, depth: int) -> int:
    """Refuse a block that is none; how many it is, with those inside."""
    kind = block.get("type") if isinstance(block, dict) else None
    if kind == "divider":
        return 1
    if kind not in OF_TEXT | OF_BLOCKS:
        raise bad_request(f"can't parse InputRichBlock: unsupported type {kind} specified")
    if depth > MAX_DEPTH:
        raise bad_request("rich message is nested too deep")
    if kind == "heading" and block.get("size") not in range(1, 7):
        raise bad_request("Invalid section heading size specified")
    for name in {"details": ("summary",), "blockquote": ()}.get(kind, ("text",)):
        _check_text(block.get(name), depth + 1)
        if not _plain(block[name]).strip():
            raise bad_request("Block must be non-empty")
    if kind in OF_TEXT:
        return 1
    inner = block.get("blocks")
    if not isinstance(inner, list) or not inner:
        raise bad_request("Block must be non-empty")
    return 1 + sum(_check_block(one, depth + 1) for one in inner)


def _check_text(text: Any, depth: int) -> None:
    if isinstance(text, str):
        return
    if depth > MAX_DEPTH:
        raise bad_request("rich message is nested too deep")
    if isinstance(text, list):
        for part in text:
            _check_text(part, depth)
        return
    kind = text.get("type") if isinstance(text, dict) else None
    if kind == "url" and not checked_address(str(text.get("url", ""))):
        raise bad_request("Wrong HTTP URL")
    if kind == "date_time":
        _check_moment(text)
    elif kind != "url" and kind not in LOOKS:
        raise bad_request(f"can't parse RichText: unsupported type {kind} specified")
    _check_text(text.get("text"), depth + 1)


def _check_moment(text: Json) -> None:
    if not isinstance(text.get("unix_time"), int):
        raise bad_request("can't parse RichText: Invalid Unix time specified")
    if not MOMENT_FORM.fullmatch(str(text.get("date_time_format") or "")):
        raise bad_request("can't parse RichText: Invalid date format used")
