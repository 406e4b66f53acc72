"""Web page extraction: the main text and what a page says of itself; menus, scripts and notices go."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from retrieval.model import Article
from retrieval.sources.files.limits import is_endless
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, broken_characters, unfit_id
from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line, joined, lines_of
from retrieval.sources.html.main_text import BORDER_CLASS, main_lines
from retrieval.sources.html.page_data import Itself, plain_title
from retrieval.sources.html.page_dates import own_date
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
_MAX_LINES_ABOVE, _MAX_ABOVE_CHARACTERS = 10, 60
_CLOSING_PARAGRAPH = re.compile(rb"(</p\s*>)", re.IGNORECASE)
_BORDER = rb"\1<hr class=" + BORDER_CLASS.encode() + rb">"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class NoArticle:
    """A page without an article in it, and why."""

    why: str


def _too_large(raw: bytes) -> str:
    """Why no parser should be given a page; empty where one may."""
    if len(raw) > MAX_PAGE_BYTES:
        return f"the page is over {MAX_PAGE_BYTES // 1_000_000} MB"
    return "the page has more elements than any article needs" if is_endless(raw, max_marks=MAX_MARKS) else ""


def read_page(raw: bytes, *, url: str | None, now: datetime, fallback_id: str | None = None) -> Article | NoArticle:
    """The article of a page.

    Args:
        url: where it was found; its own canonical address counts only where it is on the same site.
        now: what is dated later than this is not believed.
        fallback_id: the article's id where the page has no address.
    """
    if why := _too_large(raw):
        return NoArticle(why)
    tree = parse_html(raw)
    if tree is None:
        return NoArticle("it is not an HTML page")
    address = _own_address(tree, url)
    facts, language = _facts(tree, address), language_of_page(tree)
    seen = lines_of(tree, language)
    title = _title(facts.title if facts else None, seen)
    chosen = main_lines(tree, url=address, language=language)
    text = joined(_without_title([line for line in chosen if not _is_notice(line)], title)).strip()
    if len(text) < _MIN_CHARACTERS or broken_characters(text):
        return NoArticle("no article was found in the page")
    if len(text.encode()) > MAX_TEXT_BYTES:
        return NoArticle(f"the text is over {MAX_TEXT_BYTES // 1_000_000} MB")
    article_id = (canonical_url(address) if address else None) or fallback_id
    if article_id is None or unfit_id(article_id):
        return NoArticle("it has no address that could be its id")
    itself = Itself(_titles(tree, title), [own for own in (canonical_url(a) for a in (address, url) if a) if own])
    return Article(
        id=article_id,
        text=text,
        title=title,
        outlet=_line(facts.sitename) if facts else None,
        author=_line(facts.author) if facts else None,
        published=own_date(tree, seen, itself, now=now),
        url=article_id if address else None,
        language=language,
    )


def parse_html(raw: bytes) -> HtmlElement | None:
    """The tree of a page in whatever encoding it is; None for what is none."""
    from trafilatura import load_html

    try:
        tree: HtmlElement | None = load_html(_CLOSING_PARAGRAPH.sub(_BORDER, raw))
    except (ValueError, RecursionError, LookupError):
        return None
    return tree


def language_of_page(tree: HtmlElement) -> str | None:
    """What the page itself says it is written in."""
    match = _LANGUAGE.match((tree.get("lang") or "").lower())
    return match[0] if match else None


def _facts(tree: HtmlElement, url: str | None) -> Any:
    """Title, outlet and author as the page gives them; its dates are read elsewhere."""
    import copy

    from trafilatura import extract_metadata

    # Its messages speak of pages, and a page is nobody's business but the operator's.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return extract_metadata(copy.deepcopy(tree), default_url=url, extensive=False)
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        return None  # a page that breaks the library is a page that says nothing of itself


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


def _title(given: str | None, lines: Sequence[Line]) -> str | None:
    """The title that the page gives, as a reader sees it where it is the heading."""
    title = _line(given)
    if title is None:
        return None
    plain = plain_title(title)
    heads = (line.text for line in lines if tag_of(line.element) in ("h1", "h2") and plain_title(line.text) == plain)
    return _line(next(heads, title))


def _titles(tree: HtmlElement, title: str | None) -> list[str]:
    """All that the page calls its article: its title, its first heading, and what it gives to those who share it."""
    given = _found(tree, "//meta[@property='og:title' or @name='twitter:title']/@content")
    heads = [head.text_content() for head in _found(tree, "//h1")]
    return [*filter(None, (title, *given[:2], *(heads if len(heads) == 1 else [])))]


def _is_notice(line: Line) -> bool:
    return len(line.text) <= _MAX_NOTICE_CHARACTERS and _NOTICE.match(line.text.strip()) is not None


def _without_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines without the title and the few short ones above it: a section's name, a menu."""
    above = takewhile(
        lambda line: len(line.text) <= _MAX_ABOVE_CHARACTERS or line.text == title, lines[:_MAX_LINES_ABOVE]
    )
    titles = [at for at, line in enumerate(above) if line.text.strip() == title]
    return lines[titles[-1] + 1 :] if titles else lines


def _line(value: str | None) -> str | None:
    """A fact on one line, without what a database cannot keep."""
    line = " ".join((value or "").replace("\0", "").split())[:1000]
    return None if not line or broken_characters(line) else line
