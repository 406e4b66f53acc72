"""What is known of the answer to the update in hand? So that none is lost, and none is given twice.

One doubt is left: a program that dies between the call of Telegram and its answer cannot know whether the message
arrived. Such an update is "uncertain" and not answered again, as a doubled answer is worse than a question asked twice.
What is marked here is on the disk before the program goes on, so that a power cut is no other case.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Literal

from telegram.error import TelegramError

Mark = Literal["answering", "put_back", "settle"]


class Receipt:
    """From "nothing was sent" to "it may have arrived".

    Args:
        mark: keeps how the update stands, for the case that the program ends here.
        give_way: lets another be handled meanwhile.
    """

    def __init__(self, mark: Callable[[Mark], Awaitable[None]], give_way: Callable[[], None] = lambda: None) -> None:
        self._mark = mark
        self._give_way = give_way
        self._is_marked = False
        self._may_have_arrived = False
        self._is_left = False

    async def about_to_send(self) -> None:
        """Whatever happens to the program from now on, the answer may have arrived."""
        if not self._is_marked:
            self._is_marked = True
            await self._mark("answering")

    async def not_taken(self) -> None:
        """Telegram said no, or never heard of it."""
        if self._is_marked and not self._may_have_arrived:
            self._is_marked = False
            await self._mark("put_back")

    def taken(self) -> None:
        """It arrived, or may have."""
        self._may_have_arrived = True

    def refused(self, error: TelegramError) -> None:
        """Why a call was not taken; for an answer that makes no difference."""

    def left(self) -> None:
        """It was let be before it could be sent: the bot leaves."""
        self._is_left = True

    def gives_way(self) -> None:
        """Its chat has to wait for a while."""
        self._give_way()

    async def close(self) -> None:
        """The update was handled; it waits for the next start where the bot left before its answer."""
        if self._may_have_arrived or not self._is_left:
            await self._mark("settle")
        else:
            await self.not_taken()


IN_HAND: ContextVar[Receipt | None] = ContextVar("receipt", default=None)
"""The receipt of the update that is being handled here."""
