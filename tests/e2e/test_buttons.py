"""Do the buttons under an answer work for the asker, later and after a restart, and for nobody else?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.taps import EXPIRED, STRANGER, WITHDRAWN
from bot.playground import Fault, Person, Playground
from retrieval.model import Annotations, Article


async def first_answer(playground: Playground, ann: Person) -> dict:
    return await playground.wait_for_message(ann, after=ann.say("what did Reed say"))


async def test_pages_are_turned_in_place(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        first = await first_answer(playground, ann)
        ann.press(first, "▶")
        second = await playground.wait_for_edit(first)
        ann.press(second, "▶")
        third = await playground.wait_for_edit(second)
        ann.press(third, "◀")
        back = await playground.wait_for_edit(third)

    assert [page["text"].splitlines()[-1] for page in (second, third)] == ["4–6 of 8", "7–8 of 8"]
    rows = [[[b["text"] for b in row] for row in page["reply_markup"]["inline_keyboard"]] for page in (second, third)]
    assert [row[:2] for row in rows] == [
        [["4 ⋯ details", "5 ⋯ details", "6 ⋯ details"], ["◀ previous", "▶ next 2"]],
        [["7 ⋯ details", "8 ⋯ details"], ["◀ previous"]],
    ]
    assert back["text"] == second["text"]
    assert len(playground.messages(ann)) == 1


async def test_a_page_is_turned_after_a_restart(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        first = await first_answer(playground, ann)
    ann.press(first, "▶")
    async with running():
        second = await playground.wait_for_edit(first)

    assert second["text"].endswith("4–6 of 8")


async def test_a_strangers_tap_gets_a_polite_notice(playground: Playground, ann: Person, running: Callable) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob])
    async with running():
        answer = await playground.wait_for_message(group, after=ann.say("/ask Reed", group))
        notice = await playground.wait_for_answer(bob.press(answer, "▶"))

    assert notice["text"] == STRANGER
    assert playground.messages(group) == [answer]


@pytest.mark.parametrize(
    "data",
    ["p:AAAAAAAAAAAAAAAA:1", "p:x:1", "x", "p:AAAAAAAAAAAAAAAA:-1", "drop table", "n:{token}:7", "p:{token}:1000"],
)
async def test_a_forged_tap_gets_a_polite_notice(
    playground: Playground, ann: Person, running: Callable, data: str
) -> None:
    async with running():
        answer = await first_answer(playground, ann)
        token = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
        notice = await playground.wait_for_answer(ann.press(answer, data=data.format(token=token)))

    assert notice["text"] == EXPIRED
    assert playground.messages(ann) == [answer]


async def test_a_button_does_not_work_in_another_chat(playground: Playground, ann: Person, running: Callable) -> None:
    group = playground.group("News", [ann])
    async with running():
        mine = await first_answer(playground, ann)
        there = await playground.wait_for_message(group, after=ann.say("/ask Reed", group))
        data = mine["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        notice = await playground.wait_for_answer(ann.press(there, data=data))

    assert notice["text"] == EXPIRED


async def test_old_buttons_expire(playground: Playground, ann: Person, running: Callable, store) -> None:
    async with running(VERBATIM_BUTTONS_LIFE_DAYS="7"):
        answer = await first_answer(playground, ann)
        token = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
        shown = store.shown.get(token)
        store.shown.save(replace(shown, created_utc=shown.created_utc - timedelta(days=8)))
        notice = await playground.wait_for_answer(ann.press(answer, "▶"))

    assert notice["text"] == EXPIRED


async def test_old_answers_are_forgotten_at_the_start(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        answer = await first_answer(playground, ann)
    token = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    shown = store.shown.get(token)
    store.shown.save(replace(shown, created_utc=shown.created_utc - timedelta(days=31)))
    async with running():
        pass

    assert store.shown.get(token) is None


async def test_a_withdrawn_article_disappears_from_the_answer(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    store.articles.put([(Article("article-1", "Some words."), Annotations(version=1))])
    async with running():
        answer = await first_answer(playground, ann)
        store.articles.remove("article-1")
        notice = await playground.wait_for_answer(ann.press(answer, "▶"))

    (left,) = playground.messages(ann)
    assert (notice["text"], left["text"]) == (WITHDRAWN, WITHDRAWN)
    assert "reply_markup" not in left


async def test_articles_of_later_pages_are_remembered_for_a_withdrawal(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        answer = await first_answer(playground, ann)
        ann.press(answer, "▶")
        await playground.wait_for_edit(answer)

    token = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    assert store.shown.get(token).article_ids == tuple(f"article-{n}" for n in range(6))


async def test_two_taps_at_once_do_no_harm(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        answer = await first_answer(playground, ann)
        for query in [ann.press(answer, "▶"), ann.press(answer, "▶")]:
            await playground.wait_for_answer(query)

    (turned,) = playground.messages(ann)
    assert turned["text"].endswith("4–6 of 8")


async def test_an_edit_that_telegram_may_have_lost_is_made_again(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running():
        answer = await first_answer(playground, ann)
        playground.faults.add(Fault.bad_gateway(), method="editMessageText")
        ann.press(answer, "▶")
        turned = await playground.wait_for_edit(answer)

    assert turned["text"].endswith("4–6 of 8")
