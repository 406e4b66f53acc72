"""Namesakes: full names that nothing introduces, beside somebody of the same surname: "Tove Vik" beside "Jon Vik"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from retrieval.annotate.lexicon import GIVEN, PLACE
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention
from retrieval.annotate.people.merging import is_same_given
from retrieval.text.known_words import is_dictionary_word, is_ordinary

_LONGEST = 3


def may_be_namesake(page: Page, mention: Mention) -> bool:
    """Whether a run of capitals that ends with a known surname can be a person's name by its first word.

    "Ruby Vik" can where it is inside a sentence; "Lead Vik", "PMRuby Vik" and "Astronomer Jon Vik" cannot.
    """
    first, low = mention.first, page.lows[mention.first]
    if not mention.can_be_person or mention.last - first > _LONGEST or first > mention.run[0] or is_ordinary(low):
        return False
    if page.flags[first] & PLACE or not page.words[first][1:].islower():
        return False
    if any(page.flags[at] & GIVEN for at in range(first + 1, mention.last - 1)):
        return False
    at = bisect_left(page.sentences, (first, first))
    opens = at < len(page.sentences) and page.sentences[at][0] == first
    return not (opens and is_dictionary_word(low))


def is_compatible(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two sets of given names may be one person's: the first ones the same, or one missing."""
    return not a or not b or is_same_given(a[0], b[0])
