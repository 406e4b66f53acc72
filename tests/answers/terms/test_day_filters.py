"""Days as filters: writer and asker must mean the same ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answers.terms.day_filters import asked_event, asked_published, published_on, speaks_of
from retrieval.model import DayRange

days = st.dates(date(1950, 1, 1), date(2050, 1, 1))


@st.composite
def ranges(draw: st.DrawFn) -> DayRange:
    start = draw(days)
    return DayRange(start, start + timedelta(days=draw(st.integers(1, 900))))


@given(days, ranges())
def test_an_article_is_found_by_a_range_exactly_when_it_was_published_inside(day: date, asked: DayRange) -> None:
    is_found = not published_on(day).isdisjoint(asked_published(asked))

    assert is_found == (asked.start <= day < asked.end)


@given(days, ranges())
def test_a_day_spoken_of_is_found_by_a_range_exactly_when_inside(day: date, asked: DayRange) -> None:
    mentioned = DayRange(day, day + timedelta(days=1))

    assert (not speaks_of(mentioned).isdisjoint(asked_event(asked))) == (asked.start <= day < asked.end)


@given(ranges())
def test_a_range_is_found_by_itself(mentioned: DayRange) -> None:
    assert not speaks_of(mentioned).isdisjoint(asked_event(mentioned))


def test_a_day_does_not_find_a_whole_year() -> None:
    year = DayRange(date(2023, 1, 1), date(2024, 1, 1))
    day = DayRange(date(2023, 9, 13), date(2023, 9, 14))

    assert speaks_of(year).isdisjoint(asked_event(day))


@pytest.mark.parametrize(
    "asked",
    [DayRange(date(2019, 3, 1), date.max), DayRange(date.min, date(2030, 1, 1)), DayRange(date.min, date.max)],
    ids=["since", "until", "ever"],
)
def test_an_open_range_finds_what_lies_in_it(asked: DayRange) -> None:
    day = date(2024, 5, 2)

    assert not published_on(day).isdisjoint(asked_published(asked))
    assert not speaks_of(DayRange(day, day + timedelta(days=1))).isdisjoint(asked_event(asked))


def test_a_text_that_speaks_of_all_time_speaks_of_no_day() -> None:
    assert speaks_of(DayRange(date(2001, 9, 11), date.max)) == frozenset()
