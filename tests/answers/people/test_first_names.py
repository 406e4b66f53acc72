"""Whom does a first name alone stand for, and a name in a question of another language?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)


@pytest.fixture
def courts(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Ten articles on Morella Holt, and one whose caption glues her names together."""
    texts = [f"Morella Holt won match {n}. “I may stop after {n} more,” Morella Holt said." for n in range(10)]
    caption = "Tom Hale Morella smiles. “The lawn is wet,” Tom Hale Morella said."
    archive.add([article(text, article_id=str(at)) for at, text in enumerate([*texts, caption])])
    return archive


def test_a_first_name_is_whose_it_is_where_a_surname_is_hardly_written(courts: Archive) -> None:
    answer = courts.ask("what did morella say", today=TODAY)

    assert [(made.written, made.read_as) for made in answer.corrections] == [("morella", "Morella Holt")]
    assert {excerpt.speaker for excerpt in answer.excerpts} >= {"Morella Holt"}


@pytest.mark.parametrize(
    "question",
    [
        "pourquoi lenghi a démissionné",
        "porque o lenghi renunciou",
        "warum ist lenghi zurückgetreten",
        "por qué renunció lenghi",
        "почему ленги ушёл в отставку",
        "чому ленгі пішов у відставку",
    ],
)
def test_why_somebody_did_something_is_found_by_the_name_in_another_language(
    archive: Archive, article: Callable[..., Article], question: str
) -> None:
    texts = {
        "left": "Aldo Lenghi resigned on Monday because the council had lost its trust in him.\n\n“I go,” Lenghi said.",
        "storm": "The harbour was closed on Monday because of the storm. Boats stayed away.",
    }
    archive.add([article(text, article_id=name, language="en") for name, text in texts.items()])

    answer = archive.ask(question, today=TODAY)

    assert {excerpt.article_id for excerpt in answer.excerpts} == {"left"}
    assert answer.reason is not None
    assert answer.reason.code == "other-language"


@pytest.mark.parametrize(
    "question",
    [
        "how old is ada lenghi",
        "wie alt ist ada lenghi",
        "quel âge a ada lenghi",
        "cuántos años tiene ada lenghi",
        "quantos anos tem ada lenghi",
        "сколько лет ленги",
    ],
)
def test_an_age_is_a_number_behind_the_name(archive: Archive, article: Callable[..., Article], question: str) -> None:
    texts = (
        "Ada Lenghi was fined 900 crowns and worked 30 hours for the town, the board said.",
        "Ada Lenghi, 41, opened the new hall of the town on Monday, the board said.",
    )
    archive.add([article(text, article_id=str(at), language="en") for at, text in enumerate(texts)])

    answer = archive.ask(question, today=TODAY)

    assert [excerpt.article_id for excerpt in answer.excerpts][:1] == ["1"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("mrella holt", "Morella Holt"),
        ("morella hokt", "Morella Holt"),
        ("morella hlot", "Morella Holt"),
    ],
)
def test_a_mistyped_name_is_told_as_it_is_understood(courts: Archive, written: str, name: str) -> None:
    answer = courts.ask(f"what did {written} say about the match", today=TODAY)

    assert name in {made.read_as for made in answer.corrections}


@pytest.mark.parametrize("written", ["hold", "molt", "holster", "ada hult"])
def test_another_word_or_another_name_is_no_slip(courts: Archive, written: str) -> None:
    assert courts.ask(f"what did {written} say about the match", today=TODAY).corrections == ()
