"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.names.outlets import outlet_at, told_outlet
from retrieval.annotate.lexicon import CAPITAL, COMMA, DETERMINER, SOURCE
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_LONGEST_OPENING = 8
_ASKED = word_set("asked sought heard contacted interviewed questioned consulted approached quoted cited")
_NETWORKS = ("twitter", "facebook", "instagram", "youtube")


def _cited_at(page: Page, at: int, last: int) -> tuple[int, int] | None:
    """The name in "quoted by *Marsh Post*", whatever it is: who quotes has carried the words."""
    if page.lows[at - 1] != "by" or page.lows[at - 2] not in page.speech.citing:
        return None
    end = at
    while end < last and page.flags[end] & CAPITAL:
        end += 1
    return (at, end) if end > at else None


def _opened_with(page: Page, first: int, cue: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The outlet that an opening names, to which somebody spoke.

    "*In an interview with the BBC*, Lund said", "*To the newspaper Marsh Post*, Lund said", "*Heard by the radio*, …".
    """
    low = page.lows[first]
    is_to = low == "to" or (page.lows[first + 1] == "by" and low in _ASKED)
    if is_to and page.quote_of[first] < 0:
        return _opening_outlet(page, first + (1 if low == "to" else 2), cue, taken)
    if low != "in":
        return None
    for at in range(first + 2, min(cue, first + _LONGEST_OPENING)):
        if page.flags[at] & COMMA or any(start <= at < end for start, end in taken):
            return None
        told = at - 1 if page.lows[at - 1] != "given" else at - 2
        is_talk = page.flags[told] & SOURCE or page.lows[told] == "conversation"
        if is_talk and page.lows[at] in ("with", "to", "for", "on", "in"):
            behind = at + 1 + bool(page.flags[at + 1] & DETERMINER and not page.flags[at + 1] & CAPITAL)
            behind += page.words[behind] in page.speech.agency_nouns
            return told_outlet(page, behind, cue) if page.lows[behind] not in _NETWORKS else None
    return None


def _opening_outlet(page: Page, at: int, cue: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The outlet right behind "To" or "Heard by" that a comma closes."""
    at += bool(page.flags[at] & DETERMINER and not page.flags[at] & CAPITAL)
    at += page.words[at] in page.speech.agency_nouns
    found = told_outlet(page, at, cue)
    is_closed = found is not None and page.flags[found[1]] & COMMA
    return found if is_closed and not any(start <= at < end for start, end in taken) else None


def find_via(page: Page, draft: Draft, first: int, last: int) -> tuple[int, int] | None:
    """The carrier named in a sentence outside the words and the speaker: told Reuters, quoted by Reuters, on CNN."""
    if draft.cue is None:
        return None
    taken = list(draft.content)
    if draft.phrase is not None:
        taken.append(draft.phrase.whole)
    if (told := _opened_with(page, first, draft.cue[0], taken)) is not None:
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
