"""Wire forms of documents: what one is in Telegram's own objects, and whether a server knows these.

The library does not know them yet. The forms are those of the Bot API's documentation (``InputRichMessage`` with
``blocks``, 10.2); a server that refuses them is written to in plain messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.render.document import Block, Details, Document, Heading, Paragraph, Quote
from bot.render.rich import Mark, Rich, nested

_GIVEN_UP_AFTER = 3
_STYLES = frozenset({"bold", "italic", "underline", "code"})
Json = dict[str, Any]


class DocumentSupport:
    """Whether the server takes documents: it says so only by taking or refusing one."""

    def __init__(self) -> None:
        self._refused_in_a_row = 0

    @property
    def is_known(self) -> bool:
        """Whether one is worth a try."""
        return self._refused_in_a_row < _GIVEN_UP_AFTER

    def take(self) -> None:
        """It took one."""
        self._refused_in_a_row = 0

    def refuse(self) -> None:
        """It refused one, perhaps for what was in it."""
        self._refused_in_a_row += 1

    def lack(self) -> None:
        """It has no such method."""
        self._refused_in_a_row = _GIVEN_UP_AFTER


def rich_message(document: Document) -> Json:
    """A document as Telegram takes it; words that look like commands or addresses stay words, as in a quotation."""
    return {"blocks": _blocks(document.blocks), "skip_entity_detection": True}


def _blocks(blocks: Iterable[Block]) -> list[Json]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Json:
    match block:
        case Heading(text=text, size=size):
            return {"type": "heading", "text": rich_text(text), "size": size}
        case Paragraph(text=text):
            return {"type": "paragraph", "text": rich_text(text)}
        case Quote(paragraphs=paragraphs):
            return {"type": "blockquote", "blocks": _blocks(Paragraph(text) for text in paragraphs)}
        case Details(summary=summary, blocks=inner, is_open=is_open):
            shown = {"type": "details", "summary": rich_text(summary), "blocks": _blocks(inner)}
            return shown | ({"is_open": True} if is_open else {})


def rich_text(text: Rich) -> Any:
    """A text with its marks as Telegram nests them: plain words, a list, or words of one look.

    >>> from bot.render.rich import plain
    >>> rich_text(plain("a ") + plain("b").marked("bold"))
    ['a ', {'type': 'bold', 'text': 'b'}]
    """
    marks = tuple(nested(mark for mark in text.marks if "quote" not in mark.kind))
    return _within(text.text, 0, len(text.text), marks)


def _within(text: str, start: int, end: int, marks: Sequence[Mark]) -> Any:
    """A part of a text, of which the marks lie inside of one another or apart."""
    parts: list[Any] = []
    at = start
    for place, mark in enumerate(marks):
        if mark.span.start < at or mark.span.end > end:
            continue
        parts += [text[at : mark.span.start]] if mark.span.start > at else []
        inner = [other for other in marks[place + 1 :] if other.span.end <= mark.span.end]
        parts.append(_looked(mark, _within(text, mark.span.start, mark.span.end, inner)))
        at = mark.span.end
    parts += [text[at:end]] if end > at else []
    return parts[0] if len(parts) == 1 else parts


def _looked(mark: Mark, text: Any) -> Any:
    if mark.kind in _STYLES:
        return {"type": mark.kind, "text": text}
    if mark.kind == "text_link":
        return {"type": "url", "text": text, "url": mark.url}
    if mark.kind == "date_time" and mark.url:
        seconds, form = mark.url.split(" ")
        return {"type": "date_time", "text": text, "unix_time": int(seconds), "date_time_format": form}
    return text
