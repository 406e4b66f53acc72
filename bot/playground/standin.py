"""The stand-in for Telegram: how it is started and reached."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from bot.playground.people.stage import Stage
from bot.playground.web.backstage import Backstage, NoBackstage
from bot.playground.web.page import page_routes
from bot.playground.web.server import ApiHandler, ControlHandler, FileHandler
from bot.playground.web.sessions import Sessions
from bot.playground.web.webhook_caller import WebhookSender
from bot.playground.world.state import BOT_ID, BotProfile, State
from bot.playground.world.world_file import WorldFile

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MAX_BODY_BYTES = 60 * 1024 * 1024
# Telegram's ids of people have up to ten digits.
PEOPLE, GROUPS = range(100_000_000, 6_000_000_000), range(100_000_000, 900_000_000)


class Playground(Stage):
    """A Telegram of one's own on this machine: the Bot API for the bot, a chat page for a person, people for tests.

    Args:
        profile: how the bot is set up at BotFather.
        token: what the bot calls itself with; where none is given the one that was kept, else a new secret one.
        examples: questions that the page offers to ask, where there is no backstage.
        backstage: what the page may ask of whoever has started the bot.
        kept_in: the file in which everything that is said outlives this process; None keeps it in memory.
        webhook_retry_s: pause after a first failed delivery to a webhook.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        *,
        profile: BotProfile | None = None,
        token: str | None = None,
        examples: Sequence[str] = (),
        backstage: Backstage | None = None,
        kept_in: Path | None = None,
        webhook_retry_s: float = 1.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._file = WorldFile(kept_in) if kept_in else None
        kept_token = self._file.fact("token") if self._file else None
        self.token = token or kept_token or f"{BOT_ID}:{secrets.token_urlsafe(26)}"
        super().__init__(State(self.token, profile or BotProfile(), lambda: clock() + self.state.ahead_s))
        if self._file:
            _begin_anywhere(self.state)
            self._file.load(self.state)
            self.state.unsaved = set()
        visitors = self._file.rows("visitor") if self._file else {}
        self.sessions = Sessions(self.state, backstage or NoBackstage(examples), visitors)
        self._sender = WebhookSender(self.state, retry_s=webhook_retry_s)
        self._server: HTTPServer | None = None
        self._saver: asyncio.Task[None] | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one.

        Raises:
            ValueError: the host is not this machine, whose page and bot are nobody else's business.
            OSError: the port is taken.
        """
        if host not in LOOPBACK:
            raise ValueError(f"the playground listens on this machine only, not on {host}")
        sockets = bind_sockets(port, host)
        self.host, self.port = host, int(sockets[0].getsockname()[1])
        self._server = HTTPServer(self._application(), max_body_size=MAX_BODY_BYTES)
        self._server.add_sockets(sockets)
        self._sender.start()
        if self._file:
            self._saver = asyncio.create_task(self._save_on(self._file))

    async def _save_on(self, file: WorldFile) -> None:
        """Write down each change as it comes."""
        while True:
            file.save(self.state, self.sessions.kept())
            await self.state.signal.changed()

    async def stop(self) -> None:
        """Close every connection; the state stays readable."""
        if self._server is None:
            return
        self._server.stop()
        self.sessions.close()
        await self._sender.stop()
        await self._server.close_all_connections()
        self._server = None
        if self._file and self._saver:
            self._saver.cancel()
            self._file.save(self.state, self.sessions.kept())
            self._file.close()

    def _application(self) -> Application:
        state = {"state": self.state}
        return Application(
            [
                (r"/bot([^/]+)/([A-Za-z]+)", ApiHandler, state),
                (r"/file/bot([^/]+)/documents/([A-Za-z0-9_-]+)", FileHandler, state),
                (r"/control/([^/]+)/(faults|calls)", ControlHandler, state),
                *page_routes(self.sessions, self.port),
            ],
            log_function=lambda _handler: None,
        )

    @property
    def url(self) -> str:
        """The chat page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    @property
    def api_url(self) -> str:
        """For ``TELEGRAM_API_URL``: the address before ``/bot<token>/``."""
        return self.url.rstrip("/")

    @property
    def base_url(self) -> str:
        """For ``telegram.Bot(base_url=…)``."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        """For ``telegram.Bot(base_file_url=…)``."""
        return f"{self.api_url}/file/bot"


def _begin_anywhere(state: State) -> None:
    """Ids that nobody had before, even where the archive knows people of a world that was deleted."""
    state.numbers.last = {"people": secrets.choice(PEOPLE), "groups": secrets.choice(GROUPS)}
