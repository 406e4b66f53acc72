"""Month and weekday names in seven languages, declined or cut short as feeds write them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

_LOCALES = ("en", "de", "de_AT", "fr", "es", "es_PE", "pt", "ru", "uk")
_WIDTHS = ("wide", "abbreviated")
_CONTEXTS = ("format", "stand-alone")
_SHORTEST = 3
# Older tables of Java and typewriters without umlauts; the Unicode tables have them no more.
_ALSO = {"mrz": 3, "maerz": 3, "jaenner": 1}


def month_named(word: str) -> int | None:
    """The month, 1 to 12, of a name or of its beginning where only one month begins so; None for any other word.

    >>> [month_named(word) for word in ("November", "ноя", "листопада", "März", "févr.", "Jui", "Rain")]
    [11, 11, 11, 3, 2, None, None]
    """
    found = _months().get(_folded(word), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def weekdays_named(word: str) -> frozenset[int]:
    """The days, Monday 0 to Sunday 6, that a word names in one language or another."""
    return _weekdays().get(_folded(word), frozenset())


@cache
def _months() -> Mapping[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for month, name in (*_names("months"), *((month, name) for name, month in _ALSO.items())):
        for end in range(_SHORTEST, len(name) + 1):
            found[name[:end]].add(month)
    return {name: frozenset(months) for name, months in found.items()}


@cache
def _weekdays() -> Mapping[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for day, name in _names("days"):
        found[name].add(day)
    return {name: frozenset(days) for name, days in found.items()}


@cache
def _names(what: str) -> tuple[tuple[int, str], ...]:
    return tuple(dict.fromkeys(_listed(what)))


def _listed(what: str) -> Iterator[tuple[int, str]]:
    from babel import Locale

    for code in _LOCALES:
        tables = getattr(Locale.parse(code), what)
        for context in _CONTEXTS:
            for width in _WIDTHS:
                yield from ((number, _folded(name)) for number, name in tables[context][width].items())


def _folded(word: str) -> str:
    """Without case, accents and the dot of what was cut short."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).strip(". ")
