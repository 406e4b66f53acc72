"""Unlisted cues: verbs that no table has, told by their place: "Berg reiterated that …", "“…,” Berg shrugged."

The form decides and not the word: a past tense in front of "that", or right beside a quotation that is speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.annotate.lexicon import (
    ADVERB,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    SUBORDINATOR,
    VERBISH,
)
from retrieval.text.quotes import Quotation

_LONGEST_SUBJECT = 8
_FEWEST_WORDS = 3
_DEGREES = ("so", "too", "as")
_SPEECH_STOPS = ",?!…—–"
_BEHIND_A_VERB = PUNCTUATION | PREPOSITION | SUBORDINATOR | CONJUNCTION | ADVERB


def unlisted_cues(
    text: str,
    before_that: Iterable[int],
    lows: Sequence[str],
    flags: Sequence[int],
    quotations: Sequence[Quotation],
    quotes: Sequence[tuple[int, int]],
) -> Iterator[int]:
    """The tokens that may be such verbs, in no order.

    Args:
        before_that: the verbs in front of "that", without those that are done without a word ("ensured that").
    """
    for at in before_that:
        if _is_unlisted(flags[at]) and lows[at - 1] not in _DEGREES:
            yield at
    for quotation, (first, last) in zip(quotations, quotes, strict=True):
        if first > 1 and flags[first - 1] & COMMA and _is_unlisted(flags[first - 2]):
            yield first - 2
        stop = text[quotation.inner.end - 1 : quotation.inner.end] or " "
        is_speech = stop in _SPEECH_STOPS or flags[last] & COMMA
        if is_speech and (last - first > _FEWEST_WORDS + 1 or stop in "?!"):
            found = _inverted_present(lows, flags, last) or _behind(flags, last)
            if found is not None and lows[found + 1] != "by":
                yield found


def _is_unlisted(flags: int) -> bool:
    return bool(flags & VERBISH) and not flags & (CUE | CAPITAL)


def _inverted_present(lows: Sequence[str], flags: Sequence[int], comma: int) -> int | None:
    """The verb of "“…”, *projects* the analyst": a noun has no comma before it and an article behind it."""
    at = comma + 1
    is_third = lows[at].endswith("s") and not lows[at].endswith("ss") and flags[comma] & COMMA
    return at if is_third and not flags[at] and flags[at + 1] & DETERMINER else None


def _behind(flags: Sequence[int], at: int) -> int | None:
    """The verb behind a quotation: "“…”, *winced* the mayor", "“…,” the mayor *winced*"."""
    while flags[at] & (COMMA | DASH):
        at += 1
    first = at
    while at < len(flags) - 1 and at - first < _LONGEST_SUBJECT:
        value = flags[at]
        if value & (PUNCTUATION | RELATIVE) or (value & CUE and not value & CAPITAL):
            return None
        if _is_unlisted(value):
            is_inverted = at == first and flags[at + 1] & (DETERMINER | CAPITAL | PRONOUN)
            return at if is_inverted or (at > first and flags[at + 1] & _BEHIND_A_VERB) else None
        at += 1
    return None
