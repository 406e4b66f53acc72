"""Does every word of a page's sentences reach the article, and stay its own line?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.model import Article
from retrieval.sources.html.html_text import lines_of
from retrieval.sources.html.pages import parse_html, read_page

NOW = datetime(2026, 3, 20, tzinfo=UTC)
BEFORE = (
    "The harbour board met on Monday night to speak about the old ferry, whose engine had failed twice in one week."
)
AFTER = "Nobody was on board when the engine failed, but the island has had no milk and no post since the weekend."
LAST = "A new engine would cost four hundred thousand crowns, and a yard across the sound could fit it by the spring."
INLINE = (
    *("time", "label", "noindex", "button", "output", "data", "nobr", "q", "font", "ins", "abbr", "bdi", "ruby", "tt"),
    *("sail-price", "n:b", "a", "span", "b", "em", "code", "kbd", "cite", "mark", "small", "u", "blink"),
    *("marquee", "big", "acronym", "dfn", "samp", "var", "sub", "strong", "i", "slot", "meaning", "story-link"),
)


def article(middle: str, *, lang: str = "en", around: str = "{}", head: str = "") -> Article:
    body = around.format(f"<p>{BEFORE}</p>{middle}<p>{AFTER}</p><p>{LAST}</p>")
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Ferry to get a new engine</title>{head}</head><body><header>'
        '<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav></header><main><article><h1>Ferry to get a new engine'
        f"</h1>{body}</article></main><footer><p>© 2020 The Sound Post</p></footer></body></html>"
    )
    found = read_page(html.encode(), url="https://sound.example/ferry", now=NOW)
    assert isinstance(found, Article), found
    return found


def lines(found: Article) -> list[str]:
    return [line for line in found.text.split("\n") if line]


@given(
    tags=st.lists(st.sampled_from(INLINE), min_size=1, max_size=4, unique=True),
    class_name=st.sampled_from(["", ' class="share"', ' class="date related"', ' itemprop="x"']),
)
@settings(max_examples=60, deadline=None)
def test_no_element_inside_a_sentence_takes_a_word_of_it(tags: list[str], class_name: str) -> None:
    words = ["“We signed on", "Thursday", "and shall sail", "before", "May", "comes,” said Ida Quist of the board."]
    wrapped = list(words)
    for at, tag in enumerate(tags, 1):
        wrapped[at] = f"<{tag}{class_name}>{words[at]}</{tag}>"

    found = article(f"<p>{' '.join(wrapped)}</p>")

    expected = " ".join(
        f"“{word}”" if at in [n for n, t in enumerate(tags, 1) if t == "q"] else word for at, word in enumerate(words)
    )
    assert lines(found) == [BEFORE, expected, AFTER, LAST]


@pytest.mark.parametrize(
    ("middle", "lang", "expected"),
    [
        ("<p><q>We will <q>never</q> pay</q>, said Ida Quist.</p>", "en", ["“We will ‘never’ pay”, said Ida Quist."]),
        ("<p><q>Wir zahlen nicht</q>, sagte Ida Quist.</p>", "de", ["„Wir zahlen nicht“, sagte Ida Quist."]),
        ("<blockquote><p><q>We will not pay for it.</q></p></blockquote>", "en", ["“We will not pay for it.”"]),
        ("<p>“It is <b>far</b><i>off</i>,” she said.<br>Then she left the hall.</p>", "en",
         ["“It is faroff,” she said.", "Then she left the hall."]),
        ("<div>Loose words with <time>May</time> inside them</div>", "en", ["Loose words with May inside them"]),
        ("<p>It rose <svg><title>arrow</title><path/></svg>by 3 per cent in a year, said the board.</p>", "en",
         ["It rose by 3 per cent in a year, said the board."]),
        ("<center><p>The board thanked all of the crew for their patience.</p></center>", "en",
         ["The board thanked all of the crew for their patience."]),
        ("<sound-quote><p>The board thanked all of the crew for their patience.</p></sound-quote>", "en",
         ["The board thanked all of the crew for their patience."]),
        ("<ul><li>A ferry <time>today</time> at noon</li><li>A boat at six</li></ul>", "en",
         ["A ferry today at noon", "A boat at six"]),
        ("<dl><dt>What will it cost?</dt><dd>Four hundred thousand crowns in all.</dd></dl>", "en",
         ["What will it cost?", "Four hundred thousand crowns in all."]),
        ("<p>One <hr>two words at the end of a line</p>Three words more", "en", None),
    ],
)  # fmt: skip
def test_a_line_is_what_a_reader_sees(middle: str, lang: str, expected: list[str] | None) -> None:
    found = lines(article(middle, lang=lang))

    if expected is not None:
        assert found == [BEFORE, *expected, AFTER, LAST]
    assert not [line for line in found if "line Three" in line or "lineThree" in line]


LAYOUTS = {
    "one table": "<table><tr><td class=menu><a href=/>Home</a></td><td>{}</td></tr></table>",
    "tables in tables": "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    "sound": "<sound-body>{}</sound-body>",
    "center": "<center><font size=3>{}</font></center>",
    "old": "<table><tr><td><a href=/a>Sea</a><br><a href=/b>Sky</a></td><td><font>Ferry to get a new engine</font><br>"
    "{}</td></tr></table>",
    "section": "<section><div><div>{}</div></div></section>",
}


@pytest.mark.parametrize("around", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_paragraphs_stay_apart_in_any_layout(around: str) -> None:
    found = article("<p>“We signed on <time>3 March</time>,” said Ida Quist.</p>", around=around)

    assert lines(found) == [BEFORE, "“We signed on 3 March,” said Ida Quist.", AFTER, LAST]


@pytest.mark.parametrize(
    ("paragraph", "between"),
    [("span", ""), ("text-block", ""), ("text-block", "\n"), ("div", ""), ("div", "<time>10:30</time>"), ("li", "")],
)
def test_a_paragraph_may_be_any_element(paragraph: str, between: str) -> None:
    body = between.join(f"<{paragraph}>{text}</{paragraph}>" for text in (BEFORE, AFTER, LAST))
    html = (
        f"<html><head><title>Ferry</title></head><body><main><h1>Ferry</h1><div class=story>{body}</div></main></body>"
    )

    found = read_page(html.encode(), url="https://sound.example/ferry", now=NOW)

    assert isinstance(found, Article)
    assert lines(found) == [BEFORE, AFTER, LAST]


def test_the_title_is_what_a_reader_sees_and_no_line_of_the_text() -> None:
    body = f"<main><p>Sea</p><h1>Ferry <q>gets</q> an engine</h1><p>{BEFORE}</p><p>{AFTER}</p><p>{LAST}</p></main>"
    html = f"<html><head><title>Ferry gets an engine</title></head><body>{body}</body></html>"

    found = read_page(html.encode(), url="https://sound.example/ferry", now=NOW)

    assert isinstance(found, Article)
    assert found.title == "Ferry “gets” an engine"
    assert lines(found) == [BEFORE, AFTER, LAST]


def test_a_table_of_facts_is_a_line_a_row() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{votes}</td></tr>" for name, votes in (("Ida Quist", 41), ("Per Holm", 38)))

    found = article(f"<table class=wikitable><tr><th>Name</th><th>Votes</th></tr>{rows}</table>")

    assert lines(found) == [BEFORE, "Name | Votes", "Ida Quist | 41", "Per Holm | 38", AFTER, LAST]


def test_a_row_of_controls_is_no_line_of_the_article() -> None:
    found = article("<div><button>Share</button> <label>Mail</label></div><p><time>3 March 2026</time></p>")

    assert lines(found) == [BEFORE, AFTER, LAST]


def test_words_that_only_machines_see_are_not_taken() -> None:
    body = (
        '{"@type":"NewsArticle","headline":"Ferry to get a new engine","articleBody":"Unseen words. '
        + "x " * 900
        + '"}'
    )

    found = article("", head=f'<script type="application/ld+json">{body}</script>')

    assert "Unseen" not in found.text


PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<td>", "<table>", "</table>", "<q>", "<b>", "<br>", "<hr>", "<li>", "Ida. "),
    "Rain fell over the sound all day and all of the night. ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_line_of_an_article_is_a_line_of_its_page(pieces: list[str]) -> None:
    raw = f"<html><body><article><h1>Ferry</h1>{''.join(pieces)}<p>{BEFORE}</p></article></body></html>".encode()
    tree = parse_html(raw)
    found = read_page(raw, url="https://sound.example/x", now=NOW)

    seen = {line for shown in lines_of(tree, None) for line in shown.text.split("\n")}
    assert not isinstance(found, Article) or not [line for line in lines(found) if line not in seen]
