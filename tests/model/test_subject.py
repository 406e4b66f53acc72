"""Does a remembered message's subject come back from the string it is stored as?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import (
    AlertSubject,
    AskedQuestion,
    Intent,
    ListingSubject,
    Span,
    Subject,
    subject_as_text,
    subject_from_text,
)

SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(min(ends), max(ends)))
INTENTS = st.builds(
    Intent,
    st.integers(0, 10**9),
    st.text(min_size=1),
    st.integers(0, 99),
    SPANS,
    st.lists(SPANS).map(tuple),
    st.lists(SPANS).map(tuple),
)
SUBJECTS = (
    st.text().filter(lambda words: not words.startswith("/")).map(AskedQuestion)
    | st.builds(ListingSubject, st.text("abcxyz_", min_size=1), st.text().map(str.strip))
    | st.builds(AlertSubject, st.integers(0, 10**9), st.integers(0, 9), INTENTS)
)


@given(SUBJECTS)
def test_a_subject_comes_back_as_it_was_stored(subject: Subject) -> None:
    assert subject_from_text(subject_as_text(subject)) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("what did Berg say?", AskedQuestion("what did Berg say?")),
        ("", AskedQuestion("")),
        ("/", AskedQuestion("/")),
        ("/people", ListingSubject("people")),
        ("/settings en short off", ListingSubject("settings", "en short off")),
        ("/alert off", ListingSubject("alert", "off")),
        (
            '/alert 3 5 0 {"article_id":"mill","revision":1,"span":[2,9],"content":[[3,8]],"marks":[]}',
            AlertSubject(3, 0, Intent(5, "mill", 1, Span(2, 9), (Span(3, 8),))),
        ),
    ],
)
def test_what_databases_hold_is_read_and_written_alike(text: str, subject: Subject) -> None:
    assert subject_from_text(text) == subject
    assert subject_as_text(subject) == text


@pytest.mark.parametrize("command", ["", "two words", " people"])
def test_a_listing_is_shown_by_one_command(command: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        ListingSubject(command)
