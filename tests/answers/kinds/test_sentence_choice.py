"""Which sentence of the right article is shown: the one that answers, not one that only stands near?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
RENTS = (
    "Rents in the northern towns rose to a record in October, the fourth record in a row for tenants.\n\n"
    "Ulvik, where rents rose by a quarter, saw the largest increase of the towns.\n\n"
    "The record was reported by the tenants' union."
)
CRADLES = (
    "Millions of cradles were recalled over injuries to infants, the safety office said on Monday.\n\n"
    "The recall affects 2 million cradles and 220,000 swings, the office said."
)
APOLOGY = (
    "Vik apologises for remarks on judges;\n\n"
    "Mayor Odd Vik apologised on Monday for his remarks on the judges of the high court.\n\n"
    "The judges did not answer."
)


@pytest.fixture
def held(archive: Archive, article: Make) -> Archive:
    """Three articles among others."""
    other = ("Apples were dear.", "The choir sang in the old hall.", "The mill stood still all week.")
    told = [article(RENTS, article_id="rents"), article(CRADLES, article_id="cradles")]
    archive.add([*told, article(APOLOGY, article_id="vik"), *(article(t, article_id=t) for t in other)])
    return archive


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Rents rose to a record for tenants in October. Which of the towns saw the largest increase?", "Ulvik, where"),
        ("how many cradles were recalled", "2 million cradles"),
        ("How many cradles were recalled over injuries to infants?", "2 million cradles"),
        ("did Odd Vik apologise", "Mayor Odd Vik apologised"),
        ("did Vik apologise to the judges?", "Mayor Odd Vik apologised"),
    ],
)
def test_the_sentence_that_answers_comes_first(held: Archive, question: str, text: str) -> None:
    assert [text in e.text for e in held.ask(question, today=TODAY).excerpts][:1] == [True]
