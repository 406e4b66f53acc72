"""Case endings: the nominatives that an inflected name can have, by a table; somebody else knows which is one."""

from __future__ import annotations

from collections.abc import Iterable

_MIN_STEM = 2


def nominatives(word: str, endings: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A word and everything it may be a case of, the likeliest first.

    >>> nominatives("Пескова", [("а", ""), ("ва", "в")])
    ('Пескова', 'Песков')
    """
    forms = {word: None}
    for ending, nominative in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            forms[word[: len(word) - len(ending)] + nominative] = None
    return tuple(forms)
