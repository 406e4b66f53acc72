"""What does every store promise about updates that wait and chats that come and go?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.model import Annotations, Article, Span
from retrieval.store import Admission, ChatLife, ChatSettings, Saved, Shown, Store, open_store

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
STORES: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: open_store(folder / "archive.db")}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with STORES[request.param](tmp_path) as store:
        yield store


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


def saved(owner_id: int, article: str, start: int = 0, minute: int = 0) -> Saved:
    span = Span(start, start + 9)
    return Saved(owner_id, article, 1, span, (Span(start, start + 4),), NOW + timedelta(minutes=minute))


def places(store: Store, owner_id: int) -> list[tuple[str, int]]:
    return [(one.article_id, one.span.start) for one in store.saved.of_owner(owner_id)]


def test_what_somebody_saves_comes_back_newest_first_and_each_place_once(store: Store) -> None:
    first = saved(7, "a")
    kept = [store.saved.save(one) for one in (first, saved(7, "b", 5, 2), saved(7, "a", 3, 1), saved(8, "a"), first)]

    [*_, last] = store.saved.of_owner(7)
    assert kept == [True, True, True, True, False]
    assert places(store, 7) == [("b", 5), ("a", 3), ("a", 0)]
    assert (last.owner_id, last.revision, last.span, last.content, last.saved_utc) == (
        *(7, 1, first.span, first.content),
        NOW,
    )


def test_what_is_saved_is_removed_by_its_owner_alone(store: Store) -> None:
    store.saved.save(saved(7, "a"))
    [one] = store.saved.of_owner(7)

    assert [store.saved.remove(who, one.number) for who in (8, 7, 7)] == [False, True, False]
    assert places(store, 7) == []


def test_what_is_saved_goes_with_its_article_and_with_its_owner(store: Store) -> None:
    store.articles.put([(Article("a", "Some words of it."), Annotations(version=1))])
    for one in (saved(7, "a"), saved(7, "b"), saved(8, "b")):
        store.saved.save(one)

    store.articles.remove("a")
    left = places(store, 7)
    store.chats.forget(7)

    assert left == [("b", 0)]
    assert (places(store, 7), places(store, 8)) == ([], [("b", 0)])


def test_the_questions_of_a_person_are_listed_newest_first_each_once(store: Store) -> None:
    asked = (("one", 7, 1), ("two", 7, 2), ("/people", 7, 3), ("one", 7, 4), ("three", 8, 5), ("button", 7, None))
    for minute, (words, asker, message) in enumerate(asked):
        at = NOW + timedelta(minutes=minute)
        store.shown.save(Shown(f"t{minute}", 5, asker, words, NOW.date(), at, question_message_id=message))

    assert [words for words, _when in store.shown.questions_of(5, 7, limit=5)] == ["one", "two"]
    assert [words for words, _when in store.shown.questions_of(5, 7, limit=1)] == ["one"]
    assert store.shown.questions_of(6, 7, limit=5) == ()


def test_how_a_chat_wants_its_alerts_is_kept(store: Store) -> None:
    plain = ChatSettings(5, NOW)
    wanted = ChatSettings(6, NOW, alert_form="title", alert_has_link=False, alert_has_tags=True, alert_has_picture=True)
    store.chats.save(plain)
    store.chats.save(wanted)

    assert (store.chats.get(5), store.chats.get(6)) == (plain, wanted)
