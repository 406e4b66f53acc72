"""Feed parsing: the articles of RSS, Atom, JSON Feed and news sitemaps, as they describe them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urldefrag, urljoin

from retrieval.errors import SourceError
from retrieval.model import Published
from retrieval.sources.dates.moments import read_moment, with_own_day
from retrieval.sources.feeds.offers import Offer, address_of, told_apart, whole_address
from retrieval.sources.feeds.sitemaps import is_sitemap_index, sitemap_offers
from retrieval.sources.files.categories import as_categories
from retrieval.sources.files.limits import is_endless
from retrieval.sources.files.packed import unpacked

MAX_FEED_BYTES = 10_000_000
MAX_OFFERS = 1000
_MAX_MARKS = 300_000
_OPENING = re.compile(rb"<(?:\w+:)?(item|entry|url)[\s/>]")
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
_CLOSING = {"rss": b"</channel></rss>", "feed": b"</feed>", "urlset": b"</urlset>"}
_BASE = re.compile(rb"(<[^<>]{0,2000}?\s)xml:base\s{0,9}=")
_DECLARATION = re.compile(rb"\s{0,9}<\?xml[^>]{0,300}\?>")
_REFERENCE = re.compile(rb"&#([0-9]{1,20}|[xX][0-9a-fA-F]{1,20});?")
_HEAD_BYTES = 4000
_MAX_CATEGORIES = 100


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
        # The version may be written behind the items.
        return b"jsonfeed.org/version" in raw
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
        raise SourceError(url, "it is not a feed (RSS, Atom, JSON Feed or a news sitemap)")
    raw = _cut(raw, root[1].decode())
    if is_endless(raw, max_marks=_MAX_MARKS):
        raise SourceError(url, "the feed has more elements than any feed needs")
    return _sitemap(raw, url, now) if root[1] in (b"urlset", b"sitemapindex") else _xml_feed(raw, url, now)


def _cut(raw: bytes, root: str) -> bytes:
    """No more than the first thousand items of a feed, well closed."""
    for count, opening in enumerate(_OPENING.finditer(raw)):
        if count == MAX_OFFERS:
            return raw[: opening.start()] + _CLOSING.get(root, b"</rdf:RDF>")
    return raw


def _xml_feed(raw: bytes, url: str, now: datetime) -> Feed:
    import feedparser

    bases = _bases(raw)
    # The library would make an address of any word beneath a base, and breaks at a sign that no alphabet has.
    declared = _DECLARATION.match(raw)
    raw = raw[declared.end() :] if declared and not declared[0].isascii() else raw
    clean = _REFERENCE.sub(_possible, _BASE.sub(rb"\1xml-base=", raw))
    try:
        found = feedparser.parse(clean, resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
        raise SourceError(url, "it is not a feed that can be read") from error
    if not found.get("version") and not found.get("entries"):
        raise SourceError(url, "it is not a feed that can be read")
    facts, entries = found.feed, found.entries[:MAX_OFFERS]
    home = whole_address(facts.get("link"), feed_url=url) or url
    if len(bases) != len(entries):
        bases = [None] * len(entries)
    is_rss = str(found.get("version")).startswith("rss")
    offers = (
        _of_entry(entry, _beneath(home, base), url, now, is_rss=is_rss)
        for entry, base in zip(entries, bases, strict=True)
    )
    return Feed(_text(facts.get("title")), _tag(facts.get("language")), told_apart(o for o in offers if o))


def _possible(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, as it is; one to what is none becomes the sign for that."""
    digits = reference[1].decode().lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return reference[0] if 0 < code <= sys.maxunicode and not 0xD800 <= code < 0xE000 else b"&#65533;"


def _beneath(home: str, base: str | None) -> str:
    try:
        return urljoin(home, base or "")
    except ValueError:
        return home


def _bases(raw: bytes) -> list[str | None]:
    """What ``xml:base`` says for each item, in order; empty where the feed has none."""
    if not _BASE.search(raw):
        return []
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    items = () if root is None else (e for e in root.iter("{*}item", "{*}entry"))
    return [item.base for item in items]


def _of_entry(entry: dict[str, Any], base: str, feed_url: str, now: datetime, *, is_rss: bool) -> Offer | None:
    guid = _text(entry.get("id"))
    # A guid that stands for a missing link is an address only where it is a whole one.
    is_link = entry.get("link") and not (entry.get("guidislink") and entry.get("link") == guid)
    address = address_of(entry["link"], base=base, feed_url=feed_url) if is_link else None
    address = address or whole_address(guid, feed_url=feed_url)
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    html = max((*contents, str(entry.get("summary") or "")), key=len)
    key = guid or (urldefrag(address)[0] if address else None) or _text(entry.get("title"))
    if not (address or html) or not (key or html):
        return None
    published, updated = _moments(entry, now, is_rss=is_rss)
    title, author = _plain(entry.get("title")), _text(entry.get("author"))
    filed = _filed(tag.get("label") or tag.get("term") for tag in entry.get("tags") or ())
    return Offer(key or html, address, title, author, published, html, guid, updated, categories=filed)


def _moments(entry: dict[str, Any], now: datetime, *, is_rss: bool) -> tuple[Published | None, Published | None]:
    """When it was published, and when it was changed.

    The library calls the ``dc:date`` of an RSS item its update; it is when the item was published. An update is no
    publication: it says only that there was an article by then.
    """
    names = ("published", "created", "updated") if is_rss else ("published", "created")
    # Past the library's own look-ups, which give one for the other with a warning.
    read = {name: read_moment(_text(dict.get(entry, name)), now=now) for name in ("published", "created", "updated")}
    published = next((read[name] for name in names if read[name]), None)
    if published is not None:
        published = with_own_day(published, read.values())
    return published, read["updated"]


def _json_feed(raw: bytes, url: str, now: datetime) -> Feed:
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(url, "it is not JSON that can be read") from error
    entries = found.get("items") if isinstance(found, dict) else None
    if not isinstance(entries, list) or "jsonfeed.org" not in str(found.get("version")):
        raise SourceError(url, "it is not a JSON Feed")
    home = whole_address(found.get("home_page_url"), feed_url=url) or url
    offers = (_of_json(e, home, url, now) for e in entries[:MAX_OFFERS] if isinstance(e, dict))
    return Feed(_text(found.get("title")), _tag(found.get("language")), told_apart(o for o in offers if o))


def _of_json(entry: Mapping[str, Any], base: str, feed_url: str, now: datetime) -> Offer | None:
    guid = _text(_scalar(entry.get("id")))
    address = address_of(entry.get("url"), base=base, feed_url=feed_url) or whole_address(guid, feed_url=feed_url)
    html = _text(entry.get("content_html")) or _text(entry.get("content_text")) or _text(entry.get("summary")) or ""
    if not (address or html):
        return None
    authors = entry.get("authors") or [entry.get("author")]
    names = [_text(a.get("name")) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    published, updated = (
        read_moment(_text(_scalar(entry.get(n))), now=now) for n in ("date_published", "date_modified")
    )
    author = ", ".join(name for name in names if name) or None
    key = guid or (urldefrag(address)[0] if address else html)
    tags = entry.get("tags")
    filed = _filed(tags if isinstance(tags, list) else ())
    return Offer(key, address, _text(entry.get("title")), author, published, html, guid, updated, categories=filed)


def _filed(names: Iterable[Any]) -> tuple[str, ...]:
    return as_categories(filter(None, map(_plain, islice(names, _MAX_CATEGORIES))))


def _scalar(value: Any) -> str | None:
    """A number as it is written; JSON's ids and moments are numbers at times."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _sitemap(raw: bytes, url: str, now: datetime) -> Feed:
    if is_sitemap_index(raw):
        raise SourceError(url, "it lists other sitemaps; add the one for news")
    return Feed(None, None, told_apart(islice(sitemap_offers(raw, url=url, now=now), MAX_OFFERS)))


def _plain(value: Any) -> str | None:
    """A title without tags and entities."""
    from html import unescape

    text = _text(value)
    return " ".join(unescape(re.sub(r"</?[A-Za-z][^<>]{0,200}>", "", text)).split()) if text else None


def _text(value: Any) -> str | None:
    """A string without what a database cannot keep."""
    if not isinstance(value, str):
        return None
    return value.replace("\0", "").encode("utf-8", "replace").decode().strip() or None


def _tag(value: Any) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}", value) if isinstance(value, str) else None
    return match[0].lower() if match else None
