"""Forms of clauses that show that somebody says them, without a subordinator and without a mood."""

from __future__ import annotations

from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PUNCTUATION,
    REFLEXIVE,
    ROLE,
)

_NO_INFINITIVE = CAPITAL | PUNCTUATION | PREPOSITION | ADVERB | ROLE | NUMBER


def opens_with_infinitive(s: Sentence, at: int) -> bool:
    """Whether a Romance infinitive begins what is said ("affirme *avoir payé*", "asegura *no saber* nada")."""
    r = s.r
    while at < s.last and r.flags[at] & (NEGATION | REFLEXIVE) and r.quote_of[at] < 0:
        at += 1
    if not r.table.is_romance or at + 1 >= s.last or r.quote_of[at] >= 0 or r.flags[at] & _NO_INFINITIVE:
        return False
    is_form = r.lows[at].endswith(r.table.infinite_endings)
    return is_form and not (r.flags[at] & SMALL & ~AUXILIARY) and len(r.lows[at]) > 2


def has_verb(s: Sentence, first: int, last: int) -> bool:
    """Whether a German clause has a verb: a word in small letters that is no adjective ("Die Schule *bleibt*")."""
    r = s.r
    if not r.flags[first] & CAPITAL:
        return False
    return any(
        r.quote_of[at] < 0
        and r.words[at].islower()
        and r.lows[at].endswith(("t", "en"))
        and not r.flags[at] & SMALL
        and not r.flags[at + 1] & CAPITAL
        for at in range(first + 1, last)
    )
