"""First and second person: words that only somebody who speaks says, and so the sign of speech without marks."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_READ_TOKENS = 80
_IN_PERSON = word_set("i me my mine myself we us our ours ourselves you your yours yourself yourselves")


def is_in_person(page: Page, first: int, last: int) -> bool:
    """Whether somebody says I, we or you in a range, outside of what is quoted there."""
    read = range(first, min(last, first + _READ_TOKENS))
    return any(page.quote_of[at] < 0 and says_self(page.lows[at]) for at in read)


def says_self(low: str) -> bool:
    """Whether a word in small letters is one of these, or one with its verb ("we’ve")."""
    return low.replace("’", "'").split("'")[0] in _IN_PERSON


def is_own(page: Page, draft: Draft, first: int, last: int) -> bool:
    """Whether a draft is what "I" or "we" say inside words that are somebody's already, or has nobody to say it."""
    if draft.phrase is not None and page.lows[draft.phrase.first] not in page.speech.first_and_second:
        return False
    return first <= draft.content[0][0] < last
