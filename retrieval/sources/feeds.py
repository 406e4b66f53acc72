"""What does a feed offer? The articles of RSS, Atom, JSON Feed and news sitemaps, as they describe them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from retrieval.errors import SourceError
from retrieval.model import Published
from retrieval.sources.limits import is_endless
from retrieval.sources.moments import read_moment
from retrieval.sources.packed import unpacked
from retrieval.sources.urls import canonical_url

MAX_FEED_BYTES = 10_000_000
MAX_OFFERS = 1000
_MAX_MARKS = 300_000
_OPENING = re.compile(rb"<(?:\w+:)?(item|entry|url)[\s/>]")
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
_CLOSING = {"rss": b"</channel></rss>", "feed": b"</feed>", "urlset": b"</urlset>"}
_HEAD_BYTES = 4000


@dataclass(frozen=True, slots=True)
class Offer:
    """One article as a feed describes it.

    Attributes:
        key: the same for the same article each time the feed is read.
        html: its text as the feed has it, perhaps only its beginning; empty where there is none.
    """

    key: str
    url: str | None
    title: str | None = None
    author: str | None = None
    published: Published | None = None
    html: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read; no more than the first thousand offers."""

    title: str | None
    language: str | None
    offers: tuple[Offer, ...]


def is_feed(raw: bytes) -> bool:
    """Whether bytes look like a feed or a sitemap, whatever they were called.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<!doctype html><html>")
    (True, False)
    """
    head = raw[:_HEAD_BYTES]
    if raw.lstrip()[:1] == b"{":
        return b"jsonfeed.org" in head
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    return _ROOT.search(head) is not None and b"<html" not in head.lower()


def read_feed(raw: bytes, *, url: str, now: datetime) -> Feed:
    """What a feed holds.

    Raises:
        SourceError: it is none, it is too large, or an index of other sitemaps.
    """
    raw = unpacked(raw, most=MAX_FEED_BYTES, location=url)
    if raw.lstrip()[:1] == b"{":
        return _json_feed(raw, url, now)
    root = _ROOT.search(raw[:_HEAD_BYTES].replace(b"\0", b""))
    if root is None:
        raise SourceError(url, "it is no feed (RSS, Atom, JSON Feed or a news sitemap)")
    raw = _cut(raw, root[1].decode())
    if is_endless(raw, max_marks=_MAX_MARKS):
        raise SourceError(url, "the feed is made of more elements than any feed needs")
    return _sitemap(raw, url, now) if root[1] in (b"urlset", b"sitemapindex") else _xml_feed(raw, url, now)


def _cut(raw: bytes, root: str) -> bytes:
    """No more than the first thousand items of a feed, well closed."""
    for count, opening in enumerate(_OPENING.finditer(raw)):
        if count == MAX_OFFERS:
            return raw[: opening.start()] + _CLOSING.get(root, b"</rdf:RDF>")
    return raw


def _xml_feed(raw: bytes, url: str, now: datetime) -> Feed:
    import feedparser

    found = feedparser.parse(raw, resolve_relative_uris=False, sanitize_html=False)
    if not found.get("version") and not found.get("entries"):
        raise SourceError(url, "it is no feed that can be read")
    offers = (_of_entry(entry, url, now) for entry in found.entries[:MAX_OFFERS])
    facts = found.feed
    return Feed(_text(facts.get("title")), _tag(facts.get("language")), tuple(o for o in offers if o))


def _of_entry(entry: dict[str, Any], base: str, now: datetime) -> Offer | None:
    address = _address(entry.get("link") or entry.get("id"), base)
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    html = max((*contents, str(entry.get("summary") or "")), key=len)
    key = str(entry.get("id") or address or entry.get("title") or "")
    if not key or not (address or html):
        return None
    # Past the library's own look-ups, which give one for the other with a warning.
    written = (dict.get(entry, name) for name in ("published", "updated", "created"))
    published = next(filter(None, (read_moment(_text(moment), now=now) for moment in written)), None)
    return Offer(
        key, address, _plain(entry.get("title")), _text(entry.get("author")), published or _parsed(entry, now), html
    )


def _parsed(entry: dict[str, Any], now: datetime) -> Published | None:
    """A date in a form that only the library reads, in UTC."""
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    if not moment:
        return None
    year, month, day, hour, minute, second = moment[:6]
    return read_moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}+00:00", now=now)


def _json_feed(raw: bytes, url: str, now: datetime) -> Feed:
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(url, "it is no JSON that can be read") from error
    entries = found.get("items") if isinstance(found, dict) else None
    if not isinstance(entries, list) or "jsonfeed.org" not in str(found.get("version")):
        raise SourceError(url, "it is no JSON Feed")
    offers = (_of_json(e, url, now) for e in entries[:MAX_OFFERS] if isinstance(e, dict))
    return Feed(_text(found.get("title")), _tag(found.get("language")), tuple(o for o in offers if o))


def _of_json(entry: Mapping[str, Any], base: str, now: datetime) -> Offer | None:
    address = _address(entry.get("url") or entry.get("id"), base)
    html = _text(entry.get("content_html")) or _text(entry.get("content_text")) or _text(entry.get("summary")) or ""
    key = str(entry.get("id") or address or "")
    if not key or not (address or html):
        return None
    authors = entry.get("authors") or [entry.get("author")]
    names = [_text(a.get("name")) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    published = read_moment(_text(entry.get("date_published")), now=now)
    author = ", ".join(name for name in names if name) or None
    return Offer(key, address, _text(entry.get("title")), author, published, html)


def _sitemap(raw: bytes, url: str, now: datetime) -> Feed:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(url, "it is no sitemap that can be read") from error
    if root is None or etree.QName(root).localname == "sitemapindex":
        raise SourceError(url, "it lists other sitemaps; add the one for news")
    offers: list[Offer] = []
    for place in root:
        if isinstance(place.tag, str) and len(offers) < MAX_OFFERS:
            facts = dict(_leaves(place))
            if address := _address(facts.get("loc"), url):
                moment = facts.get("publication_date") or facts.get("lastmod")
                offers.append(Offer(address, address, facts.get("title"), None, read_moment(moment, now=now)))
    return Feed(None, None, tuple(offers))


def _leaves(place: Any) -> Iterator[tuple[str, str]]:
    for element in place.iter():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            yield element.tag.rpartition("}")[2], element.text.strip()


def _address(value: Any, base: str) -> str | None:
    try:
        return canonical_url(urljoin(base, value)) if isinstance(value, str) and value.strip() else None
    except ValueError:
        return None


def _plain(value: Any) -> str | None:
    """A title without tags and entities."""
    from html import unescape

    text = _text(value)
    return " ".join(unescape(re.sub(r"<[^>]{0,200}>", "", text)).split()) if text else None


def _text(value: Any) -> str | None:
    """A string without what a database cannot keep."""
    if not isinstance(value, str):
        return None
    return value.replace("\0", "").encode("utf-8", "replace").decode().strip() or None


def _tag(value: Any) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}", value) if isinstance(value, str) else None
    return match[0].lower() if match else None
