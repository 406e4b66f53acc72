"""Stretches: how much of its sentence a phrase like "according to X" can speak of, on both sides of it."""

from __future__ import annotations

from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import CLOSING, COMMA, CONJUNCTION, DASH, OPENING

_FEWEST = 2
_SEMICOLON = ";"


def stretch_around(s: Claims, first: int, end: int) -> Range:
    """The tokens that a phrase can speak of: those of its bracket, those behind it where it opens a clause, or all.

    "(forty jobs were lost, *according to Rell*) and …" · "the mill closed; *according to Rell*, forty jobs …" · "the
    mill closed, but *according to Rell*, …". What stands alone in a bracket speaks of what is outside of it.
    """
    start, stop = _left(s, first), _right(s, end)
    if is_set_apart(s, first, end) and s.cut.flags[end] & CLOSING:
        return _left(s, first - 1), _right(s, end + 1)
    return (first if stop - end > _FEWEST and _opens_clause(s, first, end) else start), stop


def _opens_clause(s: Claims, first: int, end: int) -> bool:
    """Whether a phrase begins a clause: behind a semicolon, a dash that is not closed, or "but"."""
    cut, at = s.cut, first
    is_parted = bool(cut.flags[end] & COMMA)
    if at > s.first and cut.flags[at - 1] & CONJUNCTION:
        at -= 1
        is_behind_comma = at > s.first and cut.quote_of[at - 1] < 0 and cut.flags[at - 1] & COMMA
        if is_parted or is_behind_comma:
            return True
    if at == s.first or cut.quote_of[at - 1] >= 0:
        return False
    return cut.lows[at - 1] == _SEMICOLON or bool(is_parted and cut.flags[at - 1] & DASH)


def is_set_apart(s: Claims, first: int, end: int) -> bool:
    """Whether commas, dashes or a bracket stand on both sides of a phrase, and its clause goes on behind it."""
    before, behind = (s.cut.flags[at] if s.cut.quote_of[at] < 0 else 0 for at in (first - 1, end))
    is_bracket = before & OPENING and behind & CLOSING
    return bool(first > s.first and end < s.last and (is_bracket or before & behind & (COMMA | DASH)))


def _left(s: Claims, at: int) -> int:
    cut, depth = s.cut, 0
    for spot in range(at - 1, s.first - 1, -1):
        if cut.quote_of[spot] >= 0:
            continue
        flags = cut.flags[spot]
        if flags & OPENING and not depth:
            return spot + 1
        depth += bool(flags & CLOSING) - bool(flags & OPENING)
    return s.first


def _right(s: Claims, at: int) -> int:
    cut, depth = s.cut, 0
    for spot in range(at, s.last):
        if cut.quote_of[spot] >= 0:
            continue
        flags = cut.flags[spot]
        if (flags & CLOSING and not depth) or (cut.lows[spot] == _SEMICOLON and not depth):
            return spot
        depth += bool(flags & OPENING) - bool(flags & CLOSING)
    return s.last
