"""Do subscribers hear of what comes in: once, in time, in the very words, and whatever happens on the way?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import Fault, Person, Playground, words_of
from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch
from retrieval.store import DeliveryFigures

TODAY = datetime.now(UTC).date()
REED = Watch(("Ada Reed",))


def article(name: str, text: str, *, outlet: str = "The Mill", days_ago: int = 0) -> Article:
    day = Published.parse((TODAY - timedelta(days=days_ago)).isoformat())
    return Article(name, text, title=name.title(), outlet=outlet, published=day)


DAM = article("dam", "“The dam will hold all winter”, said Ada Reed, the mayor. Rain fell on the hills all day.")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([article("old", "“The bridge is safe”, said Ada Reed, the mayor. She smiled at the crowd.")])
        yield archive


def follow(archive: Archive, person: Person, watch: Watch = REED, **terms: object) -> int:
    kept = archive.store.subscriptions
    made = kept.subscribe(watch, chat_id=person.id, created_by=person.id, now=datetime.now(UTC))
    if terms:
        kept.change(made.number, **terms)
    return made.number


async def met(playground: Playground, archive: Archive, *people: Person) -> list[dict]:
    """The people have written to the bot, and nothing that came in before is news; returns the bot's words to each."""
    await looked(archive)
    return [await playground.wait_for_message(person, after=person.say("/help")) for person in people]


def alerts(playground: Playground, person: Person) -> list[dict]:
    """What came unasked."""
    return playground.messages(person)[1:]


async def looked(archive: Archive) -> None:
    """Until everything that came in was looked through."""
    async with asyncio.timeout(40):
        while archive.store.deliveries.position("alerts") != archive.store.history.last_position():
            await asyncio.sleep(0.01)


async def figures(archive: Archive, **wanted: int) -> DeliveryFigures:
    """Once they are as wanted."""
    async with asyncio.timeout(40):
        while True:
            found = archive.store.deliveries.figures(datetime.now(UTC))
            if all(getattr(found, name) == value for name, value in wanted.items()):
                return found
            await asyncio.sleep(0.01)


async def test_a_subscriber_is_told_in_the_very_words(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([DAM])
        alert = await playground.wait_for_message(ann, after=hello)
        await figures(real, sent=1, pending=0)

    assert "“The dam will hold all winter”, said Ada Reed, the mayor." in alert["text"]
    assert "The Mill" in alert["text"]
    assert "You get this because you follow: Ada Reed" in alert["text"]
    assert [b["text"] for row in alert["reply_markup"]["inline_keyboard"] for b in row] == [
        "In context",
        "Save",
        "Mute for a day",
        "Unfollow",
    ]


async def test_the_past_what_came_quietly_and_what_is_old_are_no_news(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([article("quiet", "“Nothing to see”, said Ada Reed, the mayor, on the way home.")], is_quiet=True)
        real.add([article("late", "“It was long ago”, said Ada Reed, the mayor, about the war.", days_ago=9)])
        real.add([DAM])
        alert = await playground.wait_for_message(ann, after=hello)
        await looked(real)
        await figures(real, sent=1, pending=0)

    assert "dam" in alert["text"]
    assert len(alerts(playground, ann)) == 1


async def test_an_article_without_a_date_is_news_only_where_it_was_seen_to_appear(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([Article("of any age", "“It was ever so”, said Ada Reed, the mayor, to the children.")])
        real.add([Article("appeared", "“The mill burns”, said Ada Reed, the mayor.")], appeared=["appeared"])
        alert = await playground.wait_for_message(ann, after=hello)
        await looked(real)
        await figures(real, sent=1, pending=0)

    assert "The mill burns" in alert["text"]
    assert len(alerts(playground, ann)) == 1


async def test_a_story_in_many_outlets_is_told_once(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    text = (
        "“The dam will hold all winter”, said Ada Reed, the mayor, when she came back from the hills on Monday. "
        "Engineers had looked at every wall of it for three days and found two cracks no longer than a hand. "
        "The town below has four thousand people, most of whom work in the mill or on the railway."
    )
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        for outlet in ("The Mill", "The Ferry", "Hill News"):
            real.add([article(outlet.lower(), text, outlet=outlet)])
        await playground.wait_for_message(ann, after=hello)
        await looked(real)
        await figures(real, sent=1, pending=0)

    assert len(alerts(playground, ann)) == 1


STORY = (
    "{said}, when she came back from the hills on Monday. Engineers had looked at every wall of the dam for three "
    "days and found two cracks no longer than a hand. The town below has four thousand people, most of whom work in "
    "the mill or on the railway, and the school has been shut since the rain began to fall on the last day of the fair."
)


async def test_a_copy_that_says_something_else_is_told_too_and_names_the_first(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    holds, fails = (f"“The dam will {will} all winter”, said Ada Reed, the mayor" for will in ("hold", "not hold"))
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([article("mill", STORY.format(said=holds), outlet="The Mill")])
        first = await playground.wait_for_message(ann, after=hello)
        real.add([article("ferry", STORY.format(said=holds.replace("“", '"').replace("”", '"')), outlet="The Ferry")])
        real.add([article("hill", STORY.format(said=fails), outlet="Hill News")])
        second = await playground.wait_for_message(ann, after=first)
        real.add([article("star", STORY.format(said=fails), outlet="The Star")])
        await looked(real)
        await figures(real, sent=2, pending=0)

    assert real.store.stories.articles("hill") == ("ferry", "hill", "mill", "star")
    assert len(alerts(playground, ann)) == 2
    assert "Also in" not in first["text"]
    assert fails in second["text"]
    assert "Worded differently in The Ferry, The Mill" in second["text"]


async def test_a_changed_wording_comes_as_a_correction(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([DAM])
        first = await playground.wait_for_message(ann, after=hello)
        await figures(real, sent=1)
        changed = DAM.text.replace("will hold all winter", "will hold until spring")
        real.add([article("dam", changed)])
        second = await playground.wait_for_message(ann, after=first)
        await figures(real, sent=2, pending=0)

    assert second["text"].startswith("Worded differently since I alerted you:")
    assert "will hold until spring" in second["text"]
    assert "will hold all winter" in second["text"]


async def test_nothing_is_lost_while_the_bot_is_away(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
    real.add([DAM])
    async with running(archive=real):
        alert = await playground.wait_for_message(ann, after=hello)

    assert "dam" in alert["text"]


async def test_a_digest_comes_in_one_message_without_sound(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann, schedule="hourly", is_silent=True)
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        real.add([DAM, article("mill", "“The mill stays open”, said Ada Reed, the mayor, and nobody clapped.")])
        await looked(real)
        await figures(real, pending=2)
        numbers = [d.number for d in real.store.deliveries.claim("t", NEXT_HOUR, NEXT_HOUR, limit=9)]
        real.store.deliveries.postpone(numbers, datetime.now(UTC))
        digest = await playground.wait_for_message(ann, after=hello)
        await figures(real, sent=2, pending=0)

    assert words_of(digest).startswith("2 new for you")
    assert "will hold all winter" in words_of(digest)
    assert "stays open" in words_of(digest)
    assert playground.calls("sendRichMessage")[-1].parameters["disable_notification"] is True


NEXT_HOUR = datetime.now(UTC) + timedelta(hours=2)


async def test_beyond_the_hours_measure_the_rest_waits_for_a_digest(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    things = ("the mill", "the school", "the harbour", "the old road")
    async with running(archive=real, VERBATIM_ALERTS_PER_HOUR="2"):
        await met(playground, real, ann)
        real.add([article(t, f"“We shall look after {t}”, said Ada Reed, the mayor. Day {t}.") for t in things])
        await figures(real, sent=2, pending=2, due=0)

    assert len(alerts(playground, ann)) == 2


async def test_unfollowed_and_muted_chats_hear_nothing(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    bob = playground.person("Bob")
    number = follow(real, ann)
    follow(real, bob)
    async with running(archive=real):
        _, hello = await met(playground, real, ann, bob)
        real.store.subscriptions.unsubscribe(number)
        follow(real, ann, muted_until_utc=datetime.now(UTC) + timedelta(days=1))
        real.add([DAM])
        await playground.wait_for_message(bob, after=hello)
        await figures(real, sent=1, pending=0)

    assert alerts(playground, ann) == []


@pytest.mark.parametrize(
    ("fault", "states"),
    [
        pytest.param(Fault.dropped_after(), {"uncertain": 1, "sent": 0}, id="dropped after it was taken"),
        pytest.param(Fault.dropped_before(), {"uncertain": 1, "sent": 0}, id="dropped before it was taken"),
        pytest.param(Fault.server_error(), {"uncertain": 1, "sent": 0}, id="500"),
        pytest.param(Fault.flood(1), {"sent": 1}, id="429"),
        pytest.param(Fault.refuse(400, "Bad Request: chat not found"), {"dead": 1, "sent": 0}, id="400"),
    ],
)
async def test_each_refusal_leaves_the_right_state_and_no_second_message(
    playground: Playground, ann: Person, running: Callable, real: Archive, fault: Fault, states: dict[str, int]
) -> None:
    follow(real, ann)
    async with running(archive=real):
        await met(playground, real, ann)
        playground.faults.add(fault, method="sendMessage", chat_id=ann.id)
        real.add([DAM])
        await figures(real, **states, sending=0)

    assert len(alerts(playground, ann)) <= 1


async def test_a_chat_that_comes_back_gets_what_waited(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    follow(real, ann)
    async with running(archive=real):
        await met(playground, real, ann)
        playground.faults.add(Fault.blocked(), method="sendMessage", chat_id=ann.id)
        real.add([DAM])
        async with asyncio.timeout(40):
            while real.store.lives.get(ann.id) is None:
                await asyncio.sleep(0.01)
        await figures(real, pending=1, sending=0, dead=0)
        ann.say("/start")
        await figures(real, sent=1, pending=0)

    assert any("will hold all winter" in message["text"] for message in playground.messages(ann))


async def test_a_later_report_of_the_same_story_answers_the_alert_and_another_matter_does_not(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    real.add(
        [
            article(f"other {n}", f"Shop number {n} sells cloth, rope {n} and lamps to the people of the hills.")
            for n in range(20)
        ]
    )
    follow(real, ann)
    fire = article(
        "fire",
        "A kiln set the cannery of Harlow alight on Tuesday, said fire chief Olof Brandt. “We lost the smokehouse”, "
        "said Ada Reed, the mayor. Three sailors with burns were brought to the infirmary.",
    )
    cause = article(
        "cause",
        "The kiln of the Harlow cannery was faulty, fire chief Olof Brandt told the council. “The smokehouse should "
        "have been shut”, said Ada Reed, the mayor. Two sailors with burns have left the infirmary.",
    )
    budget = article("budget", "Olof Brandt asked for a ladder. “We can pay for the school”, said Ada Reed, the mayor.")
    async with running(archive=real):
        [hello] = await met(playground, real, ann)
        told = [hello]
        for one in (fire, budget, cause):
            real.add([one])
            told.append(await playground.wait_for_message(ann, after=told[-1]))

    answered = [(message.get("reply_to_message") or {}).get("message_id") for message in told[1:]]
    assert answered == [None, None, told[1]["message_id"]]
