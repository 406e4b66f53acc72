"""Passive cues: "The council was told by its chair, Ada Lund, that …" has Ada Lund's words behind "that"."""

from __future__ import annotations

from dataclasses import replace

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases.speaker_after_cue import named_behind, phrase_right
from retrieval.annotate.attributions.phrases.voices import can_speak
from retrieval.annotate.attributions.said.clauses import content_end, trimmed
from retrieval.annotate.attributions.said.senses import opens_clause
from retrieval.annotate.attributions.said.settings import skip_asides
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import COMMA, PREPOSITION, TELL

_LONGEST_PLACE, _LONGEST_SPEAKER = 8, 16


def read_told_by(sentence: Sentence, cue: Cue) -> None:
    """Claim the clause or the quotation behind "was told by X"."""
    page, last = sentence.page, sentence.last
    by = cue.at + 1
    if not cue.kinds & TELL or by + 2 >= last or page.lows[by] != "by":
        return
    that = next((at for at in range(by + 2, min(last, by + _LONGEST_SPEAKER)) if page.lows[at] == "that"), last)
    phrase = phrase_right(page, by + 1, that)
    if phrase is None or not can_speak(page, phrase):
        return
    phrase = named_behind(page, phrase, last)
    start = _behind_place(sentence, phrase.whole[1])
    start = skip_asides(page, start + bool(page.flags[start] & COMMA), last)
    quote = sentence.quote_at(start)
    if quote is not None:
        content = page.quotes[quote]
    elif start + 2 < last and page.lows[start] == "that" and opens_clause(page, start + 1, last):
        content = trimmed(page, start, content_end(page, start, last, sentence.cues)) or (start, start)
    else:
        return
    if content[0] < content[1] and not sentence.is_claimed(content[0]):
        draft = Draft([content], (cue.first, by), phrase, "told-by", is_open=quote is not None)
        sentence.claim(draft, replace(cue, shares=False))


def _behind_place(sentence: Sentence, at: int) -> int:
    """Where what is said begins, over what tells more of a speaker: "by an official *in the harbor office* that"."""
    page = sentence.page
    if not page.flags[at] & PREPOSITION:
        return at
    for end in range(at + 1, min(sentence.last, at + _LONGEST_PLACE)):
        if page.lows[end] == "that" or page.quote_of[end] >= 0:
            return end
        if page.flags[end] & COMMA:
            return at
    return at
