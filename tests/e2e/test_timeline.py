"""/timeline in a chat: rows, busiest days, and a tap that leads to the words of a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive

pytestmark = pytest.mark.usefixtures("without_pictures")


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


async def test_a_timeline_has_rows_headlines_and_a_tap_leads_to_the_words_of_a_day(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive
) -> None:
    async with running(archive=demo_archive):
        card = await told(playground, ann, "/person Ida Aune")
        ann.press(card, "Timeline")
        timeline = await playground.wait_for_message(ann, after=card)
        labels = [b["text"] for row in timeline["reply_markup"]["inline_keyboard"] for b in row]
        ann.press(timeline, labels[0])
        words = await playground.wait_for_message(ann, after=timeline)

    lines = timeline["text"].splitlines()
    assert lines[0] == "Ida Aune · statements, by week"
    assert any("█" in line for line in lines)
    assert sum(line[:2] in ("1.", "2.", "3.", "4.", "5.") for line in lines) == 5
    assert {entity["type"] for entity in timeline["entities"]} == {"bold", "code"}
    assert max(len(line) for line in lines if "█" in line) <= 24
    assert "Ida Aune" in words["text"]
    assert labels[0].partition("· ")[2] in words["text"]


async def test_words_that_nothing_speaks_of_are_told_and_without_words_how_to_ask(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive
) -> None:
    async with running(archive=demo_archive):
        nothing = await told(playground, ann, "/timeline glaciers")
        bare = await told(playground, ann, "/timeline")

    assert nothing["text"] == "The archive has nothing on glaciers that has a day."
    assert bare["text"].startswith("Write a name or words after the command, for example: /timeline ")
