"""Is the bot a good guest where it is no member, and does it use what newer apps can show?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.playground import BotProfile, Chat, Fault, Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published

NAME = BotProfile().username
RIVER = Article(
    "river",
    "The river froze over in the second week. “We will open the ice road”, said Ada Reed. Boats were taken ashore.",
    title="River",
    outlet="The Mill",
    url="https://mill.example/river",
    published=Published.parse("2024-02-04T07:30:00+02:00"),
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([RIVER])
        yield archive


@pytest.fixture
def elsewhere(playground: Playground, ann: Person) -> Chat:
    return playground.group("Friends", [ann, playground.person("Bob")], bot_status=None)


async def test_a_guests_question_is_answered_with_one_attributed_excerpt(
    playground: Playground, ann: Person, running: Callable, real: Archive, elsewhere: Chat
) -> None:
    async with running(archive=real):
        await playground.wait_for_answer(ann.call_guest(f"@{NAME} what did Ada Reed say", elsewhere))
        [answer] = playground.messages(elsewhere)
        start = answer["reply_markup"]["inline_keyboard"][0][0]["url"].split("start=")[1]
        more = await playground.wait_for_message(ann, after=ann.say(f"/start {start}"))

    assert "“We will open the ice road”, said Ada Reed." in answer["text"]
    assert "— Ada Reed · quoted\nThe Mill · River · 4 February 2024" in answer["text"]
    assert more["text"].startswith("what did Ada Reed say")
    assert playground.calls("sendMessage")[0].parameters["chat_id"] == ann.id


@pytest.mark.parametrize(
    ("fragment", "said"),
    [("open the ice road", "— Ada Reed · quoted"), ("froze over in the second week", "Nobody is quoted there")],
)
async def test_a_guest_points_at_words_and_asks_who_said_them(
    playground: Playground, ann: Person, running: Callable, real: Archive, elsewhere: Chat, fragment: str, said: str
) -> None:
    pointed = ann.send({"text": fragment}, elsewhere)
    async with running(archive=real):
        await playground.wait_for_answer(ann.call_guest(f"@{NAME} who said this?", elsewhere, reply_to=pointed))

    assert said in playground.messages(elsewhere)[0]["text"]


async def test_a_guest_who_finds_nothing_is_told_so_and_a_refusal_is_answered_plainly(
    playground: Playground, ann: Person, running: Callable, real: Archive, elsewhere: Chat
) -> None:
    async with running(archive=real):
        await playground.wait_for_answer(ann.call_guest(f"@{NAME} what did Macron say", elsewhere))
        playground.faults.add(Fault.refuse(400, "Bad Request: Wrong HTTP URL"), method="answerGuestQuery")
        await playground.wait_for_answer(ann.call_guest(f"@{NAME} what did Ada Reed say", elsewhere))
        nothing, plain = playground.messages(elsewhere)

    assert nothing["text"].startswith("The archive has nothing from or about Macron")
    assert "ice road" in plain["text"]
    assert "entities" not in plain


async def test_a_guest_who_is_not_let_in_or_asks_too_much_is_not_answered(
    playground: Playground, ann: Person, running: Callable, archive, elsewhere: Chat
) -> None:
    async with running(VERBATIM_ACCESS=str(ann.id), VERBATIM_QUESTIONS_PER_MINUTE_USER="2"):
        bob = playground.person("Eve")
        elsewhere.members[bob.id] = "member"
        bob.call_guest(f"@{NAME} the bridge of Eve", elsewhere)
        queries = [ann.call_guest(f"@{NAME} the bridge", elsewhere) for _ in range(3)]
        await playground.wait_for_answer(queries[1])
        await playground.wait_until_read()

    assert archive.asked == ["the bridge", "the bridge"]


async def test_a_moment_is_one_that_the_readers_app_shows_in_their_zone(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await playground.wait_for_message(ann, after=ann.say("what did Ada Reed say"))

    [moment] = [entity for entity in answer["entities"] if entity["type"] == "date_time"]
    assert (moment["unix_time"], moment["date_time_format"]) == (int(RIVER.published.instant.timestamp()), "Dt")
    assert answer["text"][moment["offset"] : moment["offset"] + moment["length"]] == "4 February 2024"


async def test_what_ends_or_deletes_is_marked_as_danger(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        asking = await playground.wait_for_message(ann, after=ann.say("/forget"))
        await playground.wait_for_message(ann, after=ann.say("/subscribe yes Ada Reed"))
        card = await playground.wait_for_message(ann, after=ann.say("/subscriptions 1"))

    styles = {
        b["text"]: b.get("style") for m in (asking, card) for r in m["reply_markup"]["inline_keyboard"] for b in r
    }
    assert (styles["Delete everything"], styles["Unfollow"], styles["Pause"]) == ("danger", "danger", None)


async def test_messages_to_a_channel_are_answered_in_their_topic(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    group = playground.group("Messages to News", [ann], supergroup=True)
    async with running():
        said = {"text": "/ask the bridge", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
        ann.send(said | {"direct_messages_topic": {"topic_id": 77}}, group)
        await playground.wait_for_message(group)

    assert playground.calls("sendMessage")[-1].parameters["direct_messages_topic_id"] == 77
