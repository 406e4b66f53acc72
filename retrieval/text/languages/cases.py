"""Cases of names: the nominatives that an inflected word can have, and what a language knows of whole names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Case = Literal["genitive", "accusative", "dative", "instrumental"]
CASES: tuple[Case, ...] = ("genitive", "accusative", "dative", "instrumental")

_MIN_STEM = 2
_MOST_NAMES = 1 << 14
"""Names come again and again in one archive; what is remembered of them stays small."""


remembered = lru_cache(_MOST_NAMES)
"""Keeps what a function has answered of the last names."""


@dataclass(frozen=True, slots=True, eq=False)
class NameCases:
    """How a language inflects the names of people.

    Attributes:
        nominative: the words of a name that stands in a case, in the nominative.
        is_nominative: whether a name can be the subject of a verb that tells "he", "she" or nothing.
        men, women: given names, in lower case and the nominative.
        is_surname: whether the ending of a single word tells that it is a surname, in any case.
    """

    nominative: Callable[[tuple[str, ...], Case], tuple[str, ...]]
    is_nominative: Callable[[tuple[str, ...], str], bool]
    men: frozenset[str]
    women: frozenset[str]
    is_surname: Callable[[str], bool]

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name in the nominative."""
        low = word.lower()
        return low in self.men or low in self.women

    def is_inflected_given(self, words: tuple[str, ...], *of_cases: Case) -> bool:
        """Whether a name begins with a given name that stands in one of these cases, and is none in the nominative."""
        return not self.is_given(words[0]) and _is_inflected_given(self, words, of_cases or CASES)


@remembered
def _is_inflected_given(cases: NameCases, words: tuple[str, ...], of_cases: tuple[Case, ...]) -> bool:
    return any(cases.is_given(cases.nominative(words, case)[0]) for case in of_cases)


@remembered
def nominatives(word: str, endings: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """A word and everything it may be a case of, the likeliest first.

    >>> nominatives("Пескова", (("а", ""), ("ва", "в")))
    ('Пескова', 'Песков')
    """
    forms = {word: None}
    for ending, nominative in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            forms[word[: len(word) - len(ending)] + nominative] = None
    return tuple(forms)
