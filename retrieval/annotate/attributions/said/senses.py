"""Senses: whether a verb is one of speech where it is used, told by the form of what follows it.

“Reed conceded the bridge was old” has a clause behind it and speaks; “Reed conceded four goals” has none.
"""

from __future__ import annotations

from retrieval.annotate.attributions.phrases.voices import is_somebody
from retrieval.annotate.attributions.said.clauses import NOMINATIVE
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CALL,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CONSTRUCTIONS,
    CUE,
    DETERMINER,
    GROUP,
    HIS,
    JUDGE,
    NEGATION,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    SAY,
    SOURCE,
    STATE,
    SUBORDINATOR,
    THEM,
    URGE,
    VERBISH,
    VOW,
    parted,
)
from retrieval.annotate.page import Page

_LONGEST_SUBJECT = 16
_LONGEST_ASIDE = 12
_FARTHEST_QUOTE = 12
_OBJECTS = ("it", "us", "me")
_POINTING = ("this", "these", "those")
_INFINITE = ("to", "be", "been", "being", "having")
_VERBS = AUXILIARY | NEGATION | PAST | VERBISH | CUE | POSSESSIVE
_OPINIONS = CALL | JUDGE | URGE | VOW
_NO_SUBJECT = PREPOSITION | DETERMINER | NUMBER | POSSESSIVE
_SMALL_WORDS = PREPOSITION | DETERMINER | SUBORDINATOR | CONJUNCTION | PRONOUN | ADVERB


def is_plain_saying(page: Page, cue: Cue) -> bool:
    """Whether a verb has no other sense than that of speech."""
    return page.lows[cue.at] in page.speech.clausal


def opens_clause(page: Page, first: int, last: int) -> bool:
    """Whether subject and finite verb follow: "the bridge was old", and no "four goals" nor "a plan to rebuild it"."""
    if _is_told_at_once(page, first, last):
        return True
    at, is_of_noun = first + 1, False
    while at < min(last, first + _LONGEST_SUBJECT):
        quote = page.quote_of[at]
        if quote >= 0:
            at = max(at + 1, page.quotes[quote][1])
            continue
        flags = page.flags[at]
        if flags & COMMA:
            # "said Reed, the mayor of the town, was ill"
            behind = _behind_aside(page, at, last)
            if behind is None:
                return False
            at = behind
            continue
        if flags & CONJUNCTION and at + 1 < last and page.flags[at + 1] & (AUXILIARY | VERBISH | PAST):
            return False  # "conceded four goals and were sent home"
        if flags & CONJUNCTION and page.flags[first] & NUMBER:
            return False  # "added two per cent and Marsh fell"
        if is_finite(page, at, last):
            if not is_of_noun:
                return True
            at, is_of_noun = _behind_verbs(page, at, last), False
            continue
        is_of_noun |= page.lows[at] == "that" and not page.flags[at - 1] & (CUE | VERBISH | PAST)
        is_joint = page.lows[at] in ("-", "/", "&")
        if page.lows[at] in ("to", "but") or (flags & (PUNCTUATION | SUBORDINATOR) and not is_joint):
            return False
        at += 1
    return False


def _is_told_at_once(page: Page, first: int, last: int) -> bool:
    """Whether a pronoun or a verb opens the clause: "said *he* would", "*they’ll* go", "what he thought *was* best"."""
    low = page.lows[first]
    pronoun, verb = parted(low)
    if pronoun in NOMINATIVE and (verb or low not in ("it", "you") or _has_verb_next(page, first, last)):
        return True  # but "say it every week"
    return bool(page.flags[first] & _VERBS) and is_finite(page, first, last)


def _behind_verbs(page: Page, at: int, last: int) -> int:
    """Behind the verb of what "that" tells of a noun: "songs that *nobody sings*", "people that *know him* agree"."""
    at += 1
    while at < last and page.flags[at] & (AUXILIARY | NEGATION | VERBISH | PAST | CUE) and page.quote_of[at] < 0:
        at += 1
    return at


def is_finite(page: Page, at: int, last: int) -> bool:
    """Whether a word behind a noun is the verb of its clause."""
    flags, before = page.flags[at], page.flags[at - 1]
    if flags & CAPITAL:
        return False
    if flags & (AUXILIARY | NEGATION):
        return page.lows[at] != "to"
    if flags & POSSESSIVE:
        return bool(before & (PRONOUN | RELATIVE))
    if before & (_NO_SUBJECT | CONJUNCTION) and not before & PRONOUN and not _has_pointing(page, at, last):
        return False
    if flags & PAST:
        return True
    if flags & VERBISH:
        return at + 1 >= last or page.lows[at + 1] != "by"
    if flags & CUE and not page.lows[at].endswith("ing"):
        is_base = not page.kinds(at) & CONSTRUCTIONS
        if page.lows[at].endswith("s") and at + 1 >= last and not page.kinds(at) & (SAY | STATE):
            return False  # "claim some welcome offers."
        return not is_base or bool(before & (PRONOUN | GROUP | CAPITAL | ADVERB)) or page.lows[at - 1].endswith("s")
    behind = page.flags[at + 1] if at + 1 < last else PUNCTUATION
    has_object = at + 1 < last and _is_object(page, at + 1)
    is_followed = has_object or behind & (DETERMINER | ADVERB | NUMBER | CAPITAL | PRONOUN)
    is_noun = behind & RELATIVE and before & (CUE | VERBISH | PAST)  # "writes *songs that* nobody sings"
    return page.lows[at].endswith("s") and bool(is_followed) and not flags & _SMALL_WORDS and not is_noun


def _has_verb_next(page: Page, at: int, last: int) -> bool:
    """Whether the verb of a pronoun follows it, over adverbs."""
    at += 1
    while at < last and page.flags[at] & ADVERB and not page.flags[at] & DETERMINER:
        at += 1
    is_verb = page.flags[at] & (AUXILIARY | CUE | PAST | VERBISH | POSSESSIVE) or page.lows[at].endswith("s")
    return at < last and bool(is_verb) and page.quote_of[at] < 0


def _has_pointing(page: Page, at: int, last: int) -> bool:
    """Whether "these" alone is the subject: "*these* helped the council"; but "these added costs"."""
    if page.lows[at - 1] not in _POINTING or at + 1 >= last:
        return False
    return bool(page.flags[at] & PAST or page.flags[at + 1] & (DETERMINER | PRONOUN | CAPITAL))


def _behind_aside(page: Page, comma: int, last: int) -> int | None:
    if page.flags[comma + 1] & CONJUNCTION and page.lows[comma + 1] != "or":
        return None  # "reported its best year*, and, for now*, all is well"
    is_relative = page.flags[comma + 1] & (RELATIVE | SUBORDINATOR)
    for at in range(comma + 1, min(last, comma + _LONGEST_ASIDE)):
        if page.flags[at] & COMMA:
            return at + 1
        if page.flags[at] & AUXILIARY and page.lows[at] != "to" and not is_relative:
            return None  # "reporting losses, *buyers have* no choice but to wait, or"
        if page.quote_of[at] >= 0:
            return None
    return None


def leads_clause(page: Page, cue: Cue, that: int, last: int) -> bool:
    """Whether a subject and its verb follow "that": as they do not in "use that toolset"."""
    first = that + 1
    if cue.subject is not None and not is_somebody(page, cue.subject):
        return False  # "suspicions persist that …"
    if first >= last or is_finite(page, first, last) or _has_object(page, first):
        return False
    low = page.lows[first]
    is_subject = page.flags[first] & (DETERMINER | PRONOUN | CAPITAL | NUMBER) or low in NOMINATIVE or low.endswith("s")
    return bool(is_subject) and opens_clause(page, first, last)


def _has_object(page: Page, at: int) -> bool:
    """Whether a word in -s is a verb by the pronoun behind it: "a moment that *leaves him* alone"."""
    return page.lows[at].endswith("s") and _is_object(page, at + 1)


def _is_object(page: Page, at: int) -> bool:
    """Whether a pronoun can be an object and nothing else, as *her* and *you* cannot."""
    flags = page.flags[at]
    return bool(flags & THEM and not flags & HIS) or page.lows[at] in _OBJECTS


def is_opinion(page: Page, cue: Cue, at: int, end: int) -> bool:
    """Whether somebody calls or judges; "dots called quantum dots are small" tells what a thing is called."""
    if not cue.kinds & _OPINIONS or cue.subject is None or cue.form != "finite":
        return True
    if cue.kinds & CALL and not is_somebody(page, cue.subject):
        return False
    return not (cue.subject.kind == "noun" and _goes_on(page, at, end))


def _goes_on(page: Page, first: int, last: int) -> bool:
    """Whether the finite verb of the sentence comes only now: then what was read is a participle."""
    for at in range(first, last):
        flags = page.flags[at]
        if page.quote_of[at] >= 0 or flags & (PUNCTUATION | SUBORDINATOR | PRONOUN | CONJUNCTION):
            return False
        if at > first and flags & (AUXILIARY | PAST) and page.lows[at] not in _INFINITE and not flags & CAPITAL:
            return True
    return False


def leads_to_quote(page: Page, cue: Cue, first: int, last: int) -> bool:
    """Whether the quotation is in the phrase right behind the verb: "described a “wall of water”".

    What nobody says but in words may have it anywhere.
    """
    if cue.kinds & (SAY | STATE):
        return any(page.quote_of[at] >= 0 for at in range(first, last))
    for at in range(first, min(last, first + _FARTHEST_QUOTE)):
        if page.quote_of[at] >= 0:
            return True
        if page.flags[at] & (PUNCTUATION | SUBORDINATOR | AUXILIARY | RELATIVE) and not page.flags[at] & DETERMINER:
            return False
    return False


def is_finding(page: Page, cue: Cue, floor: int) -> bool:
    """Whether a poll or a report speaks: "the poll showed Clinton led"."""
    if not cue.kinds & STATE or cue.subject is None or cue.subject.kind != "noun":
        return False
    before = cue.subject.whole[0] - 1
    if before >= floor and page.flags[before] & PREPOSITION:
        return False  # "In a statement posted online, …"
    return any(page.flags[at] & SOURCE for at in range(cue.subject.first, cue.subject.last))
