"""What is known of the answer to the update in hand? So that none is lost, and none is given twice.

One doubt is left: a program that dies between the call of Telegram and its answer cannot know whether the message
arrived. Such an update is "uncertain" and not answered again, as a doubled answer is worse than a question asked twice.
What is marked before a call is on the disk before the program goes on, so that a power cut is no other case; that an
answer arrived need not be: without it, the update is uncertain.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, Protocol

from bot.transport.outgoing.call_outcome import CallOutcome, Taken, Uncertain

Mark = Literal["answering", "put_back", "answered", "settle", "refuse"]


class ClaimLost(BaseException):
    """Another process has by now what was to be sent; nothing was.

    No `Exception`: whoever apologises for mistakes must not apologise for this one.
    """


class Postponed(BaseException):
    """What is asked cannot be answered now, and will be: the update is kept, and handled again later.

    No `Exception`, as `ClaimLost` is none.
    """


class SendObserver(Protocol):
    """Hears how the calls go that send a message, an answer's or a delivery's."""

    async def call_begins(self) -> None:
        """Before each call: from now on, whatever happens to the program, the message may have arrived.

        Raises:
            ClaimLost: it must not be sent here.
        """

    async def call_ended(self, outcome: CallOutcome) -> None:
        """After each call that was not broken off."""

    def chat_waits(self) -> None:
        """The message has to wait for a while: another chat may have its place."""

    def left_unsent(self) -> None:
        """It was let be before it was sent: the bot leaves, or what nobody waits for found the line down."""


OBSERVER: ContextVar[SendObserver | None] = ContextVar("observer", default=None)
"""Whoever is to hear of the calls that are made here."""


def give_way() -> None:
    """What is left to do may wait: others' updates, and the next tap of the same person, need not."""
    observer = OBSERVER.get()
    if observer:
        observer.chat_waits()


@contextmanager
def unobserved() -> Iterator[None]:
    """Calls inside the block are no answer, so that nobody is to hear of them."""
    token = OBSERVER.set(None)
    try:
        yield
    finally:
        OBSERVER.reset(token)


class AnswerReceipt:
    """What is known of an update's answer, from "nothing was sent" to "it may have arrived"; a `SendObserver`.

    Args:
        mark: keeps how the update stands, for the case that the program ends here; False where it is another's.
        give_way: lets another be handled meanwhile.
    """

    def __init__(self, mark: Callable[[Mark], Awaitable[bool]], give_way: Callable[[], None] = lambda: None) -> None:
        self._mark = mark
        self._give_way = give_way
        self._is_marked = False
        self._may_have_arrived = False
        self._is_left = False

    async def call_begins(self) -> None:
        """Only the first call of those that may have arrived is marked.

        Raises:
            ClaimLost: another process has the update.
        """
        if not self._is_marked:
            self._is_marked = True
            if not await self._mark("answering"):
                self._is_marked = False
                raise ClaimLost

    async def call_ended(self, outcome: CallOutcome) -> None:
        """What certainly did not arrive may be answered again."""
        if isinstance(outcome, (Taken, Uncertain)):
            self._may_have_arrived = True
        else:
            await self._put_back()

    def chat_waits(self) -> None:
        """Another update may have its place."""
        self._give_way()

    def left_unsent(self) -> None:
        """The bot leaves."""
        self._is_left = True

    async def close(self) -> None:
        """The update was handled; it waits for the next start where the bot left before its answer."""
        if self._may_have_arrived:
            await self._mark("answered")
        elif not self._is_left:
            await self._mark("settle")
        else:
            await self._put_back()

    async def _put_back(self) -> None:
        if self._is_marked and not self._may_have_arrived:
            self._is_marked = False
            await self._mark("put_back")
