"""What of the last week would have matched?"""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article, Published

TODAY = date(2024, 5, 20)


@pytest.fixture
def weeks(archive: Archive) -> Archive:
    archive.add(
        Article(f"d{day}", text, outlet="The Mill", published=Published.parse(f"2024-05-{day:02}"))
        for day, text in (
            (2, "“The dam will hold”, said Ada Reed."),
            (14, "“The dam is leaking a little”, said Ada Reed."),
            (16, "“Bread is dear”, said Tom Hale."),
            (18, "“Nobody will close the old dam”, said Ada Reed."),
        )
    )
    return archive


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Ada Reed", ["d18", "d14"]),
        ("Ada Reed -leaking", ["d18"]),
        ("dam", ["d18", "d14"]),
        ('"Bread is dear"', ["d16"]),
        ("The Mill", ["d18", "d16", "d14"]),
        ("everything", ["d18", "d16", "d14"]),
        ("Nora Finch", []),
    ],
)
def test_the_last_week_is_shown_the_newest_first(weeks: Archive, words: str, ids: list[str]) -> None:
    watch = weeks.following.read(words).watch
    assert watch

    found = weeks.following.preview(watch, today=TODAY)

    assert [excerpt.article_id for excerpt in found.excerpts] == ids
    assert found.articles == len(ids)


def test_only_so_many_are_shown_and_all_are_counted(weeks: Archive) -> None:
    watch = weeks.following.read("everything").watch
    assert watch

    found = weeks.following.preview(watch, today=TODAY, limit=1)

    assert ([e.article_id for e in found.excerpts], found.articles) == (["d18"], 3)


def test_the_newest_that_matches_may_be_older(weeks: Archive) -> None:
    watch = weeks.following.read("Ada Reed will hold").watch
    assert watch

    newest = weeks.following.newest(watch, today=date(2025, 1, 1))

    assert newest is not None
    assert newest.marked
