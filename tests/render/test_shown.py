"""Is an excerpt shown in its own words, easier on the eye and no more?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.rich import Mark
from bot.render.telegram.answer_text import quoted
from bot.render.terminal import answer_lines
from retrieval.model import Answer, Excerpt, Span
from retrieval.text.view import shown_view

STORED = "“We shall keep the &quot;old&quot; wall until\nthe tide falls,” said Kar\u00adlotta Ohm on Monday."
SHOWN = '“We shall keep the "old" wall until the tide falls,” said Karlotta Ohm on Monday.'


def excerpt(text: str) -> Excerpt:
    end = text.index("”") + 1
    return Excerpt("a", 1, Span(100, 100 + len(text)), text, content=(Span(100, 100 + end),))


def test_a_chat_shows_the_words_with_their_marks_in_place() -> None:
    page = quoted(excerpt(STORED))

    assert page.text.startswith(SHOWN)
    said = next(mark for mark in page.marks if mark.kind == "bold")
    assert said == Mark("bold", Span(0, SHOWN.index("”") + 1))


def test_a_terminal_shows_the_same() -> None:
    lines = answer_lines(Answer("q", "search", total=1, excerpts=(excerpt(STORED),)))

    first = next(iter(lines))
    assert "".join(piece.text for piece in first.pieces) == SHOWN
    assert [piece.text for piece in first.pieces if piece.style == "words"] == [SHOWN[: SHOWN.index("”") + 1]]


def test_the_excerpt_itself_stays_the_stored_slice() -> None:
    assert excerpt(STORED).text == STORED


@pytest.mark.parametrize(
    "text",
    [
        "The sea was calm.\nThe boats went out.",
        "- bread and butter\n- milk and honey",
        "NORA: We sail at noon today.\nIVO: So be it.",
        "roses are red,\nviolets are blue",
        "A blank  and a tab\tstay.",
        "שלום \u200fעולם\u200e שם",
    ],
)
def test_what_stands_for_something_stays(text: str) -> None:
    assert shown_view(text).text == text


@given(st.text(max_size=120))
def test_no_sign_is_added_but_blanks_and_what_entities_stand_for(text: str) -> None:
    if "&" not in text:
        assert shown_view(text).text.split() == "".join(c for c in text if c not in "\u00ad\u200b\u2060\ufeff").split()
