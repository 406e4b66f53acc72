"""Are countries found by the short names that other languages have for them?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.answers.terms.territories import is_short_name, territory_words
from retrieval.model import Article

TODAY = date(2024, 11, 8)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("сша", "usa"),
        ("eeuu", "usa"),
        ("eua", "usa"),
        ("оаэ", "uae"),
        ("оон", "un"),
        ("ес", "eu"),
        ("китаю", "china"),
    ],
)
def test_short_names_stand_for_those_of_other_languages(asked: str, found: str) -> None:
    assert found in territory_words([asked])[asked]


def test_two_letters_are_hardly_a_country() -> None:
    names = territory_words(["юар"])["юар"]

    assert [name for name in names if name.isascii() and len(name) < 3] == []


def test_a_word_is_no_short_name_by_chance() -> None:
    assert [is_short_name(word) for word in ("mayor", "port", "ship", "the")] == [False] * 4


@pytest.mark.parametrize(
    "question", ["пошлины США на сыр Corbel", "aranceles de EE. UU. Corbel", "tarifas dos EUA Corbel"]
)
def test_a_country_is_found_where_its_initials_mean_something_else(
    archive: Archive, article: Callable[..., Article], question: str
) -> None:
    archive.add(
        [
            article("The U.S. put duties on cheese from Corbel. Farmers there are angry.", article_id="duties"),
            article("The lab asked for an EUA. Its vaccine is new, and nobody knows more of it.", article_id="lab"),
        ]
    )

    answer = archive.ask(question, today=TODAY)

    assert [excerpt.article_id for excerpt in answer.excerpts] == ["duties"]
