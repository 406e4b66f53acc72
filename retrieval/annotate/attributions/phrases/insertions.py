"""Insertions between a Romance subject and its verb: ", porém,", ", citée par l'AFP,", "citadas por Efe"."""

from __future__ import annotations

from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    NUMBER,
    OF,
    PREPOSITION,
    PUNCTUATION,
    THAT,
    THEM,
)

_OPENS = PREPOSITION | OF | ADVERB | CONJUNCTION | NUMBER | CUE | THEM
_LONGEST = 10
_MOST = 3


def over_insertions(r: Reading, at: int, limit: int) -> int:
    """Behind the insertions that begin at a token, or at the comma before it; the token where there are none."""
    if not r.table.is_romance:
        return at
    for _ in range(_MOST):
        end = _over_one(r, at - 1 if at > 0 and r.flags[at - 1] & COMMA else at, limit)
        if end <= at:
            break
        at = end
    return at


def _over_one(r: Reading, at: int, limit: int) -> int:
    if at + 1 >= limit or r.quote_of[at] >= 0:
        return at
    if r.flags[at] & CUE and r.flags[at + 1] & BY:
        end = at + 2
        while end < limit and r.flags[end] & (DETERMINER | AGENCY | CAPITAL | OF) and not r.flags[end] & CUE:
            end += 1
        return end
    if not r.flags[at] & COMMA or not r.flags[at + 1] & _OPENS or r.flags[at + 1] & CAPITAL:
        return at
    for end in range(at + 2, min(limit, at + _LONGEST)):
        flags = r.flags[end]
        if r.quote_of[end] >= 0 or flags & (CUE | AUXILIARY | THAT) or (flags & PUNCTUATION and not flags & COMMA):
            return at
        if flags & COMMA:
            return end + 1
    return at
