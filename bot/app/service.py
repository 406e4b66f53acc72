"""How does the bot live? Waits for the network, takes updates by polling or webhook, and leaves in good order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.app.application import ALLOWED_UPDATES, App, Components, build_application, menu
from bot.app.operations.logs import quiet_libraries, without_secrets
from bot.app.operations.metrics import serving_metrics
from bot.render.translate import LANGUAGES, SOURCE_LANGUAGE, speaking
from bot.settings import Settings
from bot.transport.background import waited
from bot.transport.backoff import lengthening, wait_asked_s
from bot.transport.incoming.poller import Poller
from bot.transport.incoming.webhook import Webhook
from retrieval.answers.figures import Figure, figures
from retrieval.answers.interpreter import suit_python_to_answering
from retrieval.errors import VerbatimError

if TYPE_CHECKING:
    from retrieval.answers import Archive

# Below the ten seconds that containers are given; what is not finished by then waits for the next start.
_LEAVE_TIMEOUT_S = 7.0
_END_AT_LAST_S = 9.5
_A_DAY_S = 86_400.0
_WARM_LIMIT_S = 10.0
_END = object()
_log = logging.getLogger(__name__)


class BotRefused(VerbatimError):
    """Telegram rejects this bot as it is set up; trying again would not help."""


def run_bot(
    settings: Settings,
    archive: Archive,
    *,
    started: Callable[[str], None] = lambda _: None,
    takes_updates: bool = True,
) -> None:
    """Run the bot, in a process of its own, until Ctrl-C or SIGTERM; updates in hand are finished first.

    Args:
        takes_updates, started: as in `serve`.

    Raises:
        BotRefused: the token or the webhook is not accepted, or another instance is running.
        SettingsError: there is no token.
    """

    def begin(name: str) -> None:
        suit_python_to_answering()
        started(name)

    with archive.answering_beside() if settings.questions_at_once > 1 else contextlib.nullcontext():
        warming = archive.warm_up()
        asyncio.run(serve(settings, archive, started=begin, takes_updates=takes_updates, warming=warming))


async def serve(
    settings: Settings,
    archive: Archive,
    *,
    stop: asyncio.Event | None = None,
    started: Callable[[str], None] = lambda _: None,
    takes_updates: bool = True,
    warming: Iterable[object] = (),
) -> None:
    """Run the bot in this event loop until ``stop`` is set or a signal comes.

    Args:
        takes_updates: without it, it only sees to what other processes have taken from Telegram.
        started: told the bot's name once it takes updates.
        warming: done step by step where answers are made, from the start on; updates are taken after it, or after ten
            seconds.

    Raises:
        BotRefused, SettingsError: as in `run_bot`.
    """
    quiet_libraries()
    service = _Service(settings, archive, stop or asyncio.Event(), takes_updates=takes_updates)
    read = partial(_figures, archive)
    with without_secrets(settings), _ended_by_signals(service.stop), serving_metrics(settings.metrics_listen, read):
        await service.run(started, iter(warming))


def _figures(archive: Archive) -> tuple[Figure, ...]:
    return figures(archive.store, datetime.now(UTC))


class _Service:
    def __init__(self, settings: Settings, archive: Archive, stop: asyncio.Event, *, takes_updates: bool) -> None:
        self.stop = stop
        self._takes_updates = takes_updates
        self._settings = settings
        self._archive = archive
        self._app: App = build_application(settings, archive)
        self._components: Components = self._app.bot_data[Components]
        self._source: Poller | Webhook | None = None
        self._refusal: BotRefused | None = None
        self._leave_by: float | None = None
        self._secret = settings.webhook_secret or secrets.token_urlsafe(32)

    async def run(self, started: Callable[[str], None], warming: Iterator[object]) -> None:
        getting_warm = asyncio.create_task(self._warm(warming), name="warm-up")
        try:
            if await self._reached(self._app.initialize, "the bot"):
                await self._forget_what_is_old()
                if await self._reached(self._tell_telegram_where, "updates"):
                    await self._app.start()
                    await self._components.inbox.resume()
                    # Telegram keeps what is asked meanwhile; it is answered sooner than while all is being prepared.
                    await self._ends_or_stops(getting_warm, _WARM_LIMIT_S)
                    await self._listen()
                    await self._offer_menu()
                    if not self.stop.is_set():
                        _log.info("@%s receives updates by %s", self._app.bot.username, self._way)
                        started(self._app.bot.username)
                    parts = self._components
                    async with (
                        parts.inbox.watching(),
                        parts.notices.watching(),
                        parts.delivery.running(),
                        parts.watch.running(),
                    ):
                        await self._stay()
                        self._begin_to_leave()
        finally:
            getting_warm.cancel()
            await asyncio.gather(getting_warm, return_exceptions=True)
            await self._leave()
        if self._refusal:
            raise self._refusal

    async def _warm(self, warming: Iterator[object]) -> None:
        """What the first questions would wait for; where it fails, they wait."""
        try:
            while await self._components.bridges.answers.reach(partial(next, warming, _END)) is not _END:
                pass
        except Exception as error:  # whatever it is, it is no reason not to answer
            _log.warning("Could not prepare for the first questions (%s)", type(error).__name__)

    async def _ends_or_stops(self, task: asyncio.Future[Any], timeout_s: float | None = None) -> None:
        """Wait for a task, until told to stop; it goes on where it takes longer than the timeout."""
        stopping = asyncio.ensure_future(self.stop.wait())
        await asyncio.wait((task, stopping), timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()

    async def _stay(self) -> None:
        """Until told to stop; tidies up once a day."""
        while not self.stop.is_set():
            if not await waited(self.stop.wait(), _A_DAY_S):
                await self._forget_what_is_old()

    @property
    def _way(self) -> str:
        if not self._takes_updates:
            return "other processes"
        return "webhook" if self._settings.webhook_url else "polling"

    async def _reached(self, call: Callable[[], Awaitable[object]], what: str) -> bool:
        """Call until Telegram answers; False when the bot is to stop instead."""
        for wait_s in lengthening():
            calling = asyncio.ensure_future(call())
            await self._ends_or_stops(calling)
            if not calling.done():
                calling.cancel()
                await asyncio.gather(calling, return_exceptions=True)
                return False
            error = calling.exception()
            if error is None:
                return True
            wait_s = max(wait_s, self._wait_or_raise(error, what))
            _log.warning("Could not reach Telegram for %s, trying again in %g s: %s", what, wait_s, error)
            if await waited(self.stop.wait(), wait_s):
                return False
        return False

    def _wait_or_raise(self, error: BaseException, what: str) -> float:
        """How long to wait at least before trying again; errors that will not pass are raised."""
        if isinstance(error, (InvalidToken, Conflict, BadRequest, Forbidden)):
            raise _refused(error, what) from None
        if isinstance(error, RetryAfter):
            return wait_asked_s(error)
        if isinstance(error, NetworkError):
            return 0.0
        raise error

    async def _tell_telegram_where(self) -> None:
        """By polling or to the webhook; what waits there is kept."""
        if not self._takes_updates:
            return
        url = self._settings.webhook_url
        if url is None:
            await self._app.bot.delete_webhook()
        else:
            await self._app.bot.set_webhook(url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES)

    async def _listen(self) -> None:
        if not self._takes_updates:
            return
        url, take = self._settings.webhook_url, self._components.inbox.take
        if url is None:
            beat = partial(self._components.heartbeat.beat, "polling")
            self._source = Poller(self._app.bot, ALLOWED_UPDATES, take, self._polling_failed, beat)
            await self._source.start()
        else:
            self._source = Webhook(urlsplit(url).path, self._secret, take)
            self._source.open(self._settings.webhook_listen)

    def _polling_failed(self, error: Exception) -> None:
        if isinstance(error, (Conflict, InvalidToken)):
            self._refusal = _refused(error, "updates")
            self.stop.set()
        else:
            _log.warning("Could not fetch updates, trying again: %s", error)
            self._components.line.doubt(error)

    async def _offer_menu(self) -> None:
        try:
            for language in LANGUAGES:
                with speaking(language):
                    code = None if language == SOURCE_LANGUAGE else language
                    await self._app.bot.set_my_commands(menu(self._settings), language_code=code)
                    groups = BotCommandScopeAllGroupChats()
                    await self._app.bot.set_my_commands(
                        menu(self._settings, is_of_groups=True), scope=groups, language_code=code
                    )
            await self._offer_operators_menu()
        except TelegramError as error:  # the bot answers without a menu as well
            _log.warning("Could not set the menu of commands: %s", error)

    async def _forget_what_is_old(self) -> None:
        """At the start and every day."""
        await self._forget_old_answers()
        await self._components.lives.purge()
        await self._components.inbox.forget_old()

    async def _offer_operators_menu(self) -> None:
        offered = menu(self._settings, has_operators=True)
        for operator in sorted(self._settings.operators):
            try:
                await self._app.bot.set_my_commands(offered, scope=BotCommandScopeChat(operator))
            except BadRequest as error:  # one who has never written to the bot has no chat yet
                _log.info("Could not set an operator's menu: %s", error.message)

    async def _forget_old_answers(self) -> None:
        before = datetime.now(UTC) - timedelta(days=self._settings.buttons_life_days)
        try:
            await self._components.bridges.answers.reach(partial(self._archive.store.shown.forget, before))
        except (VerbatimError, TimeoutError) as error:
            _log.warning("Could not delete old answers: %s", error)

    def _begin_to_leave(self) -> float:
        """Begin with nothing new; how many seconds are left for what has begun."""
        now = asyncio.get_running_loop().time()
        self._leave_by = self._leave_by or now + _LEAVE_TIMEOUT_S
        self._components.inbox.leave()
        self._components.retries.leave()
        return max(1.0, self._leave_by - now)

    async def _leave(self) -> None:
        """Fetch nothing more, finish what is in hand, and close."""
        left_s = self._begin_to_leave()
        try:
            async with asyncio.timeout(left_s):
                if self._source:
                    await self._source.stop()
                if self._app.running:
                    await self._app.stop()
                await self._app.shutdown()
        except TimeoutError:
            _log.warning("Could not finish every update in hand within %g s", _LEAVE_TIMEOUT_S)
        await self._components.inbox.release()
        await self._components.line.leave()
        await self._app.bot.shutdown()  # the application leaves this open when it never got to know its bot
        self._components.bridges.close()
        await asyncio.to_thread(self._components.painter.close)
        await asyncio.to_thread(self._components.channels.close)
        self._components.lists.close()
        self._components.audiences.close()


def _exit() -> None:
    """What is still at work cannot be waited for; everything that counts is in the database."""
    logging.shutdown()
    os._exit(0)


def _refused(error: TelegramError, what: str) -> BotRefused:
    if isinstance(error, InvalidToken):
        return BotRefused("Telegram does not know the token in TELEGRAM_BOT_TOKEN; get the right one from BotFather")
    if isinstance(error, Conflict):
        return BotRefused(f"Another instance of this bot is running, stop one of them ({error.message})")
    return BotRefused(f"Telegram refuses {what}: {error.message}")


@contextlib.contextmanager
def _ended_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM set the event, where the loop runs in the main thread of a system that has signals.

    A second signal ends the process at once.
    """
    loop = asyncio.get_running_loop()
    taken: list[signal.Signals] = []

    def let_go() -> None:
        while taken:
            loop.remove_signal_handler(taken.pop())

    def end() -> None:
        stop.set()
        let_go()
        # A question at work on a thread cannot be stopped, and Python would wait for it.
        watchdog = threading.Timer(_END_AT_LAST_S, _exit)
        watchdog.daemon = True
        watchdog.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, end)
            taken.append(number)
    try:
        yield
    finally:
        let_go()
