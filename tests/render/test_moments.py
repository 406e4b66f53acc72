"""Are moments written by the chat's clock, and told to the reader's app as what they are?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.render.moments import day_and_time, time_of_day, time_of_week
from bot.render.rich import Rich, filled, plain
from bot.render.telegram.watch_pages import card, row, schedule
from retrieval.model import Watch
from retrieval.store import Subscription

BERLIN = ZoneInfo("Europe/Berlin")
A_THURSDAY = date(2026, 11, 26)


def told(moment: Rich) -> list[tuple[str, datetime, str]]:
    """The words that stand for a moment, the moment, and what an app shows of it."""
    found = []
    for mark in moment.marks:
        if mark.kind == "date_time" and mark.url:
            seconds, form = mark.url.split()
            found.append((mark.span.of(moment.text), datetime.fromtimestamp(int(seconds), UTC), form))
    return found


def following(**more) -> Subscription:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    return Subscription(1, 1, Watch(people=("Ada Reed",), role="speaks"), 5, 7, since, **more)


def test_a_moment_is_written_by_the_clock_of_a_zone() -> None:
    moment = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)

    assert told(day_and_time(moment, BERLIN)) == [("27 November 2026, 00:30", moment, "Dt")]


@pytest.mark.parametrize(("on", "utc_hour"), [(date(2026, 1, 5), 21), (date(2026, 7, 5), 20)], ids=["winter", "summer"])
def test_a_time_of_day_is_a_moment_of_that_day(on: date, utc_hour: int) -> None:
    expected = datetime(on.year, on.month, on.day, utc_hour, 0, tzinfo=UTC)

    assert told(time_of_day(22 * 60, on, BERLIN)) == [("22:00", expected, "t")]


@pytest.mark.parametrize(("weekday", "day"), [(3, 26), (4, 27), (0, 30)], ids=["today", "tomorrow", "next-week"])
def test_a_time_of_the_week_is_the_next_one(weekday: int, day: int) -> None:
    found = told(time_of_week("then", weekday, 18 * 60, A_THURSDAY, BERLIN))

    assert found == [("then", datetime(2026, 11, day, 17, 0, tzinfo=UTC), "wt")]


def test_the_time_of_a_daily_digest_is_a_moment_and_the_words_around_it_are_none() -> None:
    at = following(schedule="daily", at_minute=510)

    assert schedule(at, A_THURSDAY, BERLIN).text == "daily at 08:30"
    assert told(schedule(at, A_THURSDAY, BERLIN)) == [("08:30", datetime(2026, 11, 26, 7, 30, tzinfo=UTC), "t")]


def test_the_weekday_of_a_weekly_digest_is_told_with_its_time_as_it_may_be_another_one_elsewhere() -> None:
    at = following(schedule="weekly", at_minute=1080, weekday=4)

    [(words, moment, form)] = told(row(at, A_THURSDAY, BERLIN))

    assert (words, moment, form) == ("on Friday at 18:00", datetime(2026, 11, 27, 17, 0, tzinfo=UTC), "wt")


@pytest.mark.parametrize(("day", "is_told"), [(25, False), (27, True)], ids=["past", "to-come"])
def test_a_mute_is_told_until_when_and_not_once_it_is_past(day: int, *, is_told: bool) -> None:
    until = datetime(2026, 11, day, 12, 0, tzinfo=UTC)

    found = told(card(following(muted_until_utc=until), A_THURSDAY, BERLIN))

    assert [(moment, form) for _words, moment, form in found] == ([(until, "Dt")] if is_told else [])


def test_marked_texts_fill_a_template_in_its_own_order() -> None:
    whole = filled("{b} – before {a}!", a=plain("A").marked("bold"), b=plain("B"))

    assert whole.text == "B – before A!"
    assert whole.entities() == (("bold", 11, 1, None),)
