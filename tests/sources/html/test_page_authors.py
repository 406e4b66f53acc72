"""Is the author of an article one whom its page marks as its own, and rather nobody than somebody else?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrieval.model import Article
from retrieval.sources.html.pages import read_page

NOW = datetime(2026, 3, 20, tzinfo=UTC)
URL = "https://soundpost.example/news/ferry"
TITLE = "Ferry to get a new engine"
TEXT = "".join(
    f"<p>The harbour board met on Monday night to speak about the ferry, whose {part} had failed twice in a week.</p>"
    for part in ("engine", "rudder", "radio")
)


def author_of(head: str = "", below: str = "", *, before: str = "", after: str = "", inside: str = "") -> str | None:
    html = (
        f'<html lang=en><head><title>{TITLE}</title><meta property="og:site_name" content="The Sound Post">{head}'
        f"</head><body><header><a href=/>The Sound Post</a></header>{before}<main><article><h1>{TITLE}</h1>{below}"
        f"{TEXT}{inside}</article></main>{after}<footer>© 2019 The Sound Post</footer></body></html>"
    )
    found = read_page(html.encode(), url=URL, now=NOW)
    assert isinstance(found, Article)
    return found.author


def ld(author: str, *, kind: str = "NewsArticle", more: str = "") -> str:
    node = f'{{"@type":"{kind}","headline":"{TITLE}","author":{author}{more}}}'
    return f'<script type="application/ld+json">{node}</script>'


ADA = '{"@type":"Person","name":"Ada Lund"}'
OWN = {
    "a person": (ld(ADA), "", "Ada Lund"),
    "two people": (ld(f'[{ADA},{{"@type":"Person","name":"Bo Ek"}}]'), "", "Ada Lund, Bo Ek"),
    "a bare name": (ld('"Ada Lund"'), "", "Ada Lund"),
    "the outlet behind the name": (ld('{"@type":"Person","name":"Ada Lund, The Sound Post"}'), "", "Ada Lund"),
    "a person described apart": (
        f'<script type="application/ld+json">{{"@graph":[{{"@type":"Article","headline":"{TITLE}","author":'
        '{"@id":"#1"}},{"@type":"Person","@id":"#1","name":"Ada Lund"}]}</script>',
        "",
        "Ada Lund",
    ),
    "a class": ("", '<div class="byline">By <a href=/ada>Ada Lund</a>, harbour correspondent</div>', "Ada Lund"),
    "rel=author": ("", "<p>Words: <a rel=author href=/ada>Ada Lund</a></p>", "Ada Lund"),
    "microdata": ("", "<p itemprop=author itemscope><span itemprop=name>Ada Lund</span></p>", "Ada Lund"),
    "hashed classes": ("", '<div class="c-1x"><div class="c-2y">By <a href=/a>Ada Lund</a></div></div>', "Ada Lund"),
    "German": ("", "<p>Von Ursula von der Lund</p>", "Ursula von der Lund"),
    "Russian": ("", "<p>Автор: Анна Лундина</p>", "Анна Лундина"),
    "French": ("", '<p class="auteur">Écrit par : Hervé de la Tour</p>', "Hervé de la Tour"),
    "with a date": ("", "<p>By Ada Lund | 19 March 2026</p>", "Ada Lund"),
    "for machines, and seen": ('<meta name="author" content="Ada Lund">', "<p>19 March · Ada Lund</p>", "Ada Lund"),
}  # fmt: skip


@pytest.mark.parametrize("kind", OWN)
def test_the_author_is_the_articles_own(kind: str) -> None:
    head, below, author = OWN[kind]

    assert author_of(head, below) == author


NOBODY = {
    "the outlet": {"head": ld('{"@type":"Organization","name":"The Sound Post"}')},
    "the outlet as a person": {"head": ld('{"@type":"Person","name":"The Sound Post"}')},
    "an agency": {"head": ld('{"@type":"Organization","name":"Coast Wire Agency"}')},
    "a system": {"head": '<meta name="author" content="admin">'},
    "an owner whom nobody sees": {"head": '<meta name="author" content="Harbour Media">'},
    "an address": {"head": '<meta property="article:author" content="https://f.example/ada">'},
    "another article's": {"head": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Boat sold",'
                          '"url":"https://soundpost.example/old","author":{"@type":"Person","name":"Bo Ek"}}</script>'},
    "a teaser above": {"before": '<div><h2><a href=/1>Old boat sold</a></h2><p class=author>By Bo Ek</p></div>'},
    "a related article": {"after": '<section class=related><h3>Old boat sold</h3><p class=author>Bo Ek</p></section>'},
    "two cards below": {"after": "<div><p class=byline>By Bo Ek</p><p class=byline>By Per Holm</p></div>"},
    "a commenter": {"after": '<div class=comments><span class="comment-author" itemprop=author>Bo Ek</span></div>'},
    "the text": {"inside": "<p>By Bo Ek the board meant its chairman, whom nobody had asked for his opinion yet.</p>"},
    "a picture": {"below": "<figure><img src=a.jpg><figcaption>The ferry. Photo by Bo Ek</figcaption></figure>"},
    "an update of a live blog": {"head": ld('{"@type":"Organization","name":"The Sound Post"}', kind="LiveBlogPosting",
                                 more=',"liveBlogUpdate":[{"@type":"BlogPosting","author":{"name":"Bo Ek"}}]')},
}  # fmt: skip


@pytest.mark.parametrize("kind", NOBODY)
def test_rather_nobody_than_somebody_else(kind: str) -> None:
    assert author_of(**NOBODY[kind]) is None
