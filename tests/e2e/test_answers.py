"""Does a question to the bot come back as one attributed message?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.commands import COMMANDS
from bot.playground import Person, Playground


def entities(message: dict) -> dict[str, list[str]]:
    """What carries which mark."""
    units = message["text"].encode("utf-16-le")
    found: dict[str, list[str]] = {}
    for entity in message.get("entities", ()):
        words = units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        found.setdefault(entity["type"], []).append(words)
    return found


STICKER = {
    "file_id": "sticker",
    "file_unique_id": "one",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}


async def test_a_question_is_answered_with_a_quotation_its_speaker_and_its_source(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        asked = ann.say("who spoke of the bridge?")
        answer = await playground.wait_for_message(ann, after=asked)

    found = entities(answer)
    assert answer["text"].splitlines() == [
        "“We will build bridge number 1”, the mayor, Ada Reed, said.",
        "— Ada Reed, the mayor · quoted",
        "The Ferry · Bridge 1 · 3 February 2024",
    ]
    assert found["blockquote"] == ["“We will build bridge number 1”, the mayor, Ada Reed, said."]
    assert found["bold"] == ["“We will build bridge number 1”"]
    assert found["text_link"] == ["Bridge 1"]
    assert [b["text"] for row in answer["reply_markup"]["inline_keyboard"] for b in row] == ["⋯ details", "Follow"]
    call = playground.calls("sendMessage")[0].parameters
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_one_question_gets_one_message_even_when_there_is_much_to_say(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        ann.say("what did Reed say")
        await playground.wait_for_message(ann)

    (answer,) = playground.messages(ann)
    assert answer["text"].endswith("1–3 of 8")
    assert [b["text"] for row in answer["reply_markup"]["inline_keyboard"] for b in row] == [
        "1 ⋯ details",
        "2 ⋯ details",
        "3 ⋯ details",
        "▶ next 3",
        "Follow",
    ]


async def test_silence_is_answered_with_a_reason_and_what_is_near(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        asked = ann.say("what did Macron say")
        answer = await playground.wait_for_message(ann, after=asked)
        ann.press(answer, "Ada Reed (8)")
        followed = await playground.wait_for_message(ann, after=answer)

    assert answer["text"].startswith("The archive has nothing from or about Macron")
    assert followed["text"].startswith("what did Ada Reed say\n\n“We will build bridge number 0”")


@pytest.mark.parametrize("command", [command.name for command in COMMANDS if command.name != "ask"])
async def test_every_command_of_the_menu_says_something(
    playground: Playground, ann: Person, running: Callable, command: str
) -> None:
    async with running():
        ann.say(f"/{command}")
        answer = await playground.wait_for_message(ann)
        menu = await playground.wait_for_call("setMyCommands")

    assert len(answer.get("text") or answer["caption"]) > 20
    everyones = [command.name for command in COMMANDS if not command.is_operators]
    assert [row["command"] for row in menu.parameters["commands"]] == everyones


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param("/ask who spoke of the bridge", "bridge number 1", id="ask-with-words"),
        pytest.param("/ask\nwho spoke of the bridge", "bridge number 1", id="ask-on-two-lines"),
        pytest.param("/ask", "/ask what happened yesterday", id="ask-without-words"),
        pytest.param("/weather", "do not know this command", id="unknown-command"),
        pytest.param("x" * 501, "at most 500", id="too-long"),
    ],
)
async def test_what_is_written_in_private_gets_a_helpful_line(
    playground: Playground, ann: Person, running: Callable, said: str, words: str
) -> None:
    async with running():
        ann.say(said)
        answer = await playground.wait_for_message(ann)

    assert words in answer["text"]


async def test_a_sticker_and_a_file_get_a_helpful_line(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        sent = ann.send_file("notes.txt", b"words")
        answer = await playground.wait_for_message(ann, after=sent)

        heard = await playground.wait_for_message(ann, after=ann.send({"sticker": STICKER}))
        asked = ann.send_file("bridge.jpg", b"a picture", caption="the bridge")
        captioned = await playground.wait_for_message(ann, after=asked)

    assert "cannot read pictures and files" in answer["text"]
    assert "only read words" in heard["text"]
    assert "bridge number 1" in captioned["text"]


async def test_only_listed_people_and_operators_are_answered_where_access_is_listed(
    playground: Playground, ann: Person, running: Callable
) -> None:
    bob, eve = playground.person("Bob"), playground.person("Eve")
    async with running(VERBATIM_ACCESS=str(ann.id), VERBATIM_OPERATORS=str(bob.id)):
        for person in (ann, bob, eve):
            person.say("the bridge")
        texts = [(await playground.wait_for_message(person))["text"] for person in (ann, bob, eve)]

    assert ["bridge number 1" in text for text in texts] == [True, True, False]
    assert "operator" in texts[2]


async def test_a_question_is_not_written_to_the_logs(
    playground: Playground, ann: Person, running: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with running():
        for question in ("broken bridge to Elsewhere", "unreadable Elsewhere", "Elsewhere"):
            await playground.wait_for_message(ann, after=ann.say(question))

    assert "Elsewhere" not in caplog.text
    assert re.search(r"failed with ValueError.*reading|failed with ValueError", caplog.text)
    assert "the disk is gone" in caplog.text


async def test_a_mistake_inside_is_answered_once_and_kindly(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        broken = ann.say("broken")
        first = await playground.wait_for_message(ann, after=broken)
        second = await playground.wait_for_message(ann, after=ann.say("unreadable"))
        third = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert "went wrong" in first["text"]
    assert "cannot be read" in second["text"]
    assert "bridge number 1" in third["text"]
    assert len(playground.messages(ann)) == 3


async def test_a_question_that_takes_too_long_is_told_so(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running(VERBATIM_ANSWER_TIMEOUT_S="0.1"):
        answer = await playground.wait_for_message(ann, after=ann.say("held"))

    assert "too long" in answer["text"]
