"""Role boundaries: where the words begin that say what a person is, behind the verb of their sentence."""

from __future__ import annotations

from retrieval.annotate.lexicon import AUXILIARY, CAPITAL, PRONOUN, RELATIVE, ROLE
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_BEING = word_set("is are was were be been being ’s 's ’re 're has have had")


def behind_verb(page: Page, start: int, head: int, floor: int) -> int:
    """The first word of a role that is no verb: "does that *mean* CEO Ada Lund …", "they *want* striker Ian Lund …".

    Args:
        start: where the role would begin.
        head: its last word.
    """
    if start <= floor or start >= head or page.flags[start] & (CAPITAL | ROLE):
        return start
    flags, low = page.flags[start - 1], page.lows[start - 1]
    is_verb_before = flags & AUXILIARY and low not in _BEING  # "will make coach"; but "was former coach"
    return start + 1 if flags & (PRONOUN | RELATIVE) or is_verb_before or low in ("it", "this") else start
