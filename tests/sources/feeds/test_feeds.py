"""Is every kind of feed understood, and does a hostile one stay harmless?"""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime

import pytest

from retrieval.errors import SourceError
from retrieval.sources.feeds.feeds import MAX_OFFERS, Feed, is_feed, read_feed

NOW = datetime(2024, 1, 1, tzinfo=UTC)
URL = "https://h.example/feed"
LINK = "https://h.example/rain"
KINDS = {
    "RSS 0.91": f"<rss version='0.91'><channel><title>H</title><item><title>Rain</title><link>{LINK}</link>"
    "</item></channel></rss>",
    "RSS 1.0": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
    f" xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>H</title></channel><item><title>Rain</title>"
    f"<link>{LINK}</link><dc:date>2023-09-13T10:00:00+03:00</dc:date></item></rdf:RDF>",
    "RSS 2.0": f"<rss version='2.0'><channel><title>H</title><item><title>Rain</title><link>{LINK}?utm_source=f</link>"
    "<pubDate>Wed, 13 Sep 2023 10:00:00 +0300</pubDate></item></channel></rss>",
    "Atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>H</title><entry><title>Rain</title><id>tag:1</id>"
    "<link href='/rain'/><published>2023-09-13T10:00:00+03:00</published></entry></feed>",
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "H",
            "items": [{"id": "1", "url": LINK, "title": "Rain", "date_published": "2023-09-13T10:00:00+03:00"}],
        }
    ),
    "news sitemap": "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
    f"<loc>{LINK}</loc><news:news><news:publication_date>2023-09-13</news:publication_date>"
    "<news:title>Rain</news:title></news:news></url></urlset>",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_feed_gives_its_articles(kind: str) -> None:
    raw = KINDS[kind].encode()

    (offer,) = read_feed(raw, url=URL, now=NOW).offers

    assert is_feed(raw)
    assert (offer.url, offer.title) == (LINK, "Rain")
    assert kind == "RSS 0.91" or offer.published.day.isoformat() == "2023-09-13"


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read_feed(gzip.compress(KINDS["news sitemap"].encode()), url=URL, now=NOW).offers


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"version": "https://jsonfeed.org/version/1", "items": 3}',
        b"<html>",
        b"\xff" * 99,
        b"\x1f\x8bno",
        b"<sitemapindex><sitemap><loc>a</loc></sitemap></sitemapindex>",
        b"<urlset",
        b"[" * 100_000,
    ],
)
def test_what_is_no_feed_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(SourceError):
        read_feed(raw, url=URL, now=NOW)


@pytest.mark.parametrize(
    "moment", ["Thu, 01 Jan 1970 00:00:00 GMT", "2099-01-01T00:00:00Z", "32 Foo 20x", "0000-00-00"]
)
def test_a_date_that_cannot_be_is_left_out(moment: str) -> None:
    raw = KINDS["RSS 2.0"].replace("Wed, 13 Sep 2023 10:00:00 +0300", moment).encode()

    assert read_feed(raw, url=URL, now=NOW).offers[0].published is None


def test_a_feed_of_very_many_items_is_read_to_its_first_thousand() -> None:
    items = "".join(f"<item><title>Rain</title><link>{LINK}/{n}</link></item>" for n in range(100_000))
    began = time.monotonic()

    found = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), url=URL, now=NOW)

    assert len(found.offers) == MAX_OFFERS
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("kind", ["RSS 2.0", "news sitemap"])
def test_entities_bring_nothing_from_outside_and_do_not_multiply(kind: str, tmp_path: object) -> None:
    secret = tmp_path / "secret"  # type: ignore[operator]
    secret.write_text("TOPSECRET")
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lols}<!ENTITY out SYSTEM "file://{secret}">]>'
    raw = (doctype + KINDS[kind].replace(">Rain<", ">&out;&l9;<")).encode()
    began = time.monotonic()

    try:
        found: Feed | None = read_feed(raw, url=URL, now=NOW)
    except SourceError:
        found = None

    assert "TOPSECRET" not in repr(found)
    assert len(repr(found)) < 10_000
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1", "cp1251"])
def test_a_broken_or_missing_encoding_stops_nothing(encoding: str) -> None:
    raw = KINDS["RSS 2.0"].replace("Rain", "Café").encode(encoding, "replace")

    assert len(read_feed(raw, url=URL, now=NOW).offers) == 1


def test_the_categories_of_an_item_are_its_names_each_once() -> None:
    item = (
        "<item><title>A</title><link>https://h.example/a</link><category>Sport</category>"
        "<category>Town &amp;amp; hall</category><category>Sport</category><category>https://h.example/t</category></item>"
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>H</title>{item}</channel></rss>'
    json_feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "https://h.example/a", "tags": ["Sport", 7, "Town & hall"]}],
    }

    for raw in (rss.encode(), json.dumps(json_feed).encode()):
        (offer,) = read_feed(raw, url="https://h.example/feed", now=datetime(2024, 5, 1, tzinfo=UTC)).offers
        assert offer.categories == ("Sport", "Town & hall")
