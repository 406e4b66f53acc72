"""Are an article's main picture, its caption and its sections kept as facts, and never as words of the article?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrieval.model import Article, Picture
from retrieval.sources.html.pages import read_page

NOW = datetime(2026, 3, 20, tzinfo=UTC)
HOME = "https://soundpost.example"
TITLE = "Ferry to get a new engine"
CAPTION = "The old ferry at her berth on Monday."
TEXT = "".join(
    f"<p>The harbour board met on Monday night to speak about the ferry, whose {part} had failed twice in a week.</p>"
    for part in ("engine", "rudder", "radio")
)


def read(head: str = "", above: str = "", *, below: str = "", before: str = "") -> Article:
    html = (
        f"<html lang=en><head><title>{TITLE}</title>{head}</head><body>{before}<main><article><h1>{TITLE}</h1>"
        f"{above}{TEXT}</article></main>{below}</body></html>"
    )
    found = read_page(html.encode(), url=f"{HOME}/news/ferry", now=NOW)
    assert isinstance(found, Article)
    return found


def ld(image: str, more: str = "") -> str:
    node = f'{{"@type":"NewsArticle","headline":"{TITLE}","image":{image}{more}}}'
    return f'<script type="application/ld+json">{node}</script>'


OG = f'<meta property="og:image" content="{HOME}/ferry.jpg">'
PICTURES = {
    "what is shared": OG,
    "a relative address": '<meta property="og:image" content="/ferry.jpg">',
    "structured data": ld(f'"{HOME}/ferry.jpg"'),
    "a list of sizes": ld(f'["{HOME}/ferry.jpg","{HOME}/ferry-2.jpg"]'),
    "an object": ld(f'{{"@type":"ImageObject","url":"{HOME}/ferry.jpg"}}'),
    "an object described apart": '<script type="application/ld+json">{"@graph":[{"@type":"Article",'
    f'"headline":"{TITLE}","image":{{"@id":"#i"}}}},{{"@type":"ImageObject","@id":"#i",'
    f'"contentUrl":"{HOME}/ferry.jpg"}}]}}</script>',
    "the article's own before what is shared": ld(f'"{HOME}/ferry.jpg"')
    + f'<meta property="og:image" content="{HOME}/site.jpg">',
}


@pytest.mark.parametrize("kind", PICTURES)
def test_the_main_picture_is_found(kind: str) -> None:
    assert read(PICTURES[kind]).picture == Picture(f"{HOME}/ferry.jpg")


def test_a_figure_in_the_article_is_its_picture_where_nothing_is_declared() -> None:
    assert read(above="<figure><img src=/ferry.jpg></figure>").picture == Picture(f"{HOME}/ferry.jpg")


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta property="og:image" content="data:image/gif;base64,R0lGOD">', ""),
        ('<meta property="og:image" content="">', '<img src=/face.jpg width=40 height=40>'),
        ("", "<aside><img src=/other.jpg></aside>"),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_the_article_is_none(head: str, above: str) -> None:
    assert read(head, above).picture is None


CAPTIONS = {
    "a figure": f"<figure><img src=/ferry.jpg><figcaption>{CAPTION}</figcaption></figure>",
    "another size": f"<figure><img src=/x/ferry-1024x683.jpg><figcaption>{CAPTION}</figcaption></figure>",
    "with who took it": f"<figure><img src=/ferry.jpg><figcaption>{CAPTION} Photo: Ada Lund</figcaption></figure>",
    "with who took it apart": f"<figure><img src=/ferry.jpg><figcaption>{CAPTION} (Ada Lund)</figcaption></figure>",
    "in paragraphs": f"<figure><img src=/ferry.jpg><figcaption><p>{CAPTION}</p><p>Ada Lund</p></figcaption></figure>",
    "behind its source": f"<figure><img src=/ferry.jpg><div>Ada Lund</div><figcaption>{CAPTION}</figcaption></figure>",
    "in no figure": f"<div class=c1><img src=/ferry.jpg><div class=c2>{CAPTION}</div></div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", CAPTIONS)
def test_the_caption_is_a_fact_and_no_words_of_the_article(kind: str) -> None:
    found = read(OG, CAPTIONS[kind])

    assert found.picture == Picture(f"{HOME}/ferry.jpg", CAPTION)
    assert kind == "in no figure" or CAPTION not in found.text


def test_a_caption_in_structured_data_is_one() -> None:
    found = read(ld(f'{{"url":"{HOME}/ferry.jpg","caption":"{CAPTION} Credit: Ada Lund"}}'))

    assert found.picture == Picture(f"{HOME}/ferry.jpg", CAPTION)


SECTIONS = {
    "declared": ('<meta property="article:section" content="Sea">', "", ("Sea",)),
    "structured": (ld('"/a.jpg"', ',"articleSection":["Sea","Local"]'), "", ("Sea", "Local")),
    "linked": ("", "<p><a rel='category tag' href=/sea>Sea</a> <a rel=tag href=/t>ferries</a></p>", ("Sea",)),
    "nowhere": ("", "", ()),
}


@pytest.mark.parametrize("kind", SECTIONS)
def test_the_sections_of_an_article_are_its_categories(kind: str) -> None:
    head, above, categories = SECTIONS[kind]

    assert read(head, above).categories == categories


def test_a_section_between_title_and_site_counts_where_a_link_says_the_same() -> None:
    html = (
        f"<html><head><title>{TITLE}: Sea: The Sound Post</title></head><body><a href=/>The Sound Post</a>"
        f"<a href=/sea>Sea</a><article><h1>{TITLE}</h1>{TEXT}</article></body></html>"
    )

    found = read_page(html.encode(), url=f"{HOME}/news/ferry", now=NOW)

    assert isinstance(found, Article)
    assert (found.title, found.categories, found.outlet) == (TITLE, ("Sea",), "The Sound Post")
