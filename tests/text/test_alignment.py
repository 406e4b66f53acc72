"""The words of one version are found in the other, and nothing else is taken for them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Span
from retrieval.text.alignment import Alignment

BEFORE = "Rain fell all day. “We shall win this vote”, said Ann Lee. Nobody else spoke. The hall was empty by nine."


def other(here: str, words: str, there: str) -> tuple[str, bool] | None:
    """How ``there`` has the words, and whether word for word."""
    at = here.index(words)
    found = Alignment(here, there).counterpart(Span(at, at + len(words)))
    return None if found is None else (found.span.of(there), found.is_same)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (BEFORE, ("We shall win this vote", True)),
        (BEFORE.upper(), ("WE SHALL WIN THIS VOTE", True)),
        (BEFORE.replace("We shall", "We shall not"), ("We shall not win this vote", False)),
        (BEFORE.replace("We shall", "Perhaps we shall"), ("Perhaps we shall win this vote", False)),
        (BEFORE.replace("this vote", "the vote, and win big"), ("We shall win the vote, and win big", False)),
        (BEFORE.replace(" this vote", ""), ("We shall win", False)),
        (BEFORE.replace("Rain fell all day", "It was a dry day for once"), ("We shall win this vote", True)),
        (BEFORE.replace("said Ann Lee", "the mayor told the council"), ("We shall win this vote", True)),
        (BEFORE.replace("said Ann Lee", "on Monday, said Ann Lee"), ("We shall win this vote", True)),
        (BEFORE.replace("“We shall win this vote”, said Ann Lee.", "Ann Lee left early."), None),
        (BEFORE.replace("We shall win this vote", "All is lost for good"), None),
        ("", None),
    ],
)
def test_words_are_found_in_another_version(changed: str, expected: tuple[str, bool] | None) -> None:
    assert other(BEFORE, "We shall win this vote", changed) == expected


def test_words_without_quotation_marks_end_where_the_words_beside_them_begin() -> None:
    before = "Ann Lee said that taxes would rise by five percent."
    after = "Ann Lee announced on Monday that taxes would fall by five percent."

    assert other(before, "taxes would rise by five percent", after) == ("taxes would fall by five percent", False)


def test_a_repeated_sentence_is_paired_once_and_in_order() -> None:
    text = "He left. He left. “We stay here for now”, she said. He left."

    assert other(text, "We stay here for now", text) == ("We stay here for now", True)


@given(st.lists(st.sampled_from(["a", "b", "c", "“d”", "e.", "\n\n", ""]), max_size=30), st.data())
def test_a_text_aligns_with_itself_word_for_word(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    span = Span(*sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))))

    found = Alignment(text, text).counterpart(span)

    assert found is None or found.is_same


@given(st.text("ab .“”", max_size=60), st.text("ab .“”", max_size=60), st.data())
def test_whatever_is_found_lies_inside_the_other_text(here: str, there: str, data: st.DataObject) -> None:
    span = Span(*sorted(data.draw(st.tuples(*[st.integers(0, len(here))] * 2))))

    found = Alignment(here, there).counterpart(span)

    assert found is None or found.span.end <= len(there)
    shared, mine, theirs = Alignment(here, there).shared([span], [Span(0, len(there))])
    assert shared <= min(mine, theirs)


def test_two_long_strangers_are_not_compared_word_by_word() -> None:
    here, there = (" ".join(f"{letter}{n}" for n in range(30_000)) for letter in "xy")

    assert Alignment(here, there).counterpart(Span(0, 100)) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("x y " * 3000, "y x z " * 2000),
        ("Yes. No way. " * 1500, "No way. Yes. Maybe. " * 1500),
        ("Rain. " * 20_000, "Sun. " + "Rain. " * 19_000),
    ],
)
def test_texts_that_repeat_themselves_are_compared_in_a_moment(here: str, there: str) -> None:
    began = time.process_time()

    Alignment(here, there)

    assert time.process_time() - began < 5
