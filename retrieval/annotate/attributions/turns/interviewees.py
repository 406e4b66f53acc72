"""Whose words the answers of an interview are: of the one person whom the lines above it speak of."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.lexicon import PREPOSITION
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention, find_mentions

_TALK_REACH = 6


def interviewee(page: Page, block: int) -> Phrase | None:
    """The one person named before a paragraph, or the one there who is talked to."""
    found = _interviewee(page, page.blocks[block][0])
    return Phrase("name", found.first, found.last, found.run) if found is not None else None


def _interviewee(page: Page, end: int) -> Mention | None:
    """The one person named before a token, or the one there who is talked to."""
    named = [m for m in find_mentions(page) if m.last <= end and m.can_be_person and m.last - m.first > 1]
    people: dict[str, Mention] = {}
    for mention in named:
        people.setdefault(surname_key(page.slice(mention.first, mention.last)), mention)
    talked_to = [mention for mention in people.values() if _is_talked_to(page, mention)]
    found = talked_to if len(people) > 1 else list(people.values())
    return found[0] if len(found) == 1 else None


def _is_talked_to(page: Page, mention: Mention) -> bool:
    """ "The Post talked *to Ada Lund* about …", "an interview *with the singer Ada Lund*"."""
    for at in range(mention.run[0] - 1, max(0, mention.run[0] - _TALK_REACH), -1):
        if page.flags[at] & PREPOSITION:
            return page.lows[at] in ("to", "with")
    return False
