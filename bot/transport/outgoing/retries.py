"""Retries of Bot API calls, by their outcome: nothing is done twice, and no chat waits for another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.transport.background import waited
from bot.transport.line import Line
from bot.transport.outgoing.call_outcome import (
    Blocked,
    CallOutcome,
    Moved,
    NeverSent,
    NotTaken,
    PlaceClosed,
    RateLimited,
    Refused,
    Taken,
    Uncertain,
    outcome_of,
)
from bot.transport.outgoing.chat_lives import Lives
from bot.transport.outgoing.pace import Pace
from bot.transport.outgoing.receipts import OBSERVER
from bot.transport.wire import is_of_the_line

_TRIES = 4
LONGEST_WAIT_S = 60.0
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
        is_edit: bool = False,
    ) -> bool:
        """Call until it is done or there is a reason to let it be.

        What never left waits for the line and counts as no try; where nobody waits for it, it is let be instead.

        Args:
            chat_id: of the chat that is written to; without it, the call has no pace to keep.
            is_repeatable: done twice, it is as if done once, so that an uncertain end may be tried again.
            is_urgent: somebody waits for it.
            is_edit: it changes a message that is there already, which Telegram counts otherwise than a new one.
        """
        left, until = _TRIES, _clock() + (_LINE_WAIT_NO_CHAT_S if chat_id is None else _LINE_WAIT_S)
        while left:
            outcome = await self._in_turn(call, what, chat_id, until, is_urgent=is_urgent, is_edit=is_edit)
            if isinstance(outcome, NeverSent):
                continue
            if not isinstance(outcome, NotTaken):
                return outcome is not None
            left -= 1
            wait_s = self._again_in_s(outcome, what, chat_id, left, is_repeatable=is_repeatable)
            if wait_s is None or not await self._waited(wait_s):
                return False
        return False

    def foreseen_wait_s(self, chat_id: int, *, is_edit: bool) -> float:
        """How long a message to a chat would wait for its turn if it were sent now."""
        return self._pace.foreseen_s(chat_id, _clock(), is_edit=is_edit)

    async def _in_turn(
        self,
        call: Callable[[], Awaitable[None]],
        what: str,
        chat_id: int | None,
        until: float,
        *,
        is_urgent: bool,
        is_edit: bool,
    ) -> CallOutcome | None:
        """One call, once it may be made; None where it is let be before that."""
        ticket = await self._turn(what, chat_id, until, is_urgent=is_urgent, is_edit=is_edit)
        if ticket is None:
            return None
        try:
            return await self._once(call, chat_id, ticket)
        finally:
            self._line.let_go(ticket)

    async def _once(self, call: Callable[[], Awaitable[None]], chat_id: int | None, ticket: int) -> CallOutcome:
        """One call, of which the line, the observer and the chat's record hear."""
        observer = OBSERVER.get()
        if observer:
            await observer.call_begins()
        outcome: CallOutcome = Taken()
        try:
            await call()
        except TelegramError as error:
            outcome = outcome_of(error)
        if isinstance(outcome, NotTaken) and is_of_the_line(outcome.error):
            self._line.failed(ticket, outcome.error)
        else:
            self._line.answered(ticket)
        if observer:
            await observer.call_ended(outcome)
        if isinstance(outcome, Blocked) and chat_id is not None:
            await self._lives.suspend(chat_id)
        return outcome

    def _again_in_s(
        self, outcome: NotTaken, what: str, chat_id: int | None, left: int, *, is_repeatable: bool
    ) -> float | None:
        """The seconds until it may be tried again; None where it may not.

        Args:
            left: the tries that are left.
        """
        why = outcome.error.message
        match outcome:
            case RateLimited(wait_s=wait_s):
                if chat_id is not None:
                    self._pace.hold(chat_id, _clock() + wait_s)
                if left and wait_s <= LONGEST_WAIT_S:
                    return wait_s
                _log.warning("%s was given up: Telegram asks to wait %g s", what, wait_s)
            case Uncertain() if left and is_repeatable:
                return float(_AGAIN_S * 2 ** (_TRIES - 1 - left))
            case Uncertain():
                _log.warning("%s is uncertain or failed, and not repeated: %s", what, why)
            case Blocked():
                _log.info("%s was not taken: %s", what, why)
            case Refused() | PlaceClosed() | Moved():
                _log.warning("%s was refused: %s", what, why)
            case _:
                _log.warning("%s failed: %s", what, why)
        return None

    async def _turn(
        self, what: str, chat_id: int | None, until: float, *, is_urgent: bool, is_edit: bool
    ) -> int | None:
        """Wait until the line is open and the chat may be written to; the line's ticket.

        None where that takes too long, where nobody waits for it, or where the bot leaves first.
        """
        while True:
            if self._line.is_open:
                wait_s = 0.0
                if chat_id is not None:
                    wait_s = self._pace.wait_s(chat_id, _clock(), is_urgent=is_urgent, is_edit=is_edit)
                if not wait_s:
                    return self._line.begin()
                if wait_s > LONGEST_WAIT_S:
                    _log.warning("%s was given up: its chat must be left alone for %g s more", what, wait_s)
                    return None
                if not await self._waited(wait_s):
                    return None
            elif not is_urgent or self._leaving.is_set():
                _leave_unsent()
                return None
            elif not await waited(self._line.change(), until - _clock()):
                _log.warning("%s was given up: Telegram could not be reached for too long", what)
                return None

    async def _waited(self, seconds: float) -> bool:
        """Whether the time passed without the bot's leaving."""
        observer = OBSERVER.get()
        if observer and seconds > _GIVES_WAY_S:
            observer.chat_waits()
        if await waited(self._leaving.wait(), seconds):
            _leave_unsent()
            return False
        return True


def _leave_unsent() -> None:
    observer = OBSERVER.get()
    if observer:
        observer.left_unsent()


def _clock() -> float:
    """The event loop's own clock, which never goes back."""
    return asyncio.get_running_loop().time()
