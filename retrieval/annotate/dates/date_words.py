"""Date words: finds those of a text in one pass, and reads the run around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import capwords

from retrieval.annotate.dates.calendar.numerals import join_numerals, number_sense
from retrieval.annotate.dates.sense import Sense, Word
from retrieval.text.languages.calendar import Calendar

_WINDOW = 90
"""How many characters before a telling word its run may begin: longer than any date people write."""

_LONGEST_RUN = 40
"""How many words are read as one: tables of days are cut, so that reading them stays quick."""

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)[ \u00a0]*"
    r"|(?=['’‘\d])(?:(?P<number>"
    # 5/12, 5/12/2016, 2016-05-12, 12.5.2016, 2015-12: one separator, and no digit left over on either side.
    r"(?<![\d/.])\d{1,4}/\d\d?(?:/\d{1,4})?(?![\d/]|[.:]\d)"
    r"|(?<!\d)(?<!\d-)\d{1,4}-\d\d?(?:-\d{1,4})?(?!\d|-\d|[.:/]\d)"
    r"|(?<![\d/.-])\d\d?[-/]\d{4}(?!\d|[-/.:][^\W_])"
    r"|(?<![\d.])\d{1,4}\.\d\d?\.\d{1,4}(?!\d|\.\d)"
    # 1,984 and 6.45 and 5:30 stay in one piece and are nothing.
    r"|\d+(?:[.,:]\d+){1,30}+"
    r"|['’‘]?\d+(?:st|nd|rd|th|(?<=0)['’]?s)?(?![^\W_])"
    r"|\d+))"
    r"|(?P<own>['’]s)(?![^\W_])[ \u00a0]*"
    r"|(?P<mark>\S)[ \u00a0]*|\n"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH_AND_YEAR = re.compile(r"[ \u00a0]([^\W\d_]+)\.?[ \u00a0]\d{4}\b")
_DAY_AND_STOP = re.compile(r"[ \u00a0]\d\d?(?:st|nd|rd|th)?(?=[,.;!?]|$)")
_MONEY = "$€£¥#"
_AROUND_WORDS = " \u00a0,.()“”"
_MARKS = {"-": "dash", "–": "dash", "~": "dash", "‐": "dash", "/": "slash", ",": "comma", "(": "open", ")": "close"}

# The order decides whose value a word of two kinds carries: "second" is the ordinal, "a" the number.
_TABLES = (
    ("months", "month"),
    ("weekdays", "weekday"),
    ("weekdays_of_many", "weekdays"),
    ("units", "unit"),
    ("days", "dayword"),
    ("seasons", "season"),
    ("decades", "nineties"),
    ("numbers", "num"),
    ("vague_numbers", "vague"),
    ("ordinals", "nth"),
    ("shifts", "shift"),
    ("parts", "part"),
    ("bounds", "bound"),
)
_TELLING = frozenset({"month", "weekday", "weekdays", "unit", "dayword", "season", "nineties", "holiday", "daytime"})
_TELLING_ROLES = frozenset({"eoy", "eom", "ytd"})
_CENTURIES = range(15, 21)
# The first digit is consumed before anything is asked of it: the engine then skips all other characters quickly.
_TELLING_NUMBERS = (
    r"\d(?<![\d.,]\d)(?:\d{3}(?!\d)|\d{7}(?!\d)|\d{0,3}[-/.]\d|\d?(?:st|nd|rd|th)\b|0['’]?s\b|[QH](?![^\W\d_])(?<!\w\d[QH]))"
    r"|['’‘]\d0s\b|['’‘]\d\d\b"
)
_TELLING_LETTERS = (
    r"(?:[qQhH][1-4]|[wW][0-5]\d|[cCfF][yY] ?\d\d)(?:\d\d)?(?![^\W_])"
    r"|[oO]n (?:the )?[0-3]?\d(?![\w%]|[.,:/-]\d)"
)
"""Beside the words of the calendar: quarters, weeks and years in short, and "on the 27"."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's date words, ready to be looked up.

    Attributes:
        senses: by the word as it may be written in a text: lower case, capitalised or in capitals.
        holidays: matches the name of a holiday at a place.
        holiday_starts: first words of holidays.
        telling: finds the words and numbers without which there is no date.
        calendar: what it was made from.
    """

    senses: dict[str, Sense]
    holidays: re.Pattern[str]
    holiday_starts: frozenset[str]
    telling: re.Pattern[str]
    calendar: Calendar

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, calendar: Calendar) -> Vocabulary:
        """The vocabulary of a calendar."""
        senses = {written: sense for word, sense in _senses(calendar).items() for written in _spellings(word)}
        holidays = {written for name in calendar.holidays for written in _spellings(name)}
        telling = {w for w, s in senses.items() if s.kinds & (_TELLING | _TELLING_ROLES)}
        telling |= {written for phrase in _spoken(calendar) for written in _spellings(phrase)}
        glued = rf"\d(?<![\d.,]\d)\d?(?:{_tree({w for w, s in senses.items() if 'month' in s.kinds})})(?![^\W\d_])"
        any_telling = (
            rf"\b(?:(?:{_tree(telling | holidays)})(?![^\W\d_])|{_TELLING_LETTERS})|{_TELLING_NUMBERS}|{glued}"
        )
        starts = frozenset(re.split(r"[\W\d_]", name)[0] for name in holidays)
        return cls(senses, re.compile(rf"(?:{_tree(holidays)})(?!\w)"), starts, re.compile(any_telling), calendar)


def may_tell(text: str, calendar: Calendar) -> bool:
    """Whether a text can hold a date at all; wrong only towards yes, and known without a vocabulary.

    >>> from retrieval.text.languages.english.calendar import CALENDAR
    >>> may_tell("what did Peskov say", CALENDAR), may_tell("what did Peskov say on Monday", CALENDAR)
    (False, True)
    """
    return any(map(str.isdigit, text)) or not _telling_words(calendar).isdisjoint(_LETTERS.findall(text.lower()))


@lru_cache(maxsize=8)
def _telling_words(calendar: Calendar) -> frozenset[str]:
    telling = [word for word, sense in _senses(calendar).items() if sense.kinds & (_TELLING | _TELLING_ROLES)]
    named = [*telling, *calendar.holidays, *_spoken(calendar)]
    return frozenset(found[0].lower() for word in named if (found := _LETTERS.findall(word)))


@lru_cache(maxsize=8)
def _spoken(calendar: Calendar) -> frozenset[str]:
    """How years and days begin that are written out in words: "nineteen ninety", "two thousand", "on the tenth"."""
    by_value = {value: word for word, value in reversed(tuple(calendar.numbers.items()))}
    after = [word for word, role in calendar.roles.items() if role in ("oh", "hundred")]
    after += [word for value, word in by_value.items() if value >= 10]
    years = {f"{by_value[c]}{mark}{word}" for c in _CENTURIES if c in by_value for word in after for mark in " -"}
    thousands = {f"{by_value[2]} {word}" for word, role in calendar.roles.items() if role == "thousand"}
    days = [word for word, value in calendar.ordinals.items() if 4 <= value <= 31]
    days += [by_value[tens] for tens in (20, 30)]
    on_the = {
        f"{on} {the} {day}"
        for on, role in calendar.roles.items() if role == "on"
        for the, other in calendar.roles.items() if other == "the"
        for day in days
    }  # fmt: skip
    return frozenset(years | thousands | on_the)


def _senses(calendar: Calendar) -> dict[str, Sense]:
    senses: dict[str, Sense] = {}
    tables = [(kind, getattr(calendar, table).items()) for table, kind in _TABLES]
    words = [(word, kind, value) for kind, table in tables for word, value in table]
    words += [(word, role, 0) for word, role in calendar.roles.items()]
    words += [(word, "near", 0) for word in calendar.near_shifts] + [(word, "daytime", 0) for word in calendar.daytimes]
    words += [(word, "beside", 0) for word in calendar.beside_shifts]
    for word, kind, value in words:
        known = senses.get(word, Sense(frozenset(), value))
        senses[word] = Sense(known.kinds | {kind}, known.value)
    return senses


def _spellings(word: str) -> set[str]:
    written = {word, capwords(word), word.upper()}
    written.add(re.sub(r"(?<![\w'])(?!(?:al|ul|of|de|the)\b)[a-z]", lambda first: first.group().upper(), word))
    # "Valentine's day", "Xmas eve"
    written |= {w[: -len(last)] + last.lower() for w in written if (last := w.rpartition(" ")[2]) in ("Day", "Eve")}
    return written | {w.replace("'", "’") for w in written}


def _tree(words: set[str]) -> str:
    """One regular expression for many words that branches letter by letter, which is far quicker than a list."""
    branches: dict[str, set[str]] = {}
    for word in words:
        if word:
            branches.setdefault(word[0], set()).add(word[1:])
    if not branches:
        return ""
    inner = "|".join(re.escape(letter) + _tree(rest) for letter, rest in sorted(branches.items()))
    return f"(?:{inner})?" if "" in words else f"(?:{inner})"


def runs(text: str, vocabulary: Vocabulary) -> Iterator[list[Word]]:
    """Runs of adjacent date words, each with at least one telling word; in order, apart."""
    done = 0
    for hit in vocabulary.telling.finditer(text):
        if hit.start() < done:
            continue
        run = _run_around(text, _first_word(text, done, hit.start(), vocabulary), hit.start(), vocabulary)
        if run:
            done = max(run[-1].end, hit.end())
            yield join_numerals(run)


def _first_word(text: str, done: int, hit: int, vocabulary: Vocabulary) -> int:
    """Where the run that holds ``hit`` can begin at the earliest: words that belong to no date are not walked over."""
    at, limit = hit, max(done, hit - _WINDOW)
    while at > limit:
        begin = max(text.rfind(" ", limit, at - 1), text.rfind("\n", limit, at - 1)) + 1 or limit
        written = text[begin:at].strip(_AROUND_WORDS)
        if not written or (written.isalpha() and written not in vocabulary.senses):
            return at
        at = begin
    return at


def _run_around(text: str, first: int, hit: int, vocabulary: Vocabulary) -> list[Word]:
    """The words around ``hit``, none of them before ``first``, up to the first that belongs to no date."""
    run: list[Word] = []
    skip = first
    for token in _TOKEN.finditer(text, first):
        start = token.start()
        if start < skip:
            continue
        word = _word(text, token, vocabulary)
        if word is not None:
            run.append(word)
            skip = word.end
            if len(run) >= _LONGEST_RUN and skip > hit:
                break
        elif not (token["mark"] == "." and _is_inside(text, run, start, vocabulary)):
            if start >= hit:
                break
            run.clear()
    return run if run and run[-1].end > hit else []


def _word(text: str, token: re.Match[str], vocabulary: Vocabulary) -> Word | None:
    start = token.start()
    if (written := token["word"]) is not None:
        if written in vocabulary.holiday_starts and (holiday := vocabulary.holidays.match(text, start)):
            return Word(start, holiday.end(), _holiday_sense(holiday.group()))
        sense = vocabulary.senses.get(written)
        return sense and Word(start, start + len(written), sense)
    if (number := token["number"]) is not None:
        if start and text[start - 1] in _MONEY:
            return None
        known = number in vocabulary.calendar.holidays
        return _maybe(start, start + len(number), _holiday_sense(number) if known else number_sense(number))
    if token["own"] is not None:
        return Word(start, start + 2, _OWN_SENSE)
    if (mark := token["mark"]) is not None and mark in _MARKS:
        return Word(start, start + 1, _MARK_SENSES[mark])
    return None


def _maybe(start: int, end: int, sense: Sense | None) -> Word | None:
    return sense and Word(start, end, sense)


@lru_cache(maxsize=512)
def _holiday_sense(name: str) -> Sense:
    return Sense(frozenset({"holiday"}), name.lower().replace("’", "'"))


_OWN_SENSE = Sense(frozenset({"own"}), 0)
_MARK_SENSES = {mark: Sense(frozenset({kind}), 0) for mark, kind in _MARKS.items()}


def _is_inside(text: str, run: list[Word], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a full stop is within a date: "Sept. 3", "20.Aug.2019", "16. November 2016"."""
    if not run or run[-1].end != at:
        return False
    before, after = run[-1].sense.kinds, text[at + 1 : at + 2]
    if "day" in before and "digits" in before:
        follows = _LETTERS.match(text, at + 1) if after.isalpha() else _MONTH_AND_YEAR.match(text, at + 1)
        sense = vocabulary.senses.get(follows[follows.re.groups]) if follows else None
        return sense is not None and "month" in sense.kinds
    if "month" in before and (after.isdigit() or _DAY_AND_STOP.match(text, at + 1)):
        return True
    return text[run[-1].start : at].lower() in vocabulary.calendar.abbreviations
