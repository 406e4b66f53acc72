"""What does every store promise about stories? Copies of one text belong together, whatever the order they came in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.annotate import ANNOTATION_VERSION
from retrieval.model import Annotations, Article, Published
from retrieval.store import Store
from retrieval.text.sketches import sketch
from tests.contracts.test_store import SHARED_STORE, STORES

NOTHING = Annotations(ANNOTATION_VERSION)
_VOCABULARY = [a + b + c for a in "bdfglmnprst" for b in "aeiou" for c in ("n", "r", "st", "l")]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with STORES[request.param](tmp_path) as store:
        yield store


def news(seed: int, length: int = 240) -> list[str]:
    """The words of a text; another seed, another text."""
    return random.Random(seed).choices(_VOCABULARY, k=length)


def article(article_id: str, words: list[str], day: str | None = "2023-09-13", **facts: str) -> Article:
    return Article(article_id, " ".join(words), published=Published.parse(day) if day else None, **facts)


def put(store: Store, *articles: Article) -> None:
    store.articles.put([(a, NOTHING) for a in articles])


def test_an_article_without_copies_is_a_story_of_its_own(store: Store) -> None:
    put(store, article("a", news(1)), article("b", news(2)), article("short", ["rain"]))

    assert store.stories.story_of(["a", "b", "short", "none"]) == {"a": "a", "b": "b", "short": "short"}
    assert store.stories.articles("short") == ("short",)
    assert store.stories.articles("none") == ()
    assert store.stories.articles("no\0ne") == ()


def test_several_articles_are_asked_for_their_stories_at_once(store: Store) -> None:
    agency = news(1)
    put(store, article("late", agency, "2023-09-14"), article("alone", news(2)), article("early", agency))
    put(store, article("short", ["rain"]))

    found = store.stories.articles_of(["late", "alone", "none", "short", "early"])

    both = ("early", "late")
    assert found == {"late": both, "alone": ("alone",), "short": ("short",), "early": both}


def test_copies_with_small_edits_are_one_story_named_by_the_earliest(store: Store) -> None:
    agency = news(1)
    edited = ["moscow", *agency[:60], "however", *agency[61:200]]
    put(store, article("late", edited, "2023-09-14"), article("other", news(2)), article("early", agency))

    assert store.stories.story_of(["late", "early", "other"]) == {"late": "early", "early": "early", "other": "other"}
    assert store.stories.articles("late") == store.stories.articles("early") == ("early", "late")


def test_of_two_copies_of_one_day_the_earlier_moment_comes_first(store: Store) -> None:
    put(store, article("a", news(1), "2023-09-13T12:00:00Z"), article("b", news(1), "2023-09-13T11:00:00Z"))

    assert store.stories.story_of(["a"]) == {"a": "b"}


def test_a_text_that_shares_only_some_sentences_is_another_story(store: Store) -> None:
    quoted = news(3, 60)
    put(store, article("a", news(1, 180) + quoted), article("b", news(2, 120) + quoted + news(4, 60)))

    assert store.stories.story_of(["a", "b"]) == {"a": "a", "b": "b"}


def test_short_reports_of_one_form_are_stories_of_their_own(store: Store) -> None:
    form = news(1, 50)
    filled = [*form[:8], "seven", *form[9:20], "kilometres", *form[21:32], "thursday", *form[33:42], "many", *form[43:]]
    put(store, article("a", form), article("b", filled))

    assert store.stories.story_of(["a", "b"]) == {"a": "a", "b": "b"}


def test_copies_stand_within_three_days_and_an_undated_one_is_near_to_all(store: Store) -> None:
    put(store, article("a", news(1)), article("b", news(1), "2023-09-16"), article("c", news(1), "2023-09-17"))
    put(store, article("d", news(1), None))

    assert store.stories.story_of("abcd") == {"a": "a", "b": "a", "c": "c", "d": "a"}


def test_a_removed_first_leaves_its_copies_together(store: Store) -> None:
    put(store, *(article(name, news(1)) for name in "abc"))

    store.articles.remove("a")

    assert store.stories.story_of("abc") == {"b": "b", "c": "b"}
    store.articles.remove("b")
    store.articles.remove("c")
    put(store, article("d", news(1)))
    assert store.stories.articles("d") == ("d",)


def test_a_revision_leaves_the_story_when_it_is_no_copy_any_more(store: Store) -> None:
    put(store, article("a", news(1)), article("b", news(1)))

    put(store, article("b", news(2)))
    assert store.stories.story_of("ab") == {"a": "a", "b": "b"}
    put(store, article("b", news(1)))
    assert store.stories.story_of("ab") == {"a": "a", "b": "a"}
    put(store, article("a", news(1), "2023-09-14"))
    assert store.stories.story_of("ab") == {"a": "b", "b": "b"}


def test_annotating_anew_keeps_the_stories(store: Store) -> None:
    put(store, article("a", news(1)), article("b", news(1)))

    store.articles.reannotate([("a", 1, NOTHING), ("b", 1, NOTHING)])

    assert store.stories.story_of("ab") == {"a": "a", "b": "a"}


def test_a_thousand_equal_texts_are_taken_in_without_comparing_all_with_all(store: Store) -> None:
    put(store, *(article(f"{n:04}", news(1, 30)) for n in range(1000)))

    assert len(store.stories.articles("0500")) == 1000


# -- order of arrival -----------------------------------------------------------------------------------------------

_TEXTS = [
    tuple(base[:keep] + news(100 + seed, 240 - keep) for keep in (240, 190, 150, 110))
    for seed in (1, 2)
    for base in (news(seed),)
]
_ARTICLES = st.builds(
    lambda name, text, version, day: article(
        name, _TEXTS[text][version], None if day is None else str(date(2023, 9, 13) + timedelta(days=day))
    ),
    st.sampled_from("abcdefgh"),
    st.integers(0, 1),
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(0, 6)),
)


def expected_stories(articles: dict[str, Article]) -> dict[str, str]:
    """The definition, word for word and slowly."""

    def place(one: Article) -> tuple[bool, date, str]:
        return (one.published is None, one.published.day if one.published else date.max, one.id)

    def is_copy(one: Article, other: Article) -> bool:
        mine, theirs = sketch(one.text), sketch(other.text)
        is_near = not (one.published and other.published) or abs(one.published.day - other.published.day).days <= 3
        return is_near and mine is not None and theirs is not None and mine.is_copy_of(theirs)

    firsts: list[Article] = []
    found = {}
    for one in sorted(articles.values(), key=place):
        first = next((other for other in firsts if is_copy(one, other)), None)
        if first is None:
            firsts.append(one)
        found[one.id] = (first or one).id
    return found


@SHARED_STORE
@given(
    offered=st.lists(st.lists(_ARTICLES, min_size=1, max_size=5), max_size=8), removed=st.sampled_from(["", "ab", "ch"])
)
def test_the_articles_alone_decide_the_stories(store: Store, offered: list[list[Article]], removed: str) -> None:
    for article_id in store.articles.ids():
        store.articles.remove(article_id)
    held: dict[str, Article] = {}
    for at, batch in enumerate(offered):
        put(store, *batch)
        held |= {one.id: one for one in batch}
        if at % 3 == 1:
            for article_id in removed:
                store.articles.remove(article_id)
                held.pop(article_id, None)

    stories = store.stories.story_of("abcdefgh")
    assert stories == expected_stories(held)
    for article_id, story in stories.items():
        assert set(store.stories.articles(article_id)) == {i for i, s in stories.items() if s == story}
        assert store.stories.articles(article_id)[0] == story


def test_the_order_of_arrival_changes_no_story(store: Store) -> None:
    offered = [
        article(f"{text}{version}", _TEXTS[text][version], f"2023-09-1{3 + version}")
        for text in (0, 1)
        for version in range(4)
    ]
    orders = [random.Random(seed).sample(offered, len(offered)) for seed in range(6)]
    found = []
    for order in orders:
        for one in order:
            put(store, replace(one))
        found.append(store.stories.story_of([one.id for one in offered]))
        for one in offered:
            store.articles.remove(one.id)

    assert all(stories == found[0] for stories in found)
    assert len(set(found[0].values())) < len(offered)
