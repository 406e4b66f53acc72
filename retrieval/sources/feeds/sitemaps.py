"""Sitemaps: the articles that one lists, and the sitemaps that an index lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urljoin

from retrieval.errors import SourceError
from retrieval.sources.dates.moments import read_moment
from retrieval.sources.feeds.offers import Offer, address_of
from retrieval.sources.files.limits import is_endless
from retrieval.sources.files.packed import GZIP, unpacked
from retrieval.sources.urls import canonical_url

MAX_SITEMAP_BYTES = 10_000_000
_MAX_MARKS = 400_000
_MAX_NESTED = 1000
_HEAD_BYTES = 4000
_INDEX = re.compile(rb"<(?:\w+:)?sitemapindex[\s>]")
_URLS = re.compile(rb"<(?:\w+:)?urlset[\s>]")
_NEWS = re.compile(rb"sitemap-news/\d|<news:news[\s>]|<(?:\w+:)?publication_date[\s>]")


@dataclass(frozen=True, slots=True)
class Nested:
    """A sitemap that an index lists, and when it changed, where the index says so."""

    url: str
    changed: datetime | None = None


def is_sitemap_index(raw: bytes) -> bool:
    """Whether bytes are a list of other sitemaps.

    >>> is_sitemap_index(b'<?xml version="1.0"?><sitemapindex xmlns="x"><sitemap/></sitemapindex>')
    True
    """
    return _INDEX.search(_plain(raw)[:_HEAD_BYTES]) is not None


def is_news_sitemap(raw: bytes) -> bool:
    """Whether a sitemap says when its articles were published, as one for news does."""
    plain = _plain(raw)
    return _URLS.search(plain[:_HEAD_BYTES]) is not None and _NEWS.search(plain) is not None


def nested_sitemaps(raw: bytes, *, url: str, now: datetime) -> tuple[Nested, ...]:
    """The sitemaps that an index lists, in its order; the first thousand.

    Raises:
        SourceError: it is no index that can be read.
    """
    found: list[Nested] = []
    for facts in sitemap_places(raw, url):
        address = _whole(facts.get("loc"), url)
        if address and len(found) < _MAX_NESTED:
            changed = read_moment(facts.get("lastmod"), now=now)
            found.append(Nested(address, changed.instant if changed else None))
    return tuple(found)


def sitemap_offers(raw: bytes, *, url: str, now: datetime) -> Iterator[Offer]:
    """The articles that a sitemap lists.

    Raises:
        SourceError: it is none that can be read.
    """
    for facts in sitemap_places(raw, url):
        if address := address_of(facts.get("loc"), base=url, feed_url=url):
            published, updated = (read_moment(facts.get(n), now=now) for n in ("publication_date", "lastmod"))
            yield Offer(urldefrag(address)[0], address, facts.get("title"), None, published, updated=updated)


def sitemap_places(raw: bytes, url: str) -> Iterator[dict[str, str]]:
    """What a sitemap says of each place, by the names of its elements.

    Raises:
        SourceError: it is none that can be read.
    """
    from lxml import etree

    raw = unpacked(raw, most=MAX_SITEMAP_BYTES, location=url)
    if is_endless(raw, max_marks=_MAX_MARKS):
        raise SourceError(url, "the sitemap has more elements than any needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(url, "it is not a sitemap that can be read") from error
    if root is None:
        raise SourceError(url, "it is not a sitemap that can be read")
    return (dict(_leaves(place)) for place in root if isinstance(place.tag, str))


def _leaves(place: Any) -> Iterator[tuple[str, str]]:
    for element in place.iter():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            yield element.tag.rpartition("}")[2], element.text.strip()


def _whole(given: str | None, url: str) -> str | None:
    try:
        return canonical_url(urljoin(url, given)) if given else None
    except ValueError:
        return None


def _plain(raw: bytes) -> bytes:
    """The bytes inside a gzip file; nothing where they cannot be had."""
    if not raw.startswith(GZIP):
        return raw
    try:
        return unpacked(raw, most=MAX_SITEMAP_BYTES)
    except SourceError:
        return b""
