"""Is nobody's first question held up by another's many, and each chat's order kept?"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.transport.incoming.turns import Turns


def taken(turns: Turns[int], count: int) -> list[tuple[object, int]]:
    found = []
    for _ in range(count):
        turn = turns.take()
        assert turn is not None
        found.append(turn)
        turns.done(turn[0])
    return found


def test_a_newcomer_comes_next_beside_nine_thousand() -> None:
    turns = Turns[int]()
    for number in range(9_000):
        turns.add("busy", number)
    before = taken(turns, 100)
    turns.add("new", 1)
    turns.add("another", 1)

    assert taken(turns, 3) == [("new", 1), ("another", 1), ("busy", 100)]
    assert before[-1] == ("busy", 99)
    assert len(turns) == 8_899


def test_first_questions_come_before_second_ones() -> None:
    turns = Turns[int]()
    for chat in range(100):
        for number in range(100):
            turns.add(chat, number)
    taken(turns, 150)
    turns.add("new", 0)

    assert taken(turns, 1) == [("new", 0)]
    assert {number for _, number in taken(turns, 50)} == {1}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.one_of(st.integers(0, 4), st.none()), max_size=80), st.integers(1, 3))
def test_whatever_comes_is_taken_once_in_its_order_and_one_at_a_time(steps: list[int | None], at_once: int) -> None:
    """A number adds to that line; None ends what has been held longest, and takes what can be taken."""
    turns, added, seen = Turns[int](), {}, {}
    held: list[object] = []
    for step in [*steps, *([None] * 200)]:
        if step is not None:
            number = added[step] = added.get(step, 0) + 1
            turns.add(step, number)
            continue
        if held:
            turns.done(held.pop(0))
        while len(held) < at_once and (turn := turns.take()):
            assert turn[0] not in held
            assert turn[1] == seen.get(turn[0], 0) + 1
            seen[turn[0]] = turn[1]
            held.append(turn[0])

    assert seen == added
    assert len(turns) == 0
