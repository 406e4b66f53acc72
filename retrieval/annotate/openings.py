"""Openings: words that have their capital from the sentence that they begin, and are no names."""

from __future__ import annotations

from bisect import bisect_left

from retrieval.annotate.lexicon import (
    AGENCY,
    BODY,
    CAPITAL,
    GIVEN,
    GROUP,
    NATION,
    PLACE,
    ROLE,
    SOURCE,
    TIME,
    TITLE,
)
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_ordinary

_KNOWN = GIVEN | PLACE | SOURCE | AGENCY | TITLE | GROUP | ROLE | BODY | NATION


def opens_sentence(page: Page, at: int) -> bool:
    """Whether a word has its capital from the sentence that it begins."""
    number = bisect_left(page.sentences, (at, at))
    return number < len(page.sentences) and page.sentences[number][0] == at


def is_opening_word(page: Page, at: int) -> bool:
    """Whether a word has its capital from the sentence alone, as "*Hence*" and "*Case* in point" have."""
    low = page.lows[at]
    if page.flags[at] & _KNOWN or low.endswith("s") or low in page.speech.indefinites or not is_ordinary(low):
        return False
    return opens_sentence(page, at) and not is_named_inside(page, at)


def is_named_inside(page: Page, at: int) -> bool:
    """Whether a word has its capital inside a sentence as well: "Dahl" has, "Initial" has not."""
    key = is_named_inside.__name__, 0, 0  # once a page: its sentences may all open so
    if key not in page.known:
        page.known[key] = _capitals_inside(page)
    return page.words[at] in page.known[key]


def is_glued_before(page: Page, at: int) -> bool:
    """Whether a participle, as of a box, is glued to a name that is named elsewhere too: "*Loading* Lund also said"."""
    return page.lows[at].endswith(("ing", "ed")) and is_opening_word(page, at) and is_own_name(page, at + 1)


def is_own_name(page: Page, at: int) -> bool:
    """Whether a word is a name by itself elsewhere, or behind a given name: "on Monday *Lund* left", "Ida *Lund*"."""
    key = is_own_name.__name__, 0, 0
    if key not in page.known:
        page.known[key] = frozenset(
            page.words[i]
            for i in range(1, len(page.words))
            if page.flags[i] & CAPITAL and (not page.flags[i - 1] & CAPITAL or page.flags[i - 1] & (GIVEN | TIME))
        )
    return page.words[at] in page.known[key]


def _capitals_inside(page: Page) -> frozenset[str]:
    opening = {first for first, _ in page.sentences}
    return frozenset(page.words[at] for at in range(len(page.words)) if page.flags[at] & CAPITAL and at not in opening)
