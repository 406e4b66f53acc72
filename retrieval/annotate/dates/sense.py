"""Senses: what a word can be in a date."""

from __future__ import annotations

from typing import NamedTuple


class Sense(NamedTuple):
    """What a word can be in a date, and the value that all of it shares.

    Attributes:
        kinds: its parts of speech, so to say: "month", "weekday", "num", "of".
        value: the month's number, the unit's name, the parts of a joined number.
    """

    kinds: frozenset[str]
    value: int | str | tuple[int, ...]


class Word(NamedTuple):
    """A word with its place in the text and its sense."""

    start: int
    end: int
    sense: Sense
