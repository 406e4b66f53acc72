"""Subjects: who stands before, behind or around a verb of speech, or shares it with the verb before."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.clauses.cues import Cue
from retrieval.annotate.attributions.clauses.lexicon import (
    ADVERB,
    AS,
    AUXILIARY,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    LISTENER,
    NEGATION,
    NUMBER,
    OF,
    OPENING,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFLEXIVE,
    RELATIVE,
    SUBORDINATOR,
    THAT,
    THEM,
    TIME,
)
from retrieval.annotate.attributions.clauses.names import name_runs
from retrieval.annotate.attributions.clauses.phrases import Phrase, phrase_right, skip_adjuncts
from retrieval.annotate.attributions.clauses.reading import Reading
from retrieval.annotate.attributions.clauses.sentence import Sentence

_FILLER = ADVERB | REFLEXIVE | LISTENER | PREPOSITION | TIME | NEGATION | AUXILIARY | NUMBER | THEM
_LONGEST_FILLER = 16
_MOST_SEGMENTS = 4
_MOST_STARTS = 14
_OBLIQUE = frozenset(("dem", "den", "einem", "einen"))
_MOST_LISTENERS = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """A phrase and where it stands.

    Attributes:
        end: behind what a verb has on its right side of it; the verb's end where it stands on the left.
        is_right: behind the verb.
    """

    phrase: Phrase | None
    end: int
    is_right: bool


def subject_of(s: Sentence, cue: Cue) -> Subject | None:
    """Who a cue has for its subject; None where nobody can be told."""
    shared = _shared(s, cue)
    if shared is not None:
        return Subject(shared, cue.last, is_right=False)
    if cue.opener == RELATIVE:
        antecedent = _antecedent(s, cue)
        return Subject(antecedent, cue.last, is_right=False) if antecedent else None
    if (phrase := _left(s, cue)) is not None:
        return Subject(phrase, cue.last, is_right=False)
    return right_of(s, cue.last, s.last)


def _shared(s: Sentence, cue: Cue) -> Phrase | None:
    """The subject that a verb shares with one before it ("und fügte hinzu", "añadiendo que")."""
    r = s.r
    at = cue.first
    while (
        at > s.first
        and r.flags[at - 1] & (ADVERB | REFLEXIVE | NEGATION | LISTENER)
        and not r.flags[at - 1] & CONJUNCTION
    ):
        at -= 1
    follows = at > s.first and bool(r.flags[at - 1] & CONJUNCTION) and r.quote_of[at - 1] < 0
    if not (follows or cue.form.is_gerund):
        return None
    before = s.speaker_before(cue.first)
    own = right_of(s, cue.last, s.last) if follows else None
    if own is not None and own.phrase is not None and (own.phrase.kind != "noun" or before is None):
        return None
    if before is not None:
        return before
    # No verb of speech before it: the subject of the sentence ("Er kam und sagte").
    phrase = phrase_right(r, _sentence_start(s), cue.first)
    return phrase if phrase is not None and phrase.kind != "noun" else None


def _sentence_start(s: Sentence) -> int:
    at = s.first
    while at < s.last and (s.r.flags[at] & (CONJUNCTION | PUNCTUATION) or s.r.quote_of[at] >= 0):
        at += 1
    return at


def _antecedent(s: Sentence, cue: Cue) -> Phrase | None:
    """Whom a relative pronoun stands for: the name or phrase right before its comma."""
    r = s.r
    first = cue.clause
    while first > s.first and r.flags[first - 1] & PUNCTUATION and not r.flags[first - 1] & COMMA:
        first -= 1
    comma = first - 1
    if comma <= s.first or not r.flags[comma] & COMMA:
        return None
    start = s.segment_start(comma)
    for at in _starts(r, start, comma):
        phrase = phrase_right(r, at, comma, skips=False)
        if phrase is not None and phrase.whole[1] == comma:
            return phrase
    return None


def _left(s: Sentence, cue: Cue) -> Phrase | None:
    r = s.r
    start = cue.clause
    while (
        start < cue.first
        and r.flags[start] & (CONJUNCTION | AS | THAT | SUBORDINATOR)
        and not r.flags[start] & PREPOSITION
    ):
        start += 1
    if start < cue.first:
        return _before(r, start, cue.first, is_final=bool(cue.opener))
    # The verb stands right behind a comma: is that the end of something about the subject?
    segment = cue.clause
    for _ in range(_MOST_SEGMENTS):
        if segment <= s.first or not r.flags[segment - 1] & COMMA or r.quote_of[segment - 1] >= 0:
            return None
        segment = s.segment_start(segment - 1)
        if any(first < cue.first and segment < last for first, last in s.claimed):
            return None
        if (phrase := _around(r, segment, cue.first)) is not None:
            return phrase
    return None


def _around(r: Reading, start: int, verb: int) -> Phrase | None:
    """The subject with what commas enclose between it and its verb ("X, der Minister, sagte")."""
    while start < verb and r.flags[start] & (CONJUNCTION | THAT | AS) and not r.flags[start] & PREPOSITION:
        start += 1
    starts = [start] if r.table.nouns_are_capitalised else [start, *_inner_starts(r, start, verb)]
    for at in starts:
        phrase = _nominative(r, at, verb)
        if phrase is None:
            continue
        end = phrase.whole[1]
        if end == verb:
            return phrase
        if end < verb and r.flags[end] & COMMA and r.flags[verb - 1] & COMMA and end < verb - 1:
            opens = r.flags[end + 1]
            if opens & (RELATIVE | NUMBER) or (opens & PREPOSITION and r.flags[end + 2] & RELATIVE):
                return phrase
        if end < verb and r.flags[end - 1] & COMMA and _is_filler(r, end, verb):
            return phrase
    return None


def _before(r: Reading, start: int, verb: int, *, is_final: bool) -> Phrase | None:
    """The subject in the stretch before its verb."""
    phrase = _nominative(r, start, verb)
    if phrase is not None and (phrase.whole[1] == verb or _is_filler(r, phrase.whole[1], verb)):
        return phrase
    if r.table.nouns_are_capitalised and not is_final:
        return None  # Something else stands first, so the subject stands behind the verb.
    if r.table.nouns_are_capitalised:
        at = skip_adjuncts(r, start, verb)
        phrase = _nominative(r, at, verb) if at > start else None
        if phrase is not None and (phrase.whole[1] == verb or _is_filler(r, phrase.whole[1], verb)):
            return phrase
    for at in _inner_starts(r, start, verb):
        phrase = _nominative(r, at, verb)
        if phrase is not None and (phrase.whole[1] == verb or _is_filler(r, phrase.whole[1], verb)):
            return phrase
    return None


def _nominative(r: Reading, at: int, limit: int) -> Phrase | None:
    if at >= limit or (r.table.nouns_are_capitalised and r.lows[at] in _OBLIQUE):
        return None
    return phrase_right(r, at, limit, skips=False)


def _inner_starts(r: Reading, start: int, verb: int) -> list[int]:
    """Where a subject can begin behind an adverbial ("En el pleno *la ministra* dijo"), in order."""
    found = []
    for at in range(start + 1, verb):
        flags, before = r.flags[at], r.flags[at - 1]
        if before & (PREPOSITION | OF | DETERMINER | CAPITAL) and not before & PUNCTUATION:
            continue
        if (
            flags & (DETERMINER | PRONOUN)
            or (flags & CAPITAL and next(name_runs(r, at, at + 1), None))
            or (before & (TIME | ADVERB) and not flags & _FILLER)
        ):
            found.append(at)
    return found[:_MOST_STARTS]


def _starts(r: Reading, first: int, last: int) -> list[int]:
    """Where a noun phrase that ends before ``last`` can begin, the longest first."""
    begins = DETERMINER | CAPITAL
    inner = (
        at
        for at in range(first + 1, last)
        if r.flags[at] & begins and not r.flags[at - 1] & (DETERMINER | CAPITAL | OF)
    )
    found = [first, *inner]
    return found[-_MOST_STARTS:]


def _is_filler(r: Reading, first: int, last: int) -> bool:
    """Whether only small words and settings are between a subject and its verb ("am Montag", "también")."""
    if first >= last:
        return True
    if last - first > _LONGEST_FILLER or not r.flags[first] & _FILLER:
        return False
    for at in range(first, last):
        flags = r.flags[at]
        if flags & PUNCTUATION and not flags & (OPENING | CLOSING) and r.quote_of[at] < 0:
            return False
        if flags & (THAT | CONJUNCTION | PRONOUN) and not flags & (
            PREPOSITION | ADVERB | REFLEXIVE | DETERMINER | LISTENER
        ):
            return False
        if flags & CUE and not flags & (CAPITAL | ADVERB | PREPOSITION) and at + 1 < last and r.quote_of[at] < 0:
            return False
    return True


def right_of(s: Sentence, at: int, limit: int) -> Subject | None:
    """The subject behind a verb, over its listeners ("dijo *a EFE* el ministro", "sagte *dem Blatt* der Minister")."""
    r = s.r
    for _ in range(_MOST_LISTENERS + 1):
        at = skip_adjuncts(r, at, limit)
        if at >= limit or r.quote_of[at] >= 0:
            return None
        is_oblique = r.table.nouns_are_capitalised and r.lows[at] in _OBLIQUE
        if not (r.flags[at] & PREPOSITION or is_oblique) or r.flags[at] & PRONOUN:
            break
        listener = phrase_right(r, at if is_oblique else at + 1, limit, skips=False)
        if listener is None or listener.kind == "pronoun":
            return None
        at = listener.whole[1]
    phrase = phrase_right(r, at, limit)
    return Subject(phrase, phrase.whole[1], is_right=True) if phrase is not None else None
