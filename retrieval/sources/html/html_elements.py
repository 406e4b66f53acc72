"""HTML elements as a reader sees them: hidden, block-level, or preformatted."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEW_LINE, NEW_PARAGRAPH = 1, 2
LINES = frozenset(("li", "dt", "dd", "option"))
PARAGRAPHS = frozenset(
    (
        *("html", "body", "p", "div", "section", "article", "main", "aside", "header", "footer", "nav", "hgroup"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "address", "center", "pre", "xmp", "listing", "hr"),
        *("ul", "ol", "dl", "menu", "dir", "figure", "figcaption", "details", "summary", "form", "fieldset", "search"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "legend", "dialog", "optgroup"),
    )
)
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_AS_TYPED = frozenset(("pre", "xmp", "listing"))
# What no browser shows as text. `xml` is what word processors leave behind; the words inside the elements from
# `iframe` on stand in for something that could not be shown.
_UNSEEN = frozenset(
    (
        *("head", "title", "meta", "link", "base", "script", "style", "template", "noscript", "xml", "desc"),
        *("metadata", "defs", "annotation", "annotation-xml", "datalist", "param", "source", "track", "area", "map"),
        *("iframe", "object", "embed", "audio", "video", "canvas", "select", "textarea", "input", "progress", "meter"),
        *("applet", "frameset", "noframes", "noembed", "fencedframe"),
        # Struck out: the article takes these words back.
        *("del", "s", "strike"),
    )
)
# Drawn as a box: words on its two sides are seen apart.
BOXES = frozenset(("img", "svg", "iframe", "object", "video", "audio", "canvas", "select", "input", "button", "embed"))
CONTROLS = frozenset(("time", "button", "label", "legend"))
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.IGNORECASE)
_TYPED_STYLE = re.compile(r"(?:^|[;\s])white-space\s*:\s*pre", re.IGNORECASE)
# Bootstrap's and WordPress's names for what is only read aloud.
_READ_ALOUD = frozenset(("sr-only", "visually-hidden", "screen-reader-text"))
# Inside these, elements without a border are in running text.
_FLOWS_INSIDE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "address", "summary", "legend", "caption"))
_SENTENCE_ENDS = frozenset('.!?…”"»“’)')
_LONG_SENTENCE_CHARACTERS = 40


def tag_of(element: HtmlElement) -> str:
    """The name of an element, without its namespace and in lower case; nothing for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def border_of(element: HtmlElement) -> int:
    """What separates an element from its neighbours: ``NEW_LINE``, ``NEW_PARAGRAPH``, or 0 for nothing."""
    tag = tag_of(element)
    if tag in _LISTS and element.getparent() is not None and tag_of(element.getparent()) == "li":
        return NEW_LINE
    if tag in PARAGRAPHS:
        return NEW_PARAGRAPH
    if tag in LINES:
        return NEW_LINE
    return NEW_LINE if _BLOCK_STYLE.search(element.get("style") or "") else 0


def is_unseen(element: HtmlElement) -> bool:
    """Whether a page does not show what is in an element."""
    if tag_of(element) in _UNSEEN:
        return True
    if not element.attrib:
        return False
    if element.get("hidden", "until-found") != "until-found" or _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    return not _READ_ALOUD.isdisjoint((element.get("class") or "").split())


def is_typed_out(element: HtmlElement) -> bool:
    """Whether line ends and blanks inside an element are shown."""
    return tag_of(element) in _AS_TYPED or _TYPED_STYLE.search(element.get("style") or "") is not None


def has_brackets(annotation: HtmlElement) -> bool:
    """Whether the annotation of a ruby has its brackets written for those who cannot show it above the line."""
    before = annotation.getprevious()
    return before is not None and tag_of(before) == "rp"


def ends_apart(element: HtmlElement) -> bool:
    """Whether an element that makes no border holds a paragraph all the same: style sheets put one there.

    So it is where it holds a long sentence to its end, with no words beside it, and the next one follows as if glued;
    an element that HTML does not know may have blanks after it.
    """
    parent = element.getparent()
    if parent is None or tag_of(parent) in _FLOWS_INSIDE or not (tag_of(parent) in PARAGRAPHS or is_custom(parent)):
        return False
    following, before = element.getnext(), element.getprevious()
    tail, lead = element.tail or "", (parent.text if before is None else before.tail) or ""
    if following is None or tail.strip() or lead.strip() or (tail and not is_custom(element)):
        return False
    return _last_sign(element) in _SENTENCE_ENDS and _is_long(element)


def is_custom(element: HtmlElement) -> bool:
    """Whether an element's name is made up by the page's authors."""
    return "-" in tag_of(element) or (isinstance(element.tag, str) and ":" in element.tag)


def _last_sign(element: HtmlElement) -> str:
    while True:
        last = element[-1] if len(element) else None
        text = ((element.text if last is None else last.tail) or "").rstrip()
        if text or last is None:
            return text[-1:] or " "
        element = last


def _is_long(element: HtmlElement) -> bool:
    return any(length >= _LONG_SENTENCE_CHARACTERS for length in accumulate(len(t.strip()) for t in element.itertext()))
