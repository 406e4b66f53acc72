"""Timelines as pictures: what is handed to the drawing, what the caption says, and that a PNG comes of it."""

from __future__ import annotations

import struct
from datetime import date, timedelta

import pytest

from bot.render.message import MAX_CAPTION_UNITS
from bot.render.pictures.jobs import ChartJob, Series
from bot.render.pictures.timeline_chart import caption, chart_job
from bot.render.translate import speaking
from retrieval.answers.timelines import Bucket, BusyDay, Timeline, TimelinesFound

FIRST = date(2026, 3, 2)


def timeline(name: str, *counts: tuple[int, int], is_person: bool = True) -> Timeline:
    days = [FIRST + timedelta(days=number) for number in range(len(counts))]
    buckets = [Bucket(day, day + timedelta(days=1), q, a) for day, (q, a) in zip(days, counts, strict=True)]
    busy = [BusyDay(b.start, b.quotations, b.articles, f"Headline {b.start.day}", "Post", "a1") for b in buckets]
    return Timeline(name, is_person, tuple(buckets), tuple(b for b in busy if b.articles))


LUND = timeline("Ada Lund", (3, 2), (0, 0), (1, 1))
HALE = timeline("Omar Hale", (1, 1), (2, 1), (0, 0))


def test_of_one_person_statements_are_bars_and_the_articles_that_name_them_a_line() -> None:
    job = chart_job(TimelinesFound("day", (LUND,)), LUND.busiest, "light")

    assert job.labels == ("2 Mar", "3 Mar", "4 Mar")
    assert [(one.name, one.amounts, one.is_line) for one in job.series] == [
        ("statements", (3, 0, 1), False),
        ("articles that name them", (2, 0, 1), True),
    ]
    assert job.numbers == ((0, "1"), (2, "2"))


def test_two_people_have_bars_side_by_side_and_share_the_numbers_of_a_day() -> None:
    both = (*LUND.busiest, *HALE.busiest)
    job = chart_job(TimelinesFound("day", (LUND, HALE)), sorted(both, key=lambda one: one.day), "dark")

    assert [(one.name, one.amounts, one.ink) for one in job.series] == [
        ("Ada Lund", (3, 0, 1), "first"),
        ("Omar Hale", (1, 2, 0), "second"),
    ]
    assert job.numbers == ((0, "1 2"), (1, "3"), (2, "4"))


def test_of_words_articles_are_counted() -> None:
    job = chart_job(TimelinesFound("day", (timeline("weir", (0, 2), is_person=False),)), (), "light")

    assert job.series == (Series("articles", (2,)),)


def test_a_caption_says_what_the_picture_shows_in_the_language_spoken() -> None:
    with speaking("de"):
        said = caption(TimelinesFound("day", (LUND, HALE)), ("1. 2. März: Headline 2 (Post)",)).text

    assert said.splitlines()[0].startswith("Ada Lund / Omar Hale · ")
    assert "🟦 Ada Lund · 🟧 Omar Hale" in said
    assert "Headline 2 (Post)" in said


def test_a_caption_keeps_to_its_limit_and_cuts_no_headline() -> None:
    long = [f"{number}. {'word ' * 60}end" for number in range(1, 6)]
    said = caption(TimelinesFound("day", (LUND,)), long)

    assert said.units <= MAX_CAPTION_UNITS
    assert [line for line in said.text.splitlines() if line.startswith("1.")] == [long[0]]
    assert all(line in long for line in said.text.splitlines()[3:])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["Ada Lund", "Ада Лунд", "آدا لوند", "阿達", "अदा", "$x_1$ \\frac & {"])
def test_whatever_a_name_is_written_in_a_png_comes_of_it(theme: str, name: str) -> None:
    pytest.importorskip("matplotlib", reason="timelines are drawn with the extra [charts]")
    from bot.render.pictures.draw_chart import draw_chart

    amounts = tuple(range(16))
    series = (Series(name, amounts), Series("x", amounts, "second", is_line=True))
    drawn = draw_chart(ChartJob(name, tuple(map(str, amounts)), series, ((3, "1 2"),), theme))

    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1080, 750)
