"""Relative words about a cue: "that" which tells of a noun, and "what" which stands for all that is said."""

from __future__ import annotations

from retrieval.annotate.attributions.content.senses import is_finite
from retrieval.annotate.attributions.cues import Cue
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.lexicon import ADVERB, NEGATION, PRONOUN

_BEFORE_RELATIVE = ("all", "everything", "anything", "nothing", "much", "little")


def is_relative_that(sentence: Sentence, that: int) -> bool:
    """Whether "that" tells of the noun before it: "despite *all that* went wrong", "points to a plan *that may* go"."""
    page = sentence.page
    if page.lows[that] != "that" or page.quote_of[that] >= 0:
        return False
    verb = that + 1
    while page.flags[verb] & ADVERB and page.quote_of[verb] < 0:
        verb += 1
    is_amount = page.lows[that - 1] in _BEFORE_RELATIVE and not page.flags[that + 1] & PRONOUN
    return is_amount or (is_finite(page, verb, sentence.last) and not page.flags[verb] & NEGATION)


def stands_for_all(sentence: Sentence, cue: Cue, behind: int) -> bool:
    """Whether "what" in front stands for all that is said: "*What* Vik said in court contradicted her"."""
    if cue.subject is None or behind == cue.at + 1:
        return False
    before = cue.subject.whole[0] - 1
    return before >= sentence.first and sentence.page.lows[before] == "what"
