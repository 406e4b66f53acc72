"""Calendar: the type of a language's table of days, months and spans, for finding dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """On which day of a year a holiday falls; exactly one of the four ways is filled in.

    Attributes:
        month: with ``day`` a fixed date, with ``weekday`` and ``nth`` a computed one.
        weekday: 0 is Monday.
        nth: which of the month's weekdays, -1 is the last.
        easter: days after Easter Sunday (negative: before it).
        country: ISO code of a country whose calendar, under ``name``, knows the day of a moving holiday.
        shift: days added in the end ("the Friday after Thanksgiving" is 1).
        year: the one year of a day that happened once.
        weekend: first and last day of the long weekend, counted from the holiday; None where it makes none.
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None
    country: str | None = None
    name: str | None = None
    shift: int = 0
    year: int | None = None
    weekend: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Words by which a language writes dates; all in lower case, abbreviations without their full stop.

    Attributes:
        months: 1 to 12 by name.
        weekdays: 0 (Monday) to 6 by name.
        weekdays_of_many: the same of more than one ("two Fridays ago").
        abbreviations: those of both that may carry a full stop.
        weak: names of months and days that are everyday words or people's names too: alone they are no date.
        verbs: those of the weak months that, in lower case, are verbs or titles.
        numbers: cardinal number words; the small ones combine with the tens.
        vague_numbers: words for a number that nobody counts ("few"); they make spans, never single days.
        ordinals: ordinal number words.
        units: "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "fortnight",
            "hour", "workday" or "workweek" by name.
        days: words for a day by their distance from today.
        shifts: words for the span before (-1), around (0) or after (1) today's.
        beside_shifts: those that mean the neighbour of the span told of ("the previous month").
        near_shifts: those of them that mean the closest day and not the neighbouring week ("past", "coming").
        prepositional_shifts: those that mean "after" unless an article goes before ("following Monday's vote").
        parts: words for a part of a span: "early", "mid", "late", "rest"; "earlier" and "later" also look at today.
        bounds: nouns for a part of a span, which need an "of": "beginning", "end".
        daytimes: words for a part of a day.
        daytimes_of_many: the same of more than one day ("on Saturday nights").
        seasons: their first month, of three.
        decades: the tens of a decade by name ("nineties": 90).
        roles: the role of every small word that joins dates ("until": "until").
        holidays: names of holidays, with straight apostrophes.
        counted: words after a number that make it a count, and so no year and no day.
        counting: words before a number that make it a count.
        about: words before a year that may be another ("circa").
        of_year: nouns that a bare year may come before ("the 2016 election").
        of_quarter: nouns that the quarter of a year comes before, and not that of a match.
        framing: words before "the day" that tell how the day of the report went ("ended the day lower").
        of_money: words of a sentence in which a quarter is one of the year and not of a match.
        mastheads: words beside which a weekday is part of a name ("The Sunday Times").
        ages: words before "80s" that make it an age or a temperature.
        weak_holidays: those whose name means more than the day ("in the new year").
        idioms: words before "of the day" or "of the year" that make it general.
        records: words before "in two years" that look back ("the first time in two years").
        future: words that put the rest of a sentence into the future.
        modals: those that do so unless a perfect follows ("may open", not "may have opened").
        perfect: words that make it one.
        future_before: words that do so only before one of these ("set": "to"); "" is the date itself.
        timetable: forms of verbs that tell in the present what is fixed to come: "base", "third" or "ing".
        present: words before the form in -ing of such a verb that put it into the present.
        plural_subjects: words before the base form of such a verb that are its subject.
        before_nouns: words before a form that make it a noun or an adjective ("the votes").
        implicative: words before "to" and a verb that tell what was or was not done ("failed to meet").
        subordinating: words that begin a clause of its own.
        to_be: pairs of words before a participle that put it into the future ("to be held").
        leading: words between a past verb and a date that may be to come ("postponed until").
        past_ending: how regular past forms end.
        no_past: words that end so and are none.
        told: verbs of speech in the past; what they tell may be still to come.
        past: words that put it into the past.
        unmarked: past verbs that look like their present ("set").
        month_first_tags: language tags, the commonest first, in which 5/12 is the twelfth of May; in all others
            it is the fifth of December.
        day_first_outlets: words of the names of outlets, in lower case, that write it so anyway.
        month_first_outlets: outlets that write the month first anyway.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    weekdays_of_many: Mapping[str, int]
    abbreviations: frozenset[str]
    weak: frozenset[str]
    verbs: frozenset[str]
    numbers: Mapping[str, int]
    vague_numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    days: Mapping[str, int]
    shifts: Mapping[str, int]
    beside_shifts: frozenset[str]
    near_shifts: frozenset[str]
    prepositional_shifts: frozenset[str]
    parts: Mapping[str, str]
    bounds: Mapping[str, str]
    daytimes: frozenset[str]
    daytimes_of_many: frozenset[str]
    seasons: Mapping[str, int]
    decades: Mapping[str, int]
    roles: Mapping[str, str]
    holidays: Mapping[str, HolidayRule]
    counted: frozenset[str]
    counting: frozenset[str]
    about: frozenset[str]
    of_year: frozenset[str]
    of_quarter: frozenset[str]
    framing: frozenset[str]
    of_money: frozenset[str]
    mastheads: frozenset[str]
    ages: frozenset[str]
    weak_holidays: frozenset[str]
    idioms: frozenset[str]
    records: frozenset[str]
    future: frozenset[str]
    modals: frozenset[str]
    perfect: frozenset[str]
    future_before: Mapping[str, frozenset[str]]
    timetable: Mapping[str, str]
    present: frozenset[str]
    plural_subjects: frozenset[str]
    before_nouns: frozenset[str]
    implicative: frozenset[str]
    subordinating: frozenset[str]
    to_be: frozenset[tuple[str, str]]
    leading: frozenset[str]
    past_ending: str
    no_past: frozenset[str]
    told: frozenset[str]
    past: frozenset[str]
    unmarked: frozenset[str]
    month_first_tags: tuple[str, ...]
    day_first_outlets: frozenset[str]
    month_first_outlets: frozenset[str]
