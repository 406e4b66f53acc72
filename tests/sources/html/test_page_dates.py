"""Does a page get its own day of publication, and rather none than another's?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrieval.model import Article
from retrieval.sources.html.pages import read_page

NOW = datetime(2026, 3, 20, tzinfo=UTC)
URL = "https://sound.example/news/ferry"
TITLE = "Ferry to get a new engine"
TEXT = "".join(
    f"<p>The harbour board met on Monday night to speak about the ferry, whose {part} had failed twice in a week.</p>"
    for part in ("engine", "rudder", "radio")
)


def day_of(head: str = "", above: str = "", below: str = "", after: str = "", url: str | None = URL) -> str | None:
    html = (
        f"<!DOCTYPE html><html lang=en><head><title>{TITLE} | The Sound Post</title>{head}</head><body><header>"
        f"<p><time datetime=2026-03-20>20 March</time></p><a href=/>Home</a></header><main><article>{above}<h1>{TITLE}"
        f"</h1>{below}{TEXT}</article></main>{after}"
        "<footer>© 2019 The Sound Post <time>2019-01-01</time></footer></body>"
    )
    found = read_page(html.encode(), url=url, now=NOW, fallback_id="ferry")
    assert isinstance(found, Article)
    return found.published.day.isoformat() if found.published else None


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


OWN = f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-03-10T10:00:00+01:00"}}'
OTHER = '{"@type":"NewsArticle","headline":"Old ferry sold to the north","datePublished":"2019-05-02"}'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(OWN), "2026-03-10"),
        (ld(OTHER) + ld(OWN), "2026-03-10"),
        (ld(f"[{OTHER},{OWN}]"), "2026-03-10"),
        (ld(f'{{"@context":"x","@graph":[{OTHER},{OWN}]}}'), "2026-03-10"),
        (ld(f'{{"@type":"WebPage","mainEntity":{OWN}}}'), "2026-03-10"),
        (ld(f'{{"@type":"ItemList","itemListElement":[{OTHER}]}}'), None),
        (ld(OTHER), None),
        (ld('{"@type":"Report","url":"http://www.sound.example/news/ferry/","datePublished":"2026-03-10"}'),
         "2026-03-10"),
        (ld(f'{{"@type":"Article","headline":"A","mainEntityOfPage":{{"@id":"{URL}#x"}},"datePublished":"2026-03-10"}}'),
         "2026-03-10"),
        (ld(f'{{"@type":"Comment","url":"{URL}#c1","datePublished":"2026-03-12"}}'), None),
        (ld(f'{{"@type":"Article","name":"{TITLE}","comment":[{{"@type":"Comment","datePublished":"2026-03-12"}}]}}'),
         None),
        (ld(f'{{"@type":"NewsArticle","headline":"{TITLE}","dateModified":"2026-03-12"}}'), None),
        (ld('{"@type":"NewsArticle","datePublished":"2026-03-10"}'), "2026-03-10"),
        (ld("<!--" + OWN + "-->"), "2026-03-10"),
        (ld('{"@type":'), None),
        (ld(OWN.replace("2026-03-10", "2031-03-10")), None),
        (ld(OWN.replace("2026-03-10T10:00:00+01:00", "0000-00-00")), None),
        (ld(OWN) + meta("article:published_time", "2019-05-02"), "2026-03-10"),
        (meta("article:published_time", "2026-03-10"), "2026-03-10"),
        (meta("article:published_time", "2026-03-10") + meta("article:published_time", "2019-05-02"), None),
        (meta("article:modified_time", "2026-03-10"), None),
        (meta("og:updated_time", "2026-03-10"), None),
        (meta("copyright", "2019-01-01"), None),
    ],
)  # fmt: skip
def test_the_head_of_a_page_gives_its_own_day_or_none(head: str, expected: str | None) -> None:
    assert day_of(head) == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"below": "<p>By Ida Reed, <time datetime='2026-03-10T08:00:00+01:00'>Tuesday</time></p>"}, "2026-03-10"),
        ({"below": "<p><time datetime='2026-03-10'>x</time> <time datetime='2026-03-12'>y</time></p>"}, "2026-03-10"),
        ({"above": "<time pubdate datetime='2026-03-10'>10 March</time>"}, "2026-03-10"),
        ({"below": "<p>Updated <time datetime='2026-03-12'>12 March</time></p>"}, None),
        ({"below": "<p>Zuletzt aktualisiert: <time datetime='2026-03-12'>12.</time></p>"}, None),
        ({"below": "<p><time class=updated datetime='2026-03-12'>12 March</time></p>"}, None),
        ({"below": "<aside><p>Old ferry sold <time datetime='2019-05-02'>then</time></p></aside>"}, None),
        ({"below": "<div class='related-news'><time datetime='2019-05-02'>then</time></div>"}, None),
        ({"after": "<section id=comments><b>tom</b> <time datetime='2026-03-12'>12 March</time></section>"}, None),
        ({"after": "<p><time datetime='2026-03-12'>12 March</time></p>"}, None),
        ({"below": "<p>Published 2026-03-10</p>"}, "2026-03-10"),
        ({"below": "<p>Ida Reed | 2026-03-10</p>"}, "2026-03-10"),
        ({"below": "<p>The first ferry of the sound was built on the island in 1911</p>"}, None),
        ({"after": "<div itemscope itemtype=x><b itemprop=name>Old ferry sold</b>"
                   "<time itemprop=datePublished datetime=2019-05-02>x</time></div>"}, None),
        ({"below": "<time itemprop=datePublished datetime=2026-03-10>x</time>"}, "2026-03-10"),
        ({}, None),
    ],
)  # fmt: skip
def test_the_page_itself_gives_its_own_day_or_none(places: dict[str, str], expected: str | None) -> None:
    assert day_of(**places) == expected


@pytest.mark.parametrize(
    ("utc", "own"),
    [
        (ld(OWN.replace("2026-03-10T10:00:00+01:00", "2026-03-11T02:30:00Z")),
         meta("article:published_time", "2026-03-10T21:30:00-05:00")),
        (meta("article:published_time", "2026-03-11T02:30:00+00:00"),
         ld(OWN.replace("2026-03-10T10:00:00+01:00", "2026-03-10T21:30:00-05:00"))),
        (meta("article:published_time", "2026-03-11T02:30:00.000Z"), meta("pubdate", "2026-03-10")),
    ],
)  # fmt: skip
def test_where_one_date_is_utc_the_page_s_own_time_decides_the_day(utc: str, own: str) -> None:
    assert day_of(utc) == "2026-03-11"
    assert day_of(utc + own) == day_of(own + utc) == "2026-03-10"


def test_utc_beside_the_time_shown_is_the_day_shown() -> None:
    shown = "<p>By Ida Reed <time datetime='2026-03-10T21:30:00-05:00'>9.30 pm</time></p>"

    assert day_of(meta("article:published_time", "2026-03-11T02:30:00Z"), below=shown) == "2026-03-10"


def test_a_day_in_the_page_s_own_address_counts_where_nothing_else_does() -> None:
    assert day_of(url="https://sound.example/2026/03/09/ferry") == "2026-03-09"
    assert day_of(ld(OWN), url="https://sound.example/2019/03/09/ferry") == "2026-03-10"
    assert day_of(url="https://sound.example/2031/03/09/ferry") is None


def test_a_date_for_machines_beside_another_articles_name_is_that_articles() -> None:
    other = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop=headline>Old boat sold to the north</h2>'
        '<meta itemprop=datePublished content="2025-01-01"></div>'
    )
    own = '<p><time itemprop=datePublished content="2026-03-10T10:00:00+01:00">10 March</time></p>'

    assert day_of(after=other) is None
    assert day_of(below=own, after=other) == "2026-03-10"
