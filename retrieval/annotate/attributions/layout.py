"""Which words does the layout alone give to somebody? Labels, colons and announced quotations."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses import has_verb, trimmed
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.rightwards import phrase_right
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.subjects import clause_subject
from retrieval.annotate.lexicon import CAPITAL, COMMA, CUE, GROUP, PLACE, SAY, SOURCE, SPEAK, STATE, TIME
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import is_name_part

_LONGEST_LABEL = 6
_LONGEST_ANNOUNCEMENT = 14


def read_first_word(sentence: Sentence) -> None:
    """ "Said Ellis: “…”"."""
    page, at = sentence.page, sentence.first
    if not page.flags[at] & CUE or not page.constructions.get(page.lows[at], 0) & (SAY | STATE):
        return
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
    is_source = page.flags[at] & COMMA and page.flags[at - 1] & SOURCE
    if not is_colon and not is_source:
        return
    start = max([sentence.first, *(claim[1] for claim in sentence.claimed if claim[1] <= at)])
    subject = clause_subject(page, start, at) or clause_subject(page, sentence.first, at)
    if subject is not None:
        sentence.claim(Draft([(first, end)], (at, at + 1), subject, "announced", is_open=True))


def read_label(sentence: Sentence) -> None:
    """ "WALLACE: …", "Report: …" at the beginning of a paragraph: the rest of it is theirs."""
    page, first = sentence.page, sentence.first
    if sentence.drafts and any(draft.content[0][0] - first < _LONGEST_LABEL for draft in sentence.drafts):
        return
    block_first, block_last = page.blocks[sentence.block]
    if first != block_first:
        return
    colon = next((at for at in range(first, min(first + _LONGEST_LABEL, sentence.last)) if page.lows[at] == ":"), None)
    if colon is None or colon == first or colon + 2 >= sentence.last or not _is_label(page, first, colon):
        return
    is_mark = page.quote_of[colon + 1] >= 0
    end = block_last if page.words[first].isupper() or is_mark else sentence.last
    content = trimmed(page, colon + 1, end)
    phrase = phrase_right(page, first, colon)
    if content is not None and phrase is not None and (is_mark or has_verb(page, *content)):
        sentence.drafts.clear()
        sentence.claim(Draft([content], (colon, colon + 1), phrase, "label", is_open=is_mark))


def _is_label(page: Page, first: int, colon: int) -> bool:
    if not all(
        page.flags[at] & CAPITAL or page.lows[at] in (".", "-", "camp", "campaign") for at in range(first, colon)
    ):
        return False
    if page.lows[first] in page.speech.labels or (colon - first == 1 and page.flags[first] & (SOURCE | GROUP)):
        return True
    return is_name_part(page, first) and not page.flags[first] & PLACE and not page.flags[colon - 1] & TIME


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
    if cues and cues[-1].at >= sentence.last - 4 and cues[-1].kinds & (SAY | STATE | SPEAK):
        cue = cues[-1]
        sentence.claim(Draft([(first, end)], (cue.first, cue.at + 1), cue.subject, "agreed", is_open=True), cue)
