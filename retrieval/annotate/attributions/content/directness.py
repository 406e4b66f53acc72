"""Direct, reported or mixed speech, by the share of the words that is inside quotation marks."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.page import Page
from retrieval.model import AttributionKind


def kind_of(page: Page, draft: Draft) -> AttributionKind:
    """ "direct" where all words are inside marks (one "and" between quotations does not count), else "mixed"."""
    if draft.rule in ("posted", "dialogue", "block"):
        return "direct"
    inside = total = 0
    for first, last in draft.content:
        for at in range(first, last):
            if page.words[at][0].isalnum():
                total += 1
                inside += page.quote_of[at] >= 0
    if inside == 0:
        return "reported"
    return "direct" if inside == total or (total - inside <= 1 and inside > 6) else "mixed"
