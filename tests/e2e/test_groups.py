"""Is the bot a good citizen in groups?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground import BotProfile, Chat, Fault, Person, Playground
from retrieval.store import ChatSettings

NAME = BotProfile().username


@pytest.fixture
def everything_heard(playground: Playground) -> None:
    """Group privacy switched off, so that silence is the bot's own choice."""
    object.__setattr__(playground.state.profile, "can_read_all_group_messages", True)


@pytest.mark.usefixtures("everything_heard")
@pytest.mark.parametrize(
    ("said", "question"),
    [
        pytest.param("what about the bridge", None, id="plain-words"),
        pytest.param("/ask the bridge", "the bridge", id="command"),
        pytest.param(f"/ask@{NAME} the bridge", "the bridge", id="command-to-this-bot"),
        pytest.param("/ask@another_bot the bridge", None, id="command-to-another-bot"),
        pytest.param("/weather", None, id="unknown-command"),
        pytest.param(f"@{NAME} the bridge", "the bridge", id="mention-first"),
        pytest.param(f"😀 the bridge, @{NAME.upper()}", "😀 the bridge", id="mention-last"),
        pytest.param("@another_bot the bridge", None, id="mention-of-another"),
    ],
)
async def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(
    playground: Playground, ann: Person, running: Callable, archive, said: str, question: str | None
) -> None:
    group = playground.group("News", [ann])
    async with running():
        ann.say(said, group)
        last = ann.say("/ask the last bridge", group)
        await playground.wait_for_call("sendMessage", times=1 + (question is not None))

    assert archive.asked == [*([question] if question else []), "the last bridge"]
    assert playground.messages(group)[-1]["reply_to_message"]["message_id"] == last["message_id"]


async def test_a_reply_to_the_bots_message_is_a_question(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    group = playground.group("News", [ann])
    async with running():
        answer = await playground.wait_for_message(group, after=ann.say("/ask the bridge", group))
        ann.say("and the other bridge?", group, reply_to=answer)
        await playground.wait_for_message(group, after=answer)

    assert archive.asked == ["the bridge", "and the other bridge?"]


async def test_a_mention_without_a_question_is_told_how_to_ask(
    playground: Playground, ann: Person, running: Callable
) -> None:
    group = playground.group("News", [ann])
    async with running():
        answer = await playground.wait_for_message(group, after=ann.say(f"@{NAME}", group))

    assert "What would you like to ask" in answer["text"]


async def test_an_answer_stays_in_the_topic_it_was_asked_in(
    playground: Playground, ann: Person, running: Callable
) -> None:
    forum = playground.group("Forum", [ann], forum=True)
    topic = playground.topic(forum, "Bridges", by=ann)
    async with running():
        asked = ann.say("/ask the bridge", forum, topic=topic)
        answer = await playground.wait_for_message(forum, after=asked)

    assert answer["message_thread_id"] == topic


@pytest.mark.usefixtures("everything_heard")
async def test_the_opening_of_a_topic_is_not_taken_for_a_message_of_the_bots(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    forum = playground.group("Forum", [ann], forum=True)
    topic = playground.topic(forum, "Bridges", by=ann)
    async with running():
        ann.say("what about the bridge", forum, topic=topic)
        await playground.wait_for_message(forum, after=ann.say("/ask the last bridge", forum, topic=topic))

    assert archive.asked == ["the last bridge"]


async def test_an_answer_for_a_deleted_topic_goes_to_the_general_one(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    forum = playground.group("Forum", [ann], forum=True)
    topic = playground.topic(forum, "Bridges", by=ann)
    async with running():
        asked = ann.say("/ask held, the bridge", forum, topic=topic)
        await archive.is_asked()
        forum.topics.pop(topic)
        forum.messages.pop(asked["message_id"])  # Telegram deletes a topic's messages with it
        archive.go_on.set()
        answer = await playground.wait_for_message(forum, after=asked)

    assert "message_thread_id" not in answer


async def test_an_anonymous_admin_is_answered_and_any_member_may_turn_the_page(
    playground: Playground, ann: Person, running: Callable
) -> None:
    bob = playground.person("Bob")
    group = playground.group("News", [ann, bob], supergroup=True)
    async with running():
        answer = await playground.wait_for_message(group, after=ann.say("/ask Reed", group, anonymous=True))
        bob.press(answer, "▶")
        turned = await playground.wait_for_edit(answer)

    assert turned["text"].endswith("4–6 of 8")


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_has_chosen(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    group = playground.group("News", [ann])
    async with running():
        await playground.wait_for_message(group, after=ann.say("/timezone Europe/Berlin", group))
        new = playground.migrate(group, by=ann)
        await playground.wait_for_message(new, after=ann.say("/ask the bridge", new))

    assert (store.chats.get(group.id), store.chats.get(new.id).time_zone) == (None, "Europe/Berlin")


async def test_a_group_that_was_left_finds_everything_when_the_bot_returns(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    group = playground.group("News", [ann])
    async with running():
        await playground.wait_for_message(group, after=ann.say("/timezone Europe/Berlin", group))
        playground.set_bot_status(group, "left", by=ann)
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
    left = store.lives.get(group.id)
    async with running():
        playground.set_bot_status(group, "member", by=ann)
        await playground.wait_for_message(group, after=ann.say("/ask the bridge", group))

    assert left.left_utc is not None
    assert store.lives.get(group.id) is None
    assert store.chats.get(group.id).time_zone == "Europe/Berlin"


async def test_a_group_that_was_left_long_ago_is_forgotten_at_the_start(
    playground: Playground, running: Callable, store
) -> None:
    now = datetime.now(UTC)
    for chat_id, days in ((-1, 31), (-2, 29)):
        store.chats.save(ChatSettings(chat_id, now, "Europe/Berlin"))
        store.lives.leave(chat_id, now - timedelta(days=days))
    async with running():
        pass

    assert [store.chats.get(chat_id) is None for chat_id in (-1, -2)] == [True, False]


async def test_a_channels_post_is_answered_in_the_channel_where_it_asks_the_bot(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    channel = Chat(-1_000_000_009_999, "channel", "The Channel", members={playground.state.bot.id: "administrator"})
    playground.state.chats[channel.id] = channel
    posts = [
        {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": channel.as_json(),
            "sender_chat": channel.as_json(),
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": 4}] if text.startswith("/") else [],
        }
        for number, text in ((901, "plain words"), (902, "/ask the bridge"))
    ]
    async with running():
        for post in posts:
            channel.keep(post | {"from": ann.user.as_json()})
            playground.updates.add("channel_post", post)
        answer = await playground.wait_for_message(channel)

    assert "bridge number 1" in answer["text"]
    assert archive.asked == ["the bridge"]


async def test_what_is_kept_about_a_group_is_shown_to_its_admins_alone(
    playground: Playground, ann: Person, running: Callable
) -> None:
    member, hidden = playground.person("Bob"), playground.person("Eve")
    group = playground.group("News", [ann, member, hidden])
    group.members[hidden.id] = "administrator"
    async with running():
        refused = await playground.wait_for_message(group, after=member.say("/export", group))
        again = await playground.wait_for_message(group, after=member.say("/export now", group))
        first = await playground.wait_for_message(group, after=ann.say("/export", group))
        second = await playground.wait_for_message(group, after=hidden.say("/export", group, anonymous=True))
        own = await playground.wait_for_message(member, after=member.say("/export"))

    assert refused["text"].startswith("In a group, only its admins can see this.")
    assert again["text"] == refused["text"]
    assert all("document" in message for message in (first, second, own))


async def test_where_telegram_does_not_tell_who_is_an_admin_nothing_is_shown(
    playground: Playground, ann: Person, running: Callable
) -> None:
    group = playground.group("News", [ann])
    async with running():
        playground.faults.add(Fault.refuse(400, "Bad Request: member list is inaccessible"), method="getChatMember")
        told = await playground.wait_for_message(group, after=ann.say("/export", group))

    assert "document" not in told
    assert "could not find out" in told["text"]
