"""What does every store promise about channels whose posts are articles, and about sources that chats name?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.model import Annotations, Article
from retrieval.store import Post, Source, Store
from tests.contracts.test_store import STORES

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
POST = Post(77, 4, "telegram/77/4", NOW)
HERALD = Source("https://t.me/herald", "https://t.me/c/77", NOW, NOW, 600, title="Herald", kind="channel")
FEED = Source("https://mill.example/feed", "https://mill.example/feed", NOW, NOW, 600)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with STORES[request.param](tmp_path) as store:
        yield store


# -- posts ----------------------------------------------------------------------------------------------------------


def test_an_earlier_state_of_a_post_never_comes_after_a_later_one(store: Store) -> None:
    edited = replace(POST, stamp_utc=LATER)

    assert store.posts.keep(edited) == (edited,)
    assert store.posts.keep(POST) == ()
    assert store.posts.keep(edited) == (edited,)
    assert (store.posts.get(77, 4), store.posts.get(77, 5)) == (edited, None)


def test_the_posts_of_an_album_are_one_article_in_their_order_whichever_came_first(store: Store) -> None:
    second = replace(POST, number=6, article_id="telegram/77/6", album="a", part="two")
    first = replace(POST, number=5, article_id="telegram/77/5", album="a", part="one")
    other = replace(POST, number=7, article_id="telegram/77/7", album="b", part="three")

    assert store.posts.keep(second) == (second,)
    assert store.posts.keep(other) == (other,)
    assert store.posts.keep(first) == (replace(first, article_id="telegram/77/6"), second)
    assert store.posts.keep(replace(second, stamp_utc=LATER, part="2"))[1].part == "2"


def test_a_withdrawn_article_keeps_nothing_of_its_posts_and_none_brings_it_back(store: Store) -> None:
    part = replace(POST, album="a", part="one")
    store.posts.keep(part)
    store.articles.put([(Article(POST.article_id, "One."), Annotations(1))])

    store.articles.remove(POST.article_id)

    assert store.posts.get(77, 4) == replace(part, part="")
    assert store.posts.keep(replace(part, stamp_utc=LATER)) == ()
    assert store.posts.keep(replace(part, number=5, article_id="telegram/77/5")) == ()


# -- channels as sources --------------------------------------------------------------------------------------------


def test_a_channel_is_a_source_that_is_never_due(store: Store) -> None:
    store.sources.add(HERALD)
    store.sources.told(HERALD.url, "The Herald", now=LATER, added=2)

    assert store.sources.claim(LATER, LATER, limit=9) == ()
    assert store.sources.channel("https://t.me/c/78") is None
    assert store.sources.channel("https://t.me/c/77") == replace(
        HERALD, title="The Herald", last_run_utc=LATER, articles=2
    )


# -- sources of chats -----------------------------------------------------------------------------------------------


def test_a_source_that_two_chats_name_goes_with_the_second(store: Store) -> None:
    assert store.sources.name(FEED, 5, most=2) is True
    assert store.sources.name(FEED, 5, most=2) is False
    assert store.sources.name(FEED, 6, most=2) is True
    kept = store.sources.of_chat(5)

    assert kept == (replace(FEED, is_operators=False),)
    assert store.sources.unname(FEED.url, 7) is False
    assert store.sources.unname(FEED.url, 5) is True
    assert (store.sources.of_chat(5), store.sources.all()) == ((), kept)
    assert store.sources.unname(FEED.url, 6) is True
    assert store.sources.all() == ()


def test_what_an_operator_names_stays_without_the_chats(store: Store) -> None:
    store.sources.name(FEED, 5, most=2)
    assert store.sources.add(FEED) is False
    store.sources.unname(FEED.url, 5)
    assert store.sources.all() == (FEED,)

    store.sources.name(FEED, 6, most=2)
    store.sources.remove(FEED.url)
    assert (store.sources.all(), store.sources.of_chat(6)) == ((), ())


def test_a_chat_names_no_more_sources_than_it_may(store: Store) -> None:
    store.sources.name(FEED, 5, most=1)

    assert store.sources.name(replace(FEED, url="https://other.example"), 5, most=1) is None
    assert store.sources.name(FEED, 5, most=1) is False
    assert [source.url for source in store.sources.all()] == [FEED.url]


def test_reading_a_source_does_not_change_whose_it_is(store: Store) -> None:
    store.sources.name(FEED, 5, most=1)

    store.sources.record(replace(FEED, etag="e"))

    assert store.sources.of_chat(5) == (replace(FEED, is_operators=False, etag="e"),)


def test_what_a_chat_has_named_moves_and_is_forgotten_with_it(store: Store) -> None:
    other = replace(FEED, url="https://other.example")
    store.sources.name(FEED, 5, most=2)
    store.sources.name(FEED, 6, most=2)
    store.sources.name(other, 6, most=2)

    store.lives.move(5, 6)
    assert [source.url for source in store.sources.of_chat(6)] == [FEED.url, other.url]
    assert store.sources.of_chat(5) == ()

    store.chats.forget(6)
    assert store.sources.all() == ()


def test_a_chat_that_was_left_takes_its_sources_along(store: Store) -> None:
    store.sources.name(FEED, 5, most=2)
    store.lives.leave(5, NOW)

    store.lives.purge(LATER)

    assert store.sources.all() == ()


# -- categories -----------------------------------------------------------------------------------------------------


def test_the_categories_of_an_article_are_kept_in_order_and_a_change_of_them_is_no_revision(store: Store) -> None:
    first = Article("a", "Rain.", categories=("Weather", "Ärger & Co"))
    store.articles.put([(first, Annotations(1))])
    outcome = store.articles.put([(replace(first, categories=("Sport",)), Annotations(1))])

    assert outcome == ("updated",)
    assert store.articles.get("a") == replace(first, categories=("Sport",))
