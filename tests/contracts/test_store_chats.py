"""What does every store promise about updates that wait and chats that come and go?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.store import Admission, ChatLife, ChatSettings, Shown, Store, open_store

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
STORES: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: open_store(folder / "archive.db")}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with STORES[request.param](tmp_path) as store:
        yield store


def waiting(store: Store, bot: str = "one") -> list[tuple[int, str]]:
    return [(found.update_id, found.body) for found in store.inbox.waiting(bot)]


def test_an_update_that_comes_twice_is_new_once_even_after_it_was_handled(store: Store) -> None:
    first = store.inbox.take("one", [(7, "a"), (5, "b"), (7, "a")], NOW)
    store.inbox.settle("one", 7)
    second = store.inbox.take("one", [(7, "a"), (8, "c")], NOW)

    assert (first, second) == ((7, 5), (8,))
    assert waiting(store) == [(5, "b"), (8, "c")]


def test_two_bots_do_not_mix_up_their_numbers(store: Store) -> None:
    store.inbox.take("one", [(1, "a")], NOW)

    assert store.inbox.take("two", [(1, "b")], NOW) == (1,)
    assert waiting(store, "two") == [(1, "b")]


def test_what_may_have_been_answered_is_not_handled_again(store: Store) -> None:
    store.inbox.take("one", [(1, "a"), (2, "b")], NOW)
    store.inbox.answering("one", 1)
    store.inbox.answering("one", 2)
    store.inbox.put_back("one", 2)

    assert waiting(store) == [(2, "b")]
    assert store.inbox.settle_uncertain("one") == 1
    store.inbox.put_back("one", 1)
    assert waiting(store) == [(2, "b")]


def test_old_numbers_are_forgotten(store: Store) -> None:
    store.inbox.take("one", [(1, "a")], NOW)
    store.inbox.take("one", [(2, "b")], NOW + timedelta(days=1))

    assert store.inbox.forget(NOW + timedelta(hours=1)) == 1
    assert store.inbox.take("one", [(1, "a"), (2, "b")], NOW) == (1,)


def test_nothing_of_a_handled_update_is_left_in_the_file(store: Store, tmp_path: Path) -> None:
    store.inbox.take("one", [(1, "a-question-nobody-should-find")], NOW)
    store.inbox.settle("one", 1)
    store.close()

    assert b"a-question-nobody-should-find" not in (tmp_path / "archive.db").read_bytes()


def test_a_chat_is_suspended_left_and_there_again(store: Store) -> None:
    store.lives.suspend(5, NOW)
    store.lives.leave(5, NOW + timedelta(days=1))
    store.lives.leave(5, NOW + timedelta(days=2))

    assert store.lives.get(5) == ChatLife(5, NOW, NOW + timedelta(days=1))
    store.lives.resume(5)
    assert store.lives.get(5) is None


def everything_about(store: Store, chat_id: int, zone: str = "Europe/Berlin") -> None:
    store.chats.save(ChatSettings(chat_id, NOW, zone))
    store.shown.save(Shown(f"token-{chat_id}-{zone}", chat_id, 6, "rain?", date(2024, 5, 6), NOW))
    store.admissions.save(Admission(chat_id, "listed", NOW))


def test_only_what_was_left_long_ago_is_purged(store: Store) -> None:
    for chat_id in (-1, -2, -3):
        everything_about(store, chat_id)
    store.lives.leave(-1, NOW)
    store.lives.leave(-2, NOW + timedelta(days=2))
    store.lives.suspend(-3, NOW)

    assert store.lives.purge(NOW + timedelta(days=1)) == (-1,)
    assert [store.chats.get(chat_id) is None for chat_id in (-1, -2, -3)] == [True, False, False]
    assert store.shown.get("token--1-Europe/Berlin") is None
    assert store.lives.purge(NOW + timedelta(days=1)) == ()


def test_a_chat_that_moves_takes_everything_along(store: Store) -> None:
    everything_about(store, -1, "Europe/Berlin")
    everything_about(store, -100, "Europe/Lisbon")

    store.lives.move(-1, -100)
    store.lives.move(-1, -100)

    moved = store.chats.get(-100)
    assert (store.chats.get(-1), moved and moved.time_zone) == (None, "Europe/Berlin")
    assert [store.shown.get(f"token-{n}") is not None for n in ("-1-Europe/Berlin", "-100-Europe/Lisbon")] == [
        True,
        True,
    ]
    assert store.shown.latest(-1, None, 6, NOW) is None
    assert [known.telegram_id for known in store.admissions.all()] == [-100]
