"""Is every update seen to once, by one of several workers and in order, whatever the database?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.store import Arrival, Kept, Store, open_store
from tests.contracts.test_store import SHARED_STORE, STORES

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
LEASE = timedelta(seconds=15)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, and two workers that live."""
    with STORES[request.param](tmp_path) as store:
        for worker in ("w1", "w2"):
            store.inbox.renew("one", worker, NOW + LEASE)
        yield store


def take(store: Store, *updates: tuple[int, str], worker: str = "w1", bot: str = "one", claims: bool = True) -> Kept:
    arrivals = [Arrival(number, f"body {number}", line) for number, line in updates]
    return store.inbox.take(bot, worker, arrivals, NOW, claims=claims)


def claim(store: Store, worker: str = "w2", now: datetime = NOW, lines: int = 100) -> list[int]:
    return [one.update_id for one in store.inbox.claim("one", worker, now, lines=lines)]


def numbers(kept: Kept) -> list[int]:
    return [one.update_id for one in kept.claimed]


def test_an_update_that_comes_twice_is_new_once_even_after_it_was_handled(store: Store) -> None:
    first = take(store, (7, "a"), (5, "b"), (7, "a"))
    store.inbox.settle("one", "w1", 7)
    second = take(store, (7, "a"), (8, "c"), worker="w2")

    assert (first.new, second.new) == ((7, 5), (8,))
    assert (numbers(first), numbers(second)) == ([5, 7], [8])
    assert [one.body for one in second.claimed] == ["body 8"]
    assert store.inbox.backlog() == 2


def test_two_bots_do_not_mix_up_their_numbers(store: Store) -> None:
    take(store, (1, "a"))
    other = take(store, (1, "a"), bot="two", worker="w3")

    assert other.new == (1,)
    assert numbers(other) == [1]


def test_a_line_is_with_one_worker_until_all_of_it_is_settled(store: Store) -> None:
    take(store, (1, "a"))
    behind = take(store, (2, "a"), (3, "b"), worker="w2")

    assert (behind.new, numbers(behind)) == ((2, 3), [3])
    assert claim(store, "w2") == []
    assert claim(store, "w1") == [2]
    store.inbox.settle("one", "w1", 1)
    assert numbers(take(store, (4, "a"), worker="w2")) == []
    store.inbox.settle("one", "w1", 2)
    assert claim(store, "w2") == [4]


def test_what_is_not_claimed_when_it_comes_is_claimed_by_lines_the_oldest_first(store: Store) -> None:
    take(store, (1, "a"), (2, "b"), (3, "a"), (4, "c"), claims=False)

    assert claim(store, "w2", lines=2) == [1, 2, 3]
    assert claim(store, "w1", lines=2) == [4]
    assert claim(store, "w2") == []


def test_a_worker_that_is_gone_leaves_what_waits_and_what_it_was_answering_is_closed(store: Store) -> None:
    take(store, (1, "a"), (2, "a"), (3, "b"))
    assert store.inbox.answering("one", "w1", 1)
    store.inbox.renew("one", "w2", LATER + LEASE)
    assert (claim(store, "w2"), store.inbox.settle_expired("one", NOW)) == ([], 0)

    assert store.inbox.settle_expired("one", LATER) == 1
    assert claim(store, "w2", LATER) == [2, 3]
    assert not store.inbox.answering("one", "w1", 2)
    store.inbox.settle("one", "w1", 3)
    store.inbox.put_back("one", "w1", 1)
    assert store.inbox.backlog() == 2
    assert store.inbox.workers("one", LATER) == {"w2"}


def test_what_certainly_did_not_arrive_waits_for_the_same_worker(store: Store) -> None:
    take(store, (1, "a"))
    store.inbox.answering("one", "w1", 1)
    assert store.inbox.backlog() == 0
    store.inbox.put_back("one", "w1", 1)

    assert (store.inbox.backlog(), claim(store, "w2"), claim(store, "w1")) == (1, [], [])
    assert store.inbox.answering("one", "w1", 1)


def test_a_worker_that_leaves_in_good_order_frees_what_it_has_not_begun(store: Store) -> None:
    take(store, (1, "a"), (2, "b"))
    store.inbox.answering("one", "w1", 2)
    store.inbox.release("w1")

    assert claim(store, "w2") == [1]
    assert store.inbox.settle_expired("one", NOW) == 1


def test_old_numbers_are_forgotten_with_the_workers_of_their_time(store: Store) -> None:
    take(store, (1, "a"))
    store.inbox.take("one", "w1", [Arrival(2, "b", "b")], NOW + timedelta(days=1))

    assert store.inbox.forget(NOW + timedelta(hours=1)) == 1
    assert take(store, (1, "a"), (2, "b")).new == (1,)
    assert store.inbox.workers("one", NOW) == set()


def test_nothing_of_a_handled_update_is_left_in_the_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "archive.db") as store:
        store.inbox.take("one", "w1", [Arrival(1, "a-question-nobody-should-find", "a")], NOW)
        store.inbox.settle("one", "w1", 1)

    assert b"a-question-nobody-should-find" not in (tmp_path / "archive.db").read_bytes()


def test_a_killed_process_of_the_same_machine_is_known_at_once(tmp_path: Path) -> None:
    """Nobody waits for its lease; a process that lives keeps what it has."""
    code = (
        "import os, sys; from datetime import datetime, timedelta, UTC; from pathlib import Path;"
        "from retrieval.store import Arrival, open_store; store = open_store(Path(sys.argv[1]));"
        "now = datetime.now(UTC); store.inbox.renew('one', 'killed', now + timedelta(days=1));"
        "store.inbox.take('one', 'killed', [Arrival(1, '{}', 'a')], now); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "archive.db")], check=False)
    with open_store(tmp_path / "archive.db") as living, open_store(tmp_path / "archive.db") as store:
        living.inbox.renew("one", "living", datetime.now(UTC) + LEASE)
        take(living, (2, "b"), worker="living")
        now = datetime.now(UTC)
        store.inbox.renew("one", "w1", now + LEASE)
        assert claim(store, "w1", now) == []
        store.inbox.release_ended()

        assert claim(store, "w1", now) == [1]
        assert store.inbox.workers("one", now) == {"living", "w1"}


Step = tuple[str, int, int]


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["take", "claim", "begin", "end", "die"]), st.integers(0, 2), st.integers(0, 2)),
        max_size=40,
    )
)
@SHARED_STORE
def test_whatever_workers_do_and_whoever_dies_no_update_is_answered_twice(tmp_path_factory, steps: list[Step]) -> None:
    """Three workers and three lines: an answer is begun once, in the order of its line, and none is lost."""
    with open_store(tmp_path_factory.mktemp("inbox") / "archive.db") as store:
        names, alive = ["w0", "w1", "w2"], NOW + timedelta(days=1)
        for name in names:
            store.inbox.renew("one", name, alive)
        queues: dict[str, list[int]] = {name: [] for name in names}
        line_of: dict[int, int] = {}
        begun: list[int] = []
        for number, (what, who, line) in enumerate(steps, 1):
            name = names[who]
            if what == "take":
                line_of[number] = line
                queues[name] += numbers(take(store, (number, str(line)), worker=name))
            elif what == "claim":
                queues[name] += claim(store, name)
            elif what == "begin" and queues[name]:
                first = queues[name][0]
                if first not in begun and store.inbox.answering("one", name, first):
                    begun.append(first)
            elif what == "end" and queues[name]:
                store.inbox.settle("one", name, queues[name].pop(0))
            elif what == "die":
                store.inbox.release(name)
                store.inbox.settle_expired("one", NOW)
                names[who] = f"{name}'"
                queues[names[who]] = []
                store.inbox.renew("one", names[who], alive)

        assert len(begun) == len(set(begun))
        for line in range(3):
            in_line = [number for number in begun if line_of[number] == line]
            assert in_line == sorted(in_line)
        held = sorted(number for queue in (queues[name] for name in names) for number in queue)
        assert len(held) == len(set(held))
        store.inbox.release(names[1])
        store.inbox.release(names[2])
        mine = set(queues[names[0]]) | set(claim(store, names[0]))
        assert store.inbox.backlog() == len(mine - set(begun))
