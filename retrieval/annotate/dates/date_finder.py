"""Date finder: reads every run of date words in a text and keeps what the words around it support."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from retrieval.annotate.dates.beside import is_preceded
from retrieval.annotate.dates.date_words import Vocabulary, may_tell, runs
from retrieval.annotate.dates.evidence import stands
from retrieval.annotate.dates.grammar import grammar
from retrieval.annotate.dates.pattern import Parser
from retrieval.annotate.dates.plain import find_plain_dates
from retrieval.annotate.dates.resolution import Reading, Scene, settle
from retrieval.annotate.dates.tense import FUTURE, OPEN, PAST, TOLD
from retrieval.model import DateMention, Span
from retrieval.text.languages import language_of
from retrieval.text.languages.calendar import Calendar
from retrieval.text.languages.plain_dates import DayWords

_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.!?][”\"]?\s+[“\"]?[^\W\d_a-z]|\n")
_LISTING = frozenset({"comma", "and", "or", "on", "in", "the"})
_SHORT = 500
"""Up to so many characters a text is a question, which had better not wait for the vocabulary to be built."""
_ANCHORS = frozenset({"day", "month", "quarter", "year"})
_ANCHOR_REACH = 400
_MOST_DATES = 50_000
"""So many dates are read in one text; a table that has more would keep all others waiting."""
"""How many characters back "that day" may look."""


def find_dates(
    text: str, on: date, *, language: str | None = "en", outlet: str | None = None, future: bool = False
) -> tuple[DateMention, ...]:
    """Find every date and resolve it against the day of the article or question.

    Args:
        on: that day; an aware ``datetime`` tells the moment as well, which only spans of hours need.
        language: BCP 47 tag; the words are English where it has no table.
        outlet: who published the text; some write 5/12 with the day first.
        future: read what the words leave open as still to come; by default it is over.

    Returns:
        In text order, apart from one another, best reading only.

    >>> [m.days.start.isoformat() for m in find_dates("Kim arrived on Tuesday (September 12).", date(2023, 9, 13))]
    ['2023-09-12']
    """
    day = on.date() if isinstance(on, datetime) else on
    calendar = language_of(language).calendar
    if isinstance(calendar, DayWords):
        return find_plain_dates(text, day, calendar)
    if len(text) <= _SHORT and not may_tell(text, calendar):
        return ()
    vocabulary = Vocabulary.of(calendar)
    now = on.astimezone(UTC) if isinstance(on, datetime) and on.tzinfo else None
    is_day_first = _is_day_first(vocabulary.calendar, language, outlet)
    stop = _SENTENCE_END.search(text)
    first_stop = stop.start() if stop else len(text)
    found: list[DateMention] = []
    last: DateMention | None = None
    for words in runs(text, vocabulary):
        scene = Scene(text, words, day, now, vocabulary.calendar, is_day_first, future, first_stop)
        scene.anchor = _anchor(last, text, words[0].start)
        here = list(_read(scene))
        last = next((mention for mention in reversed(here) if mention.kind in _ANCHORS), last)
        found.extend(here)
        if len(found) >= _MOST_DATES:
            break
    return tuple(found)


def _is_day_first(calendar: Calendar, language: str | None, outlet: str | None) -> bool:
    """Whether 5/12 is in December: the outlet decides, else the language; one without a table has the day first."""
    named = set((outlet or "").lower().replace(".", " ").split())
    if named & calendar.month_first_outlets:
        return False
    if named & calendar.day_first_outlets:
        return True
    tag = (language or calendar.month_first_tags[0]).lower().replace("_", "-")
    return tag not in calendar.month_first_tags


def _anchor(last: DateMention | None, text: str, start: int) -> DateMention | None:
    """The last day, month or year, where it was named in the same paragraph or at the end of the one before."""
    if last is None or start - last.span.end >= _ANCHOR_REACH:
        return None
    return last if text.count("\n\n", last.span.end, start) < 2 else None


def _read(scene: Scene) -> Iterator[DateMention]:
    parser = Parser(grammar(), scene, scene.words)
    found: list[tuple[Reading, int, int]] = []
    at = 0
    while at < len(scene.words):
        longest = parser.longest("Mention", at)
        if longest is None:
            at += 1
            continue
        reading, end = longest
        scene.begin, scene.end = scene.words[at].start, scene.words[end - 1].end
        is_one = stands(scene, reading)
        if is_one:
            found.extend(reading.parts or ((reading, scene.begin, scene.end),))
            if reading.kind in _ANCHORS and end < len(scene.words):
                scene.anchor = _mention(scene, reading) or scene.anchor
        at = end if is_one or reading.proof == "never" else at + 1
    for reading, begin, end in _with_years(found, scene):
        scene.begin, scene.end = begin, end
        if mention := _mention(scene, reading):
            yield mention


def _with_years(found: list[tuple[Reading, int, int]], scene: Scene) -> list[tuple[Reading, int, int]]:
    """In a list the year that only the last names is that of all: "March, April and May 2021"."""
    for at in range(len(found) - 1, 0, -1):
        (first, begin, end), (last, start, _) = found[at - 1 : at + 1]
        if first.month is None or last.month is None or last.year is None or first.kind != last.kind:
            continue
        is_open = first.year is None and first.days is None and first.weekday is None
        if is_open and _is_list(scene, end, start):
            year = last.year - (first.month > last.month)
            found[at - 1] = (replace(first, year=year), begin, end)
    return found


def _is_list(scene: Scene, end: int, start: int) -> bool:
    """Whether nothing but commas and small words parts two dates."""
    between = [word.sense.kinds for word in scene.words if end <= word.start < start]
    return bool(between) and all(not kinds.isdisjoint(_LISTING) for kinds in between)


def _mention(scene: Scene, reading: Reading) -> DateMention | None:
    try:
        tense = scene.tense() if reading.days is None and reading.year is None else OPEN
        if reading.rule is not None and tense == PAST and not is_preceded(scene, "on"):
            tense = OPEN  # what is told of Christmas before Christmas is rather told of the next
        # "by Friday" is a deadline unless the words tell of what is over.
        days = settle(reading, scene, tense=FUTURE if tense in (TOLD, OPEN) and is_preceded(scene, "by") else tense)
    except (ValueError, OverflowError):
        return None
    return DateMention(Span(scene.begin, scene.end), days, reading.kind, reading.hours)
