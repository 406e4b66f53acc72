"""Adjuncts: the days, places of speech and small words between a verb and its subject ("sagte *am Montag auch* X")."""

from __future__ import annotations

from retrieval.annotate.attributions.names.name_runs import ADJECTIVE
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    ADVERB,
    CAPITAL,
    DETERMINER,
    LISTENER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFLEXIVE,
    SOURCE,
    TIME,
)

_LONGEST_ATTRIBUTE = 9
_LONGEST_TITLE = 6
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


def _over_title(r: Reading, at: int, limit: int) -> int:
    """Behind what is on the air or in print, in marks ("в эфире *«Радио Запад»* представитель"); else the token."""
    if r.table.name_cases is None or at >= limit or r.quote_of[at] < 0:
        return at
    first, last = r.quotes[r.quote_of[at]]
    return last if first == at and last - first <= _LONGEST_TITLE and last < limit else at


def _setting_end(r: Reading, at: int, limit: int) -> int:
    """Behind the day or the statement that follows a preposition; its own place where none does."""
    end = at
    while end < min(limit, at + 5) and r.quote_of[end] < 0:
        flags = r.flags[end]
        if flags & (TIME | SOURCE):
            end += 1
            while end < limit and r.flags[end] & (TIME | NUMBER) and not r.flags[end] & PUNCTUATION:
                end += 1
            return _over_title(r, end, limit)
        if flags & PUNCTUATION or (flags & CAPITAL and not flags & NUMBER):
            return at
        end += 1
    return at


def over_attribute(r: Reading, at: int, limit: int) -> int:
    """Behind what a German article has before its adjective ("der *für Verkehr zuständige* Dezernent")."""
    if not r.table.nouns_are_capitalised or not r.flags[at - 1] & DETERMINER or r.flags[at] & PRONOUN:
        return at
    if not r.flags[at] & (PREPOSITION | ADVERB | NUMBER | TIME):
        return at
    for end in range(at + 1, min(limit - 1, at + _LONGEST_ATTRIBUTE)):
        if r.flags[end] & PUNCTUATION or r.quote_of[end] >= 0:
            return at
        is_adjective = r.words[end].islower() and not r.flags[end] & SMALL and r.lows[end].endswith(ADJECTIVE)
        if is_adjective and r.flags[end + 1] & CAPITAL and not r.flags[end - 1] & DETERMINER:
            return end + 1
    return at


def is_partitive(r: Reading, at: int) -> bool:
    """Whether "of" is an article here: two words in the plural follow it ("*de nombreux* habitants")."""
    if r.lows[at] not in r.table.partitives or at + 2 >= r.size or r.quote_of[at + 1] >= 0:
        return False
    noun = at + 2 - bool(r.flags[at] & DETERMINER)
    return not r.flags[noun] & SMALL and all(
        r.words[n].islower() and r.lows[n][-1] in "sx" for n in range(at + 1, noun + 1)
    )


def has_span(r: Reading, time: int) -> bool:
    """Whether a preposition ties a span of time to what stands before it ("éclusier *depuis* trente ans")."""
    return not r.table.nouns_are_capitalised and any(r.flags[at] & PREPOSITION for at in range(time - 2, time))
