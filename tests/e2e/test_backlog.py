"""Ten thousand messages wait: does a newcomer get an answer beside them, and does the bot end in time?"""

from __future__ import annotations

import asyncio
import json
import signal
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.playground import Person, Playground
from bot.transport.incoming.inbox import AT_ONCE
from retrieval.store import Arrival, Store
from tests.e2e.test_life import killed, started

MANY = {"VERBATIM_QUESTIONS_PER_MINUTE_USER": "1000", "VERBATIM_QUESTIONS_PER_MINUTE_CHAT": "1000"}


def queued(person: Person, count: int) -> list[dict]:
    return [person.say(f"/ask bridge {number} of {person.id}") for number in range(count)]


async def test_a_newcomers_first_question_comes_before_anothers_thousands(
    playground: Playground, ann: Person, running: Callable, archive
) -> None:
    queued(ann, 3_000)
    others = [playground.person(f"Person {n}") for n in range(20)]
    for person in others:
        queued(person, 5)
    async with running(**MANY):
        await playground.wait_for_call("sendMessage", times=1, timeout_s=20)
        newcomer = playground.person("New")
        newcomer.say("/ask the bridge of the newcomer")
        for person in (*others, newcomer):
            await playground.wait_for_message(person, timeout_s=30)

    before = archive.asked[: archive.asked.index("the bridge of the newcomer")]
    asked = Counter(question.rpartition(" ")[2] for question in before)
    # Each of the others may have been begun with before the newcomer came, and a few of hers in the meantime.
    assert asked[str(ann.id)] <= 20
    mine = [question for question in archive.asked if question.endswith(f"of {ann.id}")]
    assert mine == [f"bridge {number} of {ann.id}" for number in range(len(mine))]


async def test_no_more_are_begun_than_can_be_at_work(
    playground: Playground, running: Callable, archive, store: Store
) -> None:
    people = [playground.person(f"Person {n}") for n in range(300)]
    for person in people:
        person.say("held, the bridge")
    async with running(**MANY, VERBATIM_QUESTIONS_AT_ONCE="64"):
        await playground.wait_until_read()
        await archive.is_asked()
        await asyncio.sleep(0.5)
        begun, waiting = len(archive.asked), store.inbox.backlog()
        archive.go_on.set()
        await playground.wait_for_call("sendMessage", times=40, timeout_s=20)

    assert begun == AT_ONCE
    assert waiting == 300


async def test_sigterm_ends_in_time_whatever_waits_and_all_is_answered_once_after_a_restart(
    playground: Playground, tmp_path: Path
) -> None:
    people = [playground.person(f"Person {n}") for n in range(70)]
    for person in people:
        person.say("hello")
    process = await started(playground, tmp_path)
    await playground.wait_for_call("sendMessage", times=1, timeout_s=20)
    for number in range(6_000):
        people[number % 10].say(f"hello {number}")
    await playground.wait_until_read(timeout_s=60)
    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), 10)  # as long as whoever stops it waits
    before = {person.id: len(playground.messages(person)) for person in people}

    second = await started(playground, tmp_path)
    for person in people:
        await playground.wait_for_message(person, timeout_s=30)
    await killed(second)

    assert process.returncode == 0
    assert sum(before.values()) < 6_000
    assert all(len(playground.messages(person)) == 1 for person in people[10:])


async def test_many_stale_inline_queries_hold_up_nobody(
    playground: Playground, ann: Person, running: Callable, store: Store, settings_for: Callable
) -> None:
    import hashlib

    name = hashlib.sha256(playground.token.encode()).hexdigest()[:16]
    who = {"id": 77, "is_bot": False, "first_name": "X"}
    old = datetime(2024, 1, 1, tzinfo=UTC)
    arrivals = [
        Arrival(
            n,
            json.dumps({"update_id": n, "inline_query": {"id": "1", "from": who, "query": "a", "offset": ""}}),
            f"from:{n}",
        )
        for n in range(1, 400)
    ]
    store.inbox.take(name, "gone", arrivals, old)
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        async with asyncio.timeout(20):
            while store.inbox.backlog():
                await asyncio.sleep(0.05)

    assert playground.calls("answerInlineQuery") == []
