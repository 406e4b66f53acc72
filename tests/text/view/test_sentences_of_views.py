"""Are the sentences of a part of a text those of the whole, and are they cut once?"""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.annotate import annotate
from retrieval.answers.ingest.units import indexed
from retrieval.model import Article, Published, Span
from retrieval.text.view.reading_view import STAGES, read_through, reading_view

_PIECES = ["“", "”", "‘", "’", '"', "It rained.", " He said ", "(no) ", "Ada Lund left! ", "\n", "\n\n", "…", " U.S. "]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


@given(_TEXTS)
def test_sentences_around_a_passage_are_those_of_the_text(text: str) -> None:
    view = read_through(text, STAGES)
    passages = view.passages()

    apart = [[s for s in view.sentences_around(passage) if passage.holds(s)] for passage in passages]

    assert apart == [[s for s in view.sentences() if passage.holds(s)] for passage in passages]


@given(_TEXTS, st.integers(0, 60), st.integers(1, 30))
def test_sentences_around_a_slice_hold_all_that_it_touches_and_the_one_before(
    text: str, start: int, length: int
) -> None:
    at = min(start, len(text))
    slice_ = Span(at, min(at + length, len(text)))
    whole = read_through(text, STAGES).sentences()

    around = read_through(text, STAGES).sentences_around(slice_)

    touched = [n for n, s in enumerate(whole) if s.touches(slice_)]
    wanted = whole[max(0, touched[0] - 1) : touched[-1] + 1] if touched else ()
    assert set(wanted) <= set(around)
    assert [s for s in whole if s in around] == list(around)


def test_an_article_that_comes_in_is_cut_into_sentences_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“We have 12 boats,” said Ida Aune, who cut it once. Nobody at the quay of Holm cut it twice."
    article = Article("a", text, published=Published.parse("2024-05-02"))
    expected = read_through(text, STAGES).sentences()
    found = annotate(article)

    def fail(*_: object) -> None:
        raise AssertionError("the text was cut again")

    monkeypatch.setattr(sys.modules["retrieval.text.view.reading_view"], "sentences", fail)
    units = indexed(article, found).units

    assert [u.span for u in units if u.collection == "quotations"] == [expected[0]]
    assert reading_view(text).sentences() == expected
