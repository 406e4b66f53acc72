"""Signed quotations: "„…“ – Anna Berg", and headlines of words and who tells of them."""

from __future__ import annotations

from typing import Any

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.reader import SentenceReader
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    COLON,
    DASH,
    PREPOSITION,
    PUNCTUATION,
    STOP,
)

_LONGEST_SIGNATURE = 16
_FULL_NAME = 2


def read_signed(g: SentenceReader[Any, Any], s: Claims) -> bool:
    """Claim the words that the name at the end of their sentence signs; whether there are any."""
    cut = s.cut
    if cut.quote_of[s.first] < 0:
        return False
    dash = cut.quotes[cut.quote_of[s.first]][1]
    while dash < s.last and cut.quote_of[dash] >= 0:
        dash = cut.quotes[cut.quote_of[dash]][1]
    if dash + 1 >= s.last or not cut.flags[dash] & (DASH | COLON) or s.last - dash > _LONGEST_SIGNATURE:
        return False
    name = g.phrase_at(cut, dash + 1, s.last)
    if name is None or not name.is_name:
        return False
    is_signed = not cut.flags[dash] & COLON and _signs(g, s, name)
    if not (is_signed or _heads(s, name)):
        return False
    s.claim(Draft([(s.first, dash)], (dash, dash + 1), name, "signed"))
    return True


def _signs(g: SentenceReader[Any, Any], s: Claims, name: Phrase) -> bool:
    """Whether a name ends the sentence; what may be anything's title signs nothing: “…” - Fresh Snow."""
    end = name.whole[1]
    return (end >= s.last or bool(s.cut.flags[end] & PUNCTUATION)) and g.is_somebodys(s.cut, name)


def _heads(s: Claims, name: Phrase) -> bool:
    """A headline of words and who tells of it: "« On nous a oubliés » : Élisée Tramoni *raconte* sa nuit"."""
    cut, verb = s.cut, name.whole[1]
    if s.block > 0 or name.last - name.first < _FULL_NAME or verb >= s.last or cut.flags[s.last - 1] & STOP:
        return False
    return cut.words[verb].islower() and not cut.flags[verb] & SMALL & ~PREPOSITION
