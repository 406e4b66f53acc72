"""Feed discovery: the feeds that a site's page names, else those at the usual paths."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from bot.intake.fetching import Fetched
from retrieval.errors import SourceError
from retrieval.sources.feeds import is_feed
from retrieval.sources.files import is_endless
from retrieval.sources.html import MAX_MARKS, parse_html
from retrieval.sources.urls import canonical_url

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_MOST = 10


def named_feeds(page: Fetched) -> tuple[str, ...]:
    """The feeds that a page names, comments left out."""
    tree = None if is_endless(page.body, max_marks=MAX_MARKS) else parse_html(page.body)
    if tree is None:
        return ()
    links = tree.xpath("//link[@href][contains(concat(' ', normalize-space(@rel), ' '), ' alternate ')]")
    addresses = (
        canonical_url(urljoin(page.url, link.get("href")))
        for link in links
        if (link.get("type") or "").lower() in _TYPES and "comment" not in (link.get("title") or "").lower()
    )
    return tuple(dict.fromkeys(address for address in addresses if address))[:_MOST]


def find_feeds(page: Fetched, get: Callable[[str], Fetched]) -> tuple[str, ...]:
    """The feeds of a site by its page, most general first."""
    if named := named_feeds(page):
        return named
    for path in _USUAL:
        address = urljoin(page.url, path)
        try:
            found = get(address)
        except SourceError:
            continue
        if found.status == 200 and is_feed(found.body):
            return (found.url,)
    return ()
