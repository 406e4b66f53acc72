"""Feed discovery: the feeds that a site's pages name, else those at the usual paths, else its news sitemap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from protego import Protego

from bot.intake.fetching import Fetched
from retrieval.errors import SourceError
from retrieval.sources.feeds import is_feed, is_news_sitemap, is_sitemap_index, nested_sitemaps
from retrieval.sources.files import is_endless
from retrieval.sources.html import MAX_MARKS, parse_html
from retrieval.sources.urls import canonical_url, site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Get = Callable[[str], Fetched]
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
# Said of other things too; a feed where its address looks like one's.
_VAGUE_TYPES = ("application/xml", "text/xml", "application/json")
_FEEDLIKE = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:$|[/._-])", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|/replies\b", re.IGNORECASE)
_USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml")
_MOST = 10
_MAX_SITEMAPS = 12
"""Sitemaps fetched in search of the one for news, those of robots.txt and of indexes together."""
_MAX_NEWS_SITEMAPS = 3
_MAX_ROBOTS_CHARACTERS = 500_000


def named_feeds(page: Fetched) -> tuple[str, ...]:
    """The feeds that a page names, in its order; those of comments come last."""
    tree = None if is_endless(page.body, max_marks=MAX_MARKS) else parse_html(page.body)
    if tree is None:
        return ()
    found = sorted(_links(tree, page.url), key=lambda one: one[1])
    return tuple(dict.fromkeys(address for address, _ in found))[:_MOST]


def is_of_comments(address: str, page_url: str, title: str = "") -> bool:
    """Whether a feed is of what readers say: by its name, or because it is below the page of one article.

    >>> home, post = "https://h.example/", "https://h.example/2026/rain/"
    >>> [is_of_comments(*a) for a in ((home + "feed/", post), (post + "feed/", post), (home + "comments/feed/", home))]
    [False, True, True]
    """
    own = urlsplit(page_url).path.rstrip("/")
    is_below = own != "" and urlsplit(address).path.rstrip("/") in (f"{own}/feed", f"{own}/feed/atom")
    return is_below or _COMMENTS.search(urlsplit(address).path) is not None or _COMMENTS.search(title) is not None


def find_feeds(page: Fetched, get: Get, now: datetime) -> tuple[str, ...]:
    """The feeds of a site by one of its pages: what the page names, what the site's first page names, the usual paths.

    Where a site has none, its news sitemap is one.
    """
    if named := named_feeds(page):
        return named
    home = urljoin(page.url, "/")
    if urlsplit(page.url).path not in ("", "/") and (first := _got(home, get)) and (named := named_feeds(first)):
        return named
    for path in _USUAL:
        found = _got(urljoin(home, path), get)
        if found and is_feed(found.body) and not is_sitemap_index(found.body):
            return (found.url,)
    return site_news_sitemaps(home, get, now)


def news_sitemaps(index: Fetched, get: Get, now: datetime) -> tuple[str, ...]:
    """The news sitemaps that an index leads to, also over other indexes; within a dozen fetches."""
    return _search([index.url], {index.url: index}, get, now)


def site_news_sitemaps(home: str, get: Get, now: datetime) -> tuple[str, ...]:
    """The news sitemaps of a site: of those that its robots.txt names, else at the usual paths."""
    robots = _got(urljoin(home, "/robots.txt"), get)
    text = robots.body.decode("utf-8", "replace")[:_MAX_ROBOTS_CHARACTERS] if robots else ""
    named = [address for given in Protego.parse(text).sitemaps if (address := canonical_url(urljoin(home, given)))]
    return _search(named or [urljoin(home, path) for path in _USUAL_SITEMAPS], {}, get, now)


def _search(addresses: list[str], known: dict[str, Fetched], get: Get, now: datetime) -> tuple[str, ...]:
    """Look through sitemaps, those called news first, then the latest changed."""
    waiting = sorted(addresses, key=lambda address: not _is_called_news(address))
    seen = set(waiting)
    found: list[str] = []
    for _ in range(_MAX_SITEMAPS):
        if not waiting or len(found) == _MAX_NEWS_SITEMAPS:
            break
        address = waiting.pop(0)
        page = known.get(address) or _got(address, get)
        if page is None:
            continue
        if is_sitemap_index(page.body):
            nested = _nested(page, now)
            waiting += [one for one in nested if one not in seen]
            seen.update(nested)
            waiting.sort(key=lambda one: not _is_called_news(one))
        elif is_news_sitemap(page.body):
            found.append(address)
    return tuple(found)


def _nested(page: Fetched, now: datetime) -> list[str]:
    """The sitemaps of an index on its own site, the latest changed first."""
    try:
        nested = nested_sitemaps(page.body, url=page.url, now=now)
    except SourceError:
        return []
    own = [one for one in nested if site_of(one.url) == site_of(page.url)]
    return [one.url for one in sorted(own, key=lambda one: one.changed.timestamp() if one.changed else 0, reverse=True)]


def _is_called_news(address: str) -> bool:
    return "news" in urlsplit(address).path.lower()


def _links(tree: HtmlElement, url: str) -> Iterator[tuple[str, bool]]:
    """Each feed that a page names, and whether it is one of comments."""
    base = next(iter(tree.xpath("//base/@href")), "")
    for link in tree.xpath("//link[@href][@rel]"):
        type_ = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in link.get("rel").lower().split() or type_ not in _TYPES + _VAGUE_TYPES:
            continue
        try:
            address = canonical_url(urljoin(urljoin(url, base), link.get("href").strip()))
        except ValueError:
            continue
        if address and (type_ in _TYPES or _FEEDLIKE.search(urlsplit(address).path)):
            yield address, is_of_comments(address, url, link.get("title") or "")


def _got(address: str, get: Get) -> Fetched | None:
    try:
        found = get(address)
    except SourceError:
        return None
    return found if found.status == 200 else None
