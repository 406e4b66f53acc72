"""Into which passages is an article cut?"""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Span
from retrieval.text.passages import TARGET_WORDS, passages

PARAGRAPH = "The council met on Monday and spoke of the harbour. " * 5
texts = st.text(alphabet="ab .!?\n“”\u2029é", max_size=400)


def test_short_paragraphs_are_packed_to_about_the_target() -> None:
    text = "\n\n".join([PARAGRAPH.strip()] * 20)

    sizes = [len(p.of(text).split()) for p in passages(text)]

    assert all(TARGET_WORDS * 0.7 <= size <= TARGET_WORDS * 1.3 for size in sizes)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = PARAGRAPH.strip() + " " + (PARAGRAPH * 12).strip()

    cut = passages(text)

    assert len(cut) > 1
    assert all(p.of(text).endswith(".") and p.of(text).startswith("The council") for p in cut)


def test_a_short_last_paragraph_joins_the_passage_before_it() -> None:
    text = "\n".join([PARAGRAPH.strip()] * 4 + ["The end."])

    assert passages(text)[-1].of(text).endswith("harbour.\nThe end.")


def test_a_boilerplate_line_is_in_no_passage() -> None:
    text = "Ships left the harbour.\n\nRead more: ten harbours\n\nThey came back.\n\nRead more:"

    assert [p.of(text) for p in passages(text)] == ["Ships left the harbour.", "They came back."]


def test_given_sentences_are_used_for_the_cuts() -> None:
    text = "word " * 400
    sentences = [Span(0, 999), Span(1000, 1999)]

    assert passages(text, sentences) == (Span(0, 999), Span(1000, 1999))


@given(texts)
def test_passages_are_in_order_apart_and_never_empty(text: str) -> None:
    cut = passages(text)

    assert all(p.of(text).strip() == p.of(text) != "" for p in cut)
    assert all(a.end <= b.start for a, b in itertools.pairwise(cut))


@given(texts)
def test_every_word_outside_boilerplate_is_in_a_passage(text: str) -> None:
    cut = passages(text)

    assert "".join(text.split()) == "".join("".join(p.of(text).split()) for p in cut)
