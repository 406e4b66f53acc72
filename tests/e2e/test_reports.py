"""Can an asker report an excerpt, and an operator do something about it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

TEXT = "“The dam will hold all winter”, said Ada Reed. It rained.\n\n“The market is small”, said Tom Hale."


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([Article("dam", TEXT, title="Dam", published=Published.parse("2024-05-02"))])
        yield archive


@pytest.fixture
def olga(playground: Playground) -> Person:
    return playground.person("Olga")


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


async def pressed(playground: Playground, person: Person, message: dict, label: str) -> dict:
    person.press(message, label)
    return await playground.wait_for_edit(message)


async def test_a_report_reaches_the_operator_who_hides_the_words(
    playground: Playground, ann: Person, olga: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(olga.id)):
        await told(playground, olga, "/start")
        answer = await told(playground, ann, "what did Ada Reed say")
        alone = await pressed(playground, ann, answer, "⋯")
        asking = await pressed(playground, ann, alone, "Report")
        notice = await playground.wait_for_answer(ann.press(asking, "Wrong speaker"))
        await playground.wait_for_message(olga, containing="was reported")
        waiting = await told(playground, olga, "/reports")
        done = await pressed(playground, olga, waiting, "Hide it")
        gone = await told(playground, ann, "what did Ada Reed say")

    assert notice["text"] == "Thank you. An operator will look at it."
    assert "“The dam will hold all winter”" in waiting["text"]
    assert "shown as said by Ada Reed" in waiting["text"]
    assert done["text"].startswith("Done.")
    assert "dam will hold" not in gone["text"]


async def test_an_operator_gives_the_words_to_whom_they_belong(
    playground: Playground, ann: Person, olga: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(olga.id)):
        await told(playground, olga, "/start")
        answer = await told(playground, ann, "what did Ada Reed say")
        alone = await pressed(playground, ann, answer, "⋯")
        asking = await pressed(playground, ann, alone, "Report")
        await pressed(playground, ann, asking, "Wrong speaker")
        await playground.wait_for_message(olga, containing="was reported")
        waiting = await told(playground, olga, "/reports")
        await pressed(playground, olga, waiting, "Tom Hale")
        corrected = await told(playground, ann, "who said “dam will hold”")
        empty = await told(playground, olga, "/reports")

    assert "— Tom Hale" in corrected["text"]
    assert empty["text"] == "There are no open reports."


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("hide 99", "There is no report 99."),
        ("hide", "Write /reports hide N"),
        ("speaker 1", "Write /reports hide N"),
        ("burn 1", "Write /reports hide N"),
    ],
)
async def test_a_decision_that_cannot_be_made_is_said_so(
    playground: Playground, olga: Person, running: Callable, real: Archive, words: str, reply: str
) -> None:
    async with running(archive=real, VERBATIM_OPERATORS=str(olga.id)):
        answer = await told(playground, olga, f"/reports {words}")

    assert answer["text"].startswith(reply)
