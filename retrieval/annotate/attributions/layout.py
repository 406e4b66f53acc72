"""Which words does the layout alone give to somebody? Labels, colons and announced quotations."""

from __future__ import annotations

from retrieval.annotate.attributions.cues import clause_subject
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases import phrase_right
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.lexicon import COMMA, CUE, SAY, SOURCE, STATE


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
