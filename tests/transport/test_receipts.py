"""Does an update's mark on the disk say at every moment whether it may be answered again?"""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import TelegramError

from bot.transport.outgoing.call_outcome import (
    Blocked,
    CallOutcome,
    Failed,
    Moved,
    NeverSent,
    PlaceClosed,
    RateLimited,
    Refused,
    Taken,
    Uncertain,
)
from bot.transport.outgoing.receipts import AnswerReceipt, ClaimLost, Mark

WHY = TelegramError("why")
NOT_ARRIVED = [kind(WHY) for kind in (NeverSent, RateLimited, Blocked, Moved, PlaceClosed, Refused, Failed)]  # type: ignore[arg-type]
ARRIVED = [Taken(), Uncertain(WHY)]


class Disk:
    """How an update stands, if the program ended now."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []

    async def mark(self, mark: Mark) -> bool:
        self.marks.append(mark)
        return True

    @property
    def may_be_answered_again(self) -> bool:
        return not self.marks or self.marks[-1] == "put_back"


@given(st.lists(st.sampled_from([*NOT_ARRIVED, *ARRIVED]), max_size=6), st.booleans())
def test_an_answer_that_may_have_arrived_is_never_given_again(outcomes: list[CallOutcome], is_left: bool) -> None:
    async def work() -> None:
        disk = Disk()
        receipt = AnswerReceipt(disk.mark)
        may_have_arrived = False
        for outcome in outcomes:
            await receipt.call_begins()
            assert not disk.may_be_answered_again  # the program may end in the middle of the call
            await receipt.call_ended(outcome)
            may_have_arrived |= outcome in ARRIVED
            assert disk.may_be_answered_again == (not may_have_arrived)
        if is_left:
            receipt.left_unsent()
        await receipt.close()
        assert disk.may_be_answered_again == (is_left and not may_have_arrived)

    asyncio.run(work())


@pytest.mark.parametrize("outcome", [*NOT_ARRIVED, *ARRIVED], ids=lambda outcome: type(outcome).__name__)
async def test_calls_that_were_marked_already_are_not_marked_again(outcome: CallOutcome) -> None:
    disk = Disk()
    receipt = AnswerReceipt(disk.mark)
    for _ in range(2):
        await receipt.call_begins()
        await receipt.call_ended(outcome)

    assert disk.marks == (["answering"] if outcome in ARRIVED else ["answering", "put_back"] * 2)


async def test_a_chat_that_waits_gives_way() -> None:
    given_way: list[bool] = []
    AnswerReceipt(Disk().mark, lambda: given_way.append(True)).chat_waits()

    assert given_way == [True]


async def test_what_another_process_has_by_now_is_not_sent_and_not_marked_any_more() -> None:
    marks: list[Mark] = []

    async def lost(mark: Mark) -> bool:
        marks.append(mark)
        return False

    receipt = AnswerReceipt(lost)
    for _ in range(2):  # an apology for the first would be lost likewise
        with pytest.raises(ClaimLost):
            await receipt.call_begins()

    assert marks == ["answering", "answering"]
    assert not issubclass(ClaimLost, Exception)
