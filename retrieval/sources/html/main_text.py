"""Main text extraction: a library chooses among the lines that a reader sees; their words are ours.

An extractor leaves out words that it takes for decoration, also inside a sentence. So each line gets a mark before it
that the extractor carries along, and what comes out counts only as a choice of lines: a text that is on no line of the
page, or most of whose line was left out, is not taken.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from retrieval.sources.html.html_elements import NEW_PARAGRAPH, tag_of
from retrieval.sources.html.html_text import Line, lines_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BORDER_CLASS = "end-of-paragraph"
"""The class of an ``<hr>`` that stands in for a closing tag which the parser would forget."""

_MARKED = re.compile(r"⸨(\d+)⸩([^⸨]*)")
_LETTER = re.compile(r"[^\W_]")
_TABLE_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption")
# The extractor keeps the words of these; whatever else is inside a line is made a plain span for it.
_KEPT = frozenset(("a", "span", "b", "i", "em", "strong", "u", "br", "img", "sub", "sup", "small", "font", "abbr"))
_HTML5 = frozenset(
    (
        *("article", "aside", "audio", "bdi", "canvas", "data", "datalist", "details", "dialog", "embed", "figcaption"),
        *("figure", "footer", "header", "hgroup", "main", "mark", "meter", "nav", "output", "picture", "progress"),
        *("rb", "rp", "rt", "rtc", "ruby", "search", "section", "slot", "source", "summary", "svg", "math", "template"),
        *("time", "track", "video", "wbr", "nobr", "marquee", "blink", "noembed", "noframes", "rect", "path", "g"),
    )
)


def main_lines(tree: HtmlElement, *, url: str | None, language: str | None) -> set[int]:
    """Which lines of a page are its article: their positions among all that ``lines_of`` gives of the same tree."""
    page = copy.deepcopy(tree)
    seen = lines_of(page, language)
    lines = [line for line in seen if not line.is_control]
    units = _units(lines)
    _simplify(page, lines)
    _mark(units)
    chosen = {id(line) for number in _chosen(_extracted(page, url), units) for line in units[number]}
    return {position for position, line in enumerate(seen) if id(line) in chosen}


def _units(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that begin at one place of the page belong together; each row of a table is on its own."""
    units: list[list[Line]] = []
    for line in lines:
        last = units[-1][0] if units else None
        if last is not None and line.slot and (last.element, last.slot) == (line.element, line.slot):
            units[-1].append(line)
        else:
            units.append([line])
    return units


def _simplify(page: HtmlElement, lines: Sequence[Line]) -> None:
    """Name the page's elements so that the extractor neither drops nor splits what is inside a line."""
    from lxml.html import defs

    facts = {line.element for line in lines if line.slot is None}
    inline = {element for line in lines for element in line.inline}
    for element in list(page.iter("*")):
        tag = tag_of(element)
        if element in inline:
            if tag not in _KEPT:
                element.tag = "span"
                element.attrib.clear()
        elif tag in _TABLE_PARTS:
            if not facts.intersection((element, *element.iterancestors("table"))):
                element.tag = "div"
        elif tag == "center" or (tag not in defs.tags and tag not in _HTML5):
            element.tag = "div"


def _mark(units: Sequence[Sequence[Line]]) -> None:
    """Write a mark before the first word of every unit; the border elements have done their work."""
    tables: dict[HtmlElement, list[str]] = {}
    for number, (line, *_) in enumerate(units):
        mark = f"⸨{number}⸩"
        if line.slot == "text":
            line.element.text = mark + (line.element.text or "")
        elif line.slot == "tail":
            line.element.tail = mark + (line.element.tail or "")
        else:
            tables.setdefault(line.element, []).append(f"{mark}{line.text}")
    for table, rows in tables.items():
        _write_rows(table, rows)
    for units_line in units:
        element = units_line[0].element
        if tag_of(element) == "hr" and element.get("class") == BORDER_CLASS:
            element.drop_tag()


def _write_rows(table: HtmlElement, rows: Sequence[str]) -> None:
    """One paragraph for a table of facts; a table of links stays what it is, and is no part of any article."""
    letters, linked = (sum(len(_LETTER.findall(t)) for t in texts) for texts in (rows, _links(table)))
    if linked * 2 > letters:
        return
    from lxml.html import Element

    paragraph = Element("p")
    paragraph.text, paragraph.tail = rows[0], table.tail
    for row in rows[1:]:
        end = Element("br")
        end.tail = row
        paragraph.append(end)
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, paragraph)


def _links(table: HtmlElement) -> Iterator[str]:
    return (link.text_content() for link in table.iter("a"))


def _extracted(page: HtmlElement, url: str | None) -> str:
    from trafilatura import bare_extraction

    # Its messages speak of pages, and a page is nobody's business but the operator's.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = bare_extraction(page, url=url, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        return ""  # a page that breaks the library is a page without an article
    return str(found.text or "") if found else ""


def _chosen(text: str, units: Sequence[Sequence[Line]]) -> set[int]:
    """The units that are in an extracted text with at least half of their letters."""
    chosen = set()
    for mark in _MARKED.finditer(text):
        number = int(mark[1])
        if number < len(units):
            letters = sum(len(_LETTER.findall(line.text)) for line in units[number])
            if 2 * len(_LETTER.findall(mark[2])) >= max(letters, 1):
                chosen.add(number)
    return chosen


def closed_up(lines: Sequence[Line], chosen: Collection[int]) -> list[Line]:
    """The lines chosen; what was apart on the page does not become one paragraph."""
    shown = [position for position, line in enumerate(lines) if not line.is_control or position in chosen]
    found: list[Line] = []
    has_gap = True
    for position in shown:
        if position in chosen:
            found.append(replace(lines[position], breaks=NEW_PARAGRAPH) if has_gap else lines[position])
        has_gap = position not in chosen
    return found
