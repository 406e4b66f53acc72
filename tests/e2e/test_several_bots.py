"""Several bots on one database, some of them killed again and again: is everything answered, and nothing twice?

They need a database that machines can share: PostgreSQL takes part where VERBATIM_TEST_POSTGRES_URL names a server.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.alerts.delivery import AT_ONCE
from bot.playground import Person, Playground
from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch
from retrieval.store import Store, open_store
from tests import databases
from tests.e2e.test_life import PROJECT, free_port

pytestmark = pytest.mark.skipif(bool(databases.WHY_NOT), reason=databases.WHY_NOT)
SECRET = "one-secret-for-all-of-them"
RATE, SECONDS, KILL_EVERY_S = 20, 24, 6.0
QUESTION = "what did Ada Reed say about the ferry"
ARTICLE = Article(
    "ferry",
    "“The ferry to Lind sails again in May,” the mayor, Ada Reed, said.",
    title="The ferry",
    outlet="The Herald",
    published=Published.parse("2024-03-01"),
)


@pytest.fixture
def url() -> Iterator[str]:
    """A database of its own on the server."""
    with databases.passing("several") as made:
        yield made


@pytest.fixture
def shared(url: str, tmp_path: Path) -> Iterator[Store]:
    """The bots' store, which holds an article."""
    with Archive.open(tmp_path / "writer", database_url=url) as archive:
        archive.add([ARTICLE])
    with open_store(url) as store:
        yield store


class Bots:
    """Processes that run the program as an operator starts it, each with a folder of its own."""

    def __init__(self, playground: Playground, url: str, folder: Path) -> None:
        self._playground = playground
        self._url = url
        self._folder = folder
        self.processes: dict[int, asyncio.subprocess.Process] = {}
        self.ports: dict[int, int] = {}

    async def start(self, number: int, *options: str, webhook: str | None = None) -> None:
        port = self.ports[number] = free_port()
        own = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
        environ = {
            **own,
            "TELEGRAM_BOT_TOKEN": self._playground.token,
            "TELEGRAM_API_URL": self._playground.api_url,
            "VERBATIM_DATA": str(self._folder / f"bot-{number}"),
            "VERBATIM_DATABASE_URL": self._url,
            "PYTHONPATH": str(PROJECT),
        }
        if webhook:
            environ |= {
                "VERBATIM_WEBHOOK_URL": webhook,
                "VERBATIM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
                "VERBATIM_WEBHOOK_SECRET": SECRET,
            }
        log = (self._folder / f"bot-{number}.log").open("ab")
        self.processes[number] = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", *options, env=environ, cwd=self._folder, stdout=log, stderr=log
        )
        log.close()

    async def kill(self, number: int) -> None:
        process = self.processes.pop(number)
        process.kill()
        await process.wait()

    async def ready(self, number: int) -> None:
        """Until it says that it answers."""
        async with asyncio.timeout(40):
            while "is answering at Telegram" not in self.log(number).rpartition("starting again")[2]:
                assert self.processes[number].returncode is None, self.log(number)
                await asyncio.sleep(0.05)

    def log(self, number: int) -> str:
        return (self._folder / f"bot-{number}.log").read_text()

    async def restart(self, number: int, *options: str, webhook: str | None = None) -> None:
        with (self._folder / f"bot-{number}.log").open("a") as log:
            log.write("starting again\n")
        await self.start(number, *options, webhook=webhook)

    async def stop(self) -> None:
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                process.terminate()
        await asyncio.gather(*(asyncio.wait_for(process.wait(), 20) for process in self.processes.values()))


@pytest.fixture
async def bots(playground: Playground, url: str, tmp_path: Path) -> AsyncIterator[Bots]:
    running = Bots(playground, url, tmp_path)
    yield running
    await running.stop()


@asynccontextmanager
async def round_robin(bots: Bots) -> AsyncIterator[str]:
    """A load balancer in front of the bots: each delivery to the next of them that takes connections."""
    turns, client = count(), AsyncHTTPClient(force_instance=True, max_clients=200)

    class Front(RequestHandler):
        async def post(self) -> None:
            ports = [bots.ports[number] for number in sorted(bots.processes)]
            first = next(turns)
            for at in range(len(ports)):
                where = f"http://127.0.0.1:{ports[(first + at) % len(ports)]}/hook"
                request = HTTPRequest(
                    where, method="POST", headers=self.request.headers, body=self.request.body, request_timeout=20
                )
                try:
                    self.set_status((await client.fetch(request, raise_error=False)).code)
                    return
                except ConnectionRefusedError:
                    continue
                except OSError:
                    break
            self.set_status(502)

        def check_xsrf_cookie(self) -> None:
            """As at the bot."""

    server = HTTPServer(Application([("/hook", Front)], log_function=lambda _: None))
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    try:
        yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
    finally:
        server.stop()
        await server.close_all_connections()
        client.close()


async def load(askers: list[Person], seconds: float) -> None:
    """A question of each in turn."""
    pace = 1 / RATE
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number, asker in enumerate(askers):
        await asyncio.sleep(max(0.0, began + number * pace - loop.time()))
        asker.say(f"{QUESTION}?")
    assert loop.time() - began <= seconds + 5


def uncertain(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT count(*) FROM inbox WHERE state = 'uncertain'"))
    engine.dispose()
    return int(found or 0)


async def follow(playground: Playground, store: Store, *followers: Person) -> None:
    """They have met the bot, and follow what is written of tunnels."""
    for follower in followers:
        follower.say("/help")
        watch, now = Watch(topic="tunnel"), datetime.now(UTC)
        store.subscriptions.subscribe(watch, chat_id=follower.id, created_by=follower.id, now=now)
    for follower in followers:
        await playground.wait_for_message(follower, timeout_s=40)


async def all_handled(store: Store, timeout_s: float = 60) -> None:
    async with asyncio.timeout(timeout_s):
        while store.inbox.backlog() or _in_hand(store):
            await asyncio.sleep(0.1)


def _in_hand(store: Store) -> int:
    with store._connections.reading() as connection:  # type: ignore[attr-defined]
        return int(connection.scalar(text("SELECT count(*) FROM inbox WHERE body IS NOT NULL")) or 0)


async def test_two_bots_behind_one_webhook_answer_everything_once_while_they_are_killed_in_turn(
    playground: Playground, bots: Bots, shared: Store, url: str
) -> None:
    async with round_robin(bots) as front:
        for number in (1, 2):
            await bots.start(number, webhook=front)
        for number in (1, 2):
            await bots.ready(number)
        askers = [playground.person(f"Asker {number}") for number in range(RATE * SECONDS)]

        async def killing() -> None:
            for number in (1, 2, 1):
                await asyncio.sleep(KILL_EVERY_S)
                await bots.kill(number)
                await asyncio.sleep(0.5)
                await bots.restart(number, webhook=front)

        await asyncio.gather(load(askers, SECONDS), killing())
        await playground.wait_until_read(timeout_s=60)
        await all_handled(shared)
        lost = uncertain(url)

    answers = Counter(len(playground.messages(asker)) for asker in askers)
    assert set(answers) <= {0, 1}, f"answered twice: {answers}"
    assert answers[0] <= lost
    # What was in hand when a process was killed, at most.
    assert lost <= 3 * 32


async def test_one_fetches_and_workers_answer_with_it(
    playground: Playground, bots: Bots, shared: Store, url: str
) -> None:
    await bots.start(1)
    await bots.ready(1)
    await bots.start(2, "--workers-only")
    await bots.ready(2)
    askers = [playground.person(f"Asker {number}") for number in range(300)]
    for asker in askers:  # at once, so that there is something to share
        asker.say(f"{QUESTION}?")
    await playground.wait_until_read(timeout_s=60)
    await bots.kill(1)
    await all_handled(shared)

    answers = Counter(len(playground.messages(asker)) for asker in askers)
    assert set(answers) <= {0, 1}
    assert answers[0] <= uncertain(url) <= 32


async def test_what_one_machine_takes_in_is_told_once_and_found_at_the_others(
    playground: Playground, bots: Bots, shared: Store, url: str, tmp_path: Path
) -> None:
    follower = playground.person("Follower")
    async with round_robin(bots) as front:
        for number in (1, 2):
            await bots.start(number, webhook=front)
        for number in (1, 2):
            await bots.ready(number)
        await follow(playground, shared, follower)
        with Archive.open(tmp_path / "writer", database_url=url) as archive:
            for number in range(len(NEWS)):
                archive.add([_news(number)])
        for words in NEWS:
            await playground.wait_for_message(follower, containing=words[:30], timeout_s=20)
        asker = playground.person("Asker")
        for _ in (1, 2):  # once each machine
            answer = await playground.wait_for_message(asker, after=asker.say("bicycle in the wind tunnel"))
            assert "four kilos" in answer["text"]

    told = [message["text"] for message in playground.messages(follower)]
    assert [sum(words[:30] in one for one in told) for words in NEWS] == [1, 1, 1, 1]


async def test_alerts_are_sent_once_though_the_bots_that_send_them_are_killed_in_turn(
    playground: Playground, bots: Bots, shared: Store, url: str, tmp_path: Path
) -> None:
    followers = [playground.person(f"Follower {number}") for number in range(150)]
    for number in (1, 2):
        await bots.start(number, *(["--workers-only"] if number == 2 else []))
        await bots.ready(number)
    await follow(playground, shared, *followers)
    with Archive.open(tmp_path / "writer", database_url=url) as archive:
        archive.add([_news(0)])
        await playground.wait_for_message(followers[0], containing=NEWS[0][:30], timeout_s=20)
        await bots.kill(1)
        await bots.restart(1)
        await bots.ready(1)
        archive.add([_news(1)])
        async with asyncio.timeout(60):
            while not any(NEWS[1][:30] in str(call.parameters.get("text")) for call in playground.calls("sendMessage")):
                await asyncio.sleep(0.05)
        await bots.kill(2)
    async with asyncio.timeout(90):  # claims outlive their process for half a minute
        while (figures := shared.deliveries.figures(datetime.now(UTC))).pending or figures.sending:
            await asyncio.sleep(0.2)

    told = [
        sum(words[:30] in message["text"] for message in playground.messages(follower))
        for follower in followers
        for words in NEWS[:2]
    ]
    assert set(told) <= {0, 1}
    assert told.count(0) <= figures.uncertain
    assert figures.uncertain <= 2 * AT_ONCE


NEWS = (
    "Workers began to dig a tunnel under the hill at Lind, and the road there is closed until autumn.",
    "A tunnel of the old mine near Orsa fell in on Monday; nobody was hurt, the fire brigade said.",
    "The council wants lamps for the tunnel between the station and the market, at a price of 40,000 crowns.",
    "In the wind tunnel of the college at Bergby, students tried a bicycle that weighs four kilos.",
)


def _news(number: int) -> Article:
    return Article(
        f"news-{number}", NEWS[number], outlet="The Herald", published=Published.parse(f"{datetime.now(UTC):%Y-%m-%d}")
    )
