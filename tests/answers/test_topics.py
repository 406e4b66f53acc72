"""Topics: what stands out in a week is told in the articles' own words, and chance is not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.answers.topics import TopicsFound, log_likelihood
from retrieval.model import Article, Published

TODAY = date(2026, 6, 1)
THINGS = ["harbour", "school", "choir", "market", "library", "museum", "theatre", "bakery", "stadium", "garden"]


def article(number: str, ago: int, title: str, text: str, *, language: str = "en", outlet: str = "Post") -> Article:
    day = Published.parse((TODAY - timedelta(days=ago)).isoformat())
    return Article(number, text, title=title, outlet=outlet, published=day, language=language)


def background() -> Iterator[Article]:
    """Three months of one article a day, each on a thing of its own, the last week included."""
    for ago in range(90):
        thing, other = THINGS[ago % 10], THINGS[(ago // 10 + ago) % 10]
        yield article(
            f"b{ago}", ago, f"The {thing} opens", f"The {thing} opened on day {ago}, and the {other} did not."
        )
        yield article(
            f"c{ago}", ago, f"A {other} again", f"In the town of Brattholm number {ago * 7}, a {other} stood."
        )
        yield article(f"d{ago}", ago, f"Of the {thing}", f"Nobody in Lund counted the {thing} at {ago * 13} steps.")


def found(tmp_path: Path, articles: Iterable[Article], today: date = TODAY) -> TopicsFound:
    with Archive.open(tmp_path / "archive") as archive:
        archive.add(articles, jobs=1)
        return archive.topics(today=today)


def words(topics: TopicsFound) -> list[str]:
    return [topic.words for topic in topics.topics]


def test_words_that_are_unusually_frequent_are_told_as_the_articles_write_them(tmp_path: Path) -> None:
    week = [
        article("w1", 1, "Judge hears of the gag order", "The gag order on Omar Hale stays, the judge ruled."),
        article("w2", 2, "Gag order stays", "A gag order was upheld in Lund.", outlet="Herald"),
        article("w3", 3, "Hale speaks despite the gag order", "He broke the gag order on Tuesday."),
    ]
    [topic] = found(tmp_path, [*background(), *week]).topics

    assert (topic.words, topic.articles) == ("gag order", 3)
    assert (topic.headline, topic.outlet, topic.article_id) == ("Gag order stays", "Herald", "w2")


def test_what_was_always_frequent_stands_out_no_more(tmp_path: Path) -> None:
    assert found(tmp_path, background()).topics == ()


def test_copies_of_one_text_are_one_article(tmp_path: Path) -> None:
    text = "The weir at Skarn leaks, and engineers cannot say why the weir leaks since the flood of last winter ended."
    copies = [article(f"w{n}", 1, "Weir leaks", text, outlet=f"Post {n}") for n in range(6)]

    assert found(tmp_path, [*background(), *copies]).topics == ()


def test_a_name_is_told_whole(tmp_path: Path) -> None:
    week = [
        article("w1", 1, "Speaker Nancy Averill Holm resigns", "Speaker Nancy Averill Holm resigned."),
        article("w2", 2, "Why Nancy Averill Holm left", "It was the vote, Nancy Averill Holm said."),
        article("w3", 3, "After Nancy Averill Holm", "Nobody follows Nancy Averill Holm."),
    ]

    assert words(found(tmp_path, [*background(), *week])) == ["Nancy Averill Holm"]


def test_what_no_title_says_is_no_topic(tmp_path: Path) -> None:
    week = [article(f"w{n}", n, f"Item {n}", f"It increasingly rained at station {n * 31}.") for n in range(1, 6)]

    assert "increasingly" not in words(found(tmp_path, [*background(), *week]))


def test_each_language_is_compared_with_itself(tmp_path: Path) -> None:
    past = [
        article(f"g{n}", 20 + n, f"Bericht {n}", f"Die Brücke Nummer {n} bleibt stehen.", language="de")
        for n in range(9)
    ]
    week = [
        article(f"w{n}", n, f"Die Brücke {n}", f"Die Brücke {n * 17} steht noch.", language="de") for n in range(1, 5)
    ]

    assert found(tmp_path, [*background(), *past, *week]).topics == ()


def test_where_a_week_holds_little_four_are_looked_at(tmp_path: Path) -> None:
    slow = [a for a in background() if a.id.startswith("b")]
    week = [article(f"w{n}", 5 * n, f"New bridge, part {n}", f"The new bridge, {n * 19} m.") for n in range(1, 5)]
    seen = found(tmp_path, [*slow, *week])

    assert (seen.first, seen.last) == (TODAY - timedelta(days=27), TODAY)
    assert words(seen) == ["new bridge"]


def test_the_last_week_ends_with_the_newest_day_and_never_after_today(tmp_path: Path) -> None:
    late = found(tmp_path, background(), TODAY + timedelta(days=400))
    with Archive.open(tmp_path / "archive") as archive:
        early = archive.topics(today=TODAY - timedelta(days=30))
        before_all = archive.topics(today=TODAY - timedelta(days=900))

    assert (late.first, late.last) == (TODAY - timedelta(days=6), TODAY)
    assert early.last == TODAY - timedelta(days=30)
    assert before_all == TopicsFound()


@pytest.mark.parametrize("table", [(0, 5, 0, 5), (5, 5, 5, 5), (1, 9, 2, 9), (0, 1, 3, 4)])
def test_what_is_not_more_frequent_has_no_likelihood(table: tuple[int, int, int, int]) -> None:
    assert log_likelihood(*table) == 0.0
