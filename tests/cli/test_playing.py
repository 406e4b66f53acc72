"""Does the playground drive the very application of `run`, with the operators and the clock that its page has?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli._support.playing import PlayedBot
from bot.playground import Playground
from bot.settings import load_settings
from retrieval.answers import Archive
from retrieval.model import Article, Published
from retrieval.model.clock import move_ahead, utc_now

BRIDGE = Article(
    "bridge", "“We will open the bridge,” said Ada Reed, the mayor.", title="B", published=Published.parse("2024-02-03")
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "data") as opened:
        opened.add([BRIDGE])
        yield opened


@pytest.fixture(autouse=True)
def _real_clock() -> Iterator[None]:
    yield
    move_ahead(timedelta(0))


@asynccontextmanager
async def playing(archive: Archive, folder: Path) -> AsyncIterator[tuple[Playground, PlayedBot]]:
    played = PlayedBot(load_settings(environ={}, folder=folder), archive)
    playground = Playground(backstage=played)
    await playground.start()
    started = asyncio.Event()
    running = asyncio.create_task(played.play(playground, started=started.set))
    try:
        await asyncio.wait_for(started.wait(), 60)
        yield playground, played
    finally:
        played.stop()
        await asyncio.wait_for(running, 60)
        await playground.stop()


async def test_an_operator_of_the_page_is_the_bots_once_it_has_started_again(archive: Archive, tmp_path: Path) -> None:
    async with playing(archive, tmp_path) as (playground, played):
        ann = playground.person("Ann")
        before = await playground.wait_for_message(ann, after=ann.say("/stats"))
        playground.state.operators.add(ann.id)
        played.restart()
        is_starting = played.is_starting()
        after = await playground.wait_for_message(ann, after=ann.say("/stats"), timeout_s=20)
        await playground.state.signal.until(lambda: not played.is_starting(), timeout_s=20)

    assert "I do not know this command" in before["text"]
    assert "I do not know this command" not in after["text"]
    assert is_starting


async def test_the_clock_of_the_bot_goes_ahead_with_that_of_the_page(archive: Archive, tmp_path: Path) -> None:
    async with playing(archive, tmp_path) as (playground, played):
        ann = playground.person("Ann")
        playground.state.ahead_s = 86_400.0
        played.restart()
        said = ann.say("what did Ada Reed say")
        await playground.wait_for_message(ann, after=said, timeout_s=20)
        ahead = utc_now() - datetime.now(UTC)

    assert round(ahead.total_seconds()) == 86_400
    assert said["date"] - datetime.now(UTC).timestamp() > 86_000


async def test_the_articles_to_try_things_on_come_once(archive: Archive, tmp_path: Path) -> None:
    played = PlayedBot(load_settings(environ={}, folder=tmp_path), archive)
    offered = await played.offers_articles()
    said = [await played.fill(), await played.fill()]

    assert said == ["40 articles of invented people added", "0 articles of invented people added"]
    assert (offered, await played.offers_articles()) == (True, False)
    assert len(await played.examples("de")) == 5


def test_a_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="not back"):
        move_ahead(timedelta(seconds=-1))
