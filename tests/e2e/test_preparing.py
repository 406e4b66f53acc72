"""What does the bot do before it takes updates?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

import pytest

from bot.app import serve
from bot.playground import Person, Playground
from retrieval.errors import ArchiveUnavailable


async def test_what_is_asked_while_the_bot_prepares_is_answered_after_it(
    playground: Playground, ann: Person, settings_for: Callable, archive
) -> None:
    prepared: list[float] = []

    def steps() -> Iterator[None]:
        for _ in range(3):
            time.sleep(0.1)
            prepared.append(time.time())
            yield

    asked = ann.say("the bridge")
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings_for(), archive, stop=stop, warming=steps()))
    answer = await playground.wait_for_message(ann, after=asked)
    stop.set()
    await asyncio.wait_for(serving, 20)

    assert "bridge number 1" in answer["text"]
    assert len(prepared) == 3
    assert min(call.at for call in playground.calls("getUpdates")) >= prepared[-1]


async def test_what_cannot_be_prepared_does_not_keep_the_bot_from_answering(
    playground: Playground, ann: Person, settings_for: Callable, archive, caplog: pytest.LogCaptureFixture
) -> None:
    def steps() -> Iterator[None]:
        yield
        raise ArchiveUnavailable("data", "the disk is gone")

    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings_for(), archive, stop=stop, warming=steps()))
    answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
    stop.set()
    await asyncio.wait_for(serving, 20)

    assert "bridge number 1" in answer["text"]
    assert "Could not prepare for the first questions" in caplog.text
