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


NURSES = (
    "The nurses went back to work. Teresa Quill praised the health minister for her help. "
    "“Lindahl picked up the phone,” Quill said.\n\n“Nobody thanks you for a phone call,” said Anders Boye.\n\n"
    "Author Ines Kallas was in the hall. Boye apologised to Kallas. Kallas praised him for it."
)
MINISTER = "Health minister Rosa Lindahl opened a school. “It is a good school,” said health minister Rosa Lindahl."


@pytest.fixture
def ward(archive: Archive, article: Make) -> Archive:
    """Two articles; only one tells who the minister is."""
    archive.add([article(NURSES, article_id="nurses"), article(MINISTER, article_id="school")])
    return archive


def test_who_is_put_by_a_role_that_is_hers_alone_is_praised(ward: Archive) -> None:
    answer = ward.ask("who praised lindahl", today=TODAY)

    assert [e.text for e in answer.excerpts] == ["Teresa Quill praised the health minister for her help."]


def test_whoever_says_something_is_not_thanked_in_it(ward: Archive) -> None:
    assert "phone call" not in " ".join(e.text for e in ward.ask("who praised boye", today=TODAY).excerpts)


def test_him_is_not_whoever_did_it(ward: Archive) -> None:
    assert [e.text for e in ward.ask("who praised boye", today=TODAY).excerpts] == ["Kallas praised him for it."]
    assert ward.ask("who praised kallas", today=TODAY).excerpts == ()


def test_what_is_done_to_somebody_else_is_not_done_to_what_stands_beside(archive: Archive, article: Make) -> None:
    text = "The council raised the tolls. Gustav Lunde slammed the rise. Ines Moe criticised Lunde. The tolls stay."
    archive.add([article(text)])

    answer = archive.ask("who criticised the tolls", today=TODAY)

    assert [e.text for e in answer.excerpts] == ["Gustav Lunde slammed the rise."]


@pytest.mark.parametrize(
    "text",
    [
        "The mine must stop blasting until June, Pia Wrede said.",
        "Pia Wrede said blasts of that size shook the mine.",
        "“I would criticise the mine,” Pia Wrede said.",
    ],
)
def test_a_word_that_could_name_an_act_is_none_without_somebody_to_whom_it_is_done(
    archive: Archive, article: Make, text: str
) -> None:
    archive.add([article(text)])

    assert archive.ask("who slammed the mine", today=TODAY).excerpts == ()


def test_whom_somebody_praised_is_told_by_praise_alone(ward: Archive) -> None:
    assert [e.text for e in ward.ask("who did quill praise", today=TODAY).excerpts] == [
        "Teresa Quill praised the health minister for her help."
    ]
    assert ward.ask("who did lindahl praise", today=TODAY).excerpts == ()


@pytest.mark.parametrize(
    ("text", "is_of_lunde"),
    [
        ("After Lunde's criticism the ferry firm said that Lunde had not read the plan.", False),
        ("The criticism came as Lunde opened the quay.", False),
        ("The attack on the harbour plan, on a bad day for Gustav Lunde, was led by Ines Moe.", False),
        ("Ines Moe repeated her criticism of Gustav Lunde at the quay.", True),
        ("Gustav Lunde drew the criticism from Ines Moe after the fire.", True),
        ("Ines Moe wrote a report that criticised Gustav Lunde and his ferry.", True),
        ("After a rebuke Ines Moe criticised Gustav Lunde.", True),
    ],
)
def test_criticism_as_a_noun_goes_to_whom_it_is_of(
    archive: Archive, article: Make, text: str, is_of_lunde: bool
) -> None:
    archive.add([article(f"“The quay stays,” said Gustav Lunde. Ines Moe was there.\n\n{text}")])

    found = [e.text for e in archive.ask("who criticised lunde", today=TODAY).excerpts]

    assert found == ([text] if is_of_lunde else [])
