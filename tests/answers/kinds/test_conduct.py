"""How did somebody react who is not quoted on it? By what the article says they did, where they are its subject."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
PLAY = (
    "The theatre of Moln has cancelled a play after threats. “I am ashamed,” director Farid Naz said.\n\n"
    "Mayor Signe Aal regretted the decision. Author Ines Kal criticised Naz. “He gave in,” Kal said."
)
PARKING = "Mayor Signe Aal opened a car park. “It has a roof,” Aal said."


@pytest.fixture
def moln(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Two articles; the mayor says nothing on the play."""
    archive.add([article(PLAY, article_id="play"), article(PARKING, article_id="parking")])
    return archive


@pytest.mark.parametrize(
    "question",
    [
        "mayors reaction to the play being cancelled",
        "aals response to the play",
        "how did signe aal react to the threats",
    ],
)
def test_what_somebody_did_is_shown_as_the_reaction(moln: Archive, question: str) -> None:
    assert [e.text for e in moln.ask(question, today=TODAY).excerpts] == ["Mayor Signe Aal regretted the decision."]


def test_what_was_told_before_the_matter_is_no_reaction_to_it(moln: Archive) -> None:
    assert moln.ask("aals response to the fire", today=TODAY).excerpts == ()
