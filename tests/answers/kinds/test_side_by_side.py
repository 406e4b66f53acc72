"""Are words put side by side looked for as what they are, where nobody's words are plainly asked for?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
TEXTS = {
    "measles": "Measles cases were found in New Skarn on Tuesday. Doctors at the clinic saw nine children.",
    "town": "New Skarn announced on Friday that the old town would get lamps. New Skarn said it begins in May.",
    "siege": "The robber let everyone go after ten hours. The response of the Lund police was slow, a report found.",
    "stabbing": "The attack on the novelist Oda Brandt shook the festival. The suspect was held at the gate.",
    "riot": "The Nov. 3 committee heard the guard of the vault. The committee looks into how the vault was stormed.",
    "fuel": "Fuel prices fell for the tenth week in a row. Drivers paid less than in spring.",
    "sale": "Black Friday deals made prams cheap for a week. Nobody bought a sledge.",
    "board": "The harbour board issued its statement on the eels at noon. It was four pages long.",
    "boats": "Details of the boats came late. Doctors said the boats were safe. Doctors asked for more of the boats.",
}


@pytest.fixture
def papers(archive: Archive, article: Make) -> Archive:
    """Short reports, a matter each."""
    archive.add([article(text, article_id=key, day="2024-11-05") for key, text in TEXTS.items()])
    return archive


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("tell me about measles in new skarn", "Measles cases"),
        ("measles in New Skarn", "Measles cases"),
        ("anything more about the fuel prices", "Fuel prices"),
        ("info on fuel prices", "Fuel prices"),
        ("infos zu den fuel prices", "Fuel prices"),
        ("any details on the fuel prices", "Fuel prices"),
        ("lund police response", "response of the Lund police"),
        ("oda brandt attack suspect", "attack on the novelist"),
        ("nov 3 committee vault", "Nov. 3 committee"),
        ("black friday deals on prams", "Black Friday deals"),
        ("harbour board statement", "The harbour board issued"),
    ],
)
def test_what_articles_tell_is_found(papers: Archive, question: str, held: str) -> None:
    answer = papers.ask(question, today=TODAY)

    assert held in "".join(excerpt.text for excerpt in answer.excerpts[:1])
    assert answer.reason is None


@pytest.mark.parametrize(
    "question",
    [
        "measles in Marsh",
        "info on volcanoes",
        "what did the committee say on nov 3",
        "what did Oda Brandt say about the vault",
        "nov 9 volcano",
        "yesterday's deals on prams",
    ],
)
def test_what_is_not_held_stays_silent(papers: Archive, question: str) -> None:
    assert not papers.ask(question, today=TODAY).excerpts


def test_doctors_speak_and_details_do_not(papers: Archive) -> None:
    assert [e.speaker_as_written for e in papers.ask("doctors on the boats", today=TODAY).excerpts][:1] == ["Doctors"]
