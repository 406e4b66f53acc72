"""Verbs that are nouns or adjectives where they stand: "the *reports*", "any firm *claims*", "newly *added* deals"."""

from __future__ import annotations

from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GIVEN,
    GROUP,
    LOOSE,
    NUMBER,
    PARTICIPLE_SHIFT,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAY,
    SOURCE,
    STATE,
    SUBORDINATOR,
    THAT,
    TIME,
    VERBISH,
)
from retrieval.annotate.openings import is_named_inside
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_ordinary

_MANY = ("some", "many", "both", "most", "few", "several", "these", "those")
_LONGEST_HEAD = 3
_SPEAKING = GIVEN | GROUP | ROLE | BODY | AGENCY | SOURCE | PRONOUN


def is_noun(page: Page, at: int, floor: int) -> bool:
    """Whether a word that could be a cue is a noun here ("his claim", "the reports")."""
    if at <= floor:
        return not (page.kinds(at) >> PARTICIPLE_SHIFT & (SAY | STATE) and page.lows[at].endswith("ing"))
    flags = page.flags[at - 1]
    if page.lows[at] == "state" and page.flags[at + 1] & CAPITAL:
        return True  # "his niece, *state* Senator Ada Lund"
    if _is_attribute(page, at) or _is_subject(page, at) or _is_made(page, at):
        return True
    if page.lows[at] in ("said", "says", "told", "wrote"):
        return page.lows[at - 1] == "of" and _is_bare_noun(page, at + 1)  # "the result of *said* drama"
    if page.kinds(at) >> PARTICIPLE_SHIFT and page.lows[at].endswith("ing"):
        return bool(flags & (DETERMINER | POSSESSIVE))
    if at - 1 == floor and _is_headed(page, at):
        return True
    is_near = at - floor <= _LONGEST_HEAD and page.lows[at].endswith("s") and page.lows[at + 1] == "that"
    if is_near and page.lows[at] in page.speech.sources | page.speech.spoken_nouns and _has_two_verbs(page, at + 2):
        return True  # "Local media *reports* that the dam had broken were false"
    if _is_counted(page, at):
        return True
    if page.lows[at - 1] in ("’", "'") and page.lows[at - 2].endswith("s") and page.ends[at - 2] == page.starts[at - 1]:
        return page.quote_of[at - 1] < 0  # "the players’ challenge"
    if page.flags[at - 2] & POSSESSIVE and page.words[at - 1].isupper() and page.lows[at].endswith("s"):
        return True  # "the Otters’ TD hopes"
    is_owned = bool(page.flags[at - 2] & POSSESSIVE) and not flags & _SPEAKING and not flags & CAPITAL
    if is_owned and page.lows[at] in page.speech.sources | page.speech.spoken_nouns:
        return True  # "their teams’ injury reports"; but "the mayor’s office reports"
    if (
        flags & (DETERMINER | POSSESSIVE)
        and not flags & PUNCTUATION
        and page.lows[at - 1]
        not in ("this", "that", "those", "some", "many", "all", "both", "most", "others", "another")
    ):
        return True
    return bool(flags & (PREPOSITION | NUMBER)) and not flags & AUXILIARY and not flags & TIME


def _is_attribute(page: Page, at: int) -> bool:
    """Whether a participle tells more of a noun behind its adverb: "all *newly added* deals"."""
    is_led = page.lows[at - 1].endswith("ly") and page.flags[at - 2] & (DETERMINER | POSSESSIVE)
    return bool(is_led) and _is_bare_noun(page, at + 1) and page.lows[at].endswith("ed")


def _is_made(page: Page, at: int) -> bool:
    """Whether a verb is right before a word in -s: "made *plans* to leave"."""
    is_plan = page.kinds(at) & LOOSE and not page.kinds(at) & SAY
    return bool(page.flags[at - 1] & PAST and is_plan) and page.lows[at].endswith("s")


def _is_subject(page: Page, at: int) -> bool:
    """Whether the verb of a word in -s is right behind it: "note that card *details are* right"; "X says is" speaks."""
    low = page.lows[at]
    is_led = page.flags[at - 1] & COMMA and page.quote_of[at - 1] < 0  # "In May, *reports* are due"
    if not low.endswith("s") or (page.kinds(at) & SAY and not is_led) or page.flags[at - 1] & _SPEAKING:
        return False
    return page.lows[at + 1] in ("are", "were", "have", "need", "remain")


def _is_counted(page: Page, at: int) -> bool:
    """Whether a word in -s is a noun by what is before it: "some *claims*", "any firm *claims*", "most *welcome*"."""
    low, before = page.lows[at], page.lows[at - 1]
    if before == "most" and page.flags[at - 2] & (DETERMINER | POSSESSIVE):
        return True  # "its most *welcome* feature"
    if not low.endswith("s") or low in ("says", "tells", "thinks") or page.flags[at - 1] & PUNCTUATION:
        return False
    if before in _MANY:
        return True
    if page.lows[at - 2] in ("any", "no"):
        return not page.flags[at - 1] & _SPEAKING
    is_object = page.words[at - 1].isupper() and page.flags[at - 2] & (PAST | VERBISH) and len(before) > 1
    if before == "tv" or is_object:
        return True  # "films, *TV shows*, maps", "received PDF *reports*"
    if page.lows[at - 2] in _MANY and page.lows[at + 1] == "that" and page.flags[at + 2] & AUXILIARY:
        return True  # "some general *rules that* should hold"
    is_led = page.flags[at - 2] & (DETERMINER | POSSESSIVE) and not page.flags[at - 2] & PUNCTUATION
    if is_led and page.flags[at - 1] & TIME and page.words[at - 1].islower():
        return True  # "our weekend *posts*"
    return bool(is_led and before.endswith("ing") and not page.flags[at - 1] & (_SPEAKING | CAPITAL))


def _is_bare_noun(page: Page, at: int) -> bool:
    """Whether a word in small letters is none of those that open a clause."""
    opens = DETERMINER | PRONOUN | POSSESSIVE | THAT | NUMBER | PUNCTUATION | PREPOSITION | TIME | ADVERB | AUXILIARY
    return page.quote_of[at] < 0 and page.words[at].islower() and not page.flags[at] & opens


def _is_headed(page: Page, at: int) -> bool:
    """Whether a noun with its adjective opens the sentence: its verb comes behind it, or behind its clause.

    "Early *reports* showed", "Initial *reports* that Dahl had left were refuted"; but "Dahl reports that it is closed".
    """
    if not page.lows[at].endswith("s") or page.flags[at - 1] & _SPEAKING or page.lows[at - 1].endswith("s"):
        return False
    if is_named_inside(page, at - 1):
        return False
    behind = at + 1
    if page.flags[behind] & (CUE | AUXILIARY) and not page.flags[behind] & (THAT | DETERMINER | CAPITAL):
        return True
    if page.flags[behind] & (PAST | VERBISH) and page.flags[behind + 1] & PREPOSITION:
        return True  # "Early *claims made for* the lamp"
    if page.lows[behind] != "that":
        return False
    is_noun_too = page.lows[at] in page.speech.sources | page.speech.spoken_nouns
    return _has_two_verbs(page, behind + 1) or (
        is_noun_too and (is_ordinary(page.lows[at - 1]) or bool(page.flags[at - 1] & VERBISH))
    )


def _has_two_verbs(page: Page, at: int) -> bool:
    """Whether two finite verbs follow with no joint between them."""
    verbs, was_verb = 0, False
    while at < len(page.flags) and page.quote_of[at] < 0:
        flags = page.flags[at]
        if flags & (PUNCTUATION | CONJUNCTION | SUBORDINATOR | RELATIVE):
            return False
        is_verb = bool(flags & (AUXILIARY | PAST)) and page.lows[at] not in ("to", "be")
        verbs += is_verb and not was_verb
        if verbs > 1:
            return True
        was_verb = is_verb or (was_verb and bool(flags & ADVERB))
        at += 1
    return False
