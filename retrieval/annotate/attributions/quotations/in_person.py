"""First and second person: words that only somebody who speaks says, and so the sign of speech without marks."""

from __future__ import annotations

from typing import Protocol

from retrieval.annotate.cut import Cut
from retrieval.annotate.lexicon import parted

_READ_TOKENS = 80


class Persons(Protocol):
    """What a language's table tells of who speaks."""

    @property
    def in_person(self) -> frozenset[str]:
        """The words that only somebody who speaks says, in lower case ("i", "our")."""


def is_in_person(cut: Cut, persons: Persons, first: int, last: int) -> bool:
    """Whether somebody says I, we or you in a range, outside of what is quoted there."""
    read = range(first, min(last, first + _READ_TOKENS))
    return any(cut.quote_of[at] < 0 and _says_self(cut.lows[at], persons) for at in read)


def is_spoken(cut: Cut, persons: Persons, first: int, last: int) -> bool:
    """Whether a range is speech by its words: somebody says I, we or you, or asks, outside of what is quoted there."""
    read = range(first, min(last, first + _READ_TOKENS))
    asks = any(cut.quote_of[at] < 0 and cut.lows[at] == "?" for at in read)
    return asks or is_in_person(cut, persons, first, last)


def _says_self(low: str, persons: Persons) -> bool:
    """Whether a word in small letters is one of these, or one with its verb ("we’ve")."""
    return low in persons.in_person or parted(low)[0] in persons.in_person
