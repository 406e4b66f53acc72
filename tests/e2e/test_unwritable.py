"""The disk is full, or the folder read-only: are questions still answered, and is no alert sent that is not written?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from bot.app.operations import watchdog
from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.errors import ArchiveUnavailable
from retrieval.store import Store
from tests.e2e.test_alerts import DAM, figures, follow, met, real  # noqa: F401  # a fixture


class FullDisk:
    """Lets a store's parts be read and not be written to, while it holds."""

    WRITES: ClassVar = {
        "inbox": ("take", "answering", "put_back", "settle", "settle_expired", "forget", "renew", "claim", "release"),
        "deliveries": (
            "advance",
            "claim",
            "renew",
            "sending",
            "sent",
            "uncertain",
            "dead",
            "put_back",
            "hold",
            "postpone",
            "drop",
            "settle_expired",
            "forget",
        ),
        "lives": ("suspend", "leave", "resume", "purge", "move"),
        "shown": ("save", "mark_sent", "forget"),
        "admissions": ("save",),
    }

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.holds = True
        self.only: str | None = None
        self.refused: list[str] = []
        for part, names in self.WRITES.items():
            of = getattr(store, part)
            for name in names:
                monkeypatch.setattr(of, name, self._guarded(getattr(of, name), name))

    def _guarded(self, write: Callable, name: str) -> Callable:
        def guarded(*given: object, **more: object) -> object:
            if self.holds and self.only in (None, name):
                self.refused.append(name)
                raise ArchiveUnavailable("archive.db", "the disk is full")
            return write(*given, **more)

        return guarded


async def test_the_bot_starts_and_answers_on_a_full_disk(
    playground: Playground, ann: Person, running: Callable, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(store, monkeypatch)
    async with running():
        answers = [await playground.wait_for_message(ann, after=ann.say("the bridge")) for _ in range(3)]

    assert all("bridge number 1" in answer["text"] for answer in answers)
    assert len(playground.messages(ann)) == 3
    assert disk.refused.count("take") >= 3


async def test_operators_hear_that_nothing_can_be_written_down(
    playground: Playground, ann: Person, running: Callable, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "LOOK_EVERY_S", 0.05)
    disk = FullDisk(store, monkeypatch)
    disk.holds = False
    async with running(VERBATIM_OPERATORS=str(ann.id)):
        hello = await playground.wait_for_message(ann, after=ann.say("/help"))
        disk.holds = True
        ann.say("the bridge")
        told = await playground.wait_for_message(ann, after=hello, containing="saving messages")
        disk.holds = False
        ann.say("the bridge")
        over = await playground.wait_for_message(ann, containing="Recovered: saving messages")

    assert told["text"].startswith("Stalled")
    assert over["text"]


async def test_an_update_that_comes_again_is_answered_once_though_it_could_not_be_written_down(
    playground: Playground, ann: Person, running: Callable, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(store, monkeypatch)
    async with running():
        asked = ann.say("the bridge")
        await playground.wait_for_message(ann, after=asked)
        update = {"update_id": playground.updates._next_id - 1, "message": asked}
        playground.updates.repeat(update)
        await playground.wait_until_read()
        disk.holds = False
        playground.updates.repeat(update)
        await playground.wait_until_read()
        await playground.wait_for_message(ann, after=ann.say("the bridge, again"))
        await playground.wait_until_read()
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge, at last"))

    assert len(playground.messages(ann)) == 3


async def test_what_was_answered_while_it_could_not_be_marked_is_not_answered_after_a_restart(
    playground: Playground, ann: Person, running: Callable, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(store, monkeypatch)
    disk.holds = False
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))
        await playground.wait_until_read()
        disk.only, disk.holds = "settle", True
        answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
        await asyncio.sleep(0.2)
        disk.holds = False
        await playground.wait_for_message(ann, after=answer | ann.say("the bridge"))
    async with running():
        await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert len(playground.messages(ann)) == 4


@pytest.mark.parametrize("write", ["claim", "sending", "sent", "advance"])
async def test_alerts_stop_while_they_cannot_be_written_down_and_none_comes_twice(
    playground: Playground,
    ann: Person,
    running: Callable,
    real: Archive,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    write: str,
) -> None:
    people = [ann, *(playground.person(f"Person {n}") for n in range(5))]
    for person in people:
        follow(real, person)
    disk = FullDisk(real.store, monkeypatch)
    disk.only, disk.holds = write, False
    monkeypatch.setattr("bot.transport.backoff._WAITS_S", (0.05,))
    monkeypatch.setattr("bot.alerts.delivery.LEASE", timedelta(seconds=2))
    async with running(archive=real):
        await met(playground, real, *people)
        disk.holds = True
        real.add([DAM])
        async with asyncio.timeout(40):
            while disk.refused.count(write) < 3:
                await asyncio.sleep(0.02)
        before = sum(len(playground.messages(person)) - 1 for person in people)
        answer = await playground.wait_for_message(ann, after=ann.say("/help"))
        disk.holds = False
        done = await figures(real, sent=len(people), pending=0, sending=0)

    alerts = [[m for m in playground.messages(p) if "will hold all winter" in m["text"]] for p in people]
    assert [len(found) for found in alerts] == [1] * len(people)
    assert answer["text"]
    assert done.uncertain == 0
    assert before == 0 or write == "sent"
    assert real.store.deliveries.figures(datetime.now(UTC)).dead == 0
