"""Are common words known as common in every language of questions, and all others as rare?"""

from __future__ import annotations

import pytest

from retrieval.text.languages import language_of
from retrieval.text.tokens import stems
from retrieval.text.word_frequencies import word_share


@pytest.mark.parametrize(
    ("code", "common", "rarer"),
    [
        ("en", "closed", "ferry"),
        ("de", "geschlossen", "Leuchtturm"),
        ("fr", "fermé", "phare"),
        ("es", "cerrado", "faro"),
        ("pt", "fechado", "farol"),
        ("ru", "закрыт", "маяк"),
        ("uk", "закрито", "маяк"),
    ],
)
def test_a_common_word_has_more_of_all_that_is_written_than_a_rarer_one(code: str, common: str, rarer: str) -> None:
    language = language_of(code)
    [often, seldom] = stems([common, rarer.lower()], language)

    assert word_share(often, language) > word_share(seldom, language) >= 0.0
    assert word_share(often, language) >= 5e-6


@pytest.mark.parametrize("word", ["okoro-finch", "norrhavn", "xqzt"])
def test_what_nobody_else_writes_has_no_share(word: str) -> None:
    assert word_share(word, language_of("en")) == 0.0


def test_a_language_without_a_list_knows_no_common_words() -> None:
    from retrieval.text.word_frequencies import _steps

    assert _steps("xx") == []
