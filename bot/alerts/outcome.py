"""What is written down of a delivery after the call? Until what could not be written is written, none is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.alerts.receipt import DeliveryReceipt
from bot.transport.outgoing.call_outcome import Blocked, NeverSent, NotTaken, PlaceClosed, RateLimited, Refused
from bot.transport.threads import ThreadBridge
from retrieval.store import Delivery, Store, Subscription

_MOST_ATTEMPTS = 8
_ONE_MORE_S = 60.0


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

    async def note(
        self, together: Sequence[Delivery], receipt: DeliveryReceipt, sent: int | None
    ) -> tuple[Subscription, ...]:
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

    def _note(
        self, together: Sequence[Delivery], receipt: DeliveryReceipt, sent: int | None
    ) -> tuple[Subscription, ...]:
        kept, now, refusal = self._store.deliveries, self._now(), receipt.refusal
        numbers = [delivery.number for delivery in together]
        why = refusal.words if refusal else ""
        attempts = 1 + max(delivery.attempts for delivery in together)
        if sent is not None:
            kept.sent(numbers, now, sent)
        elif receipt.may_have_arrived:
            kept.uncertain(numbers, now, why)
        elif isinstance(refusal, PlaceClosed):
            return kept.hold(numbers, now, why)
        elif isinstance(refusal, Refused) or (attempts >= _MOST_ATTEMPTS and not receipt.was_left):
            kept.dead(numbers, now, why)
        else:
            again = None if receipt.was_left else _again_in(refusal, attempts)
            due = min(delivery.due_utc for delivery in together) if again is None else now + again
            # An attempt was counted when the first call began; an outage, a wait and a blocked chat are none.
            is_tried = not receipt.is_begun or (not receipt.was_left and _is_its_own_fault(refusal))
            kept.put_back(numbers, due, why, is_tried=is_tried)
        return ()


def _again_in(refusal: NotTaken | None, attempts: int) -> timedelta | None:
    """How long what certainly did not arrive waits; None where it stays due as it was.

    Args:
        refusal: of the last call; None where none was made, as its chat must be left alone.
        attempts: this one included.
    """
    match refusal:
        case Blocked() | NeverSent():
            return None
        case RateLimited():
            return timedelta(seconds=refusal.wait_s)
        case None:
            return timedelta(seconds=_ONE_MORE_S)
    return timedelta(seconds=2.0**attempts)


def _is_its_own_fault(refusal: NotTaken | None) -> bool:
    """Whether a delivery that is refused so again and again is given up."""
    return refusal is not None and not isinstance(refusal, (RateLimited, Blocked, NeverSent))
