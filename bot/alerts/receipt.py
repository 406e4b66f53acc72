"""What became of a delivery's message? Listens to the call of Telegram, as a `Receipt` does for an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.transport.receipts import Receipt


class ClaimLost(Exception):
    """Another process has the delivery by now; nothing was sent."""


class Carried(Receipt):
    """From "nothing was sent" to "it may have arrived".

    Args:
        is_mine: says that it is being sent, for the case that the program ends here; False where it is another's.
    """

    def __init__(self, is_mine: Callable[[], Awaitable[bool]]) -> None:
        super().__init__(_nothing)
        self._is_mine = is_mine
        self.is_begun = False
        self.error: TelegramError | None = None
        self.may_have_arrived = False
        self.is_left = False

    async def about_to_send(self) -> None:
        """Before each call; the first one is written down."""
        if not self.is_begun:
            if not await self._is_mine():
                raise ClaimLost
            self.is_begun = True

    async def not_taken(self) -> None:
        """Telegram said no, or never heard of it."""

    def taken(self) -> None:
        """It arrived, or may have."""
        self.may_have_arrived = True

    def left(self) -> None:
        """The bot leaves, or the line is down, before it could be sent."""
        self.is_left = True

    def refused(self, error: TelegramError) -> None:
        """Why it was not taken the last time."""
        self.error = error


async def _nothing(_mark: object) -> None:
    """What is written of a delivery is written elsewhere."""
