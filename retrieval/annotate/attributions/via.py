"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.lexicon import CAPITAL, NOT_NAME
from retrieval.annotate.page import Page

_LONGEST = 6


def outlet_at(page: Page, first: int, limit: int) -> tuple[int, int] | None:
    """The name of an agency or outlet that begins at a token; the longest one known.

    An agency noun before a name tells too: "the Russian news agency Interfax".
    """
    if not page.flags[first] & CAPITAL:
        return None
    last = first + 1
    while (
        last < limit
        and last - first < _LONGEST
        and (page.flags[last] & CAPITAL or page.lows[last] in ("of", "&", "the"))
    ):
        last += 1
    for end in range(last, first, -1):
        if " ".join(page.lows[first:end]) in page.speech.outlets:
            return first, end
    if first > 0 and page.lows[first - 1] in page.speech.agency_nouns and not page.flags[first] & NOT_NAME:
        end = first
        while end < last and page.flags[end] & CAPITAL:
            end += 1
        return first, end
    return None


def _cited_at(page: Page, at: int, last: int) -> tuple[int, int] | None:
    """The name in "quoted by *Marsh Post*", whatever it is: who quotes has carried the words."""
    if page.lows[at - 1] != "by" or page.lows[at - 2] not in page.speech.citing:
        return None
    end = at
    while end < last and page.flags[end] & CAPITAL:
        end += 1
    return (at, end) if end > at else None


def is_outlet(page: Page, first: int, last: int) -> bool:
    """Whether a phrase names an agency or an outlet, or calls itself one ("the news agency")."""
    if page.lows[last - 1] in page.speech.agency_nouns:
        return True
    return any(outlet_at(page, at, last) is not None for at in range(first, last))


def find_via(page: Page, draft: Draft, first: int, last: int) -> tuple[int, int] | None:
    """The carrier named in a sentence outside the words and the speaker: told Reuters, quoted by Reuters, on CNN."""
    if draft.via is not None or draft.cue is None:
        return draft.via
    taken = list(draft.content)
    if draft.phrase is not None:
        taken.append(draft.phrase.whole)
    at = max(first, draft.cue[0])
    if draft.phrase is not None and "by" in page.lows[draft.phrase.last : at]:
        at = page.lows.index("by", draft.phrase.last)  # Berg was quoted by Interfax as saying
    while at < last:
        inside = next((end for start, end in taken if start <= at < end), None)
        if inside is not None:
            at = inside
            continue
        if page.quote_of[at] < 0 and page.lows[at] not in ("twitter", "facebook", "instagram", "youtube"):
            found = outlet_at(page, at, last) or _cited_at(page, at, last)
            if found is not None:
                return found
        at += 1
    return None
