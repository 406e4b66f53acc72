"""Role boundaries: where the words begin that say what a person is, behind the verb of their sentence."""

from __future__ import annotations

from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CUE,
    DETERMINER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    ROLE,
)
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_LONGEST_POST = 4
# What ties people to a place or a house; other words tie any thing to one ("a blow to Lind", "a first for Lind").
_BELONGING = word_set("at from of with")
_BEING = word_set("is are was were be been being ’s 's ’re 're has have had")


def behind_verb(page: Page, start: int, head: int, floor: int) -> int:
    """The first word of a role that is no verb: "does that *mean* CEO Ada Lund …", "they *want* striker Ian Lund …".

    Args:
        start: where the role would begin.
        head: its last word.
    """
    if start <= floor or start >= head or page.flags[start] & (CAPITAL | ROLE):
        return start
    flags, low = page.flags[start - 1], page.lows[start - 1]
    is_verb_before = flags & AUXILIARY and low not in _BEING  # "will make coach"; but "was former coach"
    return start + 1 if flags & (PRONOUN | RELATIVE) or is_verb_before or low in ("it", "this") else start


def is_post(page: Page, first: int, last: int) -> bool:
    """Whether an apposition is of the form of a post, whatever its noun: "Ada Lund, a *glazier from Lind*, …".

    A noun behind its article, tied by its preposition to a name: the form tells that a person is meant, so that nobody
    need know the noun.

    Args:
        first: the first word behind the article.
        last: the end of the apposition.
    """
    if not page.flags[first - 1] & DETERMINER:
        return False
    bad = CAPITAL | CUE | ADVERB | NUMBER | DETERMINER
    for at in range(first, min(last - 1, first + _LONGEST_POST + 1)):
        if page.flags[at] & PREPOSITION:
            is_tied = page.lows[at] in _BELONGING and page.flags[at + 1] & CAPITAL and not page.flags[at + 1] & NUMBER
            return bool(at > first and is_tied)
        if page.flags[at] & bad:
            return False
    return False
