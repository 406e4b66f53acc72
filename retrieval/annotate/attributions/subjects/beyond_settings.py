"""Slavic subjects beyond a setting: whom a nominative shows behind it ("заявила *в Борске после суда* Анна Седова")."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.inflected import gender_of_verb, is_adjective, is_given_here
from retrieval.annotate.attributions.names.outlets import begins_citing
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import (
    AS,
    CAPITAL,
    CONDITION,
    CUE,
    INITIAL,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    SUBORDINATOR,
    THAT,
    TIME,
)

_REACH = 10
_LONGEST_TITLE = 6
_ENDS = THAT | RELATIVE | SUBORDINATOR | AS | CONDITION


def nominative_beyond(r: Reading, verb: int, limit: int) -> Phrase | None:
    """The person by name or by role whom a nominative shows behind a verb and what tells where and when.

    Args:
        verb: the last word of the verb; a given name is the subject of one that agrees with it.
    """
    at, gender = verb + 1, gender_of_verb(r, verb)
    while at < min(limit, verb + _REACH):
        flags = r.flags[at]
        if r.quote_of[at] >= 0:
            first, last = r.quotes[r.quote_of[at]]
            if first != at or last - first > _LONGEST_TITLE:
                return None
            at = last
            continue
        is_ago = r.flags[at - 1] & TIME  # "два тижні *тому*"
        is_other = flags & PUNCTUATION or (flags & _ENDS and not (flags & PREPOSITION or is_ago))
        if is_other or (flags & CUE and not flags & CAPITAL) or begins_citing(r, at):
            return None
        if at > verb + 1 and (phrase := _named_at(r, at, limit, gender) or _called_at(r, at, limit)) is not None:
            return phrase
        at += 1
    return None


def _named_at(r: Reading, at: int, limit: int, gender: str) -> Phrase | None:
    """A full name that begins with a given name in the nominative, or with initials."""
    is_initial = r.flags[at] & INITIAL and not r.flags[at - 1] & INITIAL
    if not (is_given_here(r, at, gender) or is_initial):
        return None
    phrase = phrase_right(r, at, limit, skips=False)
    if phrase is None or not phrase.is_name or phrase.first != at:
        return None
    cases = r.table.name_cases
    is_subject = cases is not None and cases.is_nominative(r.name(phrase.first, phrase.last), gender)
    return phrase if is_subject or not is_initial else None


def _called_at(r: Reading, at: int, limit: int) -> Phrase | None:
    """A role in the nominative, with the adjectives before it."""
    if r.lows[at] not in r.table.nominatives or r.flags[at] & CAPITAL:
        return None
    begin = at
    while is_adjective(r, begin - 1) and not r.flags[begin - 1] & CAPITAL:
        begin -= 1
    if r.flags[begin - 1] & PREPOSITION:
        return None
    return phrase_right(r, begin, limit, skips=False)
