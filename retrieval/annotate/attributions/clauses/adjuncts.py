"""Adjuncts: the days, places of speech and small words between a verb and its subject ("sagte *am Montag auch* X")."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.lexicon import (
    ADVERB,
    CAPITAL,
    DETERMINER,
    LISTENER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFLEXIVE,
    STATEMENT,
    TIME,
)
from retrieval.annotate.attributions.clauses.reading import Reading

_ADJUNCT = ADVERB | REFLEXIVE | LISTENER | TIME | NUMBER


def skip_adjuncts(r: Reading, at: int, limit: int) -> int:
    """Behind the small words and days between a verb and its subject ("sagte *am Montag auch* die Ministerin")."""
    while at < limit and r.quote_of[at] < 0:
        flags = r.flags[at]
        if (flags & _ADJUNCT and not flags & (PRONOUN | CAPITAL)) or flags & TIME:
            at += 1
        elif r.table.is_romance and flags & DETERMINER and at + 1 < limit and r.flags[at + 1] & TIME:
            at += 2  # "este viernes", "le lendemain"
        elif flags & PREPOSITION and not flags & PRONOUN:
            end = _setting_end(r, at + 1, limit)
            if end == at + 1:
                return at
            at = end
        else:
            return at
    return at


def _setting_end(r: Reading, at: int, limit: int) -> int:
    """Behind the day or the statement that follows a preposition; its own place where none does."""
    end = at
    while end < min(limit, at + 5) and r.quote_of[end] < 0:
        flags = r.flags[end]
        if flags & (TIME | STATEMENT):
            end += 1
            while end < limit and r.flags[end] & (TIME | NUMBER) and not r.flags[end] & PUNCTUATION:
                end += 1
            return end
        if flags & PUNCTUATION or (flags & CAPITAL and not flags & NUMBER):
            return at
        end += 1
    return at
