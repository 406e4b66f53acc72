"""Does a button's waiting end at once, whatever else the chat and Telegram make wait?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.app.taps.queries import ONE_MOMENT
from bot.playground import Fault, Person, Playground


@pytest.fixture(autouse=True)
def patient() -> None:
    """What waits is told so as soon as the bot tells an asker."""


async def asked(playground: Playground, person: Person, chat=None) -> tuple[dict, str]:
    """An answer of several pages, and the token of its buttons."""
    answer = await playground.wait_for_message(chat or person, after=person.say("/ask Reed", chat))
    return answer, answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]


def order(playground: Playground, *methods: str) -> list[str]:
    return [call.method for call in playground.calls() if call.method in methods]


async def test_the_tap_is_answered_before_its_edit(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        answer, _token = await asked(playground, ann)
        ann.press(answer, "▶")
        await playground.wait_for_edit(answer)

    assert order(playground, "answerCallbackQuery", "editMessageText") == ["answerCallbackQuery", "editMessageText"]


async def test_taps_do_not_use_up_what_a_group_may_be_sent(
    playground: Playground, ann: Person, running: Callable
) -> None:
    group = playground.group("News", [ann])
    async with running():
        answer, token = await asked(playground, ann, group)
        for number in range(25):
            query = ann.press(answer, data=f"p:{token}:{1 - number % 2}")
            await playground.wait_for_answer(query)
            await playground.wait_for_call("editMessageText", times=number + 1)
        await playground.wait_for_message(group, after=ann.say("/ask the bridge", group))

    assert len(playground.calls("editMessageText")) == 25


async def test_taps_while_an_edit_must_wait_are_answered_and_only_the_last_is_made(
    playground: Playground, ann: Person, running: Callable
) -> None:
    group = playground.group("News", [ann])
    async with running():
        answer, token = await asked(playground, ann, group)
        playground.faults.add(Fault.flood(2), method="editMessageText")
        await playground.wait_for_answer(ann.press(answer, data=f"p:{token}:1"))
        await playground.wait_for_call("editMessageText")
        notices = [
            await playground.wait_for_answer(ann.press(answer, data=f"p:{token}:{page}")) for page in (2, 1, 2, 1, 2)
        ]
        waiting = len(playground.calls("editMessageText"))
        await playground.wait_for_edit(answer, containing="7–8 of 8")

    made = [call for call in playground.calls("editMessageText") if call.outcome == "ok"]
    assert {notice["text"] for notice in notices} == {ONE_MOMENT}
    assert (waiting, len(made)) == (1, 1)


async def test_nobodys_tap_waits_behind_anothers(playground: Playground, ann: Person, running: Callable) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob])
    async with running():
        anns, _token = await asked(playground, ann, group)
        bobs, _token = await asked(playground, bob, group)
        playground.faults.add(Fault.slow(6), method="editMessageText")
        ann.press(anns, "▶")
        async with asyncio.timeout(20):
            while not playground.calls("editMessageText"):
                await asyncio.sleep(0.01)
        await playground.wait_for_answer(bob.press(bobs, "▶"))
        turned = await playground.wait_for_edit(bobs)
        anns_edit = playground.calls("editMessageText")[0].outcome

    assert turned["text"].endswith("4–6 of 8")
    assert anns_edit == "under way"


async def test_a_tap_does_not_wait_for_questions_that_take_long(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    async with running(VERBATIM_QUESTIONS_AT_ONCE="1"):
        answer, _token = await asked(playground, ann)
        archive.asked.clear()
        playground.person("Bob").say("held question")
        await archive.is_asked()
        notice = await playground.wait_for_answer(ann.press(answer, "▶"), timeout_s=3)
        archive.go_on.set()
        turned = await playground.wait_for_edit(answer)

    assert notice["text"] == ONE_MOMENT
    assert turned["text"].endswith("4–6 of 8")


async def test_a_notice_that_comes_too_late_stands_in_a_message(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    async with running(VERBATIM_QUESTIONS_AT_ONCE="1"):
        answer, token = await asked(playground, ann)
        archive.asked.clear()
        playground.person("Bob").say("held question")
        await archive.is_asked()
        await playground.wait_for_answer(ann.press(answer, data=f"e:{token}:99"), timeout_s=3)
        archive.go_on.set()
        told = await playground.wait_for_message(ann, after=answer)

    assert "too old" in told["text"]
