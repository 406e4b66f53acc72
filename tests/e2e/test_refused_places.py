"""A chat or a topic takes no message: is what is followed there paused, kept, told of once, and resumed by a person?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.playground import Chat, Fault, Person, Playground
from retrieval.answers import Archive
from retrieval.model import Watch
from tests.e2e.test_alerts import DAM, REED, article, figures, looked, real  # noqa: F401  # a fixture

REFUSALS = (
    "Bad Request: TOPIC_CLOSED",
    "Bad Request: CHAT_WRITE_FORBIDDEN",
    "Bad Request: CHAT_RESTRICTED",
    "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN",
    "Bad Request: CHAT_ADMIN_REQUIRED",
    "Bad Request: USER_BANNED_IN_CHANNEL",
    "Bad Request: not enough rights to send text messages to the chat",
    "Bad Request: have no rights to send a message",
    "Bad Request: need administrator rights in the channel chat",
)
OF_THE_MESSAGE = (
    "Bad Request: message text is empty",
    "Bad Request: BUTTON_DATA_INVALID",
    "Bad Request: MESSAGE_TOO_LONG",
    "Bad Request: chat not found",
    "Bad Request: PEER_ID_INVALID",
)


def follow(archive: Archive, chat: Chat, by: int, watch: Watch = REED, topic: int | None = None) -> int:
    kept = archive.store.subscriptions
    made = kept.subscribe(watch, chat_id=chat.id, created_by=by, now=datetime.now(UTC), topic_id=topic)
    return made.number


@pytest.mark.parametrize("words", REFUSALS)
async def test_a_refused_place_pauses_its_subscription_and_its_maker_is_told_once(
    playground: Playground,
    ann: Person,
    running: Callable,
    real: Archive,  # noqa: F811
    words: str,
) -> None:
    bob = playground.person("Bob")
    group, other = playground.group("Dam News", [ann]), playground.group("Mill News", [bob])
    number, theirs = follow(real, group, ann.id), follow(real, other, bob.id)
    async with running(archive=real):
        await looked(real)
        hello = await playground.wait_for_message(ann, after=ann.say("/help"))
        playground.faults.add(Fault.refuse(400, words), method="sendMessage", chat_id=group.id, times=None)
        real.add([DAM])
        told = await playground.wait_for_message(ann, after=hello)
        await figures(real, sent=1, held=1, pending=0, sending=0, dead=0)
        real.add([article("mill", "“The mill will close”, said Ada Reed, the mayor, and the crowd was silent.")])
        await looked(real)
        await figures(real, sent=2, held=1, pending=0, sending=0, dead=0)
        paused, sound = (real.store.subscriptions.get(n) for n in (number, theirs))
        playground.faults.clear()
        shown = await playground.wait_for_message(group, after=ann.say(f"/subscriptions {number}", group))
        ann.say(f"/subscriptions {number} resume", group)
        await figures(real, sent=3, held=0, pending=0, sending=0)
        real.add([article("weir", "“The weir is next”, said Ada Reed, the mayor, before she left the hall.")])
        await figures(real, sent=5, held=0, pending=0, sending=0)

    assert words.removeprefix("Bad Request: ").lower() in told["text"].lower()
    assert f"/subscriptions {number} resume" in told["text"]
    assert len([m for m in playground.messages(ann) if "I have paused" in m["text"]]) == 1
    assert paused
    assert paused.is_paused
    assert sound
    assert not sound.is_paused
    assert "I could not write here" in shown["text"]
    assert sum("will hold all winter" in message["text"] for message in playground.messages(group)) == 1


@pytest.mark.parametrize("words", OF_THE_MESSAGE)
async def test_what_is_wrong_with_a_message_pauses_nothing(
    playground: Playground,
    ann: Person,
    running: Callable,
    real: Archive,  # noqa: F811
    words: str,
) -> None:
    group = playground.group("Dam News", [ann])
    number = follow(real, group, ann.id)
    async with running(archive=real):
        await looked(real)
        playground.faults.add(Fault.refuse(400, words), method="sendMessage", chat_id=group.id, times=2)
        real.add([DAM])
        await figures(real, dead=1, held=0, pending=0, sending=0)

    found = real.store.subscriptions.get(number)
    assert found
    assert not found.is_paused


async def test_a_maker_who_cannot_be_written_to_finds_it_in_the_list(
    playground: Playground,
    ann: Person,
    running: Callable,
    real: Archive,  # noqa: F811
) -> None:
    group = playground.group("Dam News", [ann])
    number = follow(real, group, ann.id)
    async with running(archive=real):
        await looked(real)
        refusal = Fault.refuse(400, "Bad Request: TOPIC_CLOSED")
        playground.faults.add(refusal, method="sendMessage", chat_id=group.id)
        real.add([DAM])
        await figures(real, held=1, pending=0, sending=0, dead=0)
        shown = await playground.wait_for_message(group, after=ann.say("/subscriptions", group))
        card = await playground.wait_for_message(group, after=ann.say(f"/subscriptions {number}", group))

    assert "paused" in shown["text"]
    assert "TOPIC_CLOSED" in card["text"].upper()
    assert playground.messages(ann) == []
