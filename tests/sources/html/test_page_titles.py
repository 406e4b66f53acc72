"""Does a page's article get its own title, without the names of its site and its section?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrieval.model import Article
from retrieval.sources.html.pages import read_page

NOW = datetime(2026, 3, 20, tzinfo=UTC)
URL = "https://www.soundpost.example/news/ferry"
TITLE = "Ferry to get a new engine"
TEXT = "".join(
    f"<p>The harbour board met on Monday night to speak about the ferry, whose {part} had failed twice in a week.</p>"
    for part in ("engine", "rudder", "radio")
)
H1, NAMED = f"<h1>{TITLE}</h1>", '<meta property="og:site_name" content="The Sound Post">'


def read(head: str, above: str = "", *, before: str = "") -> Article:
    html = f"<html lang=en><head>{head}</head><body>{before}<main><article>{above}{TEXT}</article></main></body></html>"
    found = read_page(html.encode(), url=URL, now=NOW)
    assert isinstance(found, Article)
    return found


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


TITLES = {
    "a dash": (f"<title>{TITLE} - The Sound Post</title>", H1),
    "a bar": (f"<title>{TITLE} | The Sound Post</title>", H1),
    "the site first": (f"<title>The Sound Post: {TITLE}</title>", H1),
    "a section between": (f"<title>{TITLE}: Sea: The Sound Post</title>", H1),
    "a date between": (f"<title>{TITLE} - 20/03/2026 - Sea - The Sound Post</title>", H1),
    "a kind of article first": (f"<title>Gallery: {TITLE} – The Sound Post</title>", H1),
    "the site's name for those who share": (f"{og(f'{TITLE} • The Sound Post')}<title>x</title>", H1),
    "no heading, a name declared": (f"{NAMED}<title>{TITLE} - The Sound Post</title>", ""),
    "no heading, the host spells the name": (f"<title>{TITLE} - Sound Post</title>", ""),
    "no heading, a bar": (f"<title>{TITLE} | Sea &amp; Sky</title>", ""),
    "the heading is no heading element": (
        f"<title>Old Post: {TITLE}</title>",
        f"<font size=5><b>{TITLE}</b></font><br>",
    ),
    "the heading is the site's": (
        f"<title>The Sound Post: {TITLE}</title>",
        f"<h1>The Sound Post</h1><h3>{TITLE}</h3>",
    ),
    "another title for those who share": (f"{og('Engine!')}<title>{TITLE} - The Sound Post</title>", H1),
    "a kicker in the heading": (f"{og(TITLE)}<title>{TITLE} - x</title>", f"<h1><span>Sea</span> {TITLE}</h1>"),
    "a heading in other words": ("<title>Ferry engine news</title>", H1),
    "its own dash": (f"<title>{TITLE}</title>{og(TITLE)}", ""),
}


@pytest.mark.parametrize("kind", TITLES)
def test_the_title_is_the_articles(kind: str) -> None:
    assert read(*TITLES[kind]).title == TITLE


@pytest.mark.parametrize(
    "title", ["Ferries – a love story", "War: the ferry's last winter", "Fire and rescue - who pays?"]
)
def test_a_title_keeps_its_own_signs(title: str) -> None:
    assert read(f"<title>{title}</title>").title == title


OUTLETS = {
    "declared": (f"{NAMED}<title>{TITLE}</title>", H1, "The Sound Post"),
    "the publisher": (
        f'<title>{TITLE}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",'
        '"publisher":{"@type":"Organization","name":"The Sound Post"}}</script>',
        H1,
        "The Sound Post",
    ),
    "in the title, as the host spells it": (f"<title>{TITLE} - The Sound Post</title>", H1, "The Sound Post"),
    "nowhere": (f"<title>{TITLE}</title>", H1, "soundpost.example"),
    "most often": (
        f'<meta property="og:site_name" content="the Sound"><meta name="application-name" content="The Sound Post">'
        f"<title>{TITLE} | The Sound Post</title>",
        H1,
        "The Sound Post",
    ),
}


@pytest.mark.parametrize("kind", OUTLETS)
def test_the_outlet_is_what_its_site_calls_itself(kind: str) -> None:
    head, above, outlet = OUTLETS[kind]

    assert read(head, above).outlet == outlet


def test_the_outlet_may_be_the_words_of_its_home_link() -> None:
    found = read(
        f"<title>{TITLE} - Quayside Weekly</title>", H1, before="<a href=/>Quayside Weekly</a><a href=/>Home</a>"
    )

    assert (found.title, found.outlet) == (TITLE, "Quayside Weekly")
