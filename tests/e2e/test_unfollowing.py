"""Can alerts be ended, changed and followed up the way people try it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Watch
from tests.e2e.test_alerts import DAM, article, figures, follow, met

REED, BERG = Watch(("Ada Reed",)), Watch(("Bo Berg",))


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([article("old", "“The bridge is safe”, said Ada Reed, the mayor. “So it is”, said Bo Berg.")])
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None, **more) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat, **more))


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


def followed(archive: Archive, chat_id: int) -> list[str]:
    return [one.watch.people[0] for one in archive.store.subscriptions.of_chat(chat_id)]


async def test_what_an_article_words_differently_answers_its_alert(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([DAM])
        first = await playground.wait_for_message(ann, after=hello, containing="all winter")
        real.add([article("dam", DAM.text.replace("all winter", "until spring"))])
        second = await playground.wait_for_message(ann, after=first)
        real.add([article("mill", "“The mill is for sale”, said Ada Reed, the mayor, after the meeting.")])
        third = await playground.wait_for_message(ann, after=second)
        await figures(real, sent=3, pending=0)

    assert second["text"].startswith("Worded differently")
    assert second["text"].count("Worded differently") == 1
    assert second["reply_to_message"]["message_id"] == first["message_id"]
    assert "reply_to_message" not in third


@pytest.mark.parametrize(
    "words", ["/unsubscribe Ada Reed", "/unsubscribe reed", "/unsubscribe {number}"], ids=["name", "surname", "number"]
)
async def test_what_is_named_is_ended_and_taken_back(
    playground: Playground, ann: Person, running: Callable, real: Archive, words: str
) -> None:
    number = follow(real, ann, REED)
    follow(real, ann, BERG)
    async with running(archive=real):
        ended = await told(playground, ann, words.format(number=number))
        left = followed(real, ann.id)
        ann.press(ended, "↩ Undo")
        await playground.wait_for_edit(ended, containing="You follow: Ada Reed")

    assert ended["text"] == "You no longer follow: Ada Reed: own words"
    assert left == ["Bo Berg"]
    assert sorted(followed(real, ann.id)) == ["Ada Reed", "Bo Berg"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("/unsubscribe", ["Ada Reed", "Bo Berg"]),
        ("unsubscribe", ["Ada Reed", "Bo Berg"]),
        ("Stop!", ["Ada Reed", "Bo Berg"]),
        ("please unsubscribe me from Berg", ["Bo Berg"]),
        ("stop telling me about Reed", ["Ada Reed"]),
        ("отписаться от Ada Reed", ["Ada Reed"]),
        ("Bo Berg nicht mehr folgen", ["Bo Berg"]),
        ("dejar de seguir a Bo Berg", ["Bo Berg"]),
        ("unsubscribe from somebody unknown", ["Ada Reed", "Bo Berg"]),
    ],
)
async def test_what_people_type_offers_what_they_may_mean(
    playground: Playground, ann: Person, running: Callable, real: Archive, words: str, offered: list[str]
) -> None:
    follow(real, ann, REED)
    follow(real, ann, BERG)
    async with running(archive=real):
        choice = await told(playground, ann, words)
        ann.press(choice, labels(choice)[0])
        ended = await playground.wait_for_edit(choice)

    assert labels(choice) == [f"✕ {name}: own words" for name in offered]
    assert ended["text"] == f"You no longer follow: {offered[0]}: own words"
    assert labels(ended) == ["↩ Undo"]


async def test_in_a_group_only_admins_end_what_it_follows(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob])
    real.store.subscriptions.subscribe(REED, chat_id=group.id, created_by=ann.id, now=real_now())
    async with running(archive=real):
        choice = await told(playground, bob, "@verbatim_news_bot unsubscribe", group)
        refusal = await playground.wait_for_answer(bob.press(choice, labels(choice)[0]))
        typed = await told(playground, bob, "/unsubscribe Reed", group)

    assert refusal["text"] == typed["text"] == "In a group, only its admins can change this."
    assert followed(real, group.id) == ["Ada Reed"]


async def test_edit_asks_for_other_words_and_takes_the_reply(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    number = follow(real, ann, REED, schedule="daily")
    async with running(archive=real):
        card = await told(playground, ann, f"/subscriptions {number}")
        ann.press(card, "Edit")
        asking = await playground.wait_for_message(ann, after=card)
        sent = playground.calls("sendMessage")[-1].parameters["reply_markup"]
        changed = await told(playground, ann, "Bo Berg", reply_to=asking)
        other = await told(playground, ann, "what did Ada Reed say")

    assert asking["text"].startswith("Reply to this message with what to follow instead of: Ada Reed")
    assert sent == {"force_reply": True, "input_field_placeholder": "Ada Reed"}
    assert changed["text"].startswith("Bo Berg: own words")
    assert followed(real, ann.id) == ["Bo Berg"]
    assert "daily" in changed["text"]
    assert "The bridge is safe" in other["text"]


def real_now():
    from datetime import UTC, datetime

    return datetime.now(UTC)
