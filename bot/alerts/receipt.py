"""What became of a delivery's message? Hears of the calls of Telegram, as an `AnswerReceipt` does for an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.transport.outgoing.call_outcome import CallOutcome, NotTaken, Taken, Uncertain
from bot.transport.outgoing.receipts import ClaimLost


class DeliveryReceipt:
    """What is known of a delivery, from "nothing was sent" to "it may have arrived"; a `SendObserver`.

    Args:
        is_mine: says that it is being sent, for the case that the program ends here; False where it is another's.

    Attributes:
        is_begun: Telegram was called at least once.
        refusal: why it was not taken the last time; None where it never was refused.
        may_have_arrived: some call took it, or may have.
        was_left: the bot left, or the line was down, before it could be sent.
    """

    def __init__(self, is_mine: Callable[[], Awaitable[bool]]) -> None:
        self._is_mine = is_mine
        self.is_begun = False
        self.refusal: NotTaken | None = None
        self.may_have_arrived = False
        self.was_left = False

    async def call_begins(self) -> None:
        """The first call is written down.

        Raises:
            ClaimLost: it must not be sent here.
        """
        if not self.is_begun:
            if not await self._is_mine():
                raise ClaimLost
            self.is_begun = True

    async def call_ended(self, outcome: CallOutcome) -> None:
        """Written down by `Outcomes`, once no further call follows."""
        if isinstance(outcome, NotTaken):
            self.refusal = outcome
        if isinstance(outcome, (Taken, Uncertain)):
            self.may_have_arrived = True

    def chat_waits(self) -> None:
        """Nobody waits for its place: what is on its way at once is counted."""

    def left_unsent(self) -> None:
        """It stays due."""
        self.was_left = True
