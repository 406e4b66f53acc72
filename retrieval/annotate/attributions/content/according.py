""" "According to …": the source of the words, or only the agency that carried them."""

from __future__ import annotations

from retrieval.annotate.attributions.content.clauses import content_end, trimmed
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speaker.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.via import is_outlet
from retrieval.annotate.lexicon import AUXILIARY, PARTICIPLE_SHIFT, PUNCTUATION, SAY, STATE, TELL, THAT

_MOST_LINKS = 200


def read_according(sentence: Sentence) -> None:
    """Claim what is before or after "according to X", unless somebody else says it within."""
    page = sentence.page
    for at in page.between(page.link_spots, sentence.first + 1, sentence.last)[:_MOST_LINKS]:
        if page.quote_of[at] >= 0:
            continue
        first = _cue_start(sentence, at)
        if first is None:
            continue
        end = _source_end(sentence, at + 1)
        phrase = _source(sentence, at + 1, end)
        if phrase is None:
            continue
        if is_outlet(page, *phrase.whole) and _has_speaker(sentence, first):
            sentence.carrier = (phrase.first, phrase.last)
            continue
        content = _content(sentence, first, min(end, phrase.whole[1]))
        if content is not None and content[1] - content[0] >= 2:
            sentence.claim(Draft([content], (first, at + 1), phrase, "according"))
            sentence.claimed.append((first, end))


def _cue_start(sentence: Sentence, at: int) -> int | None:
    for phrase in sentence.page.speech.according:
        first = at + 1 - len(phrase)
        if first >= sentence.first and tuple(sentence.page.lows[first : at + 1]) == phrase:
            return first
    return None


def _has_speaker(sentence: Sentence, first: int) -> bool:
    """Whether somebody speaks in the sentence: then the agency only carried it."""
    page = sentence.page
    for cue in sentence.cues:
        if cue.is_passive or cue.is_negated or not cue.kinds & (SAY | STATE | TELL) or cue.subject is None:
            continue
        if page.constructions[page.lows[cue.at]] >> PARTICIPLE_SHIFT and page.lows[cue.at].endswith("ing"):
            continue
        if cue.at < first or first - sentence.first <= 2:
            return True
    return False


def _source_end(sentence: Sentence, at: int) -> int:
    page = sentence.page
    while at < sentence.last:
        if page.quote_of[at] >= 0:
            return at
        if page.flags[at] & PUNCTUATION and page.lows[at] not in ("-", "/", "&", "(", ")"):
            return at
        if page.lows[at] in ("that", "and") and page.flags[at] & THAT:
            return at
        at += 1
    return at


def _source(sentence: Sentence, first: int, last: int) -> Phrase | None:
    phrase = phrase_right(sentence.page, first, last)
    if phrase is None:
        return None
    if phrase.kind == "name" and phrase.last < last and sentence.page.flags[phrase.last] & AUXILIARY:
        return phrase  # No comma parts it from the words: "Nach Angaben von X ist …".
    if phrase.kind == "noun":
        return Phrase("noun", first, last, (first, last))
    return Phrase(phrase.kind, phrase.first, phrase.last, (first, last), phrase.role)


def _content(sentence: Sentence, first: int, end: int) -> tuple[int, int] | None:
    page = sentence.page
    if first - sentence.first <= 2:
        return trimmed(page, end, content_end(page, end, sentence.last, ()))
    return trimmed(page, sentence.left_start(first), first)
