"""Directness: direct, reported or mixed speech, by the share of the words that is inside quotation marks."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.cut import Cut
from retrieval.annotate.lexicon import THAT
from retrieval.model import AttributionKind

_UNMARKED = frozenset({"posted", "dialogue", "block", "answer"})
"""Rules that find what somebody says word for word without marks."""
_ENOUGH_INSIDE = 6


def kind_of(cut: Cut, draft: Draft) -> AttributionKind:
    """ "direct" where all words are inside marks (one that only joins them does not count), else "mixed"."""
    if draft.rule in _UNMARKED:
        return "direct"
    words = [at for first, last in draft.content for at in range(first, last) if cut.words[at][0].isalnum()]
    outside = [at for at in words if cut.quote_of[at] < 0]
    inside = len(words) - len(outside)
    if inside == 0:
        return "reported"
    is_alone = len(outside) == 1 and inside > _ENOUGH_INSIDE and _joins(cut, outside[0])
    return "direct" if not outside or is_alone else "mixed"


def _joins(cut: Cut, at: int) -> bool:
    """Whether a word is nobody's: *that* before a quotation, *and* between two."""
    return bool(cut.flags[at] & THAT) or (cut.quote_of[at - 1] >= 0 and cut.quote_of[at + 1] >= 0)
