"""Modifiers: whose verb it is behind words that tell more of somebody: "*Farmers* waiting outside the hall said"."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.phrases.speaker_before_cue import phrase_left
from retrieval.annotate.attributions.phrases.voices import is_somebody
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SOURCE,
    SUBORDINATOR,
    VERBISH,
)
from retrieval.annotate.page import Page

_FARTHEST = 14
_LEADING = ("after", "before", "when", "because", "until", "since")
_ENDS_MODIFIER = PUNCTUATION | CONJUNCTION | SUBORDINATOR
_NO_NOUN = AUXILIARY | PREPOSITION | DETERMINER | ADVERB | POSSESSIVE | CUE | _ENDS_MODIFIER


def modified_subject(page: Page, phrase: Phrase | None, floor: int) -> Phrase | None:
    """The subject that opens the clause, where the phrase before a verb is the object in what tells more of it.

    "One of the teachers *who signed the letter* said": the letter is what they signed. A noun behind a verb of speech
    ("people who think the mayor said no") may begin a clause of its own and stays.
    """
    if phrase is None or phrase.kind not in ("name", "noun"):
        return phrase
    if not _is_object(page, phrase.whole[0], floor, is_thing=not is_somebody(page, phrase)):
        return phrase
    for at in range(phrase.whole[0] - 1, max(floor, phrase.whole[0] - _FARTHEST), -1):
        if page.quote_of[at] >= 0:
            return phrase
        if page.lows[at] == "who" or _is_participle(page, at):
            head = phrase_left(page, at, floor)
            if head is None or head.kind not in ("name", "noun") or not _opens(page, head, floor):
                return phrase
            if page.lows[at] != "who" and not is_somebody(page, head):
                return phrase
            return Phrase(head.kind, head.first, head.last, (head.whole[0], phrase.last), head.role)
        if page.flags[at] & _ENDS_MODIFIER and not page.flags[at] & (DETERMINER | PREPOSITION):
            return phrase
    return phrase


def _is_object(page: Page, start: int, floor: int, *, is_thing: bool) -> bool:
    """Whether a preposition or a verb is before a phrase; right behind "who" stands a verb.

    Args:
        is_thing: the phrase can say nothing itself, and so may be the object of a verb of speech.
    """
    if start - 1 <= floor:
        return False
    flags = page.flags[start - 1]
    is_verb = flags & (VERBISH | PAST) or page.lows[start - 2] == "who"
    return bool(is_verb or flags & PREPOSITION) and not flags & _ENDS_MODIFIER and (is_thing or not flags & CUE)


def _is_participle(page: Page, at: int) -> bool:
    """Whether a word in -ing, or in -ed with its preposition, tells more of the noun right before it."""
    if page.flags[at] & VERBISH and page.flags[at + 1] & PREPOSITION and page.flags[at - 1] & (GROUP | SOURCE):
        return not page.flags[at] & CUE  # "A source *briefed* on the call said"
    return page.lows[at].endswith("ing") and not page.flags[at - 1] & _NO_NOUN and not page.flags[at] & DETERMINER


def _opens(page: Page, phrase: Phrase, floor: int) -> bool:
    start = phrase.whole[0]
    while start > floor and page.flags[start - 1] & ADVERB and not page.flags[start - 1] & DETERMINER:
        start -= 1  # "*Almost* everyone who …"
    return start <= floor or bool(page.flags[start - 1] & _ENDS_MODIFIER)


def subordinate_subject(page: Page, at: int, floor: int, *more: str) -> Phrase | None:
    """Whose verb follows in a clause with a subordinator: "after *Dahl* wrote letters accusing …".

    None where a comma is between them, for then the main clause may go on.

    Args:
        more: other subordinators that may lead the clause.
    """
    for word in range(at - 1, max(floor, at - _FARTHEST), -1):
        flags = page.flags[word]
        if page.quote_of[word] >= 0 or (flags & PUNCTUATION and page.lows[word] not in ("-", "/")):
            return None
        if page.lows[word] in (*_LEADING, *more) and flags & SUBORDINATOR:
            subject = phrase_right(page, word + 1, at)
            behind = subject.whole[1] if subject is not None else at
            is_clause = behind < at and page.flags[behind] & (AUXILIARY | VERBISH | PAST | CUE | ADVERB)
            return subject if is_clause else None
    return None
