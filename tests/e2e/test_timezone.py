"""Is "today" where the chat is, and who may say where that is?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Chat as TelegramChat
from telegram import Message, User

from bot.app.admission.admins import ADMINS_ONLY, NOT_TOLD, why_not_admitted_to_change
from bot.playground import Fault, Person, Playground
from retrieval.store import ChatSettings

# 24 hours apart: at every moment, it is one day later in the one than in the other.
FIRST, LAST = "Pacific/Kiritimati", "Pacific/Honolulu"


async def told(playground: Playground, person: Person, words: str, chat=None, **how) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat, **how))


async def test_today_is_where_the_chat_says_it_is(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    bob = playground.person("Bob")
    async with running():
        for person, zone in ((ann, FIRST), (bob, LAST)):
            changed = await told(playground, person, f"/timezone {zone}")
            assert zone in changed["text"]
            await told(playground, person, "the bridge today")

    assert archive.days[0] == archive.days[1] + timedelta(days=1)


async def test_the_operators_zone_holds_until_a_chat_chooses_and_again_when_it_takes_its_choice_back(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    async with running(VERBATIM_TIMEZONE=FIRST):
        shown = await told(playground, ann, "/timezone")
        await told(playground, ann, "the bridge")
        await told(playground, ann, f"/timezone {LAST}")
        await told(playground, ann, "the bridge")
        back = await told(playground, ann, "/timezone default")
        await told(playground, ann, "the bridge")

    one, other, last = archive.days
    assert one == last == other + timedelta(days=1)
    assert FIRST in shown["text"]
    assert "/timezone Europe/Berlin" in shown["text"]
    assert FIRST in back["text"]


async def test_a_choice_outlives_a_restart_and_is_forgotten_with_the_chat(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        await told(playground, ann, "/timezone asia/seoul")
    async with running():
        shown = await told(playground, ann, "/timezone")
        store.chats.forget(ann.id)
        forgotten = await told(playground, ann, "/timezone")

    assert "Asia/Seoul" in shown["text"]
    assert "UTC" in forgotten["text"]


async def test_the_button_of_an_answer_keeps_the_day_of_the_question(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    async with running():
        await told(playground, ann, f"/timezone {FIRST}")
        answer = await told(playground, ann, "what did Reed say today")
        await told(playground, ann, f"/timezone {LAST}")
        ann.press(answer, "▶")
        await playground.wait_for_edit(answer)

    assert len(set(archive.days)) == 1


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("Europe/Belrin", "/timezone Europe/Berlin"),
        ("Moskow", "/timezone Europe/Moscow"),
        ("buenos aires", "/timezone America/Argentina/Buenos_Aires"),
        ("xyzzy " * 60, "/timezone Europe/Berlin"),
        ("../../etc/passwd", "as in: /timezone"),
        ("UTC+2", "as in: /timezone"),
    ],
    ids=["misspelt", "city-alone", "two-of-a-name", "long-nonsense", "a-path", "an-offset"],
)
async def test_a_wrong_name_gets_a_kind_line_with_what_is_near(
    playground: Playground, ann: Person, running: Callable, store, written: str, offered: str
) -> None:
    async with running():
        answer = await told(playground, ann, f"/timezone {written}")

    assert answer["text"].startswith("I do not know the time zone “")
    assert offered in answer["text"]
    assert len(answer["text"]) < 300
    assert store.chats.get(ann.id) is None


async def test_a_zone_that_is_no_longer_known_falls_back_to_the_operators(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    store.chats.save(ChatSettings(ann.id, datetime.now(UTC), "Mars/Olympus_Mons"))
    async with running(VERBATIM_TIMEZONE=FIRST):
        shown = await told(playground, ann, "/timezone")

    assert FIRST in shown["text"]


async def test_in_a_group_only_admins_change_it_and_everyone_may_look(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob], supergroup=True)
    async with running():
        looked = await told(playground, bob, "/timezone", group)
        refused = await told(playground, bob, "/timezone Asia/Seoul", group)
        kept = store.chats.get(group.id)
        await told(playground, ann, "/timezone Asia/Seoul", group)
        by_owner = store.chats.get(group.id)
        await told(playground, ann, "/timezone Europe/Oslo", group, anonymous=True)

    assert "(admins only)" in looked["text"]
    assert refused["text"] == ADMINS_ONLY
    assert kept is None
    assert by_owner.time_zone == "Asia/Seoul"
    assert store.chats.get(group.id).time_zone == "Europe/Oslo"
    assert len(playground.calls("getChatMember")) == 2


async def test_an_admin_whom_telegram_will_not_confirm_is_asked_to_try_again(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    group = playground.group("News", [ann])
    playground.faults.add(Fault.bad_gateway(), method="getChatMember")
    async with running():
        answer = await told(playground, ann, "/timezone Asia/Seoul", group)

    assert answer["text"] == NOT_TOLD
    assert store.chats.get(group.id) is None


async def test_a_stranger_to_a_closed_bot_changes_nothing(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running(VERBATIM_ACCESS="1"):
        await told(playground, ann, "/timezone Asia/Seoul")

    assert store.chats.get(ann.id) is None
    assert not playground.calls("getChatMember")


GROUP = TelegramChat(-100, "supergroup")
CHANNEL = TelegramChat(-200, "channel")


@pytest.mark.parametrize(
    ("signature", "user_id", "refusal"),
    [
        pytest.param(GROUP, 1087968824, "", id="an-anonymous-admin"),
        pytest.param(CHANNEL, 136817688, ADMINS_ONLY, id="somebody-as-their-channel"),
        pytest.param(CHANNEL, 777000, ADMINS_ONLY, id="the-linked-channel"),
        pytest.param(CHANNEL, 1087968824, ADMINS_ONLY, id="an-anonymous-admin-of-another-place"),
    ],
)
async def test_of_those_who_hide_only_the_groups_own_admins_are_admitted(
    signature: TelegramChat, user_id: int, refusal: str
) -> None:
    writer = User(user_id, "Group", is_bot=True)
    message = Message(1, datetime.now(UTC), GROUP, from_user=writer, sender_chat=signature)

    assert await why_not_admitted_to_change(None, message) == refusal
