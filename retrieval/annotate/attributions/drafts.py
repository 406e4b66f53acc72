"""Draft attributions: token ranges without a speaker's name yet, turned into positions at the end."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.page import Page


@dataclass(slots=True)
class Draft:
    """Words with the phrase of their speaker, as half-open token ranges.

    Attributes:
        rule: the name of the rule that found it.
        block: number of the paragraph.
        sentence: its tokens.
        antecedent: what a relative pronoun ("who") stands for.
        is_open: a quotation that follows at once still belongs to it.
    """

    content: list[tuple[int, int]]
    cue: tuple[int, int] | None
    phrase: Phrase | None
    rule: str
    block: int = 0
    sentence: tuple[int, int] = (0, 0)
    via: tuple[int, int] | None = None
    is_loose: bool = False
    is_open: bool = False
    antecedent: Phrase | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether a rule found it that needs marks."""
        return self.is_open or self.rule in ("signed", "colon", "announced", "label", "posted")


def is_own(page: Page, draft: Draft, first: int, last: int) -> bool:
    """Whether a draft is what "I" or "we" say inside words that are somebody's already, or has nobody to say it."""
    if draft.phrase is not None and page.lows[draft.phrase.first] not in page.speech.first_and_second:
        return False
    return first <= draft.content[0][0] < last
