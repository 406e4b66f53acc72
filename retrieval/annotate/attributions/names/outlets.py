"""Outlets in a page: the names of agencies and papers that carry other people's words."""

from __future__ import annotations

from retrieval.annotate.lexicon import AGENCY, CAPITAL, NOT_NAME, NUMBER
from retrieval.annotate.page import Page
from retrieval.text.normal import fold_word

_LONGEST = 6
_LONGEST_NUMBER = 3
_STATIONS = ("radio", "tv", "portal")


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
