"""What is written down of a delivery after the call? Until what could not be written is written, none is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.alerts.receipt import Carried
from bot.transport.backoff import wait_asked_s
from bot.transport.threads import ThreadBridge
from bot.transport.wire import is_of_the_line
from retrieval.store import Delivery, Store, Subscription

_MOST_ATTEMPTS = 8
_ONE_MORE_S = 60.0
# Telegram names what is wrong with a place by the place ("TOPIC_CLOSED", "CHAT_WRITE_FORBIDDEN") or by the rights that
# the bot lacks there, in a sentence; what is wrong with a message, by the message, its text, its entities or buttons.
_OF_THE_PLACE = re.compile(
    r"\b(?:chat|topic|channel|forum|user)_(?!not_found|id_)[a-z_]+\b"
    r"|\b(?:not?|need|without)\b[^.]*\b(?:rights|permissions?)\b"
    r"|\bneed to be\b[^.]*\b(?:administrator|member)\b|\bnot a member\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)+")


def is_of_the_place(error: BaseException | None) -> bool:
    """Whether a chat or a topic takes no message of the bot's at all, though it is there.

    >>> is_of_the_place(BadRequest("Not enough rights to send text messages to the chat"))
    True
    >>> is_of_the_place(BadRequest("TOPIC_CLOSED")), is_of_the_place(BadRequest("Message text is empty"))
    (True, False)
    """
    return isinstance(error, BadRequest) and _OF_THE_PLACE.search(error.message) is not None


def said(error: TelegramError) -> str:
    """Why Telegram refuses, in its words; the library takes the capitals out of its names.

    >>> said(BadRequest("TOPIC_CLOSED")), said(BadRequest("Message text is empty"))
    ('TOPIC_CLOSED', 'Message text is empty')
    """
    return _NAME.sub(lambda name: name[0].upper(), error.message)


class Outcomes:
    """Keeps the outcomes that could not be written, in their order.

    Args:
        records: where deliveries are written down.
        now: the moment.
    """

    def __init__(self, store: Store, records: ThreadBridge, now: Callable[[], datetime]) -> None:
        self._store = store
        self._records = records
        self._now = now
        self._unwritten: list[Callable[[], object]] = []

    @property
    def has_unwritten(self) -> bool:
        """Whether the database knows less than this process."""
        return bool(self._unwritten)

    async def note(self, together: Sequence[Delivery], receipt: Carried, sent: int | None) -> tuple[Subscription, ...]:
        """Write down what became of deliveries that went in one message.

        Returns:
            The subscriptions that are paused from now on because their place takes no message.

        Raises:
            Exception: it is not written yet, and is kept to be written by `write`.
        """

        def work() -> tuple[Subscription, ...]:
            return self._note(together, receipt, sent)

        try:
            return await self._records.reach(work)
        except TimeoutError:  # it may still be written, and another worker may go on from there
            raise
        except Exception:
            if receipt.is_begun:  # else its claim runs out, and another may have it by the time that this is written
                self._unwritten.append(work)
            raise

    async def write(self) -> None:
        """Write what could not be written; raises where that still cannot be done."""
        while self._unwritten:
            await self._records.reach(self._unwritten[0])
            self._unwritten.pop(0)

    def _note(self, together: Sequence[Delivery], receipt: Carried, sent: int | None) -> tuple[Subscription, ...]:
        kept, now, error = self._store.deliveries, self._now(), receipt.error
        numbers = [delivery.number for delivery in together]
        why = said(error) if error else ""
        attempts = 1 + max(delivery.attempts for delivery in together)
        if sent is not None:
            kept.sent(numbers, now, sent)
        elif receipt.may_have_arrived:
            kept.uncertain(numbers, now, why)
        elif is_of_the_place(error):
            return kept.hold(numbers, now, why)
        elif isinstance(error, BadRequest) or (attempts >= _MOST_ATTEMPTS and not receipt.is_left):
            kept.dead(numbers, now, why)
        else:
            due = self._again(together, error, attempts, receipt)
            # An attempt was counted when the first call began; an outage, a wait and a blocked chat are none.
            is_tried = not receipt.is_begun or _is_its_own_fault(error, receipt)
            kept.put_back(numbers, due, why, is_tried=is_tried)
        return ()

    def _again(
        self, together: Sequence[Delivery], error: TelegramError | None, attempts: int, receipt: Carried
    ) -> datetime:
        """When it is due again."""
        if receipt.is_left or isinstance(error, Forbidden) or (error and is_of_the_line(error)):
            return min(delivery.due_utc for delivery in together)
        if isinstance(error, RetryAfter):
            return self._now() + timedelta(seconds=wait_asked_s(error))
        return self._now() + timedelta(seconds=_ONE_MORE_S if error is None else 2.0**attempts)


def _is_its_own_fault(error: TelegramError | None, receipt: Carried) -> bool:
    is_let_be = receipt.is_left or error is None or isinstance(error, (RetryAfter, Forbidden))
    return not is_let_be and error is not None and not is_of_the_line(error)
