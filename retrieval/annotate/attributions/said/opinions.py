"""Opinion frames: "For the economist Ada Lund, the measure is too weak" tells what somebody holds.

English has the same form for other things ("For Lund, it was a first title"). So somebody with a role must be named, or
words must be in quotation marks; and what is held is held now, in the present or as what should be.
"""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.said.clauses import content_end, has_verb
from retrieval.annotate.attributions.said.place_sources import behind_apposition
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    COMMA,
    DETERMINER,
    PAST,
    ROLE,
    VERBISH,
)
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_HELD = word_set("is are has have will would should must can cannot could needs need does do may might")


def holds(sentence: Sentence, first: int, phrase: Phrase) -> bool:
    """Whether somebody holds what a clause tells behind a comma: "For her, the articles “are born dead”"."""
    page = sentence.page
    if first != sentence.first or phrase.kind == "relative" or phrase.whole[1] >= sentence.last:
        return False
    end = behind_apposition(sentence, phrase.whole[1])
    if not page.flags[end] & COMMA or not has_verb(page, end + 1, sentence.last):
        return False
    content = page.trimmed(end, content_end(page, end + 1, sentence.last, sentence.cues))
    return content is not None and _is_held(page, phrase, content)


def _is_held(page: Page, phrase: Phrase, content: tuple[int, int]) -> bool:
    if phrase.kind != "noun" and any(page.quote_of[at] >= 0 for at in range(*content)):
        return True
    start, end = phrase.whole
    if phrase.kind == "noun" and (not page.flags[start] & DETERMINER or page.lows[phrase.last - 1].endswith("s")):
        return False
    if phrase.kind == "noun" and page.lows[start] in ("a", "an", "all", "those", "anyone", "everyone"):
        return False  # "For all the star power, …", "For a coach who likes to win, he …"
    has_role = any(page.flags[at] & ROLE for at in range(start, end)) or (
        page.flags[end] & COMMA and any(page.flags[at] & ROLE for at in range(end + 1, content[0]))
    )
    return bool(has_role) and _tense(page, content) in _HELD


def _tense(page: Page, content: tuple[int, int]) -> str:
    """The first finite verb of what is held."""
    for at in range(*content):
        if page.lows[at] in _HELD or page.flags[at] & (PAST | VERBISH):
            return page.lows[at]
    return ""
