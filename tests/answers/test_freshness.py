"""Does what is new come first where a question is about now, and only there?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from retrieval.answers import Archive
from retrieval.answers.freshness import LIFT, Freshness
from retrieval.model import Article, DateMention, DayRange, Span

TODAY = date(2024, 11, 8)
OLDER = "The harbour board raised the toll on the Marrow Bridge. Drivers pay the toll at the booth."
NEWER = "The harbour board cut the toll on the Marrow Bridge, which drivers had called a scandal for years."


def told(make: Callable[..., Article], text: str, day: str, **facts: str) -> Article:
    return make(text, article_id=day, day=day, **facts)


def first_of(archive: Archive, question: str, today: date = TODAY) -> str:
    return archive.ask(question, today=today).excerpts[0].article_id


def test_of_two_articles_on_one_matter_the_newer_comes_first(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add([told(article, OLDER, "2023-02-14"), told(article, NEWER, "2024-11-02")])

    assert first_of(archive, "bridge toll") == "2024-11-02"
    assert archive.search("bridge toll", today=TODAY).passages[0].article_id == "2024-11-02"


def test_what_speaks_of_the_matter_beats_what_is_new(archive: Archive, article: Callable[..., Article]) -> None:
    passing = "The fair was opened on Friday. " * 12 + "A visitor complained of the toll."
    archive.add([told(article, OLDER, "2023-02-14"), told(article, passing, "2024-11-08")])

    assert first_of(archive, "bridge toll drivers pay") == "2023-02-14"


def test_an_archive_that_ended_long_ago_is_as_fresh_as_at_its_end(
    archive: Archive, article: Callable[..., Article]
) -> None:
    archive.add([told(article, OLDER, "2013-02-14"), told(article, NEWER, "2014-11-02")])

    assert first_of(archive, "bridge toll") == "2014-11-02"


def test_without_a_day_of_asking_the_newest_article_stands_for_it(
    archive: Archive, article: Callable[..., Article]
) -> None:
    archive.add([told(article, OLDER, "2013-02-14"), told(article, NEWER, "2014-11-02")])

    assert archive.search("bridge toll").passages[0].article_id == "2014-11-02"


def test_a_question_with_a_day_does_not_prefer_the_new(archive: Archive, article: Callable[..., Article]) -> None:
    both = [told(article, OLDER, day, title="Bridge") for day in ("2023-02-14", "2024-11-02")]
    archive.add(both)

    assert first_of(archive, "bridge toll in February 2023") == "2023-02-14"


def test_a_new_article_rises_from_below_many_old_ones(archive: Archive, article: Callable[..., Article]) -> None:
    start = date(2020, 1, 1)
    old = [told(article, OLDER, (start + timedelta(days=n)).isoformat()) for n in range(150)]
    archive.add([*old, told(article, NEWER, "2024-11-02")])

    assert archive.search("bridge toll", today=TODAY, limit=1).passages[0].article_id == "2024-11-02"
    assert first_of(archive, "bridge toll") == "2024-11-02"


def test_what_is_of_a_later_day_than_today_is_not_new() -> None:
    of_may = Freshness(date(2024, 5, 31))

    assert of_may.lift(date(2024, 6, 1)) == 1 + LIFT
    assert of_may.lift(date(2024, 6, 2)) == 1.0


@pytest.mark.parametrize("day", ["0001-01-01", "1500-06-01", "9999-12-31"])
def test_no_day_is_too_odd_to_count_from(archive: Archive, article: Callable[..., Article], day: str) -> None:
    archive.add([told(article, OLDER, day)])

    assert first_of(archive, "bridge toll", date.max) == day
    assert archive.search("bridge toll").passages


@pytest.mark.parametrize(
    ("kind", "start", "end", "is_now"),
    [
        ("week", date(2024, 11, 4), date(2024, 11, 11), True),
        ("week", date(2024, 10, 28), date(2024, 11, 4), True),
        ("range", date(2023, 1, 1), date.max, True),
        ("day", date(2024, 11, 8), date(2024, 11, 9), False),
        ("month", date(2024, 3, 1), date(2024, 4, 1), False),
        ("year", date(2025, 1, 1), date(2026, 1, 1), False),
    ],
    ids=["this week", "last week", "since", "today", "March", "next year"],
)
def test_a_time_that_lasts_is_now_and_a_day_is_not(kind: str, start: date, end: date, is_now: bool) -> None:
    asked = DateMention(Span(0, 1), DayRange(start, end), kind)

    assert Freshness(TODAY).is_asked([asked]) is is_now
