"""XML files: feeds that were saved, exports of WordPress, and what agencies send. The root element tells which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources.feeds import Offer, read_feed
from retrieval.sources.feeds.feeds import MAX_FEED_BYTES, MAX_OFFERS
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, Format, SourceFile, Yielded
from retrieval.sources.files.unpacking import Unreadable, beginning_of, open_unpacked
from retrieval.sources.files.xml_events import tag_of, xml_events
from retrieval.sources.formats.agency_news import AGENCY_ROOTS, MAX_BYTES, agency_records
from retrieval.sources.formats.fields import article_in
from retrieval.sources.formats.wordpress import wordpress_records
from retrieval.sources.html.markup import words_of_html
from retrieval.sources.refused import Refused
from retrieval.sources.urls import canonical_url

_SAMPLE_BYTES = _PIECE = 65_536
_FEED_ROOTS = frozenset(("rss", "feed", "RDF"))
_TO_DO = {
    "opml": "it is a list of feeds; give it to: verbatim sources import",
    "urlset": "it is a sitemap; give its address to: verbatim sources add",
    "sitemapindex": "it is a sitemap; give its address to: verbatim sources add",
    "html": "it is a web page; name it .html",
}
_WORDPRESS = b"wordpress.org/export/"
Record = Mapping[str, Any] | str


def read_xml(file: SourceFile) -> Yielded:
    """The articles of an XML file; what is wrong with one is told by its number."""
    from lxml.etree import XMLSyntaxError

    sample = beginning_of(file, _SAMPLE_BYTES)
    try:
        root = _root_of(sample)
        if root in _FEED_ROOTS and _WORDPRESS not in sample:
            yield from _of_feed(file)
        elif root in _FEED_ROOTS:
            yield from _of_records(file, wordpress_records(xml_events(_pieces(file))))
        elif root in AGENCY_ROOTS:
            yield from _of_records(file, agency_records(_whole(file, MAX_BYTES)))
        else:
            yield file.refused(_TO_DO.get(root, f"it is XML of a kind that is not read (<{root[:60]}>)"))
    except XMLSyntaxError:
        yield file.refused("its XML is broken, or larger or deeper than any document's")


def _root_of(sample: bytes) -> str:
    """The name of the root element. Raises XMLSyntaxError where there is none."""
    from lxml.etree import XMLSyntaxError

    try:
        for event, element in xml_events([sample]):
            if event == "start":
                return tag_of(element)
    except XMLSyntaxError:
        # Feeds are read however broken they are, as long as they begin like one.
        for name in _FEED_ROOTS:
            if f"<{name}".encode() in sample:
                return name
        raise
    raise Unreadable("it holds no XML")


def _of_records(file: SourceFile, records: Iterator[Record]) -> Yielded:
    number = 0
    for number, record in enumerate(records, start=1):
        yield _article(file, record, number)
    if not number:
        yield file.refused("it holds no articles")


def _pieces(file: SourceFile) -> Iterator[bytes]:
    with open_unpacked(file) as (opened, advance):
        while piece := opened.read(_PIECE):
            advance(len(piece))
            yield piece


def _whole(file: SourceFile, most: int) -> bytes:
    with open_unpacked(file) as (opened, advance):
        raw = opened.read(most + 1)
        advance(len(raw))
    if len(raw) > most:
        raise Unreadable(f"it is over {most // 1_000_000} MB")
    return raw


def _article(file: SourceFile, record: Record, number: int) -> Article | Refused:
    if isinstance(record, str):
        return file.refused(record, line=number)
    return article_in(file, record, number, name=f"{file.name}/{number}")


def _of_feed(file: SourceFile) -> Yielded:
    try:
        feed = read_feed(_whole(file, MAX_FEED_BYTES), url="", now=datetime.now(UTC))
    except SourceError as error:
        yield file.refused(error.why)
        return
    for number, offer in enumerate(feed.offers, start=1):
        yield _of_offer(file, offer, feed.title, feed.language, number)
    if not feed.offers:
        yield file.refused("it holds no articles")
    elif len(feed.offers) == MAX_OFFERS:
        yield file.refused(f"of a feed the first {MAX_OFFERS:,} items are read, and there may be more; part the file")


def _of_offer(
    file: SourceFile, offer: Offer, outlet: str | None, language: str | None, number: int
) -> Article | Refused:
    record = {
        "id": canonical_url(offer.url) if offer.url else offer.key,
        "title": offer.title,
        "outlet": outlet,
        "author": offer.author,
        "url": offer.url,
        "language": language,
        "published": offer.published.as_given if offer.published else None,
    }
    try:
        text = words_of_html(offer.html or "")
    except ValueError as error:
        return file.refused(str(error), line=number)
    if not text.strip():
        return file.refused("it has no text of its own, only a link; give the feed by its address", line=number)
    if len(text.encode()) > MAX_TEXT_BYTES:
        return file.refused(f"the text is over {MAX_TEXT_BYTES // 1_000_000} MB", line=number)
    return article_in(file, record, number, text=text)


XML = Format("XML", (".xml", ".xml.gz", ".rss", ".atom", ".rdf", ".wxr", ".nitf", ".newsml"), read_xml, is_exact=False)
