"""Does date finding understand the expressions of the table beside, and leave alone what is none?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.annotate.dates import find_dates
from retrieval.model import DateMention, DayRange
from retrieval.text.wordlists import word_set

TABLE = Path(__file__).with_name("date_expressions.txt")


def _cases() -> list[tuple[date, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    parted = [line.split(" | ") for line in lines]
    return [(date.fromisoformat(on), marked, days.strip()) for on, marked, days in parted]


def _said(days: DayRange) -> str:
    first = "" if days.start == date.min else days.start.isoformat()
    last = "" if days.end == date.max else (days.end - timedelta(days=1)).isoformat()
    return first if first == last else f"{first}..{last}"


def _days(text: str, on: date, **options: object) -> list[str]:
    return [_said(mention.days) for mention in find_dates(text, on, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("on", "marked", "expected"), _cases(), ids=lambda value: str(value).replace(" ", "_"))
def test_the_table_of_expressions_is_understood(on: date, marked: str, expected: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    named = re.findall(r"\[(.*?)\]", marked)
    wanted = list(zip(named, [] if expected == "-" else expected.split("; "), strict=True))

    found = [(mention.span.of(text), _said(mention.days)) for mention in find_dates(text, on)]

    assert found == wanted


def test_the_table_holds_at_least_five_hundred_expressions() -> None:
    assert sum(marked.count("[") for _, marked, _ in _cases()) >= 500


PRESENT_VERBS = ["begins", "opens", "closes", "expires", "resumes", "starts", "ends", "returns"]


@pytest.mark.parametrize("verb", PRESENT_VERBS)
def test_what_is_fixed_to_come_stands_in_the_present(verb: str) -> None:
    assert _days(f"The fair {verb} on Friday.", ON) == ["2023-09-15"]
    assert _days(f"The fair {verb} in March.", ON) == ["2024-03-01..2024-03-31"]


@pytest.mark.parametrize("modal", ["may", "might", "could", "should", "must", "would", "will", "is to", "are to"])
def test_a_modal_puts_its_date_ahead_and_its_perfect_behind(modal: str) -> None:
    assert _days(f"It {modal} open on Friday.", ON) == ["2023-09-15"]
    if not modal.startswith(("is", "are", "will")):
        assert _days(f"It {modal} have opened on Friday.", ON) == ["2023-09-08"]


@given(st.sampled_from(["jumped", "voted", "opened", "arrested", "resigned", "crashed"]), st.integers(1, 28))
def test_a_regular_past_form_leaves_no_yearless_day_ahead(verb: str, day: int) -> None:
    text = f"It is close. The firm {verb} on March {day} in Turin."

    assert _days(text, date(2023, 2, 13)) == [f"2022-03-{day:02}"]


@given(st.lists(st.integers(1, 30), min_size=2, max_size=5, unique=True), st.booleans())
def test_a_list_names_as_many_days_as_it_has_numbers(numbers: list[int], is_month_first: bool) -> None:
    listed = ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"
    text = f"They met on June {listed}, 2021." if is_month_first else f"They met on {listed} June 2021."

    assert _days(text, ON) == [f"2021-06-{number:02}" for number in numbers]


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
@pytest.mark.parametrize("form", ["Q{}-2019", "Q{}/2019", "2019-Q{}", "2019Q{}", "{}Q 2019", "{}Q19", "q{} of 2019"])
def test_a_quarter_is_known_in_every_short_form(form: str, quarter: int) -> None:
    (days,) = _days("Profits fell in " + form.format(quarter) + ".", ON)

    assert days.startswith(f"2019-{3 * quarter - 2:02}-01..2019-{3 * quarter:02}")


ON = date(2023, 9, 13)


def test_an_outlet_that_writes_the_day_first_decides_what_5_12_means() -> None:
    text = "published on 5/12/2022"

    assert _days(text, ON) == ["2022-05-12"]
    assert _days(text, ON, outlet="The Guardian") == ["2022-12-05"]
    assert _days(text, ON, outlet="The New York Times") == ["2022-05-12"]


def test_a_language_that_writes_the_day_first_decides_where_no_outlet_does() -> None:
    text = "published on 5/12/2022"

    assert _days(text, ON, language="en-US") == ["2022-05-12"]
    assert _days(text, ON, language="en-GB") == ["2022-12-05"]
    assert _days(text, ON, language="it") == ["2022-12-05"]
    assert _days(text, ON, language="it", outlet="The Washington Post") == ["2022-05-12"]


def test_an_impossible_month_swaps_for_every_outlet() -> None:
    assert _days("published on 25/12/2022", ON) == ["2022-12-25"]
    assert _days("published on 12/25/2022", ON, outlet="BBC News") == ["2022-12-25"]


def test_a_caller_can_ask_for_the_future_reading() -> None:
    assert _days("the meeting on Friday", ON) == ["2023-09-08"]
    assert _days("the meeting on Friday", ON, future=True) == ["2023-09-15"]
    assert _days("the meeting on 3 March", ON, future=True) == ["2024-03-03"]


def test_hours_cover_the_whole_day_where_the_moment_is_not_known() -> None:
    (mention,) = find_dates("in the past 48 hours", ON)

    assert mention.kind == "hours"
    assert mention.days == DayRange(date(2023, 9, 11), date(2023, 9, 14))
    assert mention.instants == (datetime(2023, 9, 11, tzinfo=UTC), datetime(2023, 9, 14, tzinfo=UTC))


def test_hours_count_back_from_the_moment_where_it_is_known() -> None:
    now = datetime(2023, 9, 13, 15, 30, tzinfo=UTC)

    (mention,) = find_dates("in the past 48 hours", now)

    assert mention.instants == (datetime(2023, 9, 11, 15, 30, tzinfo=UTC), now)
    assert mention.days == DayRange(date(2023, 9, 11), date(2023, 9, 14))


def test_an_unknown_language_is_read_as_english() -> None:
    assert _days("on 3 March 2022", ON, language="xx") == ["2022-03-03"]
    assert _days("on 3 March 2022", ON, language=None) == ["2022-03-03"]


def test_impossible_days_are_no_dates_and_raise_nothing() -> None:
    text = "on 31 June 2022, 2022-02-30, 99/99/2022, 45,000 years ago and in week 60 of 2020"

    found = find_dates(text, ON)

    assert all(mention.days.start >= date(2020, 1, 1) for mention in found)


def test_dates_at_the_ends_of_the_calendar_raise_nothing() -> None:
    for on in (date.min, date.max, date(1, 6, 1), date(9999, 6, 1)):
        find_dates("yesterday, last year, next week, in the past 48 hours, on Friday, since May, Christmas", on)


WORDS = sorted(
    word_set(
        "from to between and since until before the of in on last next this past first third week weekend month year",
        "day days Monday Tuesday May March Sept. 3 5 12 18th 2016 2023 1990s '90s Q3 H1 early late mid - – / , ( ) ago",
        "5/12 5/12/2016 2016-05-12 10-12 Christmas Easter two few twenty nineteen eighty six half a quarter that rest",
        "later . said will 's hundred oh through Sundays same fiscal previous final ended more than may set until for",
    )
)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.dates(date(1980, 1, 1), date(2060, 1, 1)))
def test_mentions_are_in_order_apart_and_slices_of_the_text(text: str, on: date) -> None:
    found: tuple[DateMention, ...] = find_dates(text, on)

    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(0 <= mention.span.start < mention.span.end <= len(text) for mention in found)
    assert all(mention.span.of(text).strip() == mention.span.of(text) for mention in found)


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    find_dates(text, ON)


@pytest.mark.parametrize(
    "words",
    [
        "2 days and ", "the last week of ", "the year before ", "Monday, ", "from May to ", "12/5 ", "2016 ",
        "18, ", "June 18 and ", "this year's ", "nineteen ", "two hundred and ", "the same month a year ago of ",
    ],
)  # fmt: skip
def test_tables_of_date_words_are_read_without_an_error(words: str) -> None:
    text = words * 500

    found = find_dates(text, ON)

    assert all(mention.span.end <= len(text) for mention in found)
