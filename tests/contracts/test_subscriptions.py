"""Is what chats follow kept once, and gone with them, whatever the database?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.model import Article, Watch
from retrieval.store import Store, Subscription
from tests.contracts.test_store import NOTHING, STORES

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)
REED, HALE = Watch(("Ada Reed",)), Watch(("Tom Hale",), topic="weapons", without=("missile",))


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with STORES[request.param](tmp_path) as opened:
        yield opened


def follow(store: Store, watch: Watch, chat_id: int = 5, topic_id: int | None = None) -> Subscription:
    return store.subscriptions.subscribe(watch, chat_id=chat_id, topic_id=topic_id, created_by=7, now=NOW)


def test_a_subscription_comes_back_as_it_was_made(store: Store) -> None:
    store.articles.put([(Article("a", "It rained."), NOTHING)])

    made = follow(store, HALE, topic_id=3)

    assert made == store.subscriptions.get(made.number)
    assert (made.watch, made.chat_id, made.topic_id, made.created_by) == (HALE, 5, 3, 7)
    assert (made.schedule, made.is_paused, made.since_position) == ("at-once", False, store.history.last_position())


def test_the_same_is_followed_once_in_a_place_and_filed_once_for_all(store: Store) -> None:
    first, again = follow(store, REED), follow(store, replace(REED, people=("ada reed",)))
    beside, other_chat, other = follow(store, REED, topic_id=3), follow(store, REED, 6), follow(store, HALE)

    assert first == again
    assert len({first.number, beside.number, other_chat.number, other.number}) == 4
    assert {s.watch_number for s in (first, beside, other_chat)} == {first.watch_number}
    assert store.subscriptions.watches() == {first.watch_number: REED, other.watch_number: HALE}
    assert store.subscriptions.watches_after(first.watch_number) == {other.watch_number: HALE}
    assert store.subscriptions.watch_numbers() == {first.watch_number, other.watch_number}
    assert store.subscriptions.of_chat(5) == (first, beside, other)


def test_changes_are_kept_and_nonsense_is_refused(store: Store) -> None:
    made = follow(store, REED)

    changed = store.subscriptions.change(
        made.number, schedule="weekly", at_minute=600, weekday=4, is_silent=True, is_paused=True, muted_until_utc=NOW
    )

    assert changed == store.subscriptions.get(made.number) != made
    assert store.subscriptions.change(999, is_paused=True) is None
    for wrong in ({"schedule": "yearly"}, {"at_minute": 1440}, {"chat_id": 9}):
        with pytest.raises(ValueError, match=r"schedule|can be changed"):
            store.subscriptions.change(made.number, **wrong)


def test_following_something_else_keeps_the_terms_and_begins_anew(store: Store) -> None:
    made = follow(store, REED)
    store.subscriptions.change(made.number, schedule="daily")
    store.articles.put([(Article("a", "It rained."), NOTHING)])

    changed = store.subscriptions.follow_instead(made.number, HALE)

    assert changed is not None
    assert (changed.number, changed.watch, changed.schedule) == (made.number, HALE, "daily")
    assert changed.since_position == store.history.last_position()
    assert list(store.subscriptions.watches().values()) == [HALE]
    assert store.subscriptions.follow_instead(999, REED) is None


def test_following_what_is_followed_already_leaves_one(store: Store) -> None:
    made, other = follow(store, REED), follow(store, HALE)

    assert store.subscriptions.follow_instead(made.number, HALE) == other
    assert store.subscriptions.of_chat(5) == (other,)


def test_a_watch_goes_with_its_last_subscription_and_the_generation_tells(store: Store) -> None:
    seen = [store.subscriptions.generation()]
    made, other = follow(store, REED), follow(store, REED, 6)
    seen.append(store.subscriptions.generation())

    assert store.subscriptions.unsubscribe(made.number)
    assert not store.subscriptions.unsubscribe(made.number)
    assert store.subscriptions.generation() == seen[-1]
    assert store.subscriptions.unsubscribe(other.number)
    seen.append(store.subscriptions.generation())
    again = follow(store, REED)
    seen.append(store.subscriptions.generation())

    assert all(before != after for before, after in pairwise(seen))
    assert again.number > other.number
    assert again.watch_number > other.watch_number


def test_subscribers_are_read_in_batches(store: Store) -> None:
    made = [follow(store, REED, chat_id) for chat_id in range(1, 8)]
    follow(store, HALE)
    number = made[0].watch_number

    first = store.subscriptions.subscribers([number], limit=4)
    rest = store.subscriptions.subscribers([number, 999], after=first[-1].number, limit=4)

    assert [*first, *rest] == made


def test_a_forgotten_chat_follows_nothing(store: Store) -> None:
    follow(store, REED)
    other = follow(store, HALE, 6)

    store.chats.forget(5)

    assert store.subscriptions.of_chat(5) == ()
    assert list(store.subscriptions.watches()) == [other.watch_number]


def test_a_purged_chat_follows_nothing(store: Store) -> None:
    follow(store, REED)
    store.lives.leave(5, NOW)

    store.lives.purge(datetime(2025, 1, 1, tzinfo=UTC))

    assert store.subscriptions.watches() == {}


def test_a_chat_that_moves_takes_its_subscriptions_along(store: Store) -> None:
    old, only = follow(store, REED), follow(store, HALE)
    follow(store, REED, 6)

    store.lives.move(5, 6)

    assert [s.number for s in store.subscriptions.of_chat(6)] == [old.number, only.number]
    assert store.subscriptions.of_chat(5) == ()
