"""Refusals: "Lund *did not want to comment* on the case", "Lund *preferred not to answer*" are what somebody says."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases.speaker_before_cue import floor_before
from retrieval.annotate.attributions.phrases.subjects import subject_left
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody
from retrieval.annotate.attributions.said.clauses import content_end, trimmed
from retrieval.annotate.attributions.said.objects import deed_end
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import ADVERB, AUXILIARY, NEGATION, SUBORDINATOR
from retrieval.annotate.page import Page

_SHORTEST = 3


def read_refusals(sentence: Sentence) -> None:
    """Claim what somebody was unwilling to do in words; who merely did not is nobody's speaker."""
    page, comments = sentence.page, sentence.page.speech.comments
    for at in range(sentence.first + _SHORTEST, sentence.last):
        if page.lows[at] not in comments or page.lows[at - 1] != "to" or page.quote_of[at] >= 0:
            continue
        first = _unwilling_from(page, at - 1, sentence.first)
        if first == at - 1 or sentence.is_claimed(at) or sentence.is_claimed(first):
            continue
        phrase = subject_left(page, first, floor_before(first, sentence.first))
        if phrase is None or phrase.kind == "relative" or page.flags[phrase.whole[0] - 1] & SUBORDINATOR:
            continue  # "the mayor, *who* did not want …", "He did not say *why* he did not want to talk."
        if not can_speak(page, phrase) or not is_somebody(page, phrase):
            continue
        end = deed_end(page, at, content_end(page, at, sentence.last, sentence.cues))
        content = trimmed(page, at - 1, end)
        if content is not None:
            sentence.claim(Draft([content], (first, at - 1), phrase, "vow"))


def _unwilling_from(page: Page, to: int, floor: int) -> int:
    """Where "did not want" or "preferred not" begins before "to"; its own place where neither is there."""
    at, seen = to, 0
    is_unwilling = False
    while at > floor and page.quote_of[at - 1] < 0:
        flags, is_verb = page.flags[at - 1], page.lows[at - 1] in page.speech.unwilling
        if not (is_verb or flags & (NEGATION | AUXILIARY | ADVERB)):
            break
        is_unwilling = is_unwilling or is_verb
        seen |= flags
        at -= 1
    return at if is_unwilling and seen & NEGATION else to
