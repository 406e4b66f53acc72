"""Does what was said outlive the process, and is nobody new ever given the id of somebody before?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import httpx
import pytest

from bot.playground import Playground
from bot.playground.people.neighbourhood import seen_by
from bot.playground.wire_values import Json
from tests.playground.conftest import secret_in


async def started(path: Path) -> Playground:
    playground = Playground(kept_in=path)
    await playground.start()
    return playground


def world(playground: Playground, key: str) -> list[Json]:
    """Every chat of a visitor with its messages."""
    visitor = playground.sessions.visitor(key)
    assert visitor is not None
    chats = seen_by(playground.state, visitor.neighbourhood, visitor.person.id)
    return [chat.as_json() | {"members": chat.members, "messages": dict(chat.messages)} for chat in chats]


async def test_chats_people_files_and_what_waits_are_as_they_were(tmp_path: Path) -> None:
    first = await started(tmp_path / "world.db")
    key = first.sessions.open("de")
    visitor = first.sessions.visitor(key)
    assert visitor is not None
    you, other = visitor.people
    forum = next(chat for chat in visitor.chats if chat.is_forum)
    topic = next(iter(forum.topics))
    said = you.say("hi", forum, topic=topic)
    you.edit(said, "hello")
    you.send_file("a.txt", b"content")
    other.say("/ask rain", forum, reply_to=said, quote="hello")
    first.state.operators.add(you.id)
    first.state.ahead_s = 86_400.0
    before, waiting = world(first, key), first.updates.pending()
    await first.stop()

    second = await started(tmp_path / "world.db")
    after = world(second, key)
    await second.stop()

    assert after == before
    assert (second.token, second.updates.pending()) == (first.token, waiting)
    assert second.state.users[you.id].language_code == "de"
    assert [upload.content for upload in second.state.files.values()] == [b"content"]
    assert (second.state.operators, second.state.ahead_s) == ({you.id}, 86_400.0)


async def test_a_killed_playground_has_what_was_said_as_well(tmp_path: Path) -> None:
    first = await started(tmp_path / "world.db")
    async with httpx.AsyncClient(verify=False, base_url=first.url, headers={"Origin": first.api_url}) as browser:
        browser.headers["X-Playground-Secret"] = secret_in((await browser.get("/")).text)
        chat_id = next(chat.id for chat in first.state.chats.values() if chat.person)
        await browser.post("/chat/say", json={"chat_id": chat_id, "text": "hi"})
        await browser.get("/")
    copied = tmp_path / "killed"
    copied.mkdir()
    for file in tmp_path.glob("world.db*"):
        (copied / file.name).write_bytes(file.read_bytes())

    second = await started(copied / "world.db")
    texts = [message["text"] for message in second.state.chats[chat_id].messages.values()]
    await second.stop()
    await first.stop()

    assert texts == ["hi"]


@pytest.mark.parametrize("is_deleted", [False, True], ids=["kept", "deleted"])
async def test_nobody_new_is_given_an_id_of_before(tmp_path: Path, is_deleted: bool) -> None:
    first = await started(tmp_path / "world.db")
    key = first.sessions.open()
    before = set(first.state.users) | set(first.state.chats)
    updates = {update["update_id"] for update in first.updates.pending()}
    first.sessions.close_visit(key)
    first.updates.drop()
    await first.stop()
    if is_deleted:
        for file in tmp_path.glob("world.db*"):
            file.unlink()

    second = await started(tmp_path / "world.db")
    second.sessions.open()
    after = set(second.state.users) | set(second.state.chats)
    later = {update["update_id"] for update in second.updates.pending()}
    await second.stop()

    assert before & after == {second.state.bot.id}
    assert is_deleted or not updates & later
    assert is_deleted == (first.token != second.token)


async def test_two_playgrounds_do_not_share_a_world(tmp_path: Path) -> None:
    first = await started(tmp_path / "world.db")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        Playground(kept_in=tmp_path / "world.db")

    await first.stop()


async def test_whoever_starts_over_leaves_nothing_behind(tmp_path: Path) -> None:
    first = await started(tmp_path / "world.db")
    key = first.sessions.open()
    visitor = first.sessions.visitor(key)
    assert visitor is not None
    visitor.person.say("my secret plan")
    first.sessions.close_visit(key)
    first.updates.drop()
    await first.stop()

    kept = sqlite3.connect(tmp_path / "world.db")
    rows = [str(row) for table in ("kept", "messages") for row in kept.execute(f"SELECT body FROM {table}")]
    kept.close()

    assert [row for row in rows if "secret plan" in row] == []
