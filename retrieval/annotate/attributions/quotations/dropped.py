"""Dropped speakers: “…”, *completed.* is said by who spoke last."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases.subjects import clause_subject
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    GIVEN,
    ROLE,
    TITLE,
)
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_dictionary_word


def give_dropped(sentences: Sequence[Sentence], number: int) -> None:
    """Give the drafts of a sentence who spoke last, in this paragraph or the one before."""
    s = sentences[number]
    for draft in s.drafts:
        if draft.rule != "dropped":
            continue
        if (before := _last_spoken(sentences, number, draft)) is not None:
            draft.phrase, draft.antecedent = before.phrase, before.antecedent
        elif number and s.block == sentences[number - 1].block:
            draft.phrase = clause_subject(s.page, sentences[number - 1].first, sentences[number - 1].last)


def _last_spoken(sentences: Sequence[Sentence], number: int, draft: Draft) -> Draft | None:
    """The last draft before one that has a speaker."""
    own = sentences[number].drafts
    for before in reversed(own[: own.index(draft)]):
        if before.phrase is not None:
            return before
    at = number - 1
    while at >= 0 and sentences[number].block - sentences[at].block <= 1:
        spoken = next((before for before in reversed(sentences[at].drafts) if before.phrase is not None), None)
        if spoken is not None:
            return spoken
        at -= 1
    return None


def is_plain_word(page: Page, at: int) -> bool:
    """Whether a word of a name is in the dictionary and no given name."""
    return is_dictionary_word(page.lows[at]) and not page.flags[at] & (GIVEN | ROLE | TITLE)
