"""The cluster that searches is away: is the asker told once, and answered when it is back?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.playground import Person, Playground
from bot.transport.incoming import inbox
from retrieval.errors import SearchUnavailable
from retrieval.store import Store


class Away:
    """Makes an archive's search fail while it holds."""

    def __init__(self, archive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.holds, self.tried, self._ask = True, 0, archive.ask
        monkeypatch.setattr(archive, "ask", self._asked)
        monkeypatch.setattr(inbox, "_AGAIN_AFTER", timedelta(milliseconds=300))

    def _asked(self, *given: Any, **more: Any) -> Any:
        if self.holds:
            self.tried += 1
            raise SearchUnavailable("http://127.0.0.1:9200", "no node answers")
        return self._ask(*given, **more)

    async def was_tried(self, times: int) -> None:
        async with asyncio.timeout(40):
            while self.tried < times:
                await asyncio.sleep(0.02)


async def test_a_question_is_kept_told_so_once_and_answered_when_the_search_is_back(
    playground: Playground, ann: Person, running: Callable, archive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Away(archive, monkeypatch)
    async with running(VERBATIM_QUESTIONS_PER_MINUTE_USER="2"):
        told = await playground.wait_for_message(ann, after=ann.say("the bridge"))
        await away.was_tried(4)
        away.holds = False
        answer = await playground.wait_for_message(ann, after=told, timeout_s=10)

    assert "down at the moment" in told["text"]
    assert "bridge number 1" in answer["text"]
    assert len(playground.messages(ann)) == 2


async def test_a_kept_question_outlives_the_process(
    playground: Playground,
    ann: Person,
    running: Callable,
    archive: Any,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = Away(archive, monkeypatch)
    async with running():
        told = await playground.wait_for_message(ann, after=ann.say("the bridge"))
    assert store.inbox.backlog() == 1
    away.holds = False
    async with running():
        answer = await playground.wait_for_message(ann, after=told)

    assert "bridge number 1" in answer["text"]
    assert store.inbox.backlog() == 0
