"""Attribution by layout alone: words after a colon, and announced quotations."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.name_edges import WHO
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.phrases.subjects import clause_subject
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody
from retrieval.annotate.attributions.said.clauses import has_verb
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    BASE_SHIFT,
    BODY,
    CAPITAL,
    COMMA,
    CONSTRUCTIONS,
    CUE,
    DETERMINER,
    POSSESSIVE,
    SAY,
    SOURCE,
    SPEAK,
    STATE,
    SUBORDINATOR,
    TELL,
)
from retrieval.annotate.page import Page

_LONGEST_ANNOUNCEMENT = 14


def read_first_word(sentence: Sentence) -> None:
    """ "Said Ellis: “…”"."""
    page, at = sentence.page, sentence.first
    kinds = page.kinds(at)
    if not page.flags[at] & CUE or not kinds & (SAY | STATE) or kinds >> BASE_SHIFT & CONSTRUCTIONS:
        return  # "Read more: “…”", "State your name: “…”" tell the reader what to do.
    phrase = phrase_right(page, at + 1, sentence.last)
    quote = sentence.quote_at(phrase.whole[1]) if phrase is not None else None
    if phrase is not None and quote is not None:
        sentence.claim(Draft([page.quotes[quote]], (at, at + 1), phrase, "first-word", is_open=True))


def read_announced(sentence: Sentence) -> None:
    """ "She had a message: “…”", "issued a statement, “…”": the clause's subject speaks the last quotation."""
    page = sentence.page
    last = sentence.last
    while last > sentence.first and page.quote_of[last - 1] < 0 and not page.words[last - 1][0].isalnum():
        last -= 1
    quote = page.quote_of[last - 1] if last > sentence.first else -1
    if quote < 0:
        return
    first, end = page.quotes[quote]
    at = first - 1
    if at <= sentence.first or sentence.is_claimed(first) or page.quote_of[at] >= 0:
        return
    is_colon = page.lows[at] == ":"
    is_source = page.flags[at] & COMMA and page.flags[at - 1] & SOURCE and not sentence.is_written_large(quote, least=2)
    if not is_colon and not is_source:
        return
    start = max([sentence.first, *(claim[1] for claim in sentence.claimed if claim[1] <= at)])
    subject = clause_subject(page, start, at) or clause_subject(page, sentence.first, at)
    if subject is not None and can_speak(page, subject) and (is_source or announces(page, subject, at)):
        sentence.claim(Draft([(first, end)], (at, at + 1), subject, "announced", is_open=True))


def announces(page: Page, subject: Phrase, colon: int) -> bool:
    """Whether a clause before a colon tells of somebody ("She had a message:"), and is no label ("Best picture:")."""
    if subject.kind == "pronoun":
        return page.lows[subject.first] not in ("it", "you") and has_verb(page, subject.last, colon)
    if subject.kind == "name":
        is_order = page.flags[subject.first] & CUE and page.kinds(subject.first) >> BASE_SHIFT & CONSTRUCTIONS
        return not is_order and has_verb(page, subject.whole[1], colon)  # "*See* this line in the report:"
    words = range(subject.first, subject.last)
    is_whose = subject.last == colon and any(page.lows[at] in ("from", "of", "by") for at in words)
    if is_whose and page.flags[subject.first] & DETERMINER and page.flags[subject.last - 1] & CAPITAL:
        return True  # A word from Anna Berg:
    is_somebody = page.flags[subject.first] & (DETERMINER | POSSESSIVE) or any(
        page.flags[at] & (WHO | BODY) for at in words
    )
    return bool(is_somebody) and has_verb(page, subject.first, colon)


def read_agreed(sentence: Sentence) -> None:
    """ "Ms. Bystrom agreed. “…”": a sentence of speaker and verb alone announces the quotation behind it."""
    page = sentence.page
    if sentence.drafts or sentence.last - sentence.first > _LONGEST_ANNOUNCEMENT:
        return
    block_last = page.blocks[sentence.block][1]
    if sentence.last >= block_last or page.quote_of[sentence.last] < 0:
        return
    first, end = page.quotes[page.quote_of[sentence.last]]
    if first != sentence.last or end < block_last:
        return
    cues = [cue for cue in sentence.cues if not cue.is_negated and not cue.is_passive and cue.subject is not None]
    if cues and _is_subordinate(page, cues[-1].subject, sentence.first):
        return
    if cues and cues[-1].at >= sentence.last - 4 and cues[-1].kinds & (SAY | STATE | SPEAK):
        cue = cues[-1]
        sentence.claim(Draft([(first, end)], (cue.first, cue.at + 1), cue.subject, "agreed", is_open=True), cue)


def _is_subordinate(page: Page, subject: Phrase | None, floor: int) -> bool:
    """Whether a subordinator leads the clause of a subject: "It was made just *as* the talks began. “…”"."""
    start = subject.whole[0] if subject is not None else floor
    while start > floor and page.quote_of[start - 1] < 0 and not page.flags[start - 1] & COMMA:
        start -= 1
        if page.flags[start] & SUBORDINATOR and not page.flags[start] & DETERMINER:
            return True
    return False


def announced_by(sentence: Sentence) -> Phrase | None:
    """Who speaks where a sentence ends its paragraph with a colon: "In a letter to parents, *Illing* wrote:"."""
    page, colon = sentence.page, sentence.last - 1
    if page.lows[colon] != ":" or sentence.drafts or sentence.last != page.blocks[sentence.block][1]:
        return None
    for cue in reversed(sentence.cues):
        if cue.kinds & (SAY | STATE | TELL | SPEAK) and not (cue.is_negated or cue.is_passive or cue.is_modal):
            subject = cue.subject
            return subject if subject is not None and _is_able(page, subject) else None
    return None


def _is_able(page: Page, phrase: Phrase) -> bool:
    if phrase.kind == "pronoun":
        return page.lows[phrase.first] in page.speech.he | page.speech.she
    return phrase.kind != "relative" and can_speak(page, phrase) and is_somebody(page, phrase)
