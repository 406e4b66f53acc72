"""Byline region of a page: the short lines between an article's title and its text, and what of a page is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from retrieval.sources.html.html_elements import PARAGRAPHS, tag_of
from retrieval.sources.html.html_text import Line
from retrieval.sources.html.page_data import Itself, plain_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where a page speaks of other articles, of readers and of itself.
_ELSEWHERE = frozenset(("aside", "nav", "form", "li", "table"))
_OTHERS = re.compile(r"comment|related|recommend|popular|latest|teaser|sidebar|widget|promo(?!ted)|replies|reactions")
_FOOT = re.compile(r"footer")
_ITSELF = re.compile(r"(?:^|[\s/])(?:hentry|post|article|node|newsarticle|blogposting)(?:\s|$)")
_MAX_HEADER_LINES = 12
_MAX_BLOCK_CHARACTERS = 400
"""What holds a title and no more than this is the head of an article."""
_PROSE_CHARACTERS = 60
_MIN_TITLE_CHARACTERS, _MAX_TITLE_CHARACTERS = 15, 1000


def is_elsewhere(element: HtmlElement, *, within: HtmlElement | None = None) -> bool:
    """Whether an element is where a page speaks of something else than its article.

    Args:
        within: an element that is known to be about the article; what is around it is not looked at.
    """
    is_foot = False
    for above in (element, *element.iterancestors()):
        tag = tag_of(above)
        if tag in ("body", "html"):
            break
        words = _words_of(above)
        # The foot of an article is about it.
        if above is within or (is_foot and (tag == "article" or _ITSELF.search(words))):
            is_foot = False
        if above is within:
            break
        if tag in _ELSEWHERE or _OTHERS.search(words):
            return True
        is_foot |= tag == "footer" or _FOOT.search(words) is not None
    return is_foot


def header_lines(lines: Sequence[Line], itself: Itself) -> list[Line]:
    """The short lines about the article: from its title to its text, and above it in the same element."""
    at = _title_at(lines, itself)
    if at is None:
        return []
    places = {tag_of(above): above for above in reversed(list(lines[at].element.iterancestors()))}
    heads = [places.get("header", places.get("article")), _head_block(lines[at])]
    above = [line for line in lines[max(0, at - 3) : at] if any(h is not None and stands_in(line, h) for h in heads)]
    if at and not above and _block_of(lines[at - 1]) is _block_of(lines[at]):
        above = [lines[at - 1]]
    body = places.get("article", places.get("main", places.get("body")))
    # A title in a table or a list is where this page has its article.
    around = [above for above in lines[at].element.iterancestors() if tag_of(above) in _ELSEWHERE]
    below: list[Line] = []
    prose = 0
    for line in lines[at + 1 : at + 1 + _MAX_HEADER_LINES]:
        prose += len(line.text) >= _PROSE_CHARACTERS
        # One sentence may come between the title and the byline.
        if prose > 1 or body is None or not stands_in(line, body):
            break
        below.append(line)
    return [line for line in (*above, *below) if _is_own(line, lines[at], around) and not is_title(line, itself)]


def own_container(lines: Sequence[Line], itself: Itself) -> HtmlElement | None:
    """The element that is the article with the page's title; None where the title is in no such element."""
    at = _title_at(lines, itself)
    above = lines[at].element.iterancestors() if at is not None else ()
    return next((e for e in above if tag_of(e) == "article" or _ITSELF.search(_words_of(e))), None)


def is_title(line: Line, itself: Itself) -> bool:
    """Whether a line is the page's title, whatever its element."""
    if len(line.text) > _MAX_TITLE_CHARACTERS:
        return False
    own = plain_title(line.text)
    is_heading = tag_of(line.element) in ("h1", "h2")
    return (is_heading or len(own) >= _MIN_TITLE_CHARACTERS) and any(
        own == plain_title(t) for t in itself.titles if own
    )


def stands_in(line: Line, place: HtmlElement) -> bool:
    """Whether a line is inside an element."""
    return line.element is place or any(above is place for above in line.element.iterancestors())


def _words_of(element: HtmlElement) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''} {element.get('itemtype') or ''}".lower()


def _is_own(line: Line, title: Line, around: Sequence[HtmlElement]) -> bool:
    """Whether a line is about the article of a title: in no caption of a picture, and in none of several articles."""
    above = list(line.element.iterancestors())
    if any(tag_of(element) in ("figure", "figcaption") for element in (line.element, *above)):
        return False
    shared = next((element for element in around if element in above), None)
    if is_elsewhere(line.element, within=shared):
        return False
    article = next((element for element in (line.element, *above) if tag_of(element) == "article"), None)
    if article is None or stands_in(title, article) or article.getparent() is None:
        return True
    return sum(tag_of(element) == "article" for element in article.getparent()) < 2


def _title_at(lines: Sequence[Line], itself: Itself) -> int | None:
    found = [n for n, line in enumerate(lines) if is_title(line, itself)]
    headings = [n for n in found if tag_of(lines[n].element) in ("h1", "h2")]
    return next(iter(headings or found), None)


def _head_block(title: Line) -> HtmlElement | None:
    """The largest element that holds the title and little more."""
    found = None
    for above in title.element.iterancestors():
        if len(above.text_content()) > len(title.text) + _MAX_BLOCK_CHARACTERS or tag_of(above) == "body":
            break
        found = above
    return found


def _block_of(line: Line) -> HtmlElement:
    for above in (line.element, *line.element.iterancestors()):
        if tag_of(above) in PARAGRAPHS:
            return above
    return line.element
