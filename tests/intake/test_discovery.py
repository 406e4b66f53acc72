"""Is what somebody names found: a site's feeds, an article's page, a profile's feed, a news sitemap below an index?"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from bot.intake.adding import Looked, look
from bot.intake.discovery import named_feeds
from bot.intake.fetching import Fetched, Fetcher
from retrieval.errors import SourceError
from tests.intake.conftest import Site, page, rss

NOW = datetime(2026, 3, 20, tzinfo=UTC)
RSS, ATOM = "application/rss+xml", "application/atom+xml"


def found(site: Site, given: str) -> list[tuple[str, str]]:
    seen = look(given, Fetcher("verbatim/test", {"127.0.0.1"}), NOW)
    return [(one.kind, one.url.removeprefix(site.url)) for one in seen]


def alternate(href: str, *, type_: str = RSS, title: str = "") -> str:
    return f'<link rel="alternate" type="{type_}" title="{title}" href="{href}">'


def index(*addresses: str, lastmod: str = "") -> str:
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    places = "".join(f"<sitemap><loc>{address}</loc>{changed}</sitemap>" for address in addresses)
    return f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</sitemapindex>'


def urlset(*addresses: str, is_news: bool = False) -> str:
    news = (
        "<n:news><n:publication_date>2026-03-19</n:publication_date><n:title>Rain</n:title></n:news>" if is_news else ""
    )
    places = "".join(f"<url><loc>{address}</loc>{news}</url>" for address in addresses)
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0"?><urlset {names if is_news else names.partition(" xmlns:n")[0]}>{places}</urlset>'


# -- feeds that a page announces ---------------------------------------------------------------------------------------


def test_an_article_offers_its_sites_feed_and_the_page(site: Site) -> None:
    site.put("/2026/rain/", page("Rain", head=alternate("/feed/") + alternate("/comments/feed/", title="x")))

    offered = found(site, f"{site.url}/2026/rain/")

    assert offered == [("feed", "/feed/"), ("page", "/2026/rain/"), ("feed", "/comments/feed/")]


def test_an_article_that_names_no_feed_offers_that_of_the_first_page(site: Site) -> None:
    site.put("/2026/rain/", page("Rain"))
    site.put("/", page("Home", head=alternate("/all.rss")))

    assert found(site, f"{site.url}/2026/rain/") == [("feed", "/all.rss"), ("page", "/2026/rain/")]


def test_feeds_of_comments_come_last(site: Site) -> None:
    heads = (
        alternate("/2026/rain/feed/", title="Rain"),
        alternate("/feeds/77/comments/default", type_=ATOM),
        alternate("/feed/atom/", type_=ATOM),
        alternate("/feed/", title="The Herald"),
    )
    fetched = Fetched(f"{site.url}/2026/rain/", 200, page("Rain", head="".join(heads)).encode())

    feeds = [feed.removeprefix(site.url) for feed in named_feeds(fetched)]

    assert feeds == ["/feed/atom/", "/feed/", "/2026/rain/feed/", "/feeds/77/comments/default"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/a.rss">', ["/a.rss"]),
        ('<LINK REL="Alternate" TYPE="Application/RSS+XML" HREF="/a.rss">', ["/a.rss"]),
        ('<link rel="alternate home" type="text/xml" href="/news/rss">', ["/news/rss"]),
        ('<link rel="alternate" type="text/xml" href="/opensearch.xml">', []),
        ('<link rel="alternate" type="application/json" href="/feed.json">', ["/feed.json"]),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/7">', []),
        ('<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">', []),
        ('<link rel="alternate" hreflang="de" href="/de/">', []),
        ('<base href="/sub/"><link rel="alternate" type="application/atom+xml" href="feed.atom">', ["/sub/feed.atom"]),
        ('<link rel="stylesheet" type="application/rss+xml" href="/a.rss">', []),
        ('<link rel="alternate" type="application/rss+xml" href="http://[bad">', []),
    ],
)  # fmt: skip
def test_what_is_announced_as_a_feed_is_one(head: str, expected: list[str]) -> None:
    feeds = named_feeds(Fetched("https://h.example/", 200, page("Home", head=head).encode()))

    assert [feed.removeprefix("https://h.example") for feed in feeds] == expected


PROFILES = {
    "a video channel": (
        "/@harbourfilms",
        '<html><head><title>Harbour Films - Tube</title><link rel="canonical" href="/channel/UC123">'
        '<link rel="alternate" media="handheld" href="https://m.tube.example/channel/UC123">'
        '<link rel="alternate" type="application/rss+xml" title="RSS" href="/feeds/videos.xml?channel_id=UC123">'
        '<link rel="alternate" type="application/json+oembed" href="/oembed"></head><body><script>a={}</script></body>',
        "/feeds/videos.xml?channel_id=UC123",
    ),
    "a profile of a federated server": (
        "/@ada",
        "<!DOCTYPE html><html lang='en'><head><title>Ada Lund (@ada@social.example)</title>"
        "<link href='/users/ada' rel='alternate' type='application/activity+json'>"
        "<link href='/@ada.rss' rel='alternate' type='application/rss+xml'></head><body><p id=app></p></body></html>",
        "/@ada.rss",
    ),
    "a profile by its identifier": (
        "/profile/ada.example",
        '<html><head><title>Ada Lund (@ada.example)</title><link rel="alternate" type="application/rss+xml" '
        'href="/profile/did:plc:abc123/rss"><link rel="alternate" href="at://did:plc:abc123/app.bsky.actor.profile/self">'
        "</head><body><div id=root></div></body></html>",
        "/profile/did:plc:abc123/rss",
    ),
}


@pytest.mark.parametrize("kind", PROFILES)
def test_a_profile_gives_the_feed_that_it_announces(site: Site, kind: str) -> None:
    path, html, feed = PROFILES[kind]
    site.put(path, html)

    assert found(site, site.url + path)[0] == ("feed", feed)


# -- addresses as people write them ------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["feed:{}", "feed:http://{}", "feed://{}", "FEED://{}", "{}", "//{}", "http://{}"])
def test_an_address_may_have_another_scheme_or_none(site: Site, before: str) -> None:
    site.put("/rss", rss(("Rain", f"{site.url}/rain")))
    place = site.url.removeprefix("http://") + "/rss"

    seen = look(before.format(place), Fetcher("verbatim/test", {"127.0.0.1"}), NOW)

    assert seen == (Looked(f"{site.url}/rss", "feed", "The Herald", 1),)


@pytest.mark.parametrize("given", ["ftp://h.example/rss", "feed:", "://", "feed:ftp://h.example/"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(SourceError, match="neither a folder nor an address"):
        look(given, Fetcher("verbatim/test"), NOW)


# -- sitemaps ----------------------------------------------------------------------------------------------------------


def test_an_index_leads_to_its_news_sitemap(site: Site) -> None:
    site.put("/pages.xml", urlset(f"{site.url}/about"))
    site.put("/latest.xml", urlset(f"{site.url}/rain", is_news=True))
    site.put("/sitemap.xml", index(f"{site.url}/pages.xml", f"{site.url}/latest.xml"))

    assert found(site, f"{site.url}/sitemap.xml") == [("feed", "/latest.xml")]


def test_an_index_of_indexes_and_packed_sitemaps_is_followed(site: Site) -> None:
    site.put("/deep/today.xml.gz", gzip.compress(urlset(f"{site.url}/rain", is_news=True).encode()))
    site.put("/deep/index.xml", index("/deep/today.xml.gz"))
    site.put("/sitemap.xml.gz", gzip.compress(index(f"{site.url}/deep/index.xml").encode()))

    assert found(site, f"{site.url}/sitemap.xml.gz") == [("feed", "/deep/today.xml.gz")]


def test_a_site_without_feeds_is_read_by_the_news_sitemap_of_its_robots_txt(site: Site) -> None:
    site.put("/", page("Home"))
    site.put("/robots.txt", f"User-agent: *\nDisallow: /x\nSitemap: {site.url}/map.xml\nSitemap: /news.xml\n")
    site.put("/map.xml", index(f"{site.url}/p.xml"))
    site.put("/news.xml", urlset(f"{site.url}/rain", is_news=True))

    assert found(site, site.url) == [("feed", "/news.xml")]


def test_the_search_for_a_news_sitemap_is_bounded(site: Site) -> None:
    for n in range(40):
        site.put(f"/{n}.xml", index(*(f"{site.url}/{m}.xml" for m in range(40))))

    with pytest.raises(SourceError, match="none of those looked at is for news"):
        found(site, f"{site.url}/0.xml")

    assert len(site.asked) <= 15


def test_an_index_leads_to_no_other_site(site: Site) -> None:
    site.put("/sitemap.xml", index("https://elsewhere.example/news.xml"))

    with pytest.raises(SourceError, match="for news"):
        found(site, f"{site.url}/sitemap.xml")
