"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.lexicon import AGENCY, CAPITAL, COMMA, DETERMINER, NOT_NAME, SOURCE
from retrieval.annotate.page import Page

_LONGEST = 6
_LONGEST_OPENING = 8
_NETWORKS = ("twitter", "facebook", "instagram", "youtube")


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
            return first, last if page.flags[end - 1] & AGENCY else end  # The Daily *Telegraph*
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


def _interviewed_by(page: Page, first: int, cue: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The outlet of "*In an interview with the BBC*, Lund said …", which opens a sentence."""
    if page.lows[first] != "in":
        return None
    for at in range(first + 2, min(cue, first + _LONGEST_OPENING)):
        if page.flags[at] & COMMA or any(start <= at < end for start, end in taken):
            return None
        if page.flags[at - 1] & SOURCE and page.lows[at] in ("with", "to", "for", "on", "in"):
            behind = at + 1 + bool(page.flags[at + 1] & DETERMINER and not page.flags[at + 1] & CAPITAL)
            return outlet_at(page, behind, cue) if page.lows[behind] not in _NETWORKS else None
    return None


def is_outlet(page: Page, first: int, last: int) -> bool:
    """Whether a phrase names an agency or an outlet, or calls itself one ("the news agency")."""
    if page.lows[last - 1] in page.speech.agency_nouns:
        return True
    return outlet_in(page, first, last) is not None


def outlet_in(page: Page, first: int, last: int) -> tuple[int, int] | None:
    """The name of an agency or outlet inside a phrase ("the *TASS* news agency")."""
    return next((found for at in range(first, last) if (found := outlet_at(page, at, last)) is not None), None)


def find_via(page: Page, draft: Draft, first: int, last: int) -> tuple[int, int] | None:
    """The carrier named in a sentence outside the words and the speaker: told Reuters, quoted by Reuters, on CNN."""
    if draft.via is not None or draft.cue is None:
        return draft.via
    taken = list(draft.content)
    if draft.phrase is not None:
        taken.append(draft.phrase.whole)
    if (told := _interviewed_by(page, first, draft.cue[0], taken)) is not None:
        return told
    at = max(first, draft.cue[0])
    if draft.phrase is not None and "by" in page.lows[draft.phrase.last : at]:
        at = page.lows.index("by", draft.phrase.last)  # Berg was quoted by Interfax as saying
    while at < last:
        inside = next((end for start, end in taken if start <= at < end), None)
        if inside is not None:
            at = inside
            continue
        if page.quote_of[at] < 0 and page.lows[at] not in _NETWORKS:
            found = outlet_at(page, at, last) or _cited_at(page, at, last)
            if found is not None:
                return found
        at += 1
    return None
