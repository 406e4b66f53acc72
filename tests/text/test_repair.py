"""Where are two words glued together, and where are they not?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.repair import glued_forms, split_glued, vocabulary_words


class PlainVocabulary:
    """The words of some passages."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._freq = Counter(word for passage in passages for word in set(vocabulary_words(passage)))

    def word_freq(self, word: str) -> int:
        return self._freq[word]

    def words_with_prefix(self, prefix: str, *, limit: int) -> tuple[str, ...]:
        return tuple(sorted(word for word in self._freq if word.startswith(prefix))[:limit])

    def words_with_suffix(self, suffix: str, *, limit: int) -> tuple[str, ...]:
        return tuple(sorted((word for word in self._freq if word.endswith(suffix)), key=lambda w: w[::-1])[:limit])


DAMAGED = PlainVocabulary(
    ["Dmitry Peskovhe spoke, according to Reutersthat day. Vladimir Putinmet PatrickMahomes andweapons too."]
)
SOUND = PlainVocabulary(
    [
        "Anderson, Chand, Rand, Roland and Finland; Iceland, Holland, Leland; Netherlands.",
        "Goethe, Porsche, Blythe, McConnell and MacMurray saw YouTube on an iPhone; Trumpism, Petersburgs.",
        "Weinsteins and Kowalskian Zubrowkas; brandishing and worldliness.",
    ]
)


@pytest.mark.parametrize(
    ("word", "form"),
    [("peskov", "peskovhe"), ("reuters", "reutersthat"), ("putin", "putinmet"), ("weapons", "andweapons")],
)
def test_a_glued_form_is_found_by_the_word(word: str, form: str) -> None:
    assert glued_forms(word, DAMAGED) == (form,)


@pytest.mark.parametrize("word", ["patrick", "mahomes"])
def test_a_capital_inside_is_a_seam(word: str) -> None:
    assert glued_forms(word, DAMAGED) == ("patrickmahomes",)


PARTS = "and rol fin ice hol lel net her goe por bly connell murray tube phone trump peters weinstein kowalski the"


@pytest.mark.parametrize("word", PARTS.split(" "))
def test_sound_words_are_not_glued_forms(word: str) -> None:
    assert glued_forms(word, SOUND) == ()


def test_a_form_that_stands_in_two_passages_is_a_word() -> None:
    assert glued_forms("peskov", PlainVocabulary(["Peskovhe said", "Peskovhe said"])) == ()


def test_plurals_are_not_glued_forms() -> None:
    assert glued_forms("zubrowka", SOUND) == ()


@pytest.mark.parametrize("word", ["he", "", "3.5", "a1b"])
def test_short_words_and_numbers_have_no_glued_forms(word: str) -> None:
    assert glued_forms(word, DAMAGED) == ()


def cut(text: str) -> str:
    parts, at = [], 0
    for place in split_glued(text):
        parts.append(text[at:place])
        at = place
    return "|".join([*parts, text[at:]])


@pytest.mark.parametrize(
    "expected",
    [
        "Kremlin press secretary Dmitry Peskov|he said, according to Reuters|that the 2 countries cooperate",
        "The leader, Kim Jong Un|and the president, Vladimir Putin|met this Wednesday. Kim Jong Un left.",
        "a call with Zubrowka|said on Monday",
    ],
)
def test_a_missing_blank_after_a_name_is_found(expected: str) -> None:
    assert cut(expected.replace("|", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Goethe said that Porsche said that Blythe said so",
        "Netherland, Anderson, Chand, Rand, Roland, Finland, Leland, Iceland and Holland met",
        "McConnell has an iPhone and YouTube; MacMurray and LeBron had TikTok",
        "Christophe Fouche and Bettiche, Akliouche and Tudorache and others",
        "Brexit is it, Obamacare and Fitbit said",
        "Esfand and Courtland and Lochland in Trayvon met Saquon in Halsin at Groupon",
        "Kowalskihe's and Kowalski-that and O'Kowalskithat",
    ],
)
def test_sound_text_is_not_cut(text: str) -> None:
    assert split_glued(text) == ()


@given(st.text(alphabet=st.sampled_from("PeskovhatndUm sidr,.”é"), max_size=80))
def test_cuts_are_ascending_and_between_letters(text: str) -> None:
    places = split_glued(text)

    assert list(places) == sorted(set(places))
    assert all(text[at - 1].isalpha() and text[at].isalpha() for at in places)
