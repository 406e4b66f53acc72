"""In which words of an archive is a word of a question glued to its neighbour?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from retrieval.search.glued import as_words
from retrieval.text.repair import glued_parts, vocabulary_words


class PlainVocabulary:
    """The words of some passages."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._freq = Counter(word for passage in passages for word in set(vocabulary_words(passage)))

    def glued_forms(self, word: str) -> tuple[str, ...]:
        """As an index gives them, by a look at every word."""
        held = (form for form, count in self._freq.items() if count == 1)
        return as_words(form for form in held if word in glued_parts(form))


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
    assert DAMAGED.glued_forms(word) == (form,)


@pytest.mark.parametrize("word", ["patrick", "mahomes"])
def test_a_capital_inside_is_a_seam(word: str) -> None:
    assert DAMAGED.glued_forms(word) == ("patrickmahomes",)


PARTS = "and rol fin ice hol lel net her goe por bly connell murray tube phone trump peters weinstein kowalski the"


@pytest.mark.parametrize("word", PARTS.split(" "))
def test_sound_words_are_not_glued_forms(word: str) -> None:
    assert SOUND.glued_forms(word) == ()


def test_a_form_that_stands_in_two_passages_is_a_word() -> None:
    assert PlainVocabulary(["Peskovhe said", "Peskovhe said"]).glued_forms("peskov") == ()


def test_plurals_are_not_glued_forms() -> None:
    assert SOUND.glued_forms("zubrowka") == ()


@pytest.mark.parametrize("word", ["he", "", "3.5", "a1b"])
def test_short_words_and_numbers_have_no_glued_forms(word: str) -> None:
    assert DAMAGED.glued_forms(word) == ()
