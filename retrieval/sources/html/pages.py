"""Web page extraction: the main text and what a page says of itself; menus, scripts and notices go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from retrieval.model import Article, Published
from retrieval.sources.files.limits import is_endless
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, broken_characters, unfit_id
from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line, joined, lines_of
from retrieval.sources.html.leftovers import article_lines, is_listing
from retrieval.sources.html.main_text import BORDER_CLASS, closed_up, main_lines
from retrieval.sources.html.page_authors import page_authors
from retrieval.sources.html.page_data import Itself, all_nodes, headline_of, is_article, own_nodes
from retrieval.sources.html.page_dates import own_date
from retrieval.sources.html.page_header import own_container
from retrieval.sources.html.page_pictures import page_picture
from retrieval.sources.html.page_sections import page_sections
from retrieval.sources.html.page_sites import Site, site_of_page
from retrieval.sources.html.page_titles import declared_titles, page_title
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
    # Longer than other functions: each step still has an article, or says why there is none.
    if why := _too_large(raw):
        return NoArticle(why)
    tree = parse_html(raw)
    if tree is None:
        return NoArticle("it is not an HTML page")
    address = _own_address(tree, url)
    language = language_of_page(tree)
    seen = lines_of(tree, language)
    facts = _facts(tree, seen, [own for own in (canonical_url(a) for a in (address, url) if a) if own])
    title = _line(facts.title)
    author = _line(page_authors(tree, facts.own, facts.nodes, seen, facts.itself, facts.site))
    kept = article_lines(seen, main_lines(tree, url=address, language=language), facts.itself, author)
    if is_listing(seen, kept) and not any(map(is_article, facts.own)):
        return NoArticle("it lists other pages and is no article itself")
    chosen = [line for line in closed_up(seen, kept) if not _is_notice(line)]
    text = joined(_without_title(chosen, title)).strip()
    if len(text) < _MIN_CHARACTERS or broken_characters(text):
        return NoArticle("no article was found in the page")
    if len(text.encode()) > MAX_TEXT_BYTES:
        return NoArticle(f"the text is over {MAX_TEXT_BYTES // 1_000_000} MB")
    article_id = (canonical_url(address) if address else None) or fallback_id
    if article_id is None or unfit_id(article_id):
        return NoArticle("it has no address that could be its id")
    return Article(
        id=article_id,
        text=text,
        title=title,
        outlet=_line(facts.site.name),
        author=author,
        published=own_date(tree, facts.own, seen, facts.itself, now=now),
        url=article_id if address else None,
        language=language,
        categories=page_sections(tree, facts.own, own_container(seen, facts.itself), facts.itself.titles, facts.site),
        picture=page_picture(tree, facts.own, facts.nodes, title=title, url=address),
    )


@dataclass(frozen=True, slots=True)
class Credits:
    """What a page says above its text: its heading, who wrote it, of which day it is."""

    title: str | None
    author: str | None
    published: Published | None


def read_credits(raw: bytes, *, now: datetime) -> Credits | None:
    """What a page says of itself, without its main text; None for what is no page, or too large for a parser.

    Args:
        now: what is dated later than this is not believed.
    """
    tree = None if _too_large(raw) else parse_html(raw)
    if tree is None:
        return None
    seen = lines_of(tree, language_of_page(tree))
    facts = _facts(tree, seen, ())
    author = page_authors(tree, facts.own, facts.nodes, seen, facts.itself, facts.site)
    published = own_date(tree, facts.own, seen, facts.itself, now=now)
    return Credits(_line(facts.title), _line(author), published)


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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a page says of itself: its structured data, of it what is about its own article, and whose page it is."""

    nodes: Sequence[dict[str, Any]]
    own: Sequence[dict[str, Any]]
    itself: Itself
    site: Site
    title: str | None


def _facts(tree: HtmlElement, lines: Sequence[Line], addresses: Sequence[str]) -> _Facts:
    nodes, titles = all_nodes(tree), declared_titles(tree)
    heads = [line.text for line in lines if tag_of(line.element) == "h1"]
    named = [*titles, *(heads if len(heads) == 1 else [])]
    own = own_nodes(nodes, Itself(named, addresses))
    headlines = [headline for node in own if isinstance(headline := headline_of(node), str) and is_article(node)]
    site = site_of_page(tree, [*own, *nodes], titles, next(iter(addresses), None))
    title = page_title(titles, next(iter(headlines), None), lines, site)
    named = [name for name in named if not site.is_named(name)]
    itself = Itself([*filter(None, [title]), *named, *headlines[:1]], addresses)
    return _Facts(nodes, own, itself, site, title)


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
