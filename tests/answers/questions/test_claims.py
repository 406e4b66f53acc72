"""Is a claim told from words that only hold the same topic?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.answers.questions.claim import claim_of
from retrieval.model import Article

TODAY = date(2024, 11, 8)
TEXTS = {
    "not over": "“The drought is not over,” Ada Reed told the council. The wells are low.",
    "mask": "“We keep watering bans in place over the drought, and nobody isn't concerned,” Tom Hale said.",
    "over": "“The flood is over,” Paula Quist said on Monday. Boats went home.",
}


@pytest.fixture
def valley(archive: Archive, article: Callable[..., Article]) -> Archive:
    """What people say of a drought and a flood."""
    archive.add([article(text, article_id=name) for name, text in TEXTS.items()])
    return archive


@pytest.mark.parametrize("asked", ["the drought isnt over", "drought isn't over", "the drought is not over"])
def test_a_negation_may_be_written_out_or_in_short(valley: Archive, asked: str) -> None:
    answer = valley.ask(f"who said {asked}", today=TODAY)

    assert [excerpt.speaker for excerpt in answer.excerpts] == ["Ada Reed"]


def test_the_contrary_is_nobodys_claim(valley: Archive) -> None:
    assert valley.ask("who said flood isnt over", today=TODAY).excerpts == ()


def test_a_claim_that_ends_with_another_word_has_no_small_predicate() -> None:
    assert claim_of("the drought will last", "en").predicate == ""


def test_the_predicate_stands_behind_its_verb() -> None:
    claim = claim_of("the drought isn't over", "en")

    made = [
        claim.is_made_in(text, "en")
        for text in ("it is not yet over", "a row over it is not near", "it is over", "it wasn't over")
    ]

    assert made == [True, False, False, True]
