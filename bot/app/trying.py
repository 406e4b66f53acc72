"""What becomes of a call that Telegram does not take? Nothing is done twice, and no chat waits for another."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.app.lives import Lives
from bot.app.pace import Pace
from bot.app.receipt import IN_HAND
from bot.app.waiting import wait_asked_s

_TRIES = 4
_LONGEST_WAIT_S = 60.0
_CONNECT_WAIT_S = 0.5
# A failed connect is certain: nothing was sent. Every other failure of the network may have come after the message.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_log = logging.getLogger(__name__)


class Tries:
    """Makes calls at Telegram's pace; handlers never see an error of Telegram's."""

    def __init__(self, pace: Pace, lives: Lives) -> None:
        self._pace = pace
        self._lives = lives
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """The bot is stopping: wait for nothing any more."""
        self._leaving.set()

    async def tried(
        self,
        call: Callable[[], Awaitable[None]],
        what: str,
        *,
        chat_id: int | None = None,
        is_repeatable: bool,
        is_urgent: bool = True,
    ) -> bool:
        """Call until it is done or there is a reason to let it be.

        Args:
            chat_id: of the chat that is written to; without it, the call has no pace to keep.
            is_repeatable: done twice, it is as if done once, so that an uncertain end may be tried again.
            is_urgent: somebody waits for it.
        """
        for left in reversed(range(_TRIES)):
            if chat_id is not None and not await self._turn(chat_id, is_urgent=is_urgent):
                return False
            wait_s = await self._once(call, what, chat_id, left, is_repeatable=is_repeatable)
            if wait_s is None or wait_s < 0:
                return wait_s is None
            if not await self._waited(wait_s):
                return self._left()
        return False

    async def _once(
        self, call: Callable[[], Awaitable[None]], what: str, chat_id: int | None, left: int, *, is_repeatable: bool
    ) -> float | None:
        """None where it was done; else the seconds until it may be tried again, below 0 where it may not."""
        receipt = IN_HAND.get()
        if receipt:
            await receipt.about_to_send()
        try:
            await call()
        except TelegramError as error:
            may_have_arrived = _may_have_arrived(error)
            if receipt:
                receipt.refused(error)
            if receipt and may_have_arrived:
                receipt.taken()
            elif receipt:
                await receipt.not_taken()
            if isinstance(error, Forbidden) and chat_id is not None:
                await self._lives.suspend(chat_id)
            return self._judge(error, what, chat_id, left, may_repeat=is_repeatable or not may_have_arrived)
        if receipt:
            receipt.taken()
        return None

    def _judge(self, error: TelegramError, what: str, chat_id: int | None, left: int, *, may_repeat: bool) -> float:
        if isinstance(error, RetryAfter):
            wait_s = wait_asked_s(error)
            if chat_id is not None:
                self._pace.hold(chat_id, time.monotonic() + wait_s)
            if left and wait_s <= _LONGEST_WAIT_S:
                return wait_s
            _log.warning("%s was given up: Telegram asks to wait %g s", what, wait_s)
        elif isinstance(error, Forbidden):
            _log.info("%s was not taken: %s", what, error.message)
        elif isinstance(error, (BadRequest, ChatMigrated)):
            _log.warning("%s was refused: %s", what, error.message)
        elif isinstance(error, NetworkError):
            if left and may_repeat:
                return float(_CONNECT_WAIT_S * 2 ** (_TRIES - 1 - left))
            _log.warning("%s is uncertain or failed, and not repeated: %s", what, error.message)
        else:
            _log.warning("%s failed: %s", what, error.message)
        return -1.0

    async def _turn(self, chat_id: int, *, is_urgent: bool) -> bool:
        """Wait until the chat may be written to; False where that takes too long, or the bot leaves first."""
        while wait_s := self._pace.wait_s(chat_id, time.monotonic(), is_urgent=is_urgent):
            if wait_s > _LONGEST_WAIT_S:
                _log.warning("A message was given up: its chat must be left alone for %g s more", wait_s)
                return False
            if not await self._waited(wait_s):
                return self._left()
        return True

    async def _waited(self, seconds: float) -> bool:
        """Whether the time passed without the bot's leaving."""
        try:
            await asyncio.wait_for(self._leaving.wait(), seconds)
        except TimeoutError:
            return True
        return False

    def _left(self) -> bool:
        receipt = IN_HAND.get()
        if receipt:
            receipt.left()
        return False


def _may_have_arrived(error: TelegramError) -> bool:
    """Only an error of the network leaves a doubt, and a failed connect does not."""
    is_of_network = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return is_of_network and not isinstance(error.__cause__, _NEVER_SENT)
