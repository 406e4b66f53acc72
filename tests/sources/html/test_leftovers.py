"""Is an article its sentences, without links, labels, captions, shares, notices and what lists other pages?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrieval.model import Article
from retrieval.sources.html.pages import NoArticle, read_page

NOW = datetime(2026, 3, 20, tzinfo=UTC)
URL = "https://soundpost.example/news/ferry"
TITLE = "Ferry to get a new engine"
BEFORE, AFTER, LAST = (
    f"The harbour board met on Monday night to speak about the ferry, whose {part} had failed twice in a week."
    for part in ("engine", "rudder", "radio")
)


def lines(middle: str = "", *, above: str = "", below: str = "", around: str = "{}") -> list[str]:
    body = around.format(f"<p>{BEFORE}</p>{middle}<p>{AFTER}</p><p>{LAST}</p>")
    html = (
        f"<html lang=en><head><title>{TITLE}</title></head><body><nav><a href=/sea>Sea</a></nav><main><article>"
        f"<h1>{TITLE}</h1>{above}{body}{below}</article></main></body></html>"
    )
    found = read_page(html.encode(), url=URL, now=NOW)
    assert isinstance(found, Article), found
    return [line for line in found.text.split("\n") if line]


LINK = "<a href=/old>Old boat sold to the north for a song</a>"
BETWEEN = {
    "a link": f"<p>{LINK}</p>",
    "a link in brackets": f"<p><i>[ </i>{LINK}<i> ]</i></p>",
    "a label and a link": f"<p><strong>Read also:</strong> {LINK}</p>",
    "a label in Russian": f"<p>Читайте также: {LINK}</p>",
    "a label and a list": f"<h3>Más información</h3><ul><li>{LINK}</li></ul>",
    "a caption": "<figure><img src=a.jpg><figcaption>The old ferry at her berth on Monday.</figcaption></figure>",
    "a caption by its class": "<div class=media-block><img src=a.jpg><p>The old ferry at her berth.</p></div>",
    "a newsletter": '<div class="inline-newsletter newsletter"><p>What the sea brings, each Friday.</p></div>',
}
BELOW = {
    "where it first appeared": f"<p>The post <a href={URL}>{TITLE}</a> appeared first on <a href=/>The Sound</a>.</p>",
    "the same in French": f"<p>L’article <a href={URL}>{TITLE}</a> est apparu en premier sur <a href=/>Le Son</a>.</p>",
    "what it is filed under": "<p>Filed under: <a href=/tag/sea>Sea</a>, <a href=/tag/ferry>Ferries</a></p>",
    "an agency's sign": "<p>abc/wire</p>",
    "a row of shares": "<p><span>Share on Facebook</span><span>Share on Telegram</span></p>",
    "a copyright": "<p>Copyright © 2026 The Sound Post. Do not print without asking.</p>",
    "a heading over nothing": "<h2>Related topics</h2>",
    "a counter": "<p>Views: 412</p>",
}


@pytest.mark.parametrize("kind", BETWEEN)
def test_what_stands_between_paragraphs_is_no_part_of_them(kind: str) -> None:
    assert lines(BETWEEN[kind]) == [BEFORE, AFTER, LAST]


@pytest.mark.parametrize("kind", BELOW)
def test_what_stands_below_is_no_part_of_the_article(kind: str) -> None:
    assert lines(below=BELOW[kind]) == [BEFORE, AFTER, LAST]


@pytest.mark.parametrize("above", ["<p>Sea</p>", "<div>Norden – 19 March 2026</div>", "<ul><li>Download</li></ul>"])
def test_what_stands_above_the_first_sentence_is_no_part_of_it(above: str) -> None:
    assert lines(above=above) == [BEFORE, AFTER, LAST]


LONG = "The board has published its report with all of its many figures."
KEPT = {
    "a heading": ("<h2>What it will cost</h2>", "What it will cost"),
    "a short sentence": ("<p>Nobody laughed.</p>", "Nobody laughed."),
    "a sentence with a link": (f"<p>It was the {LINK}, she said.</p>",
                               "It was the Old boat sold to the north for a song, she said."),
    "a sentence that is a link": (f"<p><a href=/x>{LONG}</a></p>",
                                  LONG),
    "a point of a list": ("<ul><li>A ferry at noon</li></ul>", "A ferry at noon"),
    "a question": ("<p><b>What will it cost?</b></p>", "What will it cost?"),
    "a word for a network": ("<p>She wrote on Facebook that nobody had asked her.</p>",
                             "She wrote on Facebook that nobody had asked her."),
    "a quotation": ("<blockquote><p>We have waited far too long for it.</p></blockquote>",
                    "We have waited far too long for it."),
}  # fmt: skip


@pytest.mark.parametrize("kind", KEPT)
def test_what_a_reader_reads_as_the_article_stays(kind: str) -> None:
    middle, text = KEPT[kind]

    assert lines(middle) == [BEFORE, text, AFTER, LAST]


def test_an_article_in_what_is_called_a_part_stays() -> None:
    assert lines(around='<div class="share tags related">{}</div>') == [BEFORE, AFTER, LAST]


TEASER = "<article><h2><a href=/{0}>Boat number {0} sold to the north</a></h2><p>{1}</p></article>"


def test_a_page_of_teasers_is_no_article() -> None:
    teasers = "".join(TEASER.format(n, text) for n, text in enumerate((BEFORE, AFTER, LAST)))
    html = f"<html><head><title>The Sound Post</title></head><body><main>{teasers}</main></body></html>"

    found = read_page(html.encode(), url="https://soundpost.example/", now=NOW)

    assert isinstance(found, NoArticle)
