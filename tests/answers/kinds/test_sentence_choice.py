"""Which sentence of the right article is shown: the one that answers, not one that only stands near?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.answers.questions.reading import form_of
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
BRIDGE = (
    "Some 2,000 people watched as the first pile of the Ostby bridge was driven into the river.\n\n"
    "The Ostby bridge is to cost 230 million crowns. The Ostby bridge is to open in three years."
)
DEATH = (
    "Grocer Bo Lind had a heart operation on 3 October 2024.\n\n"
    "Lind died on Monday, his daughter said.\n\n"
    "His shop will stay shut until Friday. The swans left the pond at half past four."
)


@pytest.fixture
def held(archive: Archive, article: Make) -> Archive:
    """Five articles among others."""
    other = ("Apples were dear.", "The choir sang in the old hall.", "The mill stood still all week.")
    told = [article(RENTS, article_id="rents"), article(CRADLES, article_id="cradles")]
    told += [article(BRIDGE, article_id="bridge"), article(DEATH, article_id="lind", title="Grocer Bo Lind dies")]
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
        ("how much is the ostby bridge", "230 million crowns"),
        ("how long until the ostby bridge opens", "three years"),
        ("when did lind die", "Lind died on Monday"),
        ("when did the swans leave", "half past four"),
    ],
)
def test_the_sentence_that_answers_comes_first(held: Archive, question: str, text: str) -> None:
    assert [text in e.text for e in held.ask(question, today=TODAY).excerpts][:1] == [True]


def test_somebody_on_a_price_is_asked_for_words() -> None:
    assert form_of("Dahl on the price").name == "on"
