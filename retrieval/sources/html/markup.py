"""HTML fragments: the words of a piece that is a text and no page, with paragraphs, cells and lines apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.sources.files.limits import is_endless

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_MARKS = 200_000
_MARKED_UP = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|blockquote|td|tr|span|em|strong|a|b|i)>|<(?:p|br) ?/?>", re.IGNORECASE
)
_UNSEEN = ("script", "style", "head", "template", "noscript", "iframe", "object", "rp", "rt")
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "address", "details"),
    )
)
_LINES = frozenset(("li", "tr", "dt", "dd", "caption", "summary"))
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MAX_CELL = 300
CELL_MARK = "\t"
# How far two words are apart, in this order.
_SAME, _CELL, _LINE, _BLOCK = "", CELL_MARK, "\n", "\n\n"


def is_marked_up(text: str) -> bool:
    """Whether a text holds elements of HTML, not merely a < or two.

    >>> is_marked_up("<p>Rain.</p>"), is_marked_up("2 < 3 and <b> stands alone")
    (True, False)
    """
    return _MARKED_UP.search(text) is not None


def words_of_html(html: str | bytes) -> str:
    """The words that a reader of it sees: blocks with an empty line between, lines of tables with their cells apart.

    Raises:
        ValueError: it is made of more elements than any text.

    >>> words_of_html("<p>It <i>rained</i>\\n all day.<p>A &amp; B<table><tr><td>Ann<td>Miller</table>")
    'It rained all day.\\n\\nA & B\\n\\nAnn\\tMiller'
    """
    from lxml.etree import ParserError, XMLSyntaxError
    from lxml.html import document_fromstring

    raw = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if is_endless(raw, max_marks=MAX_MARKS):
        raise ValueError("it is made of more elements than any text needs")
    try:
        tree = document_fromstring(html if isinstance(html, bytes) else html.replace("\0", ""))
    except (ParserError, XMLSyntaxError):
        return ""
    return "".join(_Words(tree).parts).strip()


class _Words:
    """The words of a tree in order; where several borders meet, the strongest of them counts."""

    def __init__(self, tree: HtmlElement) -> None:
        self.parts: list[str] = []
        self._border = _SAME
        self._rows_of_data = 0
        self._read(tree)

    def _read(self, tree: HtmlElement) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start" and element.tag in _UNSEEN:
                walk.skip_subtree()
            elif event == "start":
                self._open(element)
            if event != "start":
                if event == "end":
                    self._close(element)
                self._say(element.tail, is_kept=False)

    def _open(self, element: HtmlElement) -> None:
        if element.tag == "tr" and _is_data(element):
            self._rows_of_data += 1
        self._part(element)
        if element.tag == "br":
            self.parts.append("\n" if not self._rows_of_data else " ")
        if element.tag == "q":
            self._say("“", is_kept=False)
        self._say(element.text, is_kept=element.tag == "pre")

    def _close(self, element: HtmlElement) -> None:
        if element.tag == "q":
            self._say("”", is_kept=True)
        self._part(element)
        if element.tag == "tr" and _is_data(element):
            self._rows_of_data -= 1

    def _part(self, element: HtmlElement) -> None:
        """Note the border that an element draws; a block inside a cell of a row of data parts nothing but words."""
        tag = element.tag
        if tag in _CELLS:
            border = _CELL if self._rows_of_data else _BLOCK
        elif tag == "tr":
            border = _LINE
        elif self._rows_of_data and (tag in _BLOCKS or tag in _LINES):
            self.parts.append(" ")
            return
        else:
            border = _BLOCK if tag in _BLOCKS else _LINE if tag in _LINES else _SAME
        self._border = max(self._border, border, key=(_SAME, _CELL, _LINE, _BLOCK).index)

    def _say(self, text: str | None, *, is_kept: bool) -> None:
        if not text:
            return
        said = text if is_kept else _BLANKS.sub(" ", text)
        at_start = not self.parts or bool(self._border) or self.parts[-1][-1:] in ("\n", " ", CELL_MARK)
        said = said.lstrip(" ") if at_start and not is_kept else said
        if not said:
            return
        if self._border and said.strip():
            while self.parts and not self.parts[-1].rstrip(" \n"):
                self.parts.pop()
            if self.parts:
                self.parts[-1] = self.parts[-1].rstrip(" \n")
                self.parts.append(self._border)
            self._border = _SAME
        elif self._border:
            return
        self.parts.append(said)


def _is_data(row: HtmlElement) -> bool:
    """Whether the cells of a row hold short facts; else the table lays out a text, and its cells are blocks."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    return all(cell.find(".//table") is None and len(cell.text_content()) <= _MAX_CELL for cell in cells)
