"""Which words does a text hold, and where?"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text import tokens
from retrieval.text.languages import language_of
from retrieval.text.tokens import stems, tokenize, topic_words, words

texts = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aB1.,'’ -&é\u0301US")), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Zelenský, ZELENSKY", ["zelensky", "zelensky"], id="accents and capitals"),
        pytest.param("Zelensky\u0301", ["zelensky"], id="a combining accent"),
        pytest.param("l’Ukraine d'Aubray L'Équipe", ["ukraine", "aubray", "equipe"], id="an elided article"),
        pytest.param("d’un l’on o'clock", ["dun", "lon", "oclock"], id="small words with an apostrophe"),
        pytest.param("Ёлка елка йод", ["елка", "елка", "йод"], id="yo is a ye"),
        pytest.param("Kim’s and Kim's and KIM'S", ["kim", "and", "kim", "and", "kim"], id="possessives"),
        pytest.param("Reuters' ‘sensitive’", ["reuters", "sensitive"], id="marks around a word"),
        pytest.param("don’t O'Brien", ["dont", "obrien"], id="apostrophes inside"),
        pytest.param("3.5 1,000 10,500.25 2015,2016", ["3.5", "1000", "10500.25", "2015", "2016"], id="numbers"),
        pytest.param("in 2023.", ["in", "2023"], id="a number before a stop"),
        pytest.param("the U.S. and US told us", ["the", "usa", "and", "usa", "told", "us"], id="the country"),
        pytest.param("U.K. at 5 p.m.", ["uk", "at", "5", "pm"], id="dotted letters"),
        pytest.param("AT&T, R&D", ["at&t", "r&d"], id="ampersands"),
        pytest.param("Jean-Luc’s vice-president—then", ["jean", "luc", "vice", "president", "then"], id="dashes"),
        pytest.param("pro\u00adgramme", ["programme"], id="a soft hyphen"),
        pytest.param("ﬁnds ＷＡＲ straße", ["finds", "war", "strasse"], id="compatibility forms"),
        pytest.param("Friday.Kremlin", ["friday", "kremlin"], id="a missing blank"),
        pytest.param("Путин сказал", ["путин", "сказал"], id="Cyrillic"),
        pytest.param("हिन्दी में", ["हिन्दी", "में"], id="Devanagari vowel signs"),
        pytest.param("東京で", ["東", "京", "で"], id="scripts without blanks"),
        pytest.param("A.東 A.𠀀", ["a", "東", "a", "𠀀"], id="a letter and a sign are no dotted letters"),
        pytest.param("… — “” ", [], id="no words"),
    ],
)
def test_text_is_cut_into_normal_forms(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_positions_point_into_the_raw_text() -> None:
    text = "“Zelenský’s plan”, he said"

    assert [text[t.start : t.end] for t in tokenize(text)] == ["Zelenský", "plan", "he", "said"]


@given(texts)
def test_the_fast_form_finds_the_same_words(text: str) -> None:
    assert words(text) == [token.word for token in tokenize(text)]


@given(texts)
def test_tokens_are_in_order_apart_and_not_empty(text: str) -> None:
    tokens = tokenize(text)

    assert all(0 <= t.start < t.end <= len(text) and t.word for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))


@given(texts)
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    found = words(text)

    assert words(" ".join(found)) == found


def test_stems_keep_the_order_and_repetitions() -> None:
    assert stems(["weapons", "weapon", "said"], language_of("en")) == ["weapon", "weapon", "said"]


def test_topic_words_leave_out_question_words() -> None:
    assert topic_words(words("Who said what about the U.S.?"), language_of("en")) == ["said", "usa"]


@given(st.text(alphabet="abUSé.’'“”\"(),;:!?…&-1%_ß中\u0301[]—", min_size=1, max_size=7))
def test_a_plain_word_is_read_without_the_pattern_as_with_it(chunk: str) -> None:
    assert tokens._read(chunk) == tokens._read_any(chunk)
