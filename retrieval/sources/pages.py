"""Which article is in a web page? Its main text and what it says of itself; menus, scripts and notices go."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from retrieval.model import Article
from retrieval.sources.files import MAX_TEXT_BYTES, broken_characters, unfit_id
from retrieval.sources.limits import is_endless
from retrieval.sources.moments import read_moment
from retrieval.sources.urls import canonical_url, site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE_BYTES = 10_000_000
# Twice its elements. A news page has some thousands; from here on extraction takes tens of seconds and gigabytes.
MAX_MARKS = 60_000
_MIN_CHARACTERS = 120
_NOTICE = re.compile(
    r"(?:sign up (?:for|to) (?:our|the|get)\b|subscribe to (?:our|the)\b.*newsletter"
    r"|(?:we|this (?:web)?site) uses? cookies|by continuing to (?:use|browse)|accept (?:all )?cookies"
    r"|share (?:this|on)\b|follow us on\b|advertisement$"
    r"|read more:|related(?: articles| stories)?:?$|click here to\b|all rights reserved|©)",
    re.IGNORECASE,
)
_MAX_NOTICE_CHARACTERS = 200
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class NoArticle:
    """A page without an article in it, and why."""

    why: str


def read_page(raw: bytes, *, url: str | None, now: datetime, fallback_id: str | None = None) -> Article | NoArticle:
    """The article of a page.

    Args:
        url: where it was found; its own canonical address counts only where it is on the same site.
        now: what is dated later than this is not believed.
        fallback_id: the article's id where the page has no address.
    """
    if len(raw) > MAX_PAGE_BYTES:
        return NoArticle(f"the page is over {MAX_PAGE_BYTES // 1_000_000} MB")
    if is_endless(raw, max_marks=MAX_MARKS):
        return NoArticle("the page is made of more elements than any article needs")
    tree = parse_html(raw)
    if tree is None:
        return NoArticle("it is no page of HTML")
    address = _own_address(tree, url)
    found = _extract(tree, address)
    text = _main_text((found.text or "") if found else "", found.title if found else None)
    if found is None or len(text) < _MIN_CHARACTERS or broken_characters(text):
        return NoArticle("no article was found in the page")
    if len(text.encode()) > MAX_TEXT_BYTES:
        return NoArticle(f"the text is over {MAX_TEXT_BYTES // 1_000_000} MB")
    article_id = (canonical_url(address) if address else None) or fallback_id
    if article_id is None or unfit_id(article_id):
        return NoArticle("it has no address that could be its id")
    stated = next((str(v) for path in _PUBLISHED for v in _found(tree, path)), None)
    return Article(
        id=article_id,
        text=text,
        title=_line(found.title),
        outlet=_line(found.sitename),
        author=_line(found.author),
        published=read_moment(stated, now=now) or _json_date(raw, now) or read_moment(found.date, now=now),
        url=article_id if address else None,
        language=language_of_page(tree),
    )


def parse_html(raw: bytes) -> HtmlElement | None:
    """The tree of a page in whatever encoding it is; None for what is none."""
    from trafilatura import load_html

    try:
        tree: HtmlElement | None = load_html(raw)
    except (ValueError, RecursionError, LookupError):
        return None
    return tree


def language_of_page(tree: HtmlElement) -> str | None:
    """What the page itself says it is written in."""
    match = _LANGUAGE.match((tree.get("lang") or "").lower())
    return match[0] if match else None


def _extract(tree: HtmlElement, url: str | None) -> Any | None:
    import copy

    from trafilatura import bare_extraction

    # Its messages speak of pages, and a page is nobody's business but the operator's.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            copy.deepcopy(tree), url=url, with_metadata=True, include_comments=False, include_tables=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        return None  # a page that breaks the library is a page without an article


def _own_address(tree: HtmlElement, url: str | None) -> str | None:
    """The canonical address; a page cannot claim to be one of another site."""
    given = next((str(v) for v in _found(tree, "//link[@rel='canonical']/@href")), None)
    try:
        own = canonical_url(urljoin(url or "", given)) if given else None
        if own and (url is None or site_of(own) == site_of(url)) and (url is None or urlsplit(own).path != "/"):
            return own
    except ValueError:
        pass
    return url


def _found(tree: HtmlElement, path: str) -> list[Any]:
    found = tree.xpath(path)
    return found if isinstance(found, list) else []


def _json_date(raw: bytes, now: datetime) -> Any:
    match = _JSON_DATE.search(raw[:2_000_000].decode("utf-8", "replace"))
    return read_moment(match[1], now=now) if match else None


def _main_text(text: str, title: str | None) -> str:
    """The lines without notices, and without the title above them."""
    lines = [x for x in text.split("\n") if not (len(x) <= _MAX_NOTICE_CHARACTERS and _NOTICE.match(x.strip()))]
    if lines and title and lines[0].strip() == title.strip():
        del lines[0]
    return "\n".join(lines).strip()


def _line(value: str | None) -> str | None:
    """A fact on one line, without what a database cannot keep."""
    line = " ".join((value or "").replace("\0", "").split())[:1000]
    return None if not line or broken_characters(line) else line
