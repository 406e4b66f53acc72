"""/topics and /compare in a chat, over the demo's articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive

pytestmark = pytest.mark.usefixtures("without_pictures")


async def told(playground: Playground, person: Person, words: str) -> dict:
    return await playground.wait_for_message(person, after=person.say(words))


def labels(message: dict) -> list[str]:
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def test_topics_are_told_with_a_headline_and_a_tap_leads_to_articles(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive
) -> None:
    async with running(archive=demo_archive):
        topics = await told(playground, ann, "/topics")
        ann.press(topics, "1 · new bridge")
        articles = await playground.wait_for_message(ann, after=topics)

    assert topics["text"].startswith("What stands out, ")
    assert "1. new bridge – 8 articles\nNew bridge for Norrhavn (The Harbour Times)" in topics["text"]
    assert "bridge" in articles["text"]


async def test_two_people_are_compared_on_a_matter_each_in_their_own_words(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive
) -> None:
    async with running(archive=demo_archive):
        both = await told(playground, ann, "/compare Aune and Reker on the bridge")

    first, _, second = both["text"].partition("\n\nTomas Reker\n\n")
    assert first.startswith("Ida Aune\n\n")
    assert first.count("\n— ") == first.count("\n— Ida Aune") == 2
    assert second.count("\n— ") == second.count("\n— Tomas Reker") == 2
    assert labels(both) == ["what did Ida Aune say", "what did Tomas Reker say", "Timeline"]


async def test_words_in_other_letters_count_as_their_speakers(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive
) -> None:
    async with running(archive=demo_archive):
        both = await told(playground, ann, "/compare Ауне и Рекер о мосте")

    first, _, second = both["text"].partition("\n\nTomas Reker\n\n")
    assert first.count("\n— ") == 2
    assert second == "The archive has nothing of theirs on “мосте”."


@pytest.mark.parametrize("words", ["", "Ida Aune on the bridge", "the weather"])
async def test_who_does_not_name_two_people_is_shown_how(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive, words: str
) -> None:
    async with running(archive=demo_archive):
        shown = await told(playground, ann, f"/compare {words}".strip())

    assert shown["text"].startswith("Name two people, and on what if you like, for example: /compare ")


async def test_an_example_that_is_shown_works(
    playground: Playground, ann: Person, running: Callable, demo_archive: Archive
) -> None:
    async with running(archive=demo_archive):
        shown = await told(playground, ann, "/compare")
        example = shown["text"].partition(": ")[2]
        both = await playground.wait_for_message(ann, after=ann.say(example))

    assert "\n— " in both["text"]
