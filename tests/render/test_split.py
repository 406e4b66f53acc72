"""Are long texts cut where it hurts least, and are the pieces the text?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.rich import Mark, Rich, joined, plain, utf16_units
from bot.render.telegram.split import rejoined, split
from retrieval.model import Span

KINDS = st.sampled_from(["bold", "italic", "underline", "code", "blockquote", "expandable_blockquote"])
TEXTS = st.text(alphabet=st.sampled_from("ab .!\n”é😀שׁ"), max_size=400)


@st.composite
def riches(draw: st.DrawFn) -> Rich:
    text = draw(TEXTS)
    borders = st.integers(0, len(text))
    marks = []
    for _ in range(draw(st.integers(0, 25))):
        start, end = sorted((draw(borders), draw(borders)))
        kind, url = draw(st.one_of(st.tuples(KINDS, st.none()), st.just(("text_link", "https://news.example/"))))
        marks.append(Mark(kind, Span(start, end), url))
    return Rich(text, tuple(marks))


@given(riches(), st.integers(2, 60), st.integers(1, 9))
def test_the_pieces_joined_are_the_text_and_each_keeps_the_limits(rich: Rich, units: int, most: int) -> None:
    pieces = split(rich, max_units=units, max_entities=most)

    assert rejoined(pieces) == rich
    assert all(1 <= piece.units <= units for piece in pieces)
    # One character alone may carry more looks than the limit allows; nothing can be cut there.
    assert all(len(piece.entities()) <= most or len(piece.text) == 1 for piece in pieces)


@given(riches())
def test_entities_lie_inside_one_another_or_apart_and_count_in_utf16(rich: Rich) -> None:
    found = [(offset, offset + length) for _, offset, length, _ in rich.entities()]

    assert all(0 <= start < end <= utf16_units(rich.text) for start, end in found)
    assert all(
        b_start >= a_end or b_end <= a_end
        for place, (_, a_end) in enumerate(found)
        for b_start, b_end in found[place + 1 :]
    )


@given(riches())
def test_entities_cover_exactly_what_the_marks_cover(rich: Rich) -> None:
    units = rich.text.encode("utf-16-le")
    by_entities = sorted(
        (kind, url, units[2 * offset : 2 * (offset + length)].decode("utf-16-le"))
        for kind, offset, length, url in rich.entities()
    )
    kinds = {(kind, url) for kind, url, _ in by_entities}

    for kind, url in kinds:
        shown = sum(len(words) for k, u, words in by_entities if (k, u) == (kind, url))
        meant = sum(len(mark.span) for mark in rich.marks if mark.look == (kind, url))
        assert shown == meant


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        pytest.param("one one\n\ntwo two two", 14, ["one one\n\n", "two two two"], id="between-paragraphs"),
        pytest.param("one one one\ntwo two two", 16, ["one one one\n", "two two two"], id="between-lines"),
        pytest.param("One one. Two two two.", 16, ["One one. ", "Two two two."], id="between-sentences"),
        pytest.param("He said “go.” Then left.", 20, ["He said “go.” ", "Then left."], id="after-the-closing-mark"),
        pytest.param("onelongword another", 15, ["onelongword ", "another"], id="between-words"),
        pytest.param("abcdefghij", 4, ["abcd", "efgh", "ij"], id="inside-a-word-at-last"),
        pytest.param("😀😀😀", 5, ["😀😀", "😀"], id="never-inside-a-character"),
        pytest.param("", 5, [], id="nothing"),
    ],
)
def test_a_text_is_cut_at_the_best_border(text: str, units: int, expected: list[str]) -> None:
    assert [piece.text for piece in split(plain(text), max_units=units)] == expected


def test_a_mark_is_kept_whole_where_it_can_be() -> None:
    rich = joined((plain("one two "), plain("three four").marked("bold"), plain(" five six")))

    pieces = split(rich, max_units=14)

    assert [piece.text for piece in pieces] == ["one two ", "three four ", "five six"]


def test_a_mark_that_is_cut_goes_on_in_the_next_piece() -> None:
    pieces = split(plain("aaaa bbbb cccc").marked("blockquote"), max_units=10)

    assert [(piece.text, [m.kind for m in piece.marks]) for piece in pieces] == [
        ("aaaa bbbb ", ["blockquote"]),
        ("cccc", ["blockquote"]),
    ]


def test_a_mark_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="inside"):
        Rich("ab", (Mark("bold", Span(1, 3)),))
