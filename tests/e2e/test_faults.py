"""What does the bot do when Telegram refuses, stalls or drops the line? Nothing twice, and nobody waits for another."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.playground import Fault, Person, Playground
from bot.playground.world.updates import FIRST_UPDATE_ID


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


async def test_a_flood_wait_that_is_too_long_is_given_up_and_the_chat_left_alone(
    playground: Playground, ann: Person, running: Callable
) -> None:
    playground.faults.add(Fault.flood(3600), method="sendMessage", chat_id=ann.id)
    async with running():
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage")
        ann.say("the other bridge")
        await settled(playground, ann)

    assert playground.messages(ann) == []
    assert [call.parameters["chat_id"] for call in playground.calls("sendMessage")].count(ann.id) == 1


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


async def test_two_hundred_updates_of_a_hundred_chats_are_answered_once_each_at_telegrams_pace(
    playground: Playground, running: Callable, archive
) -> None:
    people = [playground.person(f"Person {n}") for n in range(100)]
    for number in range(2):
        for person in people:
            person.say(f"/ask bridge {number} of {person.id}")
    async with running():
        await playground.wait_for_call("sendMessage", times=200, timeout_s=30)
        await playground.wait_until_read()

    times = sorted(call.at for call in playground.calls("sendMessage"))
    assert [len(playground.messages(person)) for person in people] == [2] * 100
    # Thirty at once, then thirty a second; a slow machine only makes it longer.
    assert times[-1] - times[0] > (len(times) - 30) / 30 - 1
    for person in people:
        mine = [question for question in archive.asked if question.endswith(f"of {person.id}")]
        assert mine == [f"bridge {number} of {person.id}" for number in range(2)]


async def test_the_same_update_twice_is_answered_once(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        await playground.wait_until_read()
        update = {"update_id": FIRST_UPDATE_ID, "message": next(iter(playground.messages(ann, from_bot=False)))}
        playground.updates.repeat(update)
        await playground.wait_until_read()
        await settled(playground, ann)

    async with running():
        playground.updates.repeat(update)
        await playground.wait_until_read()
        await settled(playground, ann)

    assert len(playground.messages(ann)) == 1


async def test_an_update_that_cannot_be_read_is_skipped(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        playground.updates.add_raw({"message": {"message_id": "?", "chat": 7}})
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
        await playground.wait_until_read()

    assert "bridge number 1" in answer["text"]


async def test_a_blocked_chat_is_suspended_with_its_settings_until_it_comes_back(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        await playground.wait_for_message(ann, after=ann.say("/timezone Europe/Berlin"))
        playground.faults.add(Fault.blocked(), method="sendMessage", chat_id=ann.id)
        ann.say("the bridge")
        await playground.wait_for_call("sendMessage", times=2)
        await settled(playground, ann)
        suspended = store.lives.get(ann.id)
        await playground.wait_for_message(ann, after=ann.say("/start"))

    assert suspended.suspended_utc is not None
    assert store.lives.get(ann.id) is None
    assert store.chats.get(ann.id).time_zone == "Europe/Berlin"


async def test_who_asks_too_much_is_told_once_when_to_ask_again(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    async with running(VERBATIM_QUESTIONS_PER_MINUTE_USER="2"):
        for _ in range(5):
            ann.say("the bridge")
        told = await playground.wait_for_message(ann, containing="a lot of questions")
        await settled(playground, ann)

    assert told["text"].endswith("seconds.")
    assert len(playground.messages(ann)) == 3
