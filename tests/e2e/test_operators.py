"""Can operators see and steer their bot from a chat, and nobody else?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.commands import COMMANDS
from bot.playground import Person, Playground
from retrieval.answers import Archive

OPERATORS = [command.name for command in COMMANDS if command.is_operators]


@pytest.fixture
def olga(playground: Playground) -> Person:
    return playground.person("Olga")


async def told(playground: Playground, person: Person, words: str) -> str:
    return (await playground.wait_for_message(person, after=person.say(words)))["text"]


@pytest.mark.parametrize("command", OPERATORS)
async def test_to_others_their_commands_are_unknown(
    playground: Playground, ann: Person, running: Callable, command: str
) -> None:
    async with running():
        assert "do not know this command" in await told(playground, ann, f"/{command} 5")


async def test_a_ban_is_listed_and_taken_back(
    playground: Playground, ann: Person, olga: Person, running: Callable
) -> None:
    async with running(VERBATIM_OPERATORS=str(olga.id)):
        banned = await told(playground, olga, f"/ban {ann.id}")
        listing = await told(playground, olga, "/users")
        back = await told(playground, olga, f"/unban {ann.id}")
        answer = await told(playground, ann, "the bridge again")

    assert "is banned and gets no more answers" in banned
    assert f"Banned: {ann.id}" in listing
    assert "no longer banned" in back
    assert "bridge number 1" in answer


async def test_in_private_mode_strangers_are_told_and_operators_let_them_in(
    playground: Playground, ann: Person, olga: Person, running: Callable
) -> None:
    async with running(VERBATIM_OPERATORS=str(olga.id), VERBATIM_ACCESS="999"):
        turned_away = await told(playground, ann, "the bridge")
        added = await told(playground, olga, f"/users add {ann.id}")
        answer = await told(playground, ann, "the bridge!")

    assert "operator has listed" in turned_away
    assert added == f"{ann.id} may ask."
    assert "bridge number 1" in answer


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("/ban", "/ban 123456"),
        ("/ban @ann", "/ban 123456"),
        ("/ban {olga}", "is an operator"),
        ("/unban 5", "is not banned"),
        ("/users add", "/users add ID"),
        ("/users remove 999", "is listed in VERBATIM_ACCESS"),
    ],
)
async def test_what_cannot_be_done_is_said_so(
    playground: Playground, olga: Person, running: Callable, words: str, reply: str
) -> None:
    async with running(VERBATIM_OPERATORS=str(olga.id), VERBATIM_ACCESS="999"):
        assert reply in await told(playground, olga, words.format(olga=olga.id))


async def test_stats_tell_of_the_archive_and_what_was_asked(
    playground: Playground, olga: Person, running: Callable, tmp_path, seeds_of_a_checkout
) -> None:
    with Archive.open(tmp_path / "real") as archive:
        archive.add(seeds_of_a_checkout)
        async with running(archive=archive, VERBATIM_OPERATORS=str(olga.id)):
            stats = await told(playground, olga, "/stats")

    assert stats.splitlines()[0] == "Articles: 1, revisions: 1"
    assert "Published: 13 September 2023 to 13 September 2023" in stats
    assert "up to date" in stats


async def test_a_file_that_an_operator_sends_becomes_articles(
    playground: Playground, ann: Person, olga: Person, running: Callable, tmp_path
) -> None:
    text = "date 2024-05-02 Dam\n\n“The dam will hold”, said Ada Reed."
    with Archive.open(tmp_path / "real") as archive:
        async with running(archive=archive, VERBATIM_OPERATORS=str(olga.id)):
            done = await playground.wait_for_message(olga, after=olga.send_file("../../dam.txt", text.encode()))
            refused = await playground.wait_for_message(ann, after=ann.send_file("dam.txt", text.encode()))
            answer = await told(playground, ann, "what did Ada Reed say")
            wrong = await told(playground, olga, "/ingest dam.txt")
            private = await told(playground, olga, "/ingest http://127.0.0.1:9/secret")

    assert done["text"] == "1 added, 0 updated, 0 unchanged, 0 refused"
    assert "cannot read" in refused["text"]
    assert "— Ada Reed · quoted" in answer
    assert wrong.startswith("Write an address")
    assert private.startswith("0 added, 0 updated, 0 unchanged, 1 refused\nhttp://127.0.0.1:9/secret")
