"""Name particles: where a name goes on over "von der", "bin", "al-", "d’" and "Le" between and before its capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.annotate.name_keys import PARTICLES
from retrieval.text.wordlists import word_set

_MOST = 3
# The Arabic article before every letter that it takes, and what French, Italian and Irish names are joined to.
_JOINED = word_set("al el ad ar as ash at an az ud ul d o dell dall аль эль ал ель ад ар ас аш ат ан аз")
_JOINT = re.compile(r"(?P<particle>[^\W\d_]{1,4})[-‐‑'’](?P<name>[^\W\d_])")
MARKS = "\u0300-\u036f\u00ad\u200c\u200d\u2060\ufeff"
"""Characters inside words that are not letters, for a character class."""


def is_joined(word: str) -> bool:
    """Whether a word in small letters is a name with its particle joined to it.

    >>> [is_joined(word) for word in ("al-Assad", "d’Estaing", "pro-Kremlin", "al-dente")]
    [True, True, False, False]
    """
    found = _JOINT.match(word)
    return found is not None and found["particle"] in _JOINED and found["name"].isupper()


def over_particles(words: Sequence[str], at: int, limit: int, is_part: Callable[[int], bool]) -> int:
    """Where a name goes on behind the particles that begin at a word; the same place where it does not.

    Args:
        is_part: whether the word at a place can be part of a name by itself.

    >>> words = "Ida von der Aue".split()
    >>> over_particles(words, 1, 4, lambda at: words[at][0].isupper())
    3
    """
    end = at
    while end < limit and end - at < _MOST and words[end].lower() in PARTICLES:
        end += 1
    while end > at:
        if end < limit and is_part(end):
            return end
        end -= 1
    return at


def before_particles(words: Sequence[str], at: int, floor: int) -> int:
    """The first of the particles right before a word, in small letters; the word's own place where there is none."""
    first = at
    while first > floor and at - first < _MOST and words[first - 1] in PARTICLES:
        first -= 1
    return first


def is_named_again(words: Sequence[str], at: int, floor: int) -> bool:
    """Whether a name ends before a word and begins anew with it, as where a heading lost its line end.

    >>> is_named_again("By Ada Lund Lund said".split(), 3, 0), is_named_again("Duran Duran said".split(), 1, 0)
    (True, False)
    """
    return at - 2 >= floor and words[at] == words[at - 1] and words[at - 2][:1].isupper()


def is_put_twice(words: Sequence[str], first: int, second: int, last: int) -> bool:
    """Whether the words up to ``last`` are a name of several, and the same name once more from ``second`` on.

    >>> is_put_twice("Ada Lund Ada Lund said".split(), 0, 2, 4), is_put_twice("Duran Duran said".split(), 0, 1, 2)
    (True, False)
    """
    return second - first > 1 and words[first:second] == words[second:last]
