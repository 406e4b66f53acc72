"""Is damaged text found by the undamaged word, and does it stay as it came?"""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.search import Indexed, Query, QueryTerm, Unit
from retrieval.search.index.local_index import LocalIndex
from retrieval.text.languages import language_of
from retrieval.text.passages import passages
from retrieval.text.repair import vocabulary_words
from retrieval.text.tokens import stems, words

DAMAGED = (
    "The secretary, Dmitry Peskovhe said, according to Reutersthat nothing was decided. PatrickMahomes was silent."
)
SOUND = "Anderson and Roland spoke of Goethe. The ministers in Finland and the farmers were not amused."


@pytest.fixture
def index(tmp_path: Path) -> LocalIndex:
    """One damaged text and one sound one, a passage each."""
    index, language = LocalIndex(tmp_path), language_of("en")
    articles = []
    for name, text in (("damaged", DAMAGED), ("sound", SOUND)):
        (span,) = passages(text)
        held, terms = vocabulary_words(text), stems(words(text), language)
        articles.append(Indexed(name, 1, (Unit("passages", 0, span, tuple(held), tuple(terms)),)))
    index.apply(articles, position=1)
    return index


def found(index: LocalIndex, word: str) -> list[str]:
    forms = stems([word, *index.glued_forms([word])[0]], language_of("en"))
    return [hit.article_id for hit in index.search("passages", Query((QueryTerm(tuple(forms)),)), limit=5)]


@pytest.mark.parametrize("word", ["peskov", "reuters", "patrick", "mahomes"])
def test_damaged_text_is_found_by_the_undamaged_word(index: LocalIndex, word: str) -> None:
    assert found(index, word) == ["damaged"]


@pytest.mark.parametrize("word", ["ander", "rol", "roland", "fin", "goe", "mini", "far", "mus", "min"])
def test_sound_text_is_not_split(index: LocalIndex, word: str) -> None:
    assert found(index, word) == (["sound"] if word == "roland" else [])


def test_a_glued_form_weighs_as_much_as_the_word_itself(index: LocalIndex) -> None:
    glued = index.search("passages", Query((QueryTerm(("peskov", "peskovh")),)), limit=1)[0].score
    plain = index.search("passages", Query((QueryTerm(("dmitri",)),)), limit=1)[0].score

    assert glued == plain


def test_the_text_found_is_as_it_came(index: LocalIndex) -> None:
    (hit,) = index.search("passages", Query((QueryTerm(("peskovh",)),)), limit=5)

    assert hit.span.of(DAMAGED) == DAMAGED
