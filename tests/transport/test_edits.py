"""Is of many edits of one message only the last one made, in order, and none counted as a new message?"""

from __future__ import annotations

import asyncio
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.render.message import line
from bot.transport.line import Line
from bot.transport.outgoing.latest_edits import LatestEdits
from bot.transport.outgoing.pace import Pace
from bot.transport.outgoing.retries import Retries
from bot.transport.outgoing.sender import Sender
from bot.transport.place import Spot
from tests.alerts.fast_time import in_fast_time, now

GROUP = -7


class Telegram:
    """Takes edits, each after a while; asks to wait where it is told to."""

    def __init__(self, *waits_s: int) -> None:
        self._waits_s = list(waits_s)
        self.asked: list[str] = []
        self.taken: list[str] = []

    async def edit_message_text(self, text: str, *_place: int, **_more: Any) -> None:
        self.asked.append(text)
        await asyncio.sleep(0.05)
        if self._waits_s:
            raise RetryAfter(self._waits_s.pop(0))
        self.taken.append(text)


def sender_of(telegram: Telegram) -> Sender:
    lives: Any = SimpleNamespace()
    retries = Retries(Pace(), lives, Line(lambda: asyncio.sleep(0), chance=Random(3), now=now))
    return Sender(telegram, retries, lives)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _as_the_bot_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.mark.parametrize("wait_s", [1, 12, 59])
def test_of_a_flood_of_edits_that_must_wait_the_last_is_made_once(wait_s: int) -> None:
    telegram = Telegram(wait_s)

    async def work() -> list[str]:
        sender = sender_of(telegram)
        edits = []
        for number in range(20):
            edits.append(asyncio.create_task(sender.edit(Spot(GROUP, 1), line(f"state {number}"))))
            await asyncio.sleep(0.03)
        return list(await asyncio.gather(*edits))

    ends = in_fast_time(work)

    assert telegram.asked == ["state 0", "state 19"]
    assert telegram.taken == ["state 19"]
    assert ends == ["superseded"] * 19 + ["done"]


def test_edits_of_several_messages_are_all_made_and_nothing_is_kept_of_them() -> None:
    telegram = Telegram()
    sender = sender_of(telegram)

    async def work() -> float:
        await asyncio.gather(*(sender.edit(Spot(GROUP, number), line(f"of {number}")) for number in range(60)))
        return asyncio.get_running_loop().time()

    passed_s = in_fast_time(work)

    assert sorted(telegram.taken) == sorted(f"of {number}" for number in range(60))
    assert passed_s < 3  # by the clock of the loop, which stands still while it works: 30 a second for all
    assert len(sender._edits) == 0


def test_who_waits_for_an_edit_hears_that_a_newer_one_has_come() -> None:
    async def work() -> tuple[bool, bool]:
        edits = LatestEdits()
        async with edits.in_turn(Spot(1, 1)) as is_newest:
            before = is_newest()
            later = asyncio.create_task(edits.in_turn(Spot(1, 1)).__aenter__())
            await asyncio.sleep(0)
            after = is_newest()
        await later
        return before, after

    assert in_fast_time(work) == (True, False)
