"""Can any date phrase end the program? Says every one that the tables of the languages can make, on awkward days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, islice, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.annotate.dates import find_dates
from retrieval.annotate.dates.grammar import GRAMMAR
from retrieval.annotate.dates.pattern import Parser
from retrieval.text.languages import LANGUAGES, language_of
from retrieval.text.languages.calendar import Calendar
from retrieval.text.languages.plain_dates import DayWords

FIRST, LAST, LEAP = date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)
DAYS = (LEAP, FIRST, LAST, date(1, 1, 3), date(9999, 12, 25), date(2023, 12, 31), date(2023, 9, 16), date(1582, 10, 14))
PLAIN = [code for code, language in LANGUAGES.items() if isinstance(language.calendar, DayWords)]
# What stands for another name of the grammar where all is said once.
NAMES = {
    "Length": ("three weeks", "9999 years", "two days and one month"),
    "Month": ("May 2016", "last February"),
    "OfYear": (", 2023", "last year"),
    "Dated": ("29 February", "9999-12-31"),
    "Away": ("two workdays ago",),
}
ANY_NAME = ("Monday", "the next workday", "February 29", "31 June", "the last quarter", "1999")
NUMBERS = {
    "num": ("0", "1", "two", "31", "9999"),
    "digits": ("7",),
    "day": ("1", "31"),
    "two_digits": ("00", "53", "99"),
    "year": ("1000", "2024", "2999"),
    "short_year": ("'00", "'99"),
    "full": ("2016-02-29", "10000101"),
    "numeric": ("29/2/2015", "31.12.9999", "1/1/00"),
    "month_day": ("2/29", "31/31", "0/0"),
    "pair": ("3-5", "31-30"),
    "year_month": ("2015-12", "02/2999"),
    "years": ("2015-16",),
    "decade": ("1990s", "2990s"),
    "tens": ("90s",),
    "nth": ("1st", "31st", "99th", "thirtieth"),
    "dotted": ("20.Aug.2019", "31.Feb.2999", "0.Dec.0000"),
    "dotted_day": ("3.2016.May", "2016.31.Feb"),
    "own": ("'s",),
    "comma": (",",),
    "dash": ("-",),
    "slash": ("/",),
    "open": ("(",),
    "close": (")",),
}
TABLES = {
    "month": "months",
    "weekday": "weekdays",
    "weekdays": "weekdays_of_many",
    "unit": "units",
    "dayword": "days",
    "season": "seasons",
    "nineties": "decades",
    "vague": "vague_numbers",
    "shift": "shifts",
    "part": "parts",
    "bound": "bounds",
}


def said(kind: str, calendar: Calendar) -> Sequence[str]:
    """Words of a kind, one for each value that the kind has."""
    if kind in NUMBERS:
        return NUMBERS[kind]
    if kind in TABLES:
        table = getattr(calendar, TABLES[kind])
        return tuple({value: word for word, value in table.items()}.values())
    if kind == "holiday":
        return tuple({rule: name for name, rule in calendar.holidays.items()}.values())
    sets = {"near": calendar.near_shifts, "daytime": calendar.daytimes, "beside": calendar.beside_shifts}
    if kind in sets:
        return sorted(sets[kind])
    return tuple(word for word, role in calendar.roles.items() if role == kind)[:1]


def paths(pattern: str) -> Iterator[list[str]]:
    """The shortest and the longest way through a production, with each of its choices once."""
    pieces = pattern.split()
    widest = max(len(piece.strip("[]").split("|")) for piece in pieces)
    for choice in range(widest):
        names = [piece.strip("[]").split("|") for piece in pieces]
        chosen = [options[choice % len(options)] for options in names]
        yield [name for name, piece in zip(chosen, pieces, strict=True) if not piece.startswith("[")]
        yield chosen


def every_phrase(calendar: Calendar) -> Iterator[str]:
    """Every production with every value of each of its words, at most so many of one production."""
    for production in dict.fromkeys(pattern for table in GRAMMAR.values() for pattern, _ in table):
        for path in paths(production):
            options = [NAMES.get(name, ANY_NAME) if name[0].isupper() else said(name, calendar) for name in path]
            yield from map(" ".join, islice(product(*options), 250))


def test_every_production_of_the_grammar_can_be_said_on_any_day() -> None:
    calendar = language_of("en").calendar
    assert isinstance(calendar, Calendar)

    phrases = list(every_phrase(calendar))
    for phrase, on in zip(phrases, cycle(DAYS), strict=False):
        find_dates(phrase, on)

    assert len(phrases) > 5_000


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_unit_can_be_counted_and_shifted_on_any_day(on: date) -> None:
    calendar = language_of("en").calendar
    assert isinstance(calendar, Calendar)

    for unit, shift in product(calendar.units, [*calendar.shifts, "that same", "every", "9999", "the first two"]):
        for phrase in (
            f"{shift} {unit}",
            f"the {shift} {unit}",
            f"the end of the {shift} {unit}",
            f"the {unit} {shift}",
        ):
            find_dates(f"On Monday, 29 February 2016. They meet {phrase}. It rained.", on)


def phrases_of(words: DayWords) -> Iterator[str]:
    """Everything that a table of plain days can make."""
    counts = ["0", "1", "31", "999", *words.numbers]
    for unit, shift in product(words.units, words.shifts):
        yield f"{shift} {unit}"
        yield f"{unit} {shift}"
    for (front, behind), count, unit in product(words.ago, counts, words.units):
        yield f"{front} {count} {unit} {behind}".strip()
    joins, marks = [*words.joins, ""], [*words.day_marks, ""]
    for month, day, join, mark in product(words.months, ("0", "29", "31", "99"), joins, marks):
        yield f"{day}{mark} {join} {month}"
        yield f"1{mark}-{day}{mark} {join} {month} {join} 2023"
    for month, word in product(words.months, words.in_words):
        yield f"{word} {month} {word} 2099"
    for bound, day in product([*words.since, *words.until], ("1", "31")):
        yield from (f"{bound} {day} {month}" for month in words.months)
    yield from words.days
    yield from words.weekdays
    yield from ("2023-02-30", "0000-00-00", "31.12.99", "99/99/9999", "1.1.00")


@pytest.mark.parametrize("code", PLAIN)
def test_every_plain_date_can_be_said_on_any_day(code: str) -> None:
    words = language_of(code).calendar
    assert isinstance(words, DayWords)

    for phrase, on in product(phrases_of(words), (FIRST, LAST, LEAP)):
        find_dates(phrase, on, language=code)


@st.composite
def composed(draw: st.DrawFn, name: str = "Mention", depth: int = 0) -> str:
    """A phrase of the grammar, with other names of it inside."""
    calendar = language_of("en").calendar
    assert isinstance(calendar, Calendar)
    pattern = draw(st.sampled_from([pattern for pattern, _ in GRAMMAR[name]]))
    said_here = []
    for piece in pattern.split():
        chosen = draw(st.sampled_from(piece.strip("[]").split("|")))
        if piece.startswith("[") and draw(st.booleans()):
            continue
        if chosen[0].isupper():
            said_here.append(draw(composed(chosen, depth + 1)) if depth < 3 else "Monday")
        else:
            said_here.append(draw(st.sampled_from(said(chosen, calendar))))
    return " ".join(said_here)


@settings(max_examples=300, deadline=None)
@given(
    composed(), composed(), st.dates(), st.sampled_from(["{}", "It was {}. ", "They will meet {}.", "He left {}, {}"])
)
def test_composed_phrases_are_read_or_left_alone(phrase: str, other: str, on: date, around: str) -> None:
    text = around.replace("{}", phrase, 1).replace("{}", other)

    for mention in find_dates(f"{text} {other}", on):
        assert mention.days.start < mention.days.end


class ExhaustiveParser(Parser):
    """Goes every way through every pattern, whatever comes next."""

    __slots__ = ()

    def _walk(self, node: Any, at: int, values: tuple[Any, ...], complete: list[Any]) -> None:
        complete.extend((at, ending, values) for ending in node.endings)
        if at == len(self.words):
            return
        sense = self.words[at].sense
        for kind in sense.kinds & node.words.keys():
            self._walk(node.words[kind], at + 1, (*values, sense.value), complete)
        for name, after in node.names.items():
            if (found := self.longest(name, at)) is not None:
                self._walk(after, found[1], (*values, found[0]), complete)


@settings(max_examples=300, deadline=None)
@given(composed(), composed(), st.dates())
def test_no_way_that_is_left_early_would_have_led_to_a_date(phrase: str, other: str, on: date) -> None:
    text = f"They met {phrase}. It began {other} {phrase}."

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("retrieval.annotate.dates.date_finder.Parser", ExhaustiveParser)
        expected = find_dates(text, on)

    assert find_dates(text, on) == expected


@pytest.mark.parametrize(
    ("text", "on", "days"),
    [
        ("The council meets on the next workday.", "2023-09-15", ["2023-09-18"]),
        ("The council meets next workday.", "2023-09-16", ["2023-09-18"]),
        ("The court sat on the last workday.", "2023-09-18", ["2023-09-15"]),
        ("It was paid three workdays ago.", "2023-09-18", ["2023-09-13"]),
        ("Within 9999 business days.", "9999-12-31", []),
        ("On Monday " + "7" * 6000 + " came.", "2023-09-13", ["2023-09-11"]),
    ],
)
def test_workdays_and_endless_numbers(text: str, on: str, days: list[str]) -> None:
    found = find_dates(text, date.fromisoformat(on))

    assert [mention.days.start.isoformat() for mention in found] == days
