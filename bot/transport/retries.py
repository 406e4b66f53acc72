"""What becomes of a call that Telegram does not take? Nothing is done twice, and no chat waits for another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.transport.backoff import wait_asked_s
from bot.transport.chat_lives import Lives
from bot.transport.line import Line, waited
from bot.transport.pace import Pace
from bot.transport.receipts import IN_HAND
from bot.transport.wire import is_of_the_line, may_have_arrived

_TRIES = 4
_LONGEST_WAIT_S = 60.0
# How long an answer waits for the line: Telegram keeps a message as long. What has no chat is soon of no use.
_LINE_WAIT_S = 86_400.0
_LINE_WAIT_NO_CHAT_S = 30.0
_AGAIN_S = 0.5
# A shorter wait is over before another could have used the place.
_GIVES_WAY_S = 0.5
_log = logging.getLogger(__name__)


class Retries:
    """Makes calls at Telegram's pace, while it can be reached; handlers never see an error of Telegram's."""

    def __init__(self, pace: Pace, lives: Lives, line: Line) -> None:
        self._pace = pace
        self._lives = lives
        self._line = line
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """The bot is stopping: wait for nothing any more."""
        self._leaving.set()
        self._line.wake()

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

        What certainly never left waits for the line and counts as no try. Where nobody waits for it, it is given back
        at once instead.

        Args:
            chat_id: of the chat that is written to; without it, the call has no pace to keep.
            is_repeatable: done twice, it is as if done once, so that an uncertain end may be tried again.
            is_urgent: somebody waits for it.
        """
        until = _clock() + (_LINE_WAIT_NO_CHAT_S if chat_id is None else _LINE_WAIT_S)
        left = _TRIES
        while left:
            ticket = await self._turn(what, chat_id, until, is_urgent=is_urgent)
            if ticket is None:
                return False
            try:
                error = await self._once(call, chat_id, ticket)
            finally:
                self._line.let_go(ticket)
            if error is None:
                return True
            arrived = may_have_arrived(error)
            if is_of_the_line(error) and not arrived:
                continue
            left -= 1
            wait_s = self._judge(error, what, chat_id, left, may_repeat=is_repeatable or not arrived)
            if wait_s < 0:
                return False
            if not await self._waited(wait_s):
                return self._left()
        return False

    async def _once(
        self, call: Callable[[], Awaitable[None]], chat_id: int | None, ticket: int
    ) -> TelegramError | None:
        """None where it was done; else why not."""
        receipt = IN_HAND.get()
        if receipt:
            await receipt.about_to_send()
        try:
            await call()
        except TelegramError as error:
            if is_of_the_line(error):
                self._line.failed(ticket, error)
            else:
                self._line.answered(ticket)
            if receipt:
                receipt.refused(error)
            if receipt and may_have_arrived(error):
                receipt.taken()
            elif receipt:
                await receipt.not_taken()
            if isinstance(error, Forbidden) and chat_id is not None:
                await self._lives.suspend(chat_id)
            return error
        self._line.answered(ticket)
        if receipt:
            receipt.taken()
        return None

    def _judge(self, error: TelegramError, what: str, chat_id: int | None, left: int, *, may_repeat: bool) -> float:
        """The seconds until it may be tried again, below 0 where it may not."""
        if isinstance(error, RetryAfter):
            wait_s = wait_asked_s(error)
            if chat_id is not None:
                self._pace.hold(chat_id, _clock() + wait_s)
            if left and wait_s <= _LONGEST_WAIT_S:
                return wait_s
            _log.warning("%s was given up: Telegram asks to wait %g s", what, wait_s)
        elif isinstance(error, Forbidden):
            _log.info("%s was not taken: %s", what, error.message)
        elif isinstance(error, (BadRequest, ChatMigrated)):
            _log.warning("%s was refused: %s", what, error.message)
        elif isinstance(error, NetworkError):
            if left and may_repeat:
                return float(_AGAIN_S * 2 ** (_TRIES - 1 - left))
            _log.warning("%s is uncertain or failed, and not repeated: %s", what, error.message)
        else:
            _log.warning("%s failed: %s", what, error.message)
        return -1.0

    async def _turn(self, what: str, chat_id: int | None, until: float, *, is_urgent: bool) -> int | None:
        """Wait until the line is open and the chat may be written to; the line's ticket.

        None where that takes too long, where nobody waits for it, or where the bot leaves first.
        """
        while True:
            if self._line.is_open:
                wait_s = self._pace.wait_s(chat_id, _clock(), is_urgent=is_urgent) if chat_id is not None else 0.0
                if not wait_s:
                    return self._line.begin()
                if wait_s > _LONGEST_WAIT_S:
                    _log.warning("%s was given up: its chat must be left alone for %g s more", what, wait_s)
                    return None
                if not await self._waited(wait_s):
                    break
            elif not is_urgent or self._leaving.is_set():
                break
            elif not await waited(self._line.change(), until - _clock()):
                _log.warning("%s was given up: Telegram could not be reached for too long", what)
                return None
        self._left()
        return None

    async def _waited(self, seconds: float) -> bool:
        """Whether the time passed without the bot's leaving."""
        receipt = IN_HAND.get()
        if receipt and seconds > _GIVES_WAY_S:
            receipt.gives_way()
        return not await waited(self._leaving.wait(), seconds)

    def _left(self) -> bool:
        receipt = IN_HAND.get()
        if receipt:
            receipt.left()
        return False


def _clock() -> float:
    """The event loop's own clock, which never goes back."""
    return asyncio.get_running_loop().time()
