"""Forms of clauses that show that somebody says them, without a subordinator and without a mood."""

from __future__ import annotations

from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    ADVERB,
    AS,
    AUXILIARY,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PUNCTUATION,
    REFLEXIVE,
    RELATIVE,
    ROLE,
    STOP,
    SUBORDINATOR,
)

_NO_INFINITIVE = CAPITAL | PUNCTUATION | PREPOSITION | ADVERB | ROLE | NUMBER


def opens_with_infinitive(s: Sentence, at: int) -> bool:
    """Whether an infinitive begins what is said ("affirme *avoir payé*", "asegura *no saber*", "обещал *закрыть*")."""
    r = s.r
    if r.table.partitives and r.lows[at] in r.table.partitives and not r.flags[at] & DETERMINER:
        at += 1  # "a promis *de* fermer"
    while at < s.last and r.flags[at] & (NEGATION | REFLEXIVE) and r.quote_of[at] < 0:
        at += 1
    if r.table.nouns_are_capitalised or at + 1 >= s.last or r.quote_of[at] >= 0 or r.flags[at] & _NO_INFINITIVE:
        return False
    if r.table.name_cases is not None and r.flags[at + 1] & PUNCTUATION:
        return False  # "обещал помочь."
    is_form = r.lows[at].endswith(r.table.infinite_endings)
    return is_form and not (r.flags[at] & SMALL & ~AUXILIARY) and len(r.lows[at]) > 2


def is_to_infinitive(s: Sentence, at: int) -> bool:
    """Whether an infinitive with its own words follows ("…, die Brücke zu sperren")."""
    r = s.r
    if not r.table.to_words or not r.table.nouns_are_capitalised:
        return False
    if r.flags[at] & (SUBORDINATOR | RELATIVE | CONJUNCTION | AS) and not r.flags[at] & DETERMINER:
        return False
    for spot in range(at, s.last):
        if r.quote_of[spot] >= 0:
            continue
        verb = spot + 1 if r.lows[spot] in r.table.to_words else spot
        if verb < s.last and r.words[verb].islower() and (verb > spot or _holds_to(r, verb)):
            return verb + 1 >= s.last or bool(r.flags[verb + 1] & (PUNCTUATION | CONJUNCTION))
        if r.flags[spot] & (COMMA | STOP | COLON | AUXILIARY) and spot > at:
            return False
    return False


def _holds_to(r: Reading, at: int) -> bool:
    """Whether the word before an infinitive stands inside it ("zurück*zu*kehren")."""
    low = r.lows[at]
    return low.endswith("n") and any(low.find(word, 2, -3) > 0 for word in r.table.to_words)


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
