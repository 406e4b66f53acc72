"""Quoted as saying: "Reuters quoted Ada Lund as saying that …" has Ada Lund's words, and Reuters carried them."""

from __future__ import annotations

from retrieval.annotate.attributions.cues import Cue
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speaker.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.speaker.speaker_before_cue import floor_before
from retrieval.annotate.attributions.speaker.subjects import subject_left
from retrieval.annotate.attributions.via import is_outlet

_FARTHEST = 14


def quoted_as(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Who is quoted in front of "as saying"; where an outlet quotes, it is the carrier of the sentence."""
    page, as_at = sentence.page, cue.first - 1
    if as_at <= sentence.first or page.lows[as_at] != "as":
        return None
    for at in range(as_at - 1, max(sentence.first, as_at - _FARTHEST), -1):
        if page.lows[at] in page.speech.citing and page.lows[at + 1] != "by":
            quoting = subject_left(page, at, floor_before(at, sentence.first))
            if quoting is not None and is_outlet(page, *quoting.whole):
                sentence.carrier = (quoting.first, quoting.last)
            return phrase_right(page, at + 1, as_at)
    return None
