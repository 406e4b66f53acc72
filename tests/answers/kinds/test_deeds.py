"""Who did something to whom: through a pronoun, in the contrary act, and by a bare role?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
TEXT = (
    "Treasurer Odd Vik gave back the key of the salt hall. “I forgot it in my coat,” Vik wrote.\n\n"
    "Mayor Ida Brenn praised his honesty. Councillor Tom Hale called for an inquiry.\n\n"
    "Vik denied that he had sold the key."
)


@pytest.fixture
def key(archive: Archive, article: Make) -> Archive:
    """One article."""
    archive.add([article(TEXT)])
    return archive


def test_praise_of_his_honesty_is_praise_of_whom_the_article_named_last(key: Archive) -> None:
    answer = key.ask("who praised vik", today=TODAY)

    assert [e.text for e in answer.excerpts] == ["Mayor Ida Brenn praised his honesty."]


@pytest.mark.parametrize("question", ["who praised hale", "who praised brenn"])
def test_nobody_else_is_praised_by_it(key: Archive, question: str) -> None:
    assert key.ask(question, today=TODAY).excerpts == ()


def test_a_denial_answers_whether_somebody_admitted_it(key: Archive) -> None:
    answer = key.ask("did vik admit selling the key", today=TODAY)

    assert [e.text for e in answer.excerpts] == ["Vik denied that he had sold the key."]


def test_a_bare_role_is_whoever_is_put_so_more_than_once(archive: Archive, article: Make) -> None:
    archive.add(
        [
            article("The strikers walked out. “I would have walked too,” said manager Luca Ferr.", article_id="one"),
            article("“We train in the rain,” said manager Luca Ferr.", article_id="two"),
        ]
    )

    answer = archive.ask("manager on the rain", today=TODAY)

    assert [(made.written, made.read_as) for made in answer.corrections] == [("manager", "Luca Ferr")]
    assert ["in the rain" in e.text for e in answer.excerpts] == [True]


def test_the_boss_of_a_body_is_no_word_of_the_body(archive: Archive, article: Make) -> None:
    text = (
        "Halm Homes asked to build on the racecourse. “We build a village,” "
        "said Neil Farr, the managing director of Halm Homes."
    )
    archive.add([article(text)])

    answer = archive.ask("managing director of halm homes about the village", today=TODAY)

    assert [e.speaker for e in answer.excerpts] == ["Neil Farr"]


def test_does_is_no_possessive_of_a_doe(archive: Archive, article: Make) -> None:
    archive.add([article("“The eels are late,” said Jane Doe. Doe wants a weir.")])

    assert archive.ask("what does doe say about the eels", today=TODAY).understood.people == ("Jane Doe",)
