"""Visible text of HTML: its lines in order, every word, none glued, none split, none unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from retrieval.sources.html.html_elements import (
    BOXES,
    CONTROLS,
    LINES,
    NEW_LINE,
    NEW_PARAGRAPH,
    PARAGRAPHS,
    border_of,
    ends_apart,
    has_brackets,
    is_typed_out,
    is_unseen,
    tag_of,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_CHARACTERS = 5_000_000
CELL_BORDER = " | "
_MARKS = {
    **dict.fromkeys(("de",), "„“‚‘"),
    **dict.fromkeys(("fr", "es", "pt", "it"), "«»“”"),
    **dict.fromkeys(("ru", "uk", "be"), "«»„“"),
}
_QUOTES = frozenset("“”„‟\"«»‘’‚‹›'")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
# The parser forgets a closing tag whose paragraph ended before it, and glues what is around it.
_CLOSING_PARAGRAPH = re.compile(r"(</p\s*>)", re.IGNORECASE)
_NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
_HAS_BLOCK = re.compile(rf"<(?:br|{'|'.join(sorted(LINES | PARAGRAPHS))})[\s/>]", re.IGNORECASE)
_MAX_CONTROL_CHARACTERS = 60
_PROSE_CHARACTERS = 300
"""A cell with more than this holds prose, and its table is there for the looks of the page."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What is between two borders.

    Attributes:
        breaks: the border above it, ``NEW_LINE`` or ``NEW_PARAGRAPH``.
        element: what the line begins in or after; the table whose row it is.
        slot: whether it begins with the element's text or after its end; None for a row of a table.
        inline: the elements inside the line.
        is_control: all its words are those of buttons, labels and times.
    """

    text: str
    breaks: int
    element: HtmlElement
    slot: Literal["text", "tail"] | None
    inline: tuple[HtmlElement, ...] = ()
    is_control: bool = False


def visible_text(html: str, language: str | None = None) -> str:
    r"""The text that a reader sees of a piece of HTML: paragraphs with an empty line between them.

    Args:
        language: whose marks ``<q>`` becomes; without it, English ones.

    >>> visible_text("<p>Rain &amp;\n wind: <q>We <time>now</time> go</q>.<script>x()</script><div>2<5<br>Sun.</div>")
    'Rain & wind: “We now go”.\n\n2<5\nSun.'
    """
    root = parse_fragment(html)
    if root is None:
        return ""
    # Where nothing makes a paragraph, the text was typed as plain text, and its empty lines do.
    return joined(lines_of(root, language, is_typed=_HAS_BLOCK.search(html) is None))


def joined(lines: Iterable[Line]) -> str:
    """The lines with their borders between them."""
    parts: list[str] = []
    for line in lines:
        parts.extend(("\n" * line.breaks if parts else "", line.text))
    return "".join(parts)


def parse_fragment(html: str) -> HtmlElement | None:
    """The tree of a piece of HTML; a ``<`` before what is no name is a sign like others."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    clean = _NO_TAG.sub("&lt;", html[:MAX_CHARACTERS]).replace("\0", "")
    raw = _CLOSING_PARAGRAPH.sub(r"\1<hr>", clean).encode("utf-8", "replace")
    try:
        root: HtmlElement = document_fromstring(raw, HTMLParser(encoding="utf-8", huge_tree=True))
    except (ParserError, ValueError):
        return None
    return root


def lines_of(root: HtmlElement, language: str | None = None, *, is_typed: bool = False) -> list[Line]:
    """The lines that a reader sees inside an element, in order.

    Args:
        is_typed: empty lines of the source are borders too.
    """
    return _Reader(root, language, is_typed).lines


class _Quotation:
    """The marks of one ``<q>``; not shown where the text has its own."""

    def __init__(self, marks: str) -> None:
        self.marks = marks
        self.is_shown = True


class _Reader:
    def __init__(self, root: HtmlElement, language: str | None, is_typed: bool) -> None:
        self.lines: list[Line] = []
        self._root = root
        self._language = (language or "")[:2].lower()
        self._is_typed = is_typed
        self._pieces: list[str | tuple[_Quotation, bool]] = []
        self._quotations: list[_Quotation] = []
        self._breaks = NEW_PARAGRAPH
        self._place: tuple[HtmlElement, Literal["text", "tail"]] = (root, "text")
        self._inline: list[HtmlElement] = []
        self._typed = self._controls = self._raised = 0
        self._is_as_typed = self._has_words = self._has_own_words = False
        self._box = False
        self._walk()

    def _walk(self) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if not self._enter(element):
                    walk.skip_subtree()
                continue
            if event == "end":
                self._leave(element)
            if element is not self._root:
                self._read(element.tail)
        self._end_line(NEW_PARAGRAPH, self._root, "tail")

    def _enter(self, element: HtmlElement) -> bool:
        """Whether there is something to be read inside an element."""
        tag = tag_of(element)
        self._box |= tag in BOXES
        if is_unseen(element):
            return False
        if tag == "br":
            self._end_line(NEW_LINE if self._has_words or self._breaks == 0 else NEW_PARAGRAPH, element, "tail")
        elif border := border_of(element):
            self._end_line(border, element, "text")
        else:
            self._inline.append(element)
        self._count(element, tag, 1)
        if tag == "table" and (rows := _data_rows(element, self._language)):
            self._add_rows(element, rows)
            return False
        if tag == "q":
            self._quotations.append(_Quotation(_marks(self._language, len(self._quotations))))
            self._pieces.append((self._quotations[-1], True))
        elif tag == "rt" and not has_brackets(element):
            self._pieces.append("(")
        self._read(element.text)
        return True

    def _leave(self, element: HtmlElement) -> None:
        tag = tag_of(element)
        self._box |= tag in BOXES
        if is_unseen(element):
            return
        self._count(element, tag, -1)
        if tag == "q" and self._quotations:
            self._close_quotation(self._quotations.pop())
        elif tag == "rt" and not has_brackets(element):
            self._pieces.append(")")
        if border := border_of(element) or NEW_PARAGRAPH * ends_apart(element):
            self._end_line(border, element, "tail")

    def _count(self, element: HtmlElement, tag: str, by: int) -> None:
        self._typed += by * is_typed_out(element)
        self._controls += by * (tag in CONTROLS)
        self._raised += by * (tag == "sup")

    def _close_quotation(self, quotation: _Quotation) -> None:
        """Its closing mark goes with the last word, also where a border follows that word."""
        if self._has_words or not self.lines or self.lines[-1].slot is None:
            self._pieces.append((quotation, False))
        elif quotation.is_shown:
            self.lines[-1] = replace(self.lines[-1], text=self.lines[-1].text + quotation.marks[1])

    def _read(self, text: str | None) -> None:
        if not text:
            return
        lines = text.split("\n") if self._typed or self._is_typed else [text]
        for number, line in enumerate(lines):
            if number and (self._typed or not line.strip()):
                self._end_line(NEW_LINE if self._has_words and self._typed else NEW_PARAGRAPH, *self._place)
            elif number:
                self._pieces.append(" ")
            self._add(line)

    def _add(self, text: str) -> None:
        if self._raised and (digits := text.strip()).lstrip("+-−").isdecimal():
            text = text.replace(digits, digits.translate(_RAISED))
        if self._box and text:
            last = self._pieces[-1] if self._pieces else " "
            if isinstance(last, str) and last[-1:].isalnum() and text[0].isalnum():
                self._pieces.append(" ")
            self._box = False
        if text:
            self._pieces.append(text)
        if text and not text.isspace():
            self._has_words = True
            self._has_own_words |= not self._controls
            self._is_as_typed |= self._typed > 0

    def _end_line(self, border: int, element: HtmlElement, slot: Literal["text", "tail"]) -> None:
        if self._has_words:
            text = _written(self._pieces)
            text = text.rstrip() if self._is_as_typed else " ".join(text.split())
            is_control = not self._has_own_words and len(text) < _MAX_CONTROL_CHARACTERS
            self.lines.append(Line(text, self._breaks, *self._place, tuple(self._inline), is_control))
            self._pieces, self._breaks = [], 0
        else:
            # A quotation that opens above the first word of its first paragraph.
            self._pieces = [piece for piece in self._pieces if not isinstance(piece, str)]
        self._inline.clear()
        self._breaks = max(self._breaks, border)
        self._place = (element, slot)
        self._is_as_typed = self._has_words = self._has_own_words = self._box = False

    def _add_rows(self, table: HtmlElement, rows: Sequence[str]) -> None:
        for row in rows:
            self.lines.append(Line(row, self._breaks or NEW_LINE, table, None))
            self._breaks = NEW_LINE


def _written(pieces: Sequence[str | tuple[_Quotation, bool]]) -> str:
    """The pieces as one text; a quotation whose text has marks of its own gets none."""
    written: list[str] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            written.append(piece)
            continue
        quotation, is_opening = piece
        if is_opening:
            before = written[-1][-1:] if written else ""
            following = next((p.lstrip() for p in pieces[number + 1 :][:8] if isinstance(p, str) and p.strip()), "")
            quotation.is_shown = before not in _QUOTES and following[:1] not in _QUOTES
        if quotation.is_shown:
            written.append(quotation.marks[0 if is_opening else 1])
    return "".join(written)


def _marks(language: str, level: int) -> str:
    marks = _MARKS.get(language, "“”‘’")
    return marks[2:] if level % 2 else marks[:2]


def _data_rows(table: HtmlElement, language: str) -> list[str]:
    """The rows of a table of facts, one line each; none for a table that only places things on the page."""
    if table.get("role") in ("presentation", "none") or any(tag_of(e) == "table" for e in table.iterdescendants()):
        return []
    rows, has_heads = _cells(table, language)
    wide = [row for row in rows if sum(bool(lines) for lines in row) > 1]
    if len(wide) < 2 or not all(_is_fact(lines, has_heads) for row in rows for lines in row):
        return []
    texts = (CELL_BORDER.join(" ".join(line.text for line in lines) for lines in row) for row in rows)
    return [text for text in map(_without_empty_end, texts) if text]


def _cells(table: HtmlElement, language: str) -> tuple[list[list[list[Line]]], bool]:
    """The lines of each cell of each row, and whether some cells are heads; a caption is a row of one cell.

    A cell that reaches down from the row above leaves an empty one, so that columns stay what they are.
    """
    rows: list[list[list[Line]]] = []
    reaching: dict[int, int] = {}
    has_heads = False
    for element in table.iterdescendants():
        tag = tag_of(element)
        if tag == "caption":
            rows.append([lines_of(element, language)])
        elif tag == "tr":
            rows.append([])
        elif tag in ("td", "th") and rows:
            has_heads |= tag == "th"
            _fill_from_above(rows[-1], reaching)
            if (down := _span(element)) > 1:
                reaching[len(rows[-1])] = down - 1
            rows[-1].append(lines_of(element, language))
    return rows, has_heads


def _fill_from_above(row: list[list[Line]], reaching: dict[int, int]) -> None:
    while reaching.get(len(row), 0) > 0:
        reaching[len(row)] -= 1
        row.append([])


def _span(cell: HtmlElement) -> int:
    value = cell.get("rowspan") or ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else 1


def _is_fact(lines: Sequence[Line], has_heads: bool) -> bool:
    """Whether a cell holds a fact, and no paragraphs of prose."""
    length = sum(len(line.text) for line in lines)
    paragraphs = sum(line.breaks == NEW_PARAGRAPH for line in lines)
    return length <= _PROSE_CHARACTERS or (has_heads and paragraphs < 2)


def _without_empty_end(row: str) -> str:
    return " ".join(row.rstrip(" |").split())
