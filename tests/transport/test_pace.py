"""Are Telegram's limits kept, and everybody's share of the bot?"""

from __future__ import annotations

import pytest

from bot.app.admission.question_limits import QuestionLimits, Verdict
from bot.transport.outgoing.pace import Pace


def sent_within(pace: Pace, chats: list[int], seconds: float, *, is_urgent: bool = True) -> list[float]:
    """When messages go out where every chat always has one to send."""
    times, now = [], 0.0
    while now < seconds:
        waits = [pace.wait_s(chat_id, now, is_urgent=is_urgent) for chat_id in chats]
        times += [now for wait_s in waits if not wait_s]
        now += max(min(waits), 0.001)
    return times


@pytest.mark.parametrize(
    ("chats", "seconds", "most"),
    [([5], 5.0, 5), ([5], 60.0, 60), ([-5], 60.0, 20), (list(range(1, 100)), 1.0, 30)],
    ids=["a-short-burst", "a-chat", "a-group", "all"],
)
def test_no_more_is_sent_than_telegram_takes(chats: list[int], seconds: float, most: int) -> None:
    assert len(sent_within(Pace(), chats, seconds)) == most


def test_a_chat_that_is_held_holds_up_no_other() -> None:
    pace = Pace()
    pace.hold(5, 30.0)

    assert (pace.wait_s(5, 10.0), pace.wait_s(6, 10.0), pace.wait_s(5, 30.0)) == (20.0, 0.0, 0.0)


def test_what_nobody_waits_for_leaves_room() -> None:
    pace = Pace()

    assert len(sent_within(pace, list(range(1, 100)), 0.5, is_urgent=False)) == 29
    assert pace.wait_s(1000, 0.5) == 0.0


def test_resting_chats_are_forgotten() -> None:
    pace = Pace()
    for number in range(3_000):
        pace.wait_s(number + 1, 10.0 * number)

    assert len(pace._chats) <= 1_001


def test_a_user_who_asks_too_much_is_told_once_and_let_in_again_later() -> None:
    question_limits = QuestionLimits(user=2, chat=100)
    verdicts = [
        question_limits.verdict(7, chat, now) for chat, now in ((1, 0), (2, 10), (3, 20), (1, 21), (1, 60), (1, 61))
    ]

    assert verdicts == [
        Verdict(True),
        Verdict(True),
        Verdict(False, 40),
        Verdict(False),
        Verdict(True),
        Verdict(False, 9),
    ]


def test_a_chat_has_its_own_limit_whoever_asks() -> None:
    question_limits = QuestionLimits(user=100, chat=2)
    verdicts = [question_limits.verdict(user, -5, 0.0) for user in (1, 2, 0)]

    assert [verdict.is_let_in for verdict in verdicts] == [True, True, False]
    assert question_limits.verdict(1, -6, 0.0).is_let_in
