"""The whole application, joined over HTTP to a stand-in for Telegram, and archives for it to answer from."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import serve
from bot.app.taps import queries
from bot.demo import demo_articles
from bot.playground import Person, Playground
from bot.render.pictures import painter
from bot.settings import Settings, load_settings
from retrieval.answers import Archive
from retrieval.errors import ArchiveUnavailable
from retrieval.model import Answer, Article, Excerpt, Near, Published, Reason, Span
from retrieval.sources import read_articles
from retrieval.store import Counts, Store, open_store
from tests import judges

STATEMENTS = tuple(f"“We will build bridge number {n}”, the mayor, Ada Reed, said." for n in range(8))
Running = Callable[..., AbstractAsyncContextManager[None]]


class ScriptedArchive:
    """Answers a few questions always in the same way; its store is a real one."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = Path("no-folder")  # in which no chat has an archive of its own
        self.asked: list[str] = []
        self.days: list[date] = []
        self.go_on = threading.Event()

    def ask(self, question: str, *, today: date, limit: int = 10, offset: int = 0, language: str = "en") -> Answer:
        self.asked.append(question)
        self.days.append(today)
        if question.startswith("held"):
            self.go_on.wait(5)
        if question.startswith("broken"):
            raise ValueError(f"a mistake while reading {question!r}")
        if question.startswith("unreadable"):
            raise ArchiveUnavailable("data", "the disk is gone")
        if "Reed" in question:
            found = tuple(_statement(n) for n in range(len(STATEMENTS)))
            return Answer(question, "said-about", total=len(found), excerpts=found[offset : offset + limit])
        if "bridge" in question:
            return Answer(question, "search", total=1, excerpts=(_statement(1),))
        reason = Reason("unknown-person", "The archive has nothing from or about Macron")
        return Answer(question, "said-about", reason=reason, near=(Near("person", "Ada Reed", len(STATEMENTS)),))

    @property
    def of_all(self) -> ScriptedArchive:
        return self

    def is_own(self, _article_id: str) -> bool:
        return False

    async def is_asked(self) -> None:
        """Until the first question has arrived."""
        async with asyncio.timeout(20):
            while not self.asked:
                await asyncio.sleep(0.005)

    def follow_up(self, words: str, before: str, *, today: date) -> None:
        """Every question asks by itself."""

    def people(self, *, limit: int = 20, offset: int = 0) -> tuple[Any, ...]:
        return ()

    def counts(self) -> Counts:
        return Counts(articles=8, revisions=8, attributions=8, stale=0)


def _statement(number: int) -> Excerpt:
    text = STATEMENTS[number]
    return Excerpt(
        f"article-{number}",
        1,
        Span(100, 100 + len(text)),
        text,
        content=(Span(100, 100 + text.index("”") + 1),),
        speaker="Ada Reed",
        speaker_as_written="Ada Reed",
        role="the mayor",
        attribution="direct",
        title=f"Bridge {number}",
        outlet="The Ferry",
        published=Published.parse("2024-02-03"),
        url=f"https://ferry.example/{number}",
    )


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine turns no tap into "one moment"; `test_taps` has the bot's own haste."""
    monkeypatch.setattr(queries, "_AT_ONCE_S", 20.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def archive(store: Store) -> Iterator[ScriptedArchive]:
    scripted = ScriptedArchive(store)
    yield scripted
    scripted.go_on.set()


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A stand-in for Telegram; what it would swallow in silence, or independent judges refuse, fails the test."""
    telegram = Playground(webhook_retry_s=0.05)
    await telegram.start()
    yield telegram
    await telegram.stop()
    assert telegram.complaints() == []
    assert judges.verdicts(telegram.calls()) == []


@pytest.fixture
def ann(playground: Playground) -> Person:
    return playground.person("Ann")


@pytest.fixture
def settings_for(playground: Playground, tmp_path: Path) -> Callable[..., Settings]:
    """Settings that lead to the stand-in, with what a test changes."""

    def load(**changed: str) -> Settings:
        environ = {
            "TELEGRAM_BOT_TOKEN": playground.token,
            "TELEGRAM_API_URL": playground.api_url,
            "VERBATIM_ANSWER_TIMEOUT_S": "60",  # a busy machine takes its time
            **changed,
        }
        return load_settings(environ=environ, folder=tmp_path)

    return load


@pytest.fixture
def running(settings_for: Callable[..., Settings], archive: ScriptedArchive) -> Running:
    """Runs the bot while a test talks to it, and ends it as Ctrl-C would."""

    @asynccontextmanager
    async def run(*, archive: Any = archive, **changed: str) -> AsyncIterator[None]:
        stop, started = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(
            serve(settings_for(**changed), archive, stop=stop, started=lambda _: started.set())
        )
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED, timeout=40)
        try:
            if started.is_set():
                yield
        finally:
            waiting.cancel()
            stop.set()
            await asyncio.wait_for(serving, 40)
        assert started.is_set(), "the bot did not start"

    return run


@pytest.fixture
def seeds_of_a_checkout() -> list[Article]:
    """The articles that a fresh checkout knows."""
    return [article for article in read_articles([Path(__file__).parents[2] / "seeds"]) if isinstance(article, Article)]


@pytest.fixture
def demo_archive(tmp_path: Path) -> Iterator[Archive]:
    """A real archive of the demo's articles."""
    with Archive.open(tmp_path / "demo") as archive:
        archive.add(demo_articles(datetime.now(UTC).date()), jobs=1)
        yield archive


@pytest.fixture
def without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extras that draw are not installed."""
    monkeypatch.setattr(painter, "can_draw", lambda kind: False)
