"""Are a group's menus, refusals and lists for whoever asks alone, where Telegram lets the bot do that?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.commands import COMMANDS
from bot.playground import BotProfile, Fault, Person, Playground
from bot.playground.world.people_and_chats import Chat
from retrieval.model import Watch
from retrieval.store import Store

NAME = BotProfile().username
ASIDE = [command.name for command in COMMANDS if command.is_aside]
TO_ALL = [command.name for command in COMMANDS if not command.is_for_asker]


@pytest.fixture
def bob(playground: Playground) -> Person:
    return playground.person("Bob")


@pytest.fixture
def group(playground: Playground, ann: Person, bob: Person) -> Chat:
    return playground.group("News", [ann, bob], supergroup=True)


def _now() -> datetime:
    return datetime.now(UTC)


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


@pytest.mark.parametrize("name", ASIDE)
async def test_a_command_for_the_bot_alone_is_answered_to_its_writer_alone(
    playground: Playground, bob: Person, group: Chat, running: Callable, name: str
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)
        bob.whisper(f"/{name}", group)
        told = await playground.wait_for_whisper(group, bob)

    assert told["receiver_user"]["id"] == bob.id
    assert playground.messages(group) == []


async def test_the_menu_of_groups_marks_what_is_for_the_asker_and_no_other_menu_does(
    playground: Playground, running: Callable
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)

    marked = {
        name: {command["command"] for command in commands if command.get("is_ephemeral")}
        for (name, _language), commands in playground.state.commands.items()
    }
    assert marked == {"default": set(), "all_group_chats": set(ASIDE)}


@pytest.mark.parametrize("words", ["/settings", "/settings length short", f"/nosuch@{NAME}"])
async def test_a_bot_that_is_an_administrator_answers_one_person_alone_whatever_all_saw(
    playground: Playground, ann: Person, bob: Person, running: Callable, words: str
) -> None:
    group = playground.group("News", [ann, bob], bot_status="administrator")
    async with running():
        bob.say(words, group)
        await playground.wait_for_whisper(group, bob)

    assert playground.messages(group) == []


async def test_where_that_cannot_be_everybody_sees_it_and_it_is_not_tried_again_for_a_while(
    playground: Playground, ann: Person, bob: Person, group: Chat, running: Callable
) -> None:
    other = playground.group("More", [ann, bob])
    async with running():
        first = await playground.wait_for_message(group, after=bob.say("/timezone Asia/Seoul", group))
        second = await playground.wait_for_message(group, after=bob.say(f"/nosuch@{NAME}", group))
        await playground.wait_for_message(other, after=bob.say("/settings", other))
        await playground.wait_for_message(group, after=bob.say("/ask the bridge", group))

    sent = [call.parameters.get("ephemeral_message_parameters") for call in playground.calls("sendMessage")]
    assert "only its admins" in first["text"]
    assert "do not know this command" in second["text"]
    assert sent == [{"receiver_user_id": bob.id}, None, None, {"receiver_user_id": bob.id}, None, None]


async def test_pages_are_turned_where_one_person_alone_sees_them(
    playground: Playground, ann: Person, group: Chat, running: Callable, store: Store
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)
        for name in ("Reed", "Berg"):
            store.subscriptions.subscribe(
                Watch(people=(name,), role="speaks"), chat_id=group.id, created_by=ann.id, now=_now(), topic_id=None
            )
        ann.whisper("/subscriptions", group)
        listed = await playground.wait_for_whisper(group, ann)
        ann.press(listed, next(label for label in labels(listed) if label.startswith("1 ⋯")))
        card = await playground.wait_for_edit(listed)
        ann.press(card, "Sound off")
        changed = await playground.wait_for_edit(card)

    assert card["ephemeral_message_id"] == listed["ephemeral_message_id"]
    assert "Reed" in card["text"]
    assert "without sound" in changed["text"]
    assert playground.messages(group) == []


async def test_what_cannot_be_changed_any_more_comes_anew_for_the_same_person(
    playground: Playground, ann: Person, group: Chat, running: Callable, store: Store
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)
        store.subscriptions.subscribe(
            Watch(people=("Reed",), role="speaks"), chat_id=group.id, created_by=ann.id, now=_now(), topic_id=None
        )
        ann.whisper("/subscriptions", group)
        listed = await playground.wait_for_whisper(group, ann)
        gone = Fault.refuse(400, "Bad Request: message to edit not found")
        playground.faults.add(gone, method="editEphemeralMessageText")
        ann.press(listed, labels(listed)[0])
        card = await playground.wait_for_whisper(group, ann, after=listed)

    assert "By typing" in card["text"]
    assert playground.messages(group) == []


async def test_an_example_of_the_help_is_answered_to_everybody_as_a_question_is(
    playground: Playground, ann: Person, bob: Person, group: Chat, running: Callable, archive
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)
        bob.whisper("/again", group)
        nothing = await playground.wait_for_whisper(group, bob)
        answer = await playground.wait_for_message(group, after=bob.say("/ask the bridge", group))
        bob.whisper("/again", group)
        listed = await playground.wait_for_whisper(group, bob, after=nothing)
        bob.press(listed, "the bridge")
        again = await playground.wait_for_message(group, after=answer)

    assert "nothing here yet" in nothing["text"]
    assert "bridge number 1" in again["text"]


async def test_a_late_answer_is_for_everybody_and_the_next_one_is_not(
    playground: Playground, bob: Person, group: Chat, running: Callable
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)
        playground.faults.add(Fault.refuse(400, "Bad Request: anything"), method="sendMessage")
        bob.whisper("/settings", group)
        late = await playground.wait_for_message(group)
        bob.whisper("/settings", group)
        await playground.wait_for_whisper(group, bob)

    assert "Settings of this chat" in late["text"]
    assert len(playground.messages(group)) == 1


async def test_what_is_kept_of_a_group_is_sent_to_the_admin_who_asks_alone(
    playground: Playground, ann: Person, group: Chat, running: Callable
) -> None:
    async with running():
        await playground.wait_for_call("setMyCommands", times=14)
        ann.whisper("/export", group)
        sent = await playground.wait_for_whisper(group, ann)

    assert "document" in sent
    assert playground.messages(group) == []


async def test_an_operators_lists_are_theirs_alone(playground: Playground, ann: Person, running: Callable) -> None:
    group = playground.group("News", [ann], bot_status="administrator")
    async with running(VERBATIM_OPERATORS=str(ann.id)):
        ann.say("/users", group)
        await playground.wait_for_whisper(group, ann)

    assert playground.messages(group) == []


@pytest.mark.parametrize("name", ["ask", "latest", "people"])
async def test_questions_are_answered_to_all(
    playground: Playground, ann: Person, bob: Person, running: Callable, name: str
) -> None:
    group = playground.group("News", [ann, bob], bot_status="administrator")
    async with running():
        await playground.wait_for_message(group, after=bob.say("/ask the bridge", group))
        with pytest.raises(ValueError, match="everybody sees"):
            bob.whisper(f"/{name} the bridge", group)

    assert name in TO_ALL
    assert playground.whispers(group, bob) == []
