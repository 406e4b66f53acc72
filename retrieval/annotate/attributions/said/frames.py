"""Frames: what a verb of wish or judgement must have behind it, so that it tells of words and not of a deed or a want.

“Lund wants the pier closed” holds something; “Lund wants a striker” lacks one; “Lund denied the hosts a goal” did so.
"""

from __future__ import annotations

from retrieval.annotate.attributions.phrases.name_edges import name_right
from retrieval.annotate.attributions.said.clauses import has_verb, skip_noun
from retrieval.annotate.attributions.said.senses import opens_clause
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CALL,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    HIS,
    JUDGE,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SUBORDINATOR,
    THEM,
    TIME,
    VERBISH,
)
from retrieval.annotate.page import Page

_WISHES, _HOPES, _STANDS = ("want",), ("hope", "hoping"), ("support", "attack", "oppos")
_DEED_ENDINGS = ("ion", "ions", "ment", "ments", "ing")
_MOVES = ("welcom", "recall", "condemn")
_NO_VERB = DETERMINER | NUMBER | CAPITAL | PRONOUN | POSSESSIVE | PUNCTUATION | PREPOSITION | TIME | SUBORDINATOR
_ENDS = PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR
_MOST_WORDS = 20


def holds_something(page: Page, cue: Cue, first: int, last: int) -> bool:
    """Whether an object says what somebody wishes or backs: "wants *it closed*", "hopes *it closes*", "backed *a ban*".

    Args:
        first, last: the words behind the verb.
    """
    low = page.lows[cue.at]
    if low.startswith(_HOPES):
        is_subject = page.flags[first] & (DETERMINER | CAPITAL | PRONOUN | NUMBER)
        is_clause = opens_clause(page, first, last) or (is_subject and has_verb(page, first, last))
        return page.lows[first] == "for" or bool(is_clause)
    if low.startswith(_WISHES):
        return _is_to_be_done(page, first, last)
    if low == "pointed" and page.lows[cue.at + 1] != "out":
        return "to" in page.lows[first:last] or page.lows[first] == "that"  # "pointed *jokes*" are none
    if low.startswith(_STANDS):
        return not _is_person(page, first, last)  # "supported *her* through the winter"
    return True


def is_hope(page: Page, cue: Cue) -> bool:
    """Whether a verb has a clause and never anything that is called so: "The mayor *hoped* the noise would stop"."""
    return page.lows[cue.at].startswith(_HOPES)


def _is_to_be_done(page: Page, first: int, last: int) -> bool:
    """Whether something shall be done: "*the pier closed*", "*the council to close it*", "*an expansion of it*"."""
    noun = skip_noun(page, first, last) - 1
    if noun > first and page.words[noun].islower() and page.lows[noun].endswith(_DEED_ENDINGS):
        return True
    for at in range(first + 1, min(last, first + _MOST_WORDS)):
        flags = page.flags[at]
        if page.quote_of[at] >= 0:
            return True
        if page.lows[at] == "to":
            return at + 1 < last and not page.flags[at + 1] & _NO_VERB
        if flags & (VERBISH | PAST) and not page.flags[at - 1] & DETERMINER and page.words[at].islower():
            return True
        if flags & (PUNCTUATION | SUBORDINATOR | AUXILIARY) and not flags & DETERMINER:
            return False
    return False


def is_object_pronoun(page: Page, at: int) -> bool:
    """Whether a word is "him" or "them", and no possessive."""
    return bool(page.flags[at] & THEM and not page.flags[at] & HIS)


def _is_person(page: Page, at: int, last: int) -> bool:
    """Whether a pronoun is all that a verb has for its object."""
    is_them = is_object_pronoun(page, at) or page.lows[at] in ("me", "us", "you")
    is_her = page.lows[at] == "her" and (at + 1 >= last or bool(page.flags[at + 1] & (_ENDS | ADVERB)))
    return is_them or is_her


def is_deed(page: Page, cue: Cue, first: int, last: int) -> bool:
    """Whether something is done to somebody, and nothing said: "denied *the hosts a goal*", "recalled *Lund to* …".

    Args:
        first, last: the words behind the verb.
    """
    if any(page.quote_of[at] >= 0 for at in range(first, last)):
        return False
    if cue.kinds & CALL:
        return page.lows[cue.at].startswith("call") and _is_only_summoned(page, first, last)
    if not cue.kinds & JUDGE:
        return False
    low = page.lows[cue.at]
    if low.startswith(("deny", "deni")):
        return _has_second_object(page, first, last)
    if low.startswith("recall") and page.flags[first] & NUMBER:
        return True  # "recalled *950 cars*"
    if low.startswith(_MOVES) and _is_moved(page, first, last):
        return True
    return low.startswith("applau") and _is_for_people(page, first, last)


def _has_second_object(page: Page, first: int, last: int) -> bool:
    """Whether a second noun follows that somebody does not get: "denied *the hosts a goal*", "denied *them a seat*"."""
    if page.lows[first].endswith("ing"):
        return False  # "denied *copying the* cover"
    behind = first + 1 if page.flags[first] & PRONOUN else skip_noun(page, first, last)
    if behind >= last or page.lows[behind] == "that" or behind + 1 >= last or page.flags[behind + 1] & TIME:
        return False
    return bool(page.flags[behind] & DETERMINER) and not page.flags[behind] & PREPOSITION


def _is_moved(page: Page, first: int, last: int) -> bool:
    """Whether a named one is brought somewhere or met: "recalled *Lund to* the side", "welcomes *keeper Ole Vik*"."""
    at = first + bool(page.flags[first] & DETERMINER)
    is_role = False
    while at < last and page.words[at].islower() and not page.flags[at] & (_ENDS | AUXILIARY | VERBISH | DETERMINER):
        is_role = bool(page.flags[at] & (ROLE | GROUP))
        at += 1
    if at > first + bool(page.flags[first] & DETERMINER) and not is_role:
        return False
    behind = name_right(page, at, last)
    is_led = behind + 1 < last and page.lows[behind] == "to" and bool(page.flags[behind + 1] & (DETERMINER | CAPITAL))
    return behind > at and (is_led or (is_role and (behind >= last or bool(page.flags[behind] & _ENDS))))


def _is_for_people(page: Page, first: int, last: int) -> bool:
    """Whether people are clapped for, and not for what they did: "applaud *the fans after* the game"."""
    behind = skip_noun(page, first, last)
    is_people = page.flags[behind - 1] & GROUP and behind > first and page.words[behind - 1].islower()
    is_followed = behind < last and page.flags[behind] & PREPOSITION and "for" not in page.lows[behind:last]
    return bool(is_people and is_followed)


def _is_only_summoned(page: Page, first: int, last: int) -> bool:
    """Whether a thing is called and called nothing: "called *a taxi and* left", "called *a meeting* for Monday"."""
    if page.lows[first] not in ("a", "an"):
        return False
    behind = skip_noun(page, first, last)
    return behind >= last or bool(page.flags[behind] & _ENDS and not page.flags[behind] & DETERMINER)
