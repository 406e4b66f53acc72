"""When do two strings say the same?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.normal import Fragments, find_fragment, fold


@pytest.mark.parametrize(
    ("text", "fragment", "expected"),
    [
        pytest.param("A “sacred struggle”, he said", "sacred struggle", ["sacred struggle"], id="inside marks"),
        pytest.param("A sacred\n  Struggle", "'Sacred struggle.'", ["sacred\n  Struggle"], id="blanks and case"),
        pytest.param("We don’t know", "we don't KNOW", ["We don’t know"], id="apostrophes"),
        pytest.param("in Łódź today", "in lodz", ["in Łódź"], id="accents"),
        pytest.param("roots, and roots", "roots", ["roots", "roots"], id="twice"),
        pytest.param("uprooted", "root", [], id="part of a word"),
        pytest.param("anything", "“…”", [], id="no word asked"),
        pytest.param("İstanbul said so", "said so", ["said so"], id="a letter that folds into two"),
    ],
)
def test_fragments_are_found_by_their_words(text: str, fragment: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_fragment(text, fragment)] == expected


@given(st.text(alphabet="ab éÉ.’'", min_size=1, max_size=30))
def test_a_whole_text_is_found_in_itself(text: str) -> None:
    found = find_fragment(f"({text})", text.upper())

    assert bool(found) == any(sign.isalnum() for sign in text)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("aB é-“,\n1_", max_size=40), st.text("aB é-,1", max_size=6))
def test_the_prepared_text_finds_what_the_plain_search_finds(text: str, fragment: str) -> None:
    assert Fragments(text).find(fragment) == find_fragment(text, fragment)
