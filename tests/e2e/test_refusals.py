"""Does an asker hear something also where Telegram refuses what the bot sends?"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.playground import Fault, Person, Playground
from tests.e2e import conftest

REFUSALS = ("Wrong HTTP URL", "BUTTON_DATA_INVALID", "can't parse entities: unsupported", "ENTITIES_TOO_LONG")


@pytest.mark.parametrize("words", REFUSALS)
async def test_what_is_refused_is_sent_again_without_marks_and_buttons(
    playground: Playground, ann: Person, running: Callable, caplog: pytest.LogCaptureFixture, words: str
) -> None:
    playground.faults.add(Fault.refuse(400, f"Bad Request: {words}"), method="sendMessage")
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert "bridge number 1" in answer["text"]
    assert not {"entities", "reply_markup"} & set(answer)
    assert [r.levelno for r in caplog.records if "Our fault, number 1 " in r.message] == [logging.ERROR]


async def test_what_is_refused_twice_is_apologised_for(playground: Playground, ann: Person, running: Callable) -> None:
    playground.faults.add(Fault.refuse(400, "Bad Request: MESSAGE_TOO_LONG"), method="sendMessage", times=2)
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert "does not let me send" in answer["text"]


async def test_a_refused_edit_is_made_without_marks_and_else_sent(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("what did Reed say"))
        playground.faults.add(Fault.refuse(400, "Bad Request: Wrong HTTP URL"), method="editMessageText")
        ann.press(answer, "▶")
        turned = await playground.wait_for_edit(answer)
        playground.faults.add(Fault.refuse(400, "Bad Request: Wrong HTTP URL"), method="editMessageText", times=2)
        ann.press(answer, data=answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
        sent = await playground.wait_for_message(ann, after=answer)

    assert turned["text"].endswith("4–6 of 8")
    assert "entities" not in turned
    assert "bridge number 0" in sent["text"]


async def test_a_message_that_is_gone_is_no_fault_and_its_next_state_is_sent(
    playground: Playground, ann: Person, running: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("what did Reed say"))
        gone = Fault.refuse(400, "Bad Request: message to edit not found")
        playground.faults.add(gone, method="editMessageText")
        ann.press(answer, "▶")
        sent = await playground.wait_for_message(ann, after=answer)

    assert sent["text"].endswith("4–6 of 8")
    assert "Our fault" not in caplog.text


@pytest.mark.parametrize(("refused", "left"), [(1, 8), (2, 4)])
async def test_one_bad_card_does_not_lose_the_list(
    playground: Playground, ann: Person, running: Callable, refused: int, left: int
) -> None:
    fault = Fault.refuse(400, "Bad Request: can't parse entities: Wrong HTTP URL")
    playground.faults.add(fault, method="answerInlineQuery", times=refused)
    async with running():
        found = await playground.wait_for_answer(ann.inline("what did Reed say"))

    assert len(found["results"]) == left
    assert not any("entities" in result["message"] for result in found["results"])


@pytest.mark.parametrize(
    "address", ["http://intranet/news/7", "https://localhost/a", "http://news.example:70000/a", "http://news.example:/"]
)
async def test_an_address_that_telegram_takes_for_no_link_is_text(
    playground: Playground, ann: Person, running: Callable, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    made = conftest._statement
    monkeypatch.setattr(conftest, "_statement", lambda number: replace(made(number), url=address))
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
        ann.press(answer, "⋯")
        alone = await playground.wait_for_edit(answer)
        found = await playground.wait_for_answer(ann.inline("what did Reed say"))

    assert answer["text"].endswith(f"3 February 2024 · {address}")
    assert "text_link" not in {entity["type"] for entity in answer["entities"]}
    assert "Open" not in [button["text"] for row in alone["reply_markup"]["inline_keyboard"] for button in row]
    assert len(found["results"]) == 8
