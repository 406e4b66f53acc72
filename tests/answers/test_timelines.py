"""Timelines: what is counted, by which step, and which days are named."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.render import timeline_text as drawn
from retrieval.answers import Archive
from retrieval.answers.timelines import MAX_BUCKETS, buckets_of, step_for
from retrieval.model import Article, Published

FIRST = date(2026, 3, 2)
TODAY = date(2026, 6, 1)


def article(number: int, text: str, after: int | None, title: str | None = None, outlet: str = "Post") -> Article:
    published = None if after is None else Published.parse((FIRST + timedelta(days=after)).isoformat())
    return Article(f"a{number}", text, title=title, outlet=outlet, published=published)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = (
        article(1, "“The weir leaks,” said Ada Lund. “It will cost us,” Lund added.", 0, "The weir leaks badly"),
        article(2, "“We mend the weir,” said Ada Lund.", 0, "Weir to be mended"),
        article(3, "Ada Lund was ill on Friday. “She rests,” said Omar Hale.", 4, "Lund ill"),
        article(4, "“I never saw a leak,” said Omar Hale.", 9, "Hale saw nothing"),
        article(5, "“The weir holds,” said Ada Lund.", None, "Undated"),
        article(6, "The weir holds, and the gag order stays.", 20, "All is well"),
        article(7, "An order of fish came in.", 20, "Fish"),
    )
    with Archive.open(tmp_path_factory.mktemp("timelines")) as made:
        made.add(articles, jobs=1)
        yield made


def test_of_a_person_the_statements_are_counted_and_articles_that_only_name_them(archive: Archive) -> None:
    found = archive.timelines("lund", today=TODAY)
    [timeline] = found.timelines

    assert (timeline.name, timeline.is_person, found.step) == ("Ada Lund", True, "day")
    assert [(b.start.day, b.quotations, b.articles) for b in timeline.buckets] == [
        *((2, 3, 2), (3, 0, 0), (4, 0, 0), (5, 0, 0), (6, 0, 1)),
    ]
    assert [(busy.day.day, busy.headline, busy.article_id) for busy in timeline.busiest] == [
        (2, "Weir to be mended", "a2"),
        (6, "Lund ill", "a3"),
    ]


def test_two_people_stand_side_by_side_over_the_same_days(archive: Archive) -> None:
    first, second = archive.timelines("Ada Lund and Hale", today=TODAY).timelines

    assert [b.start for b in first.buckets] == [b.start for b in second.buckets]
    assert (sum(b.quotations for b in first.buckets), sum(b.quotations for b in second.buckets)) == (3, 2)


def test_of_words_the_articles_are_counted_that_hold_enough_of_them(archive: Archive) -> None:
    weir, order = (archive.timelines(words, today=TODAY).timelines[0] for words in ("weir", "gag order"))

    assert (weir.is_person, sum(b.articles for b in weir.buckets)) == (False, 3)
    assert [busy.article_id for busy in order.busiest] == ["a6"]


def test_what_is_not_there_has_no_timeline(archive: Archive) -> None:
    found = archive.timelines("glacier", today=TODAY)

    assert found.timelines[0].buckets == ()
    assert archive.timelines("", today=TODAY).timelines[0].buckets == ()


@pytest.mark.parametrize("days", [0, 1, 15, 16, 100, 112, 113, 500, 4000, 700_000])
def test_no_timeline_has_more_rows_than_a_phone_but_by_years(days: int) -> None:
    last = date(2026, 11, 26)
    first = date.fromordinal(max(1, last.toordinal() - days))
    step = step_for(first, last)
    made = list(buckets_of(first, last, step))

    assert len(made) <= MAX_BUCKETS or step == "year"
    assert made[0][0] <= first
    assert made[-1][1] > last
    assert all(one[1] == other[0] for one, other in itertools.pairwise(made))


def test_the_end_of_the_calendar_ends_a_timeline() -> None:
    assert list(buckets_of(date(9999, 12, 31), date.max, "day")) == [(date.max, date.max)]
    assert list(buckets_of(date(9999, 6, 1), date.max, "year")) == [(date(9999, 1, 1), date.max)]


def test_rows_have_bars_of_one_scale_and_the_numbers(archive: Archive) -> None:
    found = archive.timelines("Ada Lund and Omar Hale", today=TODAY)
    rows = drawn.rows(found, width=8)

    assert rows[0].lstrip().startswith("2 Mar ████ 3")
    assert rows[1].split() == ["3", "Mar", "·", "·"]
    assert drawn.spark(found.timelines[0])[0] == "█"
    assert len(drawn.spark(found.timelines[0])) == len(rows)
