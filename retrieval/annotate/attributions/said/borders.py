"""Borders of what is said in a clause: where somebody else begins to speak, or the speaker to do something else."""

from __future__ import annotations

from retrieval.annotate.attributions.names.inflected import gender_of_verb
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    CUE,
    LISTENER,
    PUNCTUATION,
    REFLEXIVE,
    STOP,
    THAT,
)

BEFORE_VERB = ADVERB | AUXILIARY | REFLEXIVE | LISTENER


def is_another(s: Sentence, at: int, limit: int) -> bool:
    """Whether somebody else begins to speak at a token ("…, mais Anna Berg a déclaré que …")."""
    r = s.r
    if r.table.nouns_are_capitalised or at >= limit or r.quote_of[at] >= 0:
        return False
    phrase = phrase_right(r, at, limit, skips=False)
    if phrase is None:
        return False
    verb = phrase.whole[1]
    while verb < limit and r.flags[verb] & BEFORE_VERB and not r.flags[verb] & CUE:
        verb += 1
    is_verb = verb < limit and r.flags[verb] & CUE and r.quote_of[verb] < 0
    return bool(is_verb) and goes_on_telling(s, verb + 1, limit)


def goes_on_telling(s: Sentence, at: int, limit: int) -> bool:
    """Whether a second verb of speech has words of its own."""
    r = s.r
    for spot in range(at, min(limit, at + 8)):
        if r.quote_of[spot] >= 0 or r.flags[spot] & (COLON | THAT | COMMA):
            return True
        if r.flags[spot] & STOP:
            return False
    return False


def acts_on(s: Sentence, begin: int, at: int) -> bool:
    """Whether a speaker does something else then ("заявила, что страна «не станет ждать», *а затем покинула* зал").

    The verb agrees with that of speech, and with nothing that is said before it.

    Args:
        begin: where the words begin.
        at: behind the comma that may end them.
    """
    r, verb = s.r, at + 1
    if r.table.name_cases is None or at >= s.last or not r.flags[at] & CONJUNCTION or r.quote_of[at] >= 0:
        return False
    while verb < s.last and r.flags[verb] & ADVERB and r.quote_of[verb] < 0:
        verb += 1
    told = next((gender_of_verb(r, cue) for cue in range(begin - 1, s.first, -1) if r.flags[cue] & CUE), "")
    if verb >= s.last or not told or gender_of_verb(r, verb) != told:
        return False
    if verb == at + 1:  # "напомнил, что приём закончен*, и призвал* …": the comma before "and" closes the clause
        return bool(r.flags[verb] & CUE and r.flags[at - 1] & COMMA)
    inside = (spot for spot in range(begin, at) if not r.flags[spot] & PUNCTUATION)
    return all(gender_of_verb(r, spot) != told for spot in inside)
