"""Who reacted to something: several people, each in turn, before what bodies and things say?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
TOLLS = (
    "“The ferry toll is a gift to the ferry firm,” said Odd Vik. “The ferry toll is the toll of a fool,” Vik said.\n\n"
    "The ferry toll was raised, according to the harbour rules.\n\n"
    "“I pay the ferry toll twice a day,” said Ines Moe."
)


def test_a_reaction_is_shown_of_each_person_in_turn(archive: Archive, article: Make) -> None:
    archive.add([article(TOLLS), article("“Nobody sings here,” said Bo Lind.", article_id="b")])

    found = [e.speaker for e in archive.ask("reaction to the ferry toll", today=TODAY).excerpts]

    assert sorted(found[:2], key=str) == ["Ines Moe", "Odd Vik"]
    assert len(found) >= 3


def test_what_was_only_spoken_about_comes_after_what_was_said(archive: Archive, article: Make) -> None:
    archive.add(
        [
            article("Odd Vik spoke out about his long quarrel with the harbour board.", article_id="a"),
            article("Odd Vik said the harbour board had lied to him for years in the long quarrel.", article_id="b"),
        ]
    )

    found = archive.ask("what did odd vik say about the quarrel with the harbour board", today=TODAY).excerpts

    assert found[0].article_id == "b"
