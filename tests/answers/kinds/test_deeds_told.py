"""Is a deed really told? Cases and questions tell of none; bodies and verbs of several words are met as written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
QUARREL = (
    "The pilots’ guild lashed out at minister Vera Toll over the dues. Toll criticised the guild for its tone."
    "\n\nOpposition leader Emil Harn called for a strike. Former minister Ole Brix praised Toll."
)


@pytest.fixture
def quarrel(archive: Archive, article: Make) -> Archive:
    """One article in which each side attacks the other."""
    archive.add([article(QUARREL)])
    return archive


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who criticised vera toll", "The pilots’ guild lashed out at minister Vera Toll over the dues."),
        (
            "by whom was toll criticised",
            "The pilots’ guild lashed out at minister Vera Toll over the dues.",
        ),
        ("who was Toll attacked by?", "The pilots’ guild lashed out at minister Vera Toll over the dues."),
        ("toll praised by whom", "Former minister Ole Brix praised Toll."),
        ("who criticised the guild", "Toll criticised the guild for its tone."),
        ("who called for a strike", "Opposition leader Emil Harn called for a strike."),
    ],
)
def test_who_did_it_comes_first_and_not_whom_it_was_done_to(quarrel: Archive, question: str, text: str) -> None:
    assert quarrel.ask(question, today=TODAY).excerpts[0].text == text


@pytest.mark.parametrize(
    "text",
    [
        "If Tilda Voss criticised the mint, the crown would fall.",
        "Would Tilda Voss criticise the mint?",
        "Nobody knew whether Tilda Voss criticised the mint that night.",
        "Tilda Voss might soon criticise the mint.",
    ],
)
def test_a_case_or_a_question_is_no_deed(archive: Archive, article: Make, text: str) -> None:
    archive.add([article(f"{text} Traders wait.")])

    assert archive.ask("who criticised the mint", today=TODAY).excerpts == ()


def test_what_was_done_in_may_is_done(archive: Archive, article: Make) -> None:
    archive.add([article("Tilda Voss in May criticised the mint. Traders wait.")])

    assert [e.text for e in archive.ask("who criticised the mint", today=TODAY).excerpts] == [
        "Tilda Voss in May criticised the mint."
    ]
