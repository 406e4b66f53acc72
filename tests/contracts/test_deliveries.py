"""Is everything that is to be told told once, by one process, in order, whatever the database?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.model import Article, Intent, Span, Watch
from retrieval.store import Arrival, Delivery, NewDelivery, Store
from tests.contracts.test_store import NOTHING, STORES

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)
LATER, UNTIL = NOW + timedelta(minutes=1), NOW + timedelta(minutes=5)
CURSOR = "alerts"


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with STORES[request.param](tmp_path) as opened:
        opened.deliveries.advance(CURSOR, None, 0, [])
        yield opened


def found(
    store: Store, article: str = "a", chat_id: int = 5, revision: int = 1, words: str = "Ada Reed"
) -> NewDelivery:
    made = store.subscriptions.subscribe(Watch((words,)), chat_id=chat_id, created_by=7, now=NOW)
    intent = Intent(made.watch_number, article, revision, Span(0, 9), (Span(0, 4),), (Span(0, 3),))
    return NewDelivery(made.number, chat_id, (article,), intent, NOW)


def keep(store: Store, *rows: NewDelivery) -> int | None:
    before = store.deliveries.position(CURSOR)
    assert before is not None
    return store.deliveries.advance(CURSOR, before, before + 1, rows)


def claim(store: Store, worker: str = "w", now: datetime = LATER, limit: int = 100) -> tuple[Delivery, ...]:
    return store.deliveries.claim(worker, now, now + timedelta(minutes=4), limit=limit)


def test_a_delivery_comes_back_as_it_was_kept(store: Store) -> None:
    row = found(store)

    assert keep(store, row) == 1
    [claimed] = claim(store)

    assert (claimed.subscription, claimed.chat_id, claimed.intent) == (row.subscription, 5, row.intent)
    assert (claimed.story, claimed.edition, claimed.state, claimed.is_digest) == ("a", 0, "pending", False)
    assert (claimed.due_utc, claimed.attempts) == (NOW, 0)


def test_a_cursor_is_moved_by_one_of_two_and_nothing_is_kept_by_the_other(store: Store) -> None:
    row = found(store)

    assert store.deliveries.advance(CURSOR, 0, 7, [row]) == 1
    assert store.deliveries.advance(CURSOR, 0, 9, [replace(row, stories=("b",))]) is None
    assert store.deliveries.advance(CURSOR, None, 9, []) is None
    assert store.deliveries.position(CURSOR) == 7
    assert store.deliveries.position("another") is None
    assert store.deliveries.figures(LATER).pending == 1


def test_a_story_is_told_once_under_whichever_of_its_names(store: Store) -> None:
    row = found(store)

    assert keep(store, row, row) == 1
    assert keep(store, row) == 0
    assert keep(store, replace(row, stories=("earlier", "a"))) == 0
    assert keep(store, replace(row, stories=("other",))) == 1


def test_a_copy_that_says_something_else_is_told_and_its_own_copies_are_not(store: Store) -> None:
    first, other, third = (
        replace(found(store, name), stories=names) for name, names in zip("abc", ("a", "b", "bc"), strict=True)
    )

    assert keep(store, first) == 1
    assert keep(store, other, third) == 1
    assert keep(store, replace(third, stories=("c", "b"))) == 0
    assert keep(store, replace(found(store, "d"), stories=("d", "a"))) == 0


def test_an_article_is_known_by_its_own_name_too(store: Store) -> None:
    keep(store, replace(found(store, "b"), stories=("a", "b")))
    reworded = replace(found(store, "b", revision=2), stories=("b",), is_reworded=True)

    assert keep(store, replace(reworded, is_reworded=False)) == 0
    assert keep(store, reworded) == 1
    assert [(d.edition, d.intent.revision) for d in claim(store)] == [(0, 1)]


def test_what_is_worded_differently_is_told_again_once(store: Store) -> None:
    keep(store, found(store))
    reworded = replace(found(store, revision=2), is_reworded=True)

    assert keep(store, found(store, revision=2)) == 0
    assert keep(store, reworded) == 1
    assert keep(store, reworded) == 0
    assert keep(store, replace(found(store, "b", revision=3), stories=("a", "b"), is_reworded=True)) == 0
    assert [delivery.edition for delivery in claim(store)] == [0]


def test_a_chat_is_with_one_worker_at_a_time_and_in_order(store: Store) -> None:
    keep(store, found(store, "a"), found(store, "b", words="Tom Hale"), found(store, "c", chat_id=6))

    first = claim(store, "w1")
    assert [d.intent.article_id for d in first] == ["a", "c"]
    assert claim(store, "w2") == ()
    store.deliveries.sent([first[0].number], LATER, 11)
    assert [d.intent.article_id for d in claim(store, "w2")] == ["b"]


def test_a_claim_that_ran_out_is_free_unless_it_was_being_sent(store: Store) -> None:
    keep(store, found(store), found(store, "c", chat_id=6))
    [one, other] = claim(store, "dying")
    assert store.deliveries.sending("dying", [one.number])
    after = LATER + timedelta(minutes=4)

    assert store.deliveries.settle_expired(LATER) == 0
    assert store.deliveries.settle_expired(after) == 1
    assert [d.number for d in claim(store, "next", after)] == [other.number]
    assert not store.deliveries.sending("dying", [other.number])
    assert [(d.number, d.state) for d in store.deliveries.failed()] == [(one.number, "uncertain")]


def test_a_claim_that_is_renewed_is_kept(store: Store) -> None:
    keep(store, found(store))
    [one] = claim(store, "slow")
    store.deliveries.sending("slow", [one.number])
    after = LATER + timedelta(minutes=4)

    store.deliveries.renew("slow", after + timedelta(minutes=1))

    assert store.deliveries.settle_expired(after) == 0
    assert claim(store, "next", after) == ()


def test_a_digest_takes_all_that_is_due(store: Store) -> None:
    rows = [replace(found(store, name), is_digest=True) for name in "abc"]
    late = replace(found(store, "d"), is_digest=True, due_utc=LATER + timedelta(hours=1))
    keep(store, *rows, late)

    claimed = claim(store)
    assert [d.intent.article_id for d in claimed] == ["a", "b", "c"]
    store.deliveries.sent([d.number for d in claimed], LATER, 11)
    assert store.deliveries.sent_since(5, NOW) == 1
    assert claim(store) == ()


def test_what_is_put_back_comes_again_and_what_is_postponed_comes_in_a_digest(store: Store) -> None:
    keep(store, found(store))
    [one] = claim(store)
    store.deliveries.sending("w", [one.number])
    store.deliveries.put_back([one.number], UNTIL, "busy")

    assert claim(store) == ()
    [again] = claim(store, now=UNTIL)
    assert (again.attempts, again.error) == (1, "busy")
    store.deliveries.sending("w", [one.number])
    store.deliveries.put_back([one.number], UNTIL, is_tried=False)
    store.deliveries.postpone([one.number], UNTIL)
    [last] = claim(store, now=UNTIL)
    assert (last.attempts, last.is_digest) == (1, True)


def test_chats_that_are_gone_wait(store: Store) -> None:
    keep(store, found(store), found(store, "b", chat_id=6))
    store.lives.suspend(5, NOW)
    store.lives.leave(6, NOW)

    assert claim(store) == ()
    store.lives.resume(5)
    assert [d.chat_id for d in claim(store)] == [5]


def test_deliveries_move_with_their_chat_and_go_with_their_subscription_and_article(store: Store) -> None:
    store.articles.put([(Article("c", "It rained."), NOTHING)])
    keep(store, found(store), found(store, "b", chat_id=6), found(store, "c", chat_id=7), found(store, "d", chat_id=8))
    store.lives.move(5, -100)
    store.subscriptions.unsubscribe(found(store, chat_id=6).subscription)
    store.articles.remove("c")
    store.chats.forget(8)

    assert [(d.chat_id, d.intent.article_id) for d in claim(store)] == [(-100, "a")]


def test_figures_and_dead_letters(store: Store) -> None:
    keep(store, *(found(store, name, chat_id=n) for n, name in enumerate("abcd", start=5)))
    one, two, three, _four = claim(store)
    store.deliveries.sent([one.number], LATER, 1)
    store.deliveries.dead([two.number], LATER, "refused")
    store.deliveries.uncertain([three.number], LATER, "timed out")

    figures = store.deliveries.figures(UNTIL)
    assert (figures.pending, figures.sent, figures.uncertain, figures.dead) == (1, 1, 1, 1)
    assert (figures.due, figures.oldest_due_utc, figures.sent_last_hour) == (1, NOW, 1)
    assert [(d.state, d.error) for d in store.deliveries.failed()] == [("uncertain", "timed out"), ("dead", "refused")]
    assert store.deliveries.retry(UNTIL) == 1
    assert store.deliveries.retry(UNTIL, states=("uncertain",)) == 1
    assert store.deliveries.failed() == ()
    assert store.deliveries.forget(UNTIL) == 1


def test_what_is_held_waits_with_all_of_its_subscription_until_that_is_resumed(store: Store) -> None:
    keep(store, found(store), found(store, "b"), found(store, "c", words="Tom Hale"))
    [one] = claim(store)
    store.deliveries.sending("w", [one.number])

    [paused] = store.deliveries.hold([one.number], LATER, "TOPIC_CLOSED")
    again = store.deliveries.hold([one.number], LATER, "TOPIC_CLOSED")

    assert (paused.number, paused.is_paused, again) == (one.subscription, True, ())
    assert [d.intent.article_id for d in claim(store)] == ["c"]
    assert store.deliveries.held(one.subscription) == "TOPIC_CLOSED"
    assert store.deliveries.figures(LATER).held == 2
    store.subscriptions.change(one.subscription, is_paused=False)
    assert store.deliveries.held(one.subscription) == ""
    assert sorted(d.intent.article_id for d in claim(store, now=UNTIL + timedelta(hours=1))) == ["a"]


def test_an_article_that_goes_takes_what_is_held_along(store: Store) -> None:
    store.articles.put([(Article("c", "It rained."), NOTHING)])
    keep(store, found(store, "c"))
    [one] = claim(store)
    store.deliveries.hold([one.number], LATER, "TOPIC_CLOSED")
    store.articles.remove("c")

    assert store.deliveries.figures(LATER).held == 0


def test_which_updates_are_known_is_read_without_writing(store: Store) -> None:
    store.inbox.take("bot", "w", [Arrival(7, "{}", "a"), Arrival(9, "{}", "b")], NOW)
    store.inbox.settle("bot", "w", 9)

    assert store.inbox.known("bot", [7, 8, 9]) == {7, 9}
    assert store.inbox.known("other", [7]) == frozenset()


def test_the_newest_message_that_told_of_a_story_is_found(store: Store) -> None:
    rows = [found(store, article) for article in ("a", "b", "c")]
    other = found(store, "a", words="Bo Berg")
    keep(store, *rows, other)
    numbers = {(one.subscription, one.intent.article_id): one.number for one in _all_claimed(store)}
    mine = rows[0].subscription
    for minute, (article, message) in enumerate((("a", 11), ("b", 12))):
        store.deliveries.sent([numbers[mine, article]], NOW + timedelta(minutes=minute), message)
    store.deliveries.sent([numbers[other.subscription, "a"]], LATER, 13)
    store.deliveries.uncertain([numbers[mine, "c"]], LATER, "no answer")

    asked = (["a"], ["a", "b"], ["b", "c"], ["c"], ["d"])
    assert [store.deliveries.told_in(mine, ids) for ids in asked] == [11, 12, 12, None, None]
    told = store.deliveries.told_since(mine, NOW - timedelta(days=1), limit=5)
    assert told == (("b", 12), ("a", 11))
    assert store.deliveries.told_since(mine, NOW - timedelta(days=1), limit=1) == told[:1]
    assert store.deliveries.told_since(mine, NOW + timedelta(days=9), limit=5) == ()


def _all_claimed(store: Store) -> list[Delivery]:
    """Everything that is due, each chat's one after the other."""
    taken: list[Delivery] = []
    while one := claim(store):
        taken += one
        store.deliveries.put_back([d.number for d in one], UNTIL + timedelta(days=1))
    return taken
