"""What does the bot do when Telegram refuses, stalls or drops the line? Nothing twice, and nobody waits for another."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.playground import Fault, Person, Playground


async def settled(playground: Playground, person: Person) -> None:
    """Until the bot has answered somebody else after all that went before."""
    other = playground.person("Last")
    other.say("the bridge")
    await playground.wait_for_message(other)


async def test_one_chats_flood_wait_is_kept_and_delays_no_other_chat(
    playground: Playground, ann: Person, running: Callable
) -> None:
    bob = playground.person("Bob")
    playground.faults.add(Fault.flood(1), method="sendMessage", chat_id=ann.id)
    async with running():
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage")
        begun = time.monotonic()
        bob.say("the bridge")
        await playground.wait_for_message(bob)
        bobs_wait_s = time.monotonic() - begun
        await playground.wait_for_message(ann)
        anns_wait_s = time.monotonic() - begun

    assert bobs_wait_s < 0.5 < 0.8 < anns_wait_s
    assert len(playground.messages(ann)) == 1


async def test_a_flood_wait_that_is_too_long_is_given_up(
    playground: Playground, ann: Person, running: Callable
) -> None:
    playground.faults.add(Fault.flood(3600), method="sendMessage", chat_id=ann.id)
    async with running():
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage")
        answer = await playground.wait_for_message(ann, after=ann.say("the other bridge"))

    assert playground.messages(ann) == [answer]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault.blocked(), id="403"),
        pytest.param(Fault.refuse(400, "Bad Request: chat not found"), id="400"),
        pytest.param(Fault.server_error(), id="500"),
        pytest.param(Fault.bad_gateway(), id="502"),
        pytest.param(Fault.dropped_before(), id="dropped-before"),
        pytest.param(Fault.dropped_after(), id="dropped-after"),
    ],
)
async def test_a_message_whose_end_is_refused_or_uncertain_is_not_sent_again(
    playground: Playground, ann: Person, running: Callable, fault: Fault
) -> None:
    playground.faults.add(fault, method="sendMessage", chat_id=ann.id)
    async with running():
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage")
        await settled(playground, ann)
        tried = [call for call in playground.calls("sendMessage") if call.parameters["chat_id"] == ann.id]
        answer = await playground.wait_for_message(ann, after=ann.say("the other bridge"))

    assert len(tried) == 1
    assert "bridge number 1" in answer["text"]


async def test_refused_marks_are_left_out_rather_than_the_answer(
    playground: Playground, ann: Person, running: Callable
) -> None:
    reason = "Bad Request: can't parse entities: Unexpected end of name token at byte offset 7"
    playground.faults.add(Fault.refuse(400, reason), method="sendMessage", chat_id=ann.id)
    async with running():
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert "bridge number 1" in answer["text"]
    assert not {entity["type"] for entity in answer.get("entities", ())} & {"bold", "blockquote", "text_link"}


async def test_an_answer_follows_a_group_that_has_become_a_supergroup(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    group = playground.group("News", [ann])
    async with running():
        ann.say("/ask held, the bridge", group)
        await archive.is_asked()
        new = playground.migrate(group, by=ann)
        archive.go_on.set()
        answer = await playground.wait_for_message(new)

    assert "bridge number 1" in answer["text"]


async def test_updates_are_fetched_again_after_the_line_was_bad(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        playground.faults.add(Fault.bad_gateway(), method="getUpdates")
        ann.say("the bridge")
        answer = await playground.wait_for_message(ann, timeout_s=10)

    assert "bridge number 1" in answer["text"]


async def test_the_order_within_a_chat_is_kept_while_chats_are_answered_side_by_side(
    playground: Playground, running: Callable, archive
) -> None:
    people = [playground.person(f"Person {n}") for n in range(25)]
    async with running():
        for number in range(4):
            for person in people:
                person.say(f"/ask bridge {number} of {person.id}")
        await playground.wait_for_call("sendMessage", times=100, timeout_s=20)

    for person in people:
        mine = [question for question in archive.asked if question.endswith(f"of {person.id}")]
        assert mine == [f"bridge {number} of {person.id}" for number in range(4)]
        assert len(playground.messages(person)) == 4


async def test_a_slow_question_holds_up_its_own_chat_only(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    bob = playground.person("Bob")
    async with running():
        ann.say("held, the bridge")
        ann.say("the bridge")
        await archive.is_asked()
        bob.say("the bridge")
        await playground.wait_for_message(bob)
        before = len(playground.messages(ann))
        archive.go_on.set()
        await playground.wait_for_call("sendMessage", times=3)

    assert (before, len(playground.messages(ann))) == (0, 2)
    assert archive.asked == ["held, the bridge", "the bridge", "the bridge"]
