"""Are days told in plain words, and only those that were asked for?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.render.phrases.day_wording import in_words, neighbour_label, neighbours, spoken_of
from bot.render.phrases.wording import near_question
from retrieval.model import Answer, DateMention, DayRange, Near, Reason, Span, Understood


def days(first: str, last: str) -> DayRange:
    return DayRange(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (days("2023-09-12", "2023-09-12"), "12 September 2023"),
        (days("2023-09-01", "2023-09-10"), "1–10 September 2023"),
        (days("2023-08-28", "2023-09-03"), "28 August – 3 September 2023"),
        (days("2022-12-28", "2023-01-03"), "28 December 2022 – 3 January 2023"),
        (days("2023-09-01", "2023-09-30"), "September 2023"),
        (days("2024-02-01", "2024-02-29"), "February 2024"),
        (days("2022-03-01", "2022-05-31"), "March–May 2022"),
        (days("2022-12-01", "2023-02-28"), "December 2022 – February 2023"),
        (days("2022-01-01", "2022-12-31"), "2022"),
        (days("1990-01-01", "1999-12-31"), "1990–1999"),
        (DayRange(date.min, date(2022, 6, 1)), "until 31 May 2022"),
        (DayRange(date(2022, 3, 3), date.max), "from 3 March 2022 on"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_days_are_told_as_a_person_would(told: DayRange, words: str) -> None:
    assert in_words(told) == words


ASKED = days("2023-09-13", "2023-09-13")
WEDNESDAY, FAIR = days("2023-09-13", "2023-09-13"), days("2023-09-12", "2023-09-14")
SEPTEMBER, NINETIES, JULY = (
    days("2023-09-01", "2023-09-30"),
    days("1990-01-01", "2023-12-31"),
    days(*["2023-07-01"] * 2),
)


@pytest.mark.parametrize(
    ("mentioned", "spoken"),
    [
        pytest.param([JULY, SEPTEMBER, WEDNESDAY], (WEDNESDAY,), id="the-very-day-before-those-around-it"),
        pytest.param([JULY, FAIR], (FAIR,), id="days-around-it-where-there-is-no-other"),
        pytest.param([NINETIES, JULY], (), id="nothing-so-wide-that-it-names-no-day"),
        pytest.param([], (), id="nothing"),
    ],
)
def test_only_days_that_were_asked_for_are_spoken_of(mentioned: list[DayRange], spoken: tuple[DayRange, ...]) -> None:
    mentions = [DateMention(Span(at, at + 1), told, "day") for at, told in enumerate(mentioned)]

    assert spoken_of(mentions, [ASKED]) == spoken


def asking(question: str, written: str, *near: str, kind: str = "day", asked: DayRange = ASKED) -> Answer:
    at = question.index(written)
    mention = DateMention(Span(at, at + len(written)), asked, "day")
    return Answer(
        question,
        kind,
        understood=Understood(dates=(mention,)),
        reason=Reason("nothing-on-day", "Nothing"),
        near=tuple(Near("day", value, 1) for value in near),
    )


def test_the_neighbours_are_the_nearest_days_on_either_side() -> None:
    answer = asking("what happened today", "today", "2022-12-31", "2023-09-12", "2023-09-14", "2023-10-01")

    earlier, later = neighbours(answer)

    assert (earlier.value, later.value) == ("2023-09-12", "2023-09-14")
    assert [neighbour_label(offer, answer) for offer in (earlier, later)] == ["◀ 12 Sep", "14 Sep ▶"]


def test_a_neighbour_of_another_year_is_told_with_its_year() -> None:
    answer = asking("what happened today", "today", "2022-12-31")

    earlier, later = neighbours(answer)

    assert neighbour_label(earlier, answer) == "◀ 31 Dec 2022"
    assert later is None


def test_days_inside_of_those_asked_for_are_no_neighbours() -> None:
    week = days("2023-09-11", "2023-09-17")
    answer = asking("what happened this week", "this week", "2023-09-12", "2023-09-18", asked=week)

    assert neighbours(answer) == (None, Near("day", "2023-09-18", 1))


def test_only_a_day_has_neighbours() -> None:
    assert neighbours(asking("what did Kim say today", "today", "2023-09-12", kind="said-about")) == (None, None)


@pytest.mark.parametrize(
    ("question", "written", "leads_to"),
    [
        ("what happened on 13 September 2023?", "13 September 2023", "what happened on 12 September 2023?"),
        ("what happened yesterday", "yesterday", "what happened on 12 September 2023"),
        ("what did Kim say in September about rain", "September", "what did Kim say on 12 September 2023 about rain"),
        ("on Tuesday, what did Kim say", "Tuesday", "on 12 September 2023, what did Kim say"),
    ],
)
def test_an_offered_day_takes_the_place_of_the_one_asked_for(question: str, written: str, leads_to: str) -> None:
    assert near_question(Near("day", "2023-09-12", 1), asking(question, written)) == leads_to
