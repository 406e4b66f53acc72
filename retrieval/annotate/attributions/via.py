"""The carrier of the words: which agency or outlet passed them on, apart from who spoke them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.lexicon import AGENCY, CAPITAL, COMMA, DETERMINER, NOT_NAME, NUMBER, SOURCE
from retrieval.annotate.page import Page
from retrieval.text.normal import fold_word
from retrieval.text.wordlists import word_set

_LONGEST = 6
_LONGEST_OPENING = 8
_LONGEST_NUMBER = 3
_ASKED = word_set("asked sought heard contacted interviewed questioned consulted approached quoted cited")
_STATIONS = ("radio", "tv", "portal")
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
    is_name = not page.flags[first] & NOT_NAME or (page.words[first] == "The" and page.flags[first + 1] & CAPITAL)
    if first > 0 and page.lows[first - 1] in page.speech.agency_nouns and is_name:
        end = first
        while end < last and page.flags[end] & CAPITAL:
            end += 1
        is_numbered = end < limit and page.flags[end] & NUMBER and len(page.lows[end]) <= _LONGEST_NUMBER
        return first, end + 1 if is_numbered else end  # the channel Marsh *5*
    return None


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


def told_outlet(page: Page, first: int, limit: int) -> tuple[int, int] | None:
    """An outlet where somebody is told: also what calls itself a radio or a television ("Rádio Sul", "TV Marsh")."""
    found = outlet_at(page, first, limit)
    end = first
    while end < limit and page.flags[end] & CAPITAL:
        end += 1
    is_station = fold_word(page.words[first]) in _STATIONS and end > first + 1
    return (first, end) if found is None and is_station else found


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
