"""Doubles of speech: what has a verb of speech and tells of a deed, a thing or somebody else's words.

“Heavy trucks demand more energy”, “he called her at home”, and more.
"""

from __future__ import annotations

from retrieval.annotate.attributions.content.objects import is_only_named
from retrieval.annotate.attributions.cues import Cue
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speaker.voices import can_speak, is_thing
from retrieval.annotate.lexicon import (
    ADVERB,
    BODY,
    CALL,
    CAPITAL,
    DETERMINER,
    JUDGE,
    PLACE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    SAY,
    SPEAK,
    STATE,
    TELL,
    URGE,
    VOW,
)
from retrieval.annotate.page import Page

_OF_PEOPLE = ("judge", "vow", "loose", "urge", "call", "tell")
_MODALS = ("may", "might", "would", "could", "should", "can", "will")
_EXAMPLES = ("such", "itself", "himself", "herself", "themselves")
_SPOKEN = SAY | TELL | JUDGE | CALL | VOW | URGE
_NOBODY = frozenset({"no", "nobody", "none"})


def is_done_by_none(page: Page, rule: str, phrase: Phrase | None) -> bool:
    """Whether the reader speaks, or a thing or nobody judges or promises: "*Heavy trucks* demand more energy"."""
    if phrase is not None and phrase.kind == "pronoun" and not can_speak(page, phrase):
        return True
    if phrase is None or rule not in _OF_PEOPLE:
        return False
    return is_thing(page, phrase) or page.lows[phrase.first] in page.speech.first_and_second | _NOBODY


def is_only_thought(sentence: Sentence, cue: Cue) -> bool:
    """Whether a participle tells what somebody may think: "the power *of understanding* that"."""
    page, before = sentence.page, cue.first - 1
    if cue.form == "participle" and page.lows[before] in ("with", "as") and page.lows[before - 1] in _EXAMPLES:
        return True  # "such as *writing* letters", "itself with *defending*"
    if cue.form != "participle" or cue.kinds & _SPOKEN:
        return False
    if page.lows[before] == "of":
        return True
    is_joined = before >= sentence.first and not page.flags[before] & PUNCTUATION
    return is_joined and any(page.lows[at] in _MODALS for at in range(sentence.first, before))


def is_promise_of_place(page: Page, cue: Cue) -> bool:
    """Whether a place has something coming: "*Marsh Arena promises to be* loud"."""
    if not cue.kinds & VOW or cue.subject is None or page.lows[cue.at + 1 : cue.at + 3] != ["to", "be"]:
        return False
    return cue.subject.kind == "name" and bool(page.flags[cue.subject.last - 1] & (BODY | PLACE))


def leads_noun(page: Page, at: int) -> bool:
    """Whether "on" is no part of the verb but tells where: "wrote *on Instagram*, “…”"; but "went on: “…”"."""
    return page.lows[at] == "on" and bool(page.flags[at + 1] & (CAPITAL | DETERMINER)) and page.quote_of[at + 1] < 0


def is_said_later(sentence: Sentence, cue: Cue, end: int) -> bool:
    """Whether a later verb has the quotation: "commented on the clip *saying*, “…”"."""
    later = (other for other in sentence.cues if cue.at < other.at < end and other.kinds & (SAY | STATE | SPEAK))
    return any(sentence.quote_at(other.at + 1) is not None for other in later)


def is_without_object(page: Page, cue: Cue, at: int, end: int) -> bool:
    """Whether nothing is judged and nobody called anything: "Marsh United *defended well*.", "called *Lund*"."""
    if cue.kinds & CALL and page.lows[at - 1] != "on" and (is_only_named(page, at, end) or is_telephoned(page, at)):
        return True
    is_over = bool(page.flags[at + 1] & PUNCTUATION) and page.quote_of[at + 1] < 0
    is_manner = page.words[at].islower() and bool(page.flags[at] & ADVERB or page.lows[at] == "well")
    return bool(cue.kinds & JUDGE) and is_over and is_manner


def is_telephoned(page: Page, at: int) -> bool:
    """Whether nobody is called anything: "called *him for* the first time", "called *911*"."""
    is_pronoun = bool(page.flags[at] & PRONOUN) or page.lows[at] in page.speech.him | page.speech.them | page.speech.her
    is_left = page.flags[at + 1] & (PREPOSITION | PUNCTUATION) and page.lows[at + 1] not in page.speech.particles
    return bool(page.words[at].isdigit() or (is_pronoun and is_left and page.lows[at + 1] != "as"))
