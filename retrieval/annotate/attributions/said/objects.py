"""Objects of a cue: where the thing that somebody criticised, called for or vowed to do comes to its end."""

from __future__ import annotations

from retrieval.annotate.attributions.phrases.name_edges import name_right
from retrieval.annotate.attributions.said.clauses import NOMINATIVE, has_verb
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    SOURCE,
    SUBORDINATOR,
    TIME,
    parted,
)
from retrieval.annotate.page import Page

_LONGEST_SOURCE = 5
_PREPOSITIONS = ("including", "regarding", "concerning", "excluding", "during", "according", "following")
_OF_THE_SPEAKER = ("a", "an", "his", "her", "their", "its")


def object_end(sentence: Sentence, first: int, last: int) -> int:
    """A thing that is judged ends with a closed quotation, where it is told when it was said, or at a joined clause."""
    page = sentence.page
    for at in range(first, last):
        quote = page.quote_of[at]
        if quote >= 0:
            # "called it “a gift,” while the council …".
            is_closed = page.quotes[quote][1] == at + 1 and page.text[page.quotations[quote].inner.end - 1] in ",."
            if is_closed and not _lists_on(sentence, at + 1, last):
                return at + 1
        # "called on the mayor to act — which he never did".
        elif (
            (
                page.flags[at] & DASH
                and at > first
                and page.ends[at - 1] < page.starts[at]
                and _is_last_dash(page, at, last)
            )
            or _is_joined(page, at, last)
            or (at > first and _is_occasion(page, at, last))
        ):
            return at
    return last


def _is_last_dash(page: Page, at: int, last: int) -> bool:
    return not any(page.flags[i] & DASH and page.quote_of[i] < 0 for i in range(at + 1, last))


def _is_joined(page: Page, at: int, last: int) -> bool:
    if at + 2 >= last or page.quote_of[at + 1] >= 0:
        return False
    if page.flags[at] & CONJUNCTION:
        return page.lows[at] == "and" and parted(page.lows[at + 1])[0] in NOMINATIVE  # "… last month *and it’s* sold"
    if not page.flags[at] & COMMA:
        return False
    if page.flags[at + 1] & (CONJUNCTION | SUBORDINATOR):
        return True
    if page.flags[at + 2] & (COMMA | CONJUNCTION) or page.lows[at + 2] == "of":
        return False
    comma = next((i for i in range(at + 2, last) if page.flags[i] & COMMA), last)
    if page.lows[at + 1].endswith("ing") and page.lows[at + 1] not in _PREPOSITIONS:
        return comma == last  # "…, *taking along* nine others"
    is_open = comma + 1 >= last or page.lows[comma + 1] in NOMINATIVE
    return is_open and bool(page.flags[at + 1] & ADVERB) and has_verb(page, at + 2, last)  # "…, *however* it is late"


def _is_occasion(page: Page, at: int, last: int) -> bool:
    """Whether it is told when and where it was said: "criticized the plan *in a speech*", "… *on Monday*"."""
    low = page.lows[at]
    if low == "during":
        return at + 1 < last
    if at + 2 >= last or low not in ("in", "on"):
        return False
    if low == "on" and page.flags[at + 1] & CAPITAL:
        return bool(page.flags[at + 1] & TIME)
    if page.lows[at + 1] not in _OF_THE_SPEAKER:
        return False
    for noun in range(at + 2, min(last, at + _LONGEST_SOURCE)):
        if page.quote_of[noun] >= 0:
            return False
        if page.flags[noun] & SOURCE:
            return noun + 1 >= last or bool(page.flags[noun + 1] or page.words[noun + 1][0].isupper())
    return False


def is_only_named(page: Page, at: int, last: int) -> bool:
    """Whether nothing but a name is behind "called": "a group called *Citizens for Marsh*" calls nobody anything."""
    end = name_right(page, at, last)
    return end > at and (end >= last or bool(page.flags[end] & (PUNCTUATION | PREPOSITION | TIME | CONJUNCTION)))


def deed_end(page: Page, first: int, last: int) -> int:
    """Where the deed that somebody vows ends: "vowed to rebuild the bridge*, and the council voted*"."""
    for at in range(first, last - 2):
        if not page.flags[at] & COMMA or page.quote_of[at] >= 0:
            continue
        flags, low = page.flags[at + 1], page.lows[at + 1]
        opens = page.flags[at + 2] & (DETERMINER | PRONOUN | CAPITAL) or page.lows[at + 2] in NOMINATIVE
        if flags & CONJUNCTION and opens:
            return at
        if low.endswith("ing") and not page.flags[at - 1] & CONJUNCTION:
            return at
    return last


def _lists_on(sentence: Sentence, at: int, last: int) -> bool:
    """Whether one more quotation of a list follows: "called him a “fox,” *an “owl”* and *“wise”*"."""
    page = sentence.page
    while at < last and page.quote_of[at] < 0 and (page.flags[at] & DETERMINER or page.lows[at] == "and"):
        at += 1
    return at < last and page.quote_of[at] >= 0
