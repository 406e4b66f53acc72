"""Can somebody keep an excerpt, find it again, take it away and have it forgotten? And their own questions?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

WORDS = "\n\n".join(f"“Dam number {n} will hold all winter”, said Ada Reed, the mayor." for n in range(8))
DAMS = Article("dams", WORDS, title="Dams", outlet="The Mill", published=Published.parse("2024-02-04"))


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([DAMS])
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat))


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


async def save(playground: Playground, person: Person, place: int, chat=None) -> str:
    """Save the excerpt at a place of an answer; the notice."""
    answer = await told(playground, person, "/ask what did Ada Reed say", chat)
    token = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    query = person.press(answer, data=f"k:{token}:{place}")
    return (await playground.wait_for_answer(query))["text"]


async def test_an_excerpt_is_saved_under_its_details_found_and_removed(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        nothing = await told(playground, ann, "/saved")
        answer = await told(playground, ann, "what did Ada Reed say")
        ann.press(answer, "2 ⋯")
        alone = await playground.wait_for_edit(answer)
        notices = [await playground.wait_for_answer(ann.press(alone, "Save")) for _ in range(2)]
        listing = await told(playground, ann, "/saved")
        ann.press(listing, labels(listing)[0])
        card = await playground.wait_for_edit(listing)
        ann.press(card, "Remove")
        left = await playground.wait_for_edit(card)

    assert nothing["text"].startswith("You have saved nothing yet.")
    assert [notice["text"] for notice in notices] == [
        "Saved. /saved shows what you keep.",
        "You have saved this already. /saved shows it.",
    ]
    assert listing["text"].startswith("You have saved\n1. “Dam number")
    assert "— Ada Reed, mayor · quoted" in card["text"]
    assert labels(card) == ["Remove", "↩ Back"]
    assert left["text"] == nothing["text"]


async def test_what_is_saved_is_paged_and_outlives_a_restart(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        for place in range(8):
            await save(playground, ann, place)
    async with running(archive=real):
        first = await told(playground, ann, "/saved")
        ann.press(first, "▶")
        second = await playground.wait_for_edit(first)

    assert [line[:2] for line in second["text"].splitlines()[1:]] == ["7.", "8."]
    assert len(labels(first)) == 7


async def test_what_is_saved_in_a_group_is_for_its_owner_in_private(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob])
    async with running(archive=real):
        await save(playground, bob, 0, group)
        in_group = await told(playground, bob, "/saved", group)
        anns = await told(playground, ann, "/saved")
        bobs = await told(playground, bob, "/saved")

    assert "yours alone" in in_group["text"]
    assert "nothing yet" in anns["text"]
    assert "Dam number" in bobs["text"]


async def test_a_reworded_article_still_shows_what_was_saved(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await save(playground, ann, 0)
        real.add([replace(DAMS, text="Nobody said anything at all. " + WORDS.replace("winter", "spring"))])
        listing = await told(playground, ann, "/saved")
        ann.press(listing, labels(listing)[0])
        card = await playground.wait_for_edit(listing)
        real.store.articles.remove("dams")
        gone = await told(playground, ann, "/saved")

    assert "will hold all winter" in card["text"]
    assert card["text"].endswith("The article has been reworded since you saved this.")
    assert "nothing yet" in gone["text"]


async def test_what_is_saved_is_exported_and_forgotten(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await save(playground, ann, 0)
        sent = await told(playground, ann, "/export")
        asking = await told(playground, ann, "/forget")
        ann.press(asking, "Delete everything")
        await playground.wait_for_edit(asking)
        after = await told(playground, ann, "/saved")
        asked = await told(playground, ann, "/again")

    exported = json.loads(playground.state.files[sent["document"]["file_id"]].content)
    [kept] = exported["saved"]
    assert kept["text"] == WORDS[kept["start"] : kept["end"]]
    assert kept["outlet"] == "The Mill"
    assert "nothing yet" in after["text"]
    assert asked["text"] == "You have asked me nothing here yet."


async def test_ones_own_last_questions_are_asked_again_by_a_tap(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob])
    async with running(archive=real):
        for words in ("what did Ada Reed say", "dam number 3", "/people", "what did Ada Reed say"):
            await told(playground, ann, words)
        await told(playground, bob, "/ask the harbour", group)
        listing = await told(playground, ann, "/again")
        ann.press(listing, "dam number 3")
        answer = await playground.wait_for_message(ann, after=listing)
        bobs = await told(playground, bob, "/again", group)
        anns = await told(playground, ann, "/again", group)

    assert labels(listing) == ["what did Ada Reed say", "dam number 3"]
    assert answer["text"].startswith("dam number 3")
    assert labels(bobs) == ["the harbour"]
    assert anns["text"] == "You have asked me nothing here yet."
