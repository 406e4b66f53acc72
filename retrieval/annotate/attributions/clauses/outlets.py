"""Outlets in a text: the names of agencies and papers that carry other people's words."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.lexicon import (
    AGENCY,
    CAPITAL,
    DETERMINER,
    NETWORK,
    NOT_NAME,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
)
from retrieval.annotate.attributions.clauses.names import Range
from retrieval.annotate.attributions.clauses.reading import Reading

_LONGEST = 4
_LONGEST_MARKED = 6


def outlet_at(r: Reading, at: int, limit: int) -> Range | None:
    """The name of an agency or outlet that begins at a token: one that is known, or any behind an agency's noun."""
    flags = r.flags[at]
    if r.quote_of[at] >= 0:
        return _marked(r, at)
    if not flags & CAPITAL or flags & NETWORK:
        return None
    for end in range(min(limit, at + _LONGEST), at, -1):
        if " ".join(r.lows[at:end]) in r.lexicon.outlets:
            return at, end
    before = at - 1
    while before >= 0 and r.flags[before] & DETERMINER:
        before -= 1
    if before >= 0 and r.flags[before] & AGENCY and not flags & (NOT_NAME | PUNCTUATION | ROLE | AGENCY):
        end = at + 1
        while end < min(limit, at + _LONGEST) and r.flags[end] & CAPITAL and not r.flags[end] & (ROLE | PREPOSITION):
            end += 1
        return at, end
    return None


def _marked(r: Reading, at: int) -> Range | None:
    """ "der Zeitung „Welt“": the name of an outlet in marks."""
    first, last = r.quotes[r.quote_of[at]]
    if first != at or last - first > _LONGEST_MARKED or last - first < 3:
        return None
    is_known = " ".join(r.lows[first + 1 : last - 1]) in r.lexicon.outlets
    is_called = first > 0 and bool(r.flags[first - 1] & AGENCY)
    return (first + 1, last - 1) if is_known or is_called else None


def outlet_in(r: Reading, first: int, last: int) -> str | None:
    """The name of an outlet inside a phrase; where the phrase is one without a name, nothing."""
    for at in range(first, last):
        found = outlet_at(r, at, last)
        if found is not None:
            return r.slice(*found)
    return None
