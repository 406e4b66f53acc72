"""Stances: "Lund is convinced that …", "Lund’s claim that …" tell what somebody holds without a verb of speech."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.name_edges import name_left
from retrieval.annotate.attributions.phrases.speaker_before_cue import floor_before
from retrieval.annotate.attributions.phrases.subjects import subject_left
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody
from retrieval.annotate.attributions.said.clauses import content_end, trimmed
from retrieval.annotate.attributions.said.senses import opens_clause
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import ADVERB, AUXILIARY, DETERMINER, NEGATION, POSSESSIVE
from retrieval.annotate.page import Page

_LONGEST_GAP = 4
_MODALS = ("must", "should", "would", "could", "can", "may", "might", "to")


def read_stances(sentence: Sentence) -> None:
    """Claim the clause behind "that" where an adjective or a noun of speech is before it."""
    page, speech = sentence.page, sentence.page.speech
    if "that" not in page.lows[sentence.first : sentence.last]:
        return
    for at in range(sentence.first + 2, sentence.last - 2):
        if page.lows[at] != "that" or page.quote_of[at] >= 0 or sentence.is_claimed(at):
            continue
        word = page.lows[at - 1]
        if word in speech.stances:
            found = _holder(sentence, at - 1)
        elif word in speech.spoken_nouns:
            found = _owner(page, sentence.first, at - 1)
        else:
            continue
        if found is None or sentence.is_claimed(at - 1) or not opens_clause(page, at + 1, sentence.last):
            continue
        content = trimmed(page, at, content_end(page, at, sentence.last, sentence.cues))
        if content is not None:
            sentence.claim(Draft([content], (at - 1, at), found, "stance"))


def _holder(sentence: Sentence, adjective: int) -> Phrase | None:
    """Who *is* convinced, or *made it* clear; nobody for "it is clear that" and for a denial."""
    page = sentence.page
    at = adjective
    is_held = False
    while at > sentence.first and adjective - at < _LONGEST_GAP and page.quote_of[at - 1] < 0:
        flags, low = page.flags[at - 1], page.lows[at - 1]
        if flags & NEGATION or low in _MODALS:
            return None  # "must be hopeful", "have *to* be hopeful"
        is_made = low in ("made", "makes") and page.lows[adjective] == "clear"
        if not (flags & AUXILIARY or is_made or (flags & ADVERB and not flags & DETERMINER)) and low != "it":
            break
        if low == "it" and page.lows[at - 2] not in ("made", "makes"):
            return None
        is_held = is_held or is_made or (bool(flags & AUXILIARY) and page.lows[adjective] != "clear")
        at -= 1
    holder = subject_left(page, at, floor_before(at, sentence.first)) if is_held else None
    if holder is None or holder.kind == "relative" or not can_speak(page, holder) or not is_somebody(page, holder):
        return None
    return holder


def _owner(page: Page, floor: int, noun: int) -> Phrase | None:
    """Whose claim it is, by name: "*Lund’s* repeated claim that …"."""
    at = noun
    while at > floor and noun - at < _LONGEST_GAP and not page.flags[at - 1] & POSSESSIVE:
        at -= 1
    if at <= floor or not page.flags[at - 1] & POSSESSIVE or page.quote_of[at - 1] >= 0:
        return None
    first = name_left(page, at - 1, floor)
    if first <= floor:
        return None  # "Lund’s claim that the boat sank angered the town": nothing parts the claim from the rest.
    return Phrase("name", first, at - 1, (first, noun + 1)) if first < at - 1 else None
