"""Owners: whose words they are by a possessive, where "according to" would have a noun behind it: "in *her* view".

"nach *seinen* Angaben", "по *его* словам", "a *su* juicio", "in *Ada Lund’s* words"; "nach *offiziellen* Angaben".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.said.stretches import is_set_apart
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.reader import SentenceReader
from retrieval.annotate.attributions.speakers.pronouns import ANYBODY
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    BODY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    HIS,
    POSSESSIVE,
    PUNCTUATION,
    ROLE,
    SOURCE,
    STOP,
    THEM,
)

_REACH = 9
_TWO = 2
Source = tuple[Range, Phrase, int]
"""The cue of whose words they are, who it is, and where the whole ends."""
_SOMEBODY = ROLE | GROUP | SOURCE | BODY


def owner_at(s: Claims, at: int) -> Phrase:
    """Whom a pronoun means; a possessive that agrees with what is owned may be anybody's."""
    gender = s.cut.speech.them.get(s.cut.lows[at], ANYBODY)
    return Phrase("pronoun", at, at + 1, (at, at + 1), gender=gender)


def read_owned(g: SentenceReader[Any, Any], s: Claims, at: int, words: tuple[str, ...]) -> Source | None:
    """Whose words, by what stands between the first and the last word of a phrase like "nach Angaben"."""
    cut, first = s.cut, at + 1
    noun = _owned_noun(s, at, words)
    is_free = cut.speech.nouns_are_capitalised or cut.speech.name_cases is not None
    if noun is None or not (is_free or _is_set_apart(s, at, noun + 1)):
        return None  # "A su juicio acudieron cien vecinos"
    if noun == first + 1 and cut.flags[first] & (THEM if is_free else HIS):
        return ((at, noun + 1), owner_at(s, first), noun + 1) if is_free or not s.cues else None
    if cut.flags[noun - 1] & POSSESSIVE:
        owner = g.phrase_at(cut, first, noun - 1)
        if owner is None or owner.whole != (first, noun - 1):
            return None
        is_sure = owner.is_name or (cut.flags[first] & DETERMINER and cut.flags[noun - 2] & _SOMEBODY)
        return ((at, noun + 1), owner, noun + 1) if is_sure else None
    if cut.speech.nouns_are_capitalised and cut.lows[noun - 1].endswith("s"):
        owner = g.phrase_at(cut, first, noun)  # "nach *Ada Lunds* Angaben"
        if owner is not None and owner.is_name and owner.whole == (first, noun):
            return (at, noun + 1), replace(owner, case="genitive"), noun + 1
    if is_free and len(words) == _TWO and noun == first + 1 and not cut.flags[first] & (SMALL | PUNCTUATION):
        return (at, first), Phrase("noun", first, noun + 1, (first, noun + 1)), noun + 1
    return None


def _owned_noun(s: Claims, at: int, words: tuple[str, ...]) -> int | None:
    """The noun of a phrase like "in the view of" or "nach Angaben", where whose it is stands before it."""
    cut, noun = s.cut, _noun_of(words, s.cut.speech.of_words)
    reach = cut.lows[at + 2 : min(s.last, at + _REACH)]
    if noun not in reach:
        return None
    found = at + 2 + reach.index(noun)
    return found if cut.quote_of[found] < 0 else None


@cache
def _noun_of(words: tuple[str, ...], of_words: frozenset[str]) -> str | None:
    """The last word of a phrase that is no "of"; None where it has but one."""
    nouns = [word for word in words if word not in of_words]
    return nouns[-1] if len(nouns) >= _TWO else None


def _is_set_apart(s: Claims, at: int, end: int) -> bool:
    """Whether a phrase opens its sentence before a comma, or ends it behind one."""
    cut, first = s.cut, at
    while first > s.first and cut.flags[first - 1] & CONJUNCTION:
        first -= 1
    opens = first == s.first and cut.flags[end] & COMMA and end < s.last
    closes = at > s.first and cut.flags[at - 1] & COMMA and (end >= s.last or cut.flags[end] & STOP)
    return bool(opens or closes or (is_set_apart(s, at, end) and not s.cues))
