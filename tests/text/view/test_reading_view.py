"""Does a reading view lead back to the very places of the stored text?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Span
from retrieval.text.view.edits import Edit, apply_edits
from retrieval.text.view.reading_view import read_through

TEXTS = st.text(alphabet="ab \n&;", max_size=30)


@st.composite
def text_and_stages(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and the edits of up to three stages, each fit for what the stage before has made."""
    text = draw(TEXTS)
    stages, read = [], text
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(read)), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        edits = [Edit(start, end, draw(st.text(alphabet="xyz ", max_size=2))) for start, end in pairs]
        stages.append(edits)
        read, _ = apply_edits(read, None, edits)
    return text, stages


@given(text_and_stages())
def test_what_is_left_as_it_was_leads_back_to_itself(drawn: tuple[str, list[list[Edit]]]) -> None:
    text, stages = drawn
    view = read_through(text, [lambda _, edits=edits: edits for edits in stages])

    for at, sign in enumerate(view.text):
        stored = view.stored(Span(at, at + 1))
        if sign not in "xyz " and len(stored) == 1:
            assert stored.of(text) == sign
        assert 0 <= stored.start <= stored.end <= len(text)


@given(text_and_stages(), st.data())
def test_positions_keep_their_order(drawn: tuple[str, list[list[Edit]]], data: st.DataObject) -> None:
    text, stages = drawn
    view = read_through(text, [lambda _, edits=edits: edits for edits in stages])
    one, two = sorted((data.draw(st.integers(0, len(view.text))), data.draw(st.integers(0, len(view.text)))))
    first, second = view.stored(Span(0, one)), view.stored(Span(one, two))

    assert first.end <= max(second.end, first.end)
    assert view.stored(Span(0, two)).start <= second.start


@given(text_and_stages(), st.data())
def test_a_stored_slice_is_found_again(drawn: tuple[str, list[list[Edit]]], data: st.DataObject) -> None:
    text, stages = drawn
    view = read_through(text, [lambda _, edits=edits: edits for edits in stages])
    one, two = sorted((data.draw(st.integers(0, len(view.text))), data.draw(st.integers(0, len(view.text)))))
    stored = view.stored(Span(one, two))
    viewed = view.viewed(stored)

    if one < two and len(stored):
        assert viewed.start <= two
        assert viewed.end >= one


def test_without_edits_the_text_itself_is_read() -> None:
    text = "Ada Lund said so."

    view = read_through(text, [lambda _: ()])

    assert view.text is text
    assert view.is_plain
    assert view.stored(Span(4, 8)) == Span(4, 8)


def test_what_is_left_out_inside_a_word_belongs_to_its_slice() -> None:
    text = "Karren\u00adbauer spoke"
    view = read_through(text, [lambda _: [Edit(6, 7, "")]])

    assert view.text == "Karrenbauer spoke"
    assert view.stored(Span(0, 11)) == Span(0, 12)
    assert view.of(Span(0, 12)) == "Karrenbauer"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        apply_edits("abc", None, [Edit(0, 2, "x"), Edit(1, 3, "y")])
