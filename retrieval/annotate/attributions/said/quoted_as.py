"""Quoted as saying: "Reuters quoted Ada Lund as saying that …" has Ada Lund’s words, and Reuters carried them."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.outlets import is_outlet, outlet_in
from retrieval.annotate.attributions.phrases.speaker_after_cue import named_behind, phrase_right
from retrieval.annotate.attributions.phrases.speaker_before_cue import floor_before
from retrieval.annotate.attributions.phrases.subjects import subject_left
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import AUXILIARY, BODY, CUE, GIVEN, PLACE, ROLE, TITLE
from retrieval.annotate.page import Page

_FARTHEST = 14
_BEING = ("was", "were", "is", "are", "been", "being")


def quoted_as(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Who is quoted in front of "as saying"; where an outlet quotes, it is the carrier of the sentence."""
    page, as_at = sentence.page, cue.first - 1
    if as_at <= sentence.first or page.lows[as_at] != "as":
        return None
    for at in range(as_at - 1, max(sentence.first, as_at - _FARTHEST), -1):
        if page.lows[at] not in page.speech.cite:
            continue
        if _is_passive(page, at):
            return subject_left(page, at - 1, floor_before(at - 1, sentence.first))
        if page.lows[at + 1] != "by":
            quoting = subject_left(page, at, floor_before(at, sentence.first))
            if quoting is not None and is_outlet(page, *quoting.whole):
                sentence.carrier = outlet_in(page, *quoting.whole) or (quoting.first, quoting.last)
            return phrase_right(page, at + 1, as_at)
    return None


def cited_at(sentence: Sentence, at: int) -> Phrase | None:
    """Whom "citing" leads to: a person by name, and no outlet."""
    page = sentence.page
    cited = phrase_right(page, at, sentence.last)
    if cited is None or cited.kind != "name" or not is_person_like(page, cited) or is_outlet(page, *cited.whole):
        return None
    return named_behind(page, cited, sentence.last)


def is_person_like(page: Page, phrase: Phrase) -> bool:
    """Whether a name is somebody's and no body's: it has a role, or a given name."""
    if phrase.role is not None:
        return True
    flags = [page.flags[at] for at in range(*phrase.whole)]
    return any(value & (ROLE | GIVEN | TITLE) for value in flags) and not page.flags[phrase.last - 1] & (BODY | PLACE)


def _is_passive(page: Page, at: int) -> bool:
    """ "Ada Lund *was quoted* (by Reuters) as saying": whose words they are is the subject."""
    return bool(page.flags[at - 1] & AUXILIARY) and page.lows[at - 1] in _BEING


def quotes_as(sentence: Sentence, cue: Cue) -> bool:
    """Whether a verb only tells who is quoted, and "as saying" behind it has the words."""
    page = sentence.page
    if page.lows[cue.at] not in page.speech.cite:
        return False
    behind = range(cue.at + 1, min(sentence.last - 1, cue.at + _FARTHEST))
    return any(
        page.lows[at] == "as" and page.lows[at + 1].endswith("ing") and page.flags[at + 1] & CUE for at in behind
    )
