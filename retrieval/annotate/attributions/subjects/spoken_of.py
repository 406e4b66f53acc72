"""Whom a sentence speaks of: who it begins with, or who stands behind its verb where something else begins it."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.subjects.behind_verb import is_oblique, right_of
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BODY,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    HIS,
    NEGATION,
    OF,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFLEXIVE,
    ROLE,
    TIME,
)

_LONGEST_SETTING, _LONGEST_OPENING = 14, 6


def subject_of_sentence(s: Sentence, limit: int) -> Phrase | None:
    """Somebody beyond doubt whom a sentence speaks of before a token; None where that is open."""
    r, first = s.r, s.first
    while first < limit and r.flags[first] & (CONJUNCTION | DASH):
        first += 1
    start = _behind_setting(s, first, limit)
    while start < limit and r.flags[start] & ADVERB and not r.flags[start] & PRONOUN:
        start += 1
    is_nominal = r.flags[start] & (DETERMINER | CAPITAL | HIS | PRONOUN) or not r.table.nouns_are_capitalised
    phrase = phrase_right(r, start, limit, skips=False) if is_nominal and not is_oblique(r, start) else None
    if phrase is not None and is_somebody(r, phrase):
        return phrase if _has_verb(r, phrase, limit) else None
    if not r.table.nouns_are_capitalised:
        return _behind_opening(s, start, limit) if r.table.name_cases is not None else None
    return _behind_first_verb(s, first, limit)


def _behind_opening(s: Sentence, first: int, limit: int) -> Phrase | None:
    """The person with a role whom a Slavic setting stands before ("После матча *защитник Ян Лоза* развёл руками")."""
    r = s.r
    if not r.flags[first] & PREPOSITION:
        return None
    reach = first + _LONGEST_OPENING
    for at in range(first + 2, limit):
        if r.quote_of[at] >= 0 and len(range(*r.quotes[r.quote_of[at]])) <= _LONGEST_OPENING:
            reach += 1  # О премьере «Вечернему Бору» рассказал *режиссёр Ян Лоза*
            continue
        if at >= reach or r.flags[at] & PUNCTUATION or r.quote_of[at] >= 0:
            return None
        if r.lows[at] in r.table.nominatives and not r.flags[at - 1] & (PREPOSITION | DETERMINER | ROLE):
            phrase = phrase_right(r, at, limit, skips=False)
            is_told = phrase is not None and phrase.is_name and phrase.role is not None
            return phrase if phrase is not None and is_told and _has_verb(r, phrase, limit) else None
    return None


def _behind_setting(s: Sentence, first: int, limit: int) -> int:
    """Behind the comma that closes what a preposition puts in front ("*En rueda de prensa*, el técnico soltó")."""
    r = s.r
    if r.table.nouns_are_capitalised or not r.flags[first] & PREPOSITION:
        return first
    commas = (at + 1 for at in range(first, min(limit, first + _LONGEST_SETTING)) if r.flags[at] & COMMA)
    return next(commas, first)


def _has_verb(r: Reading, phrase: Phrase, limit: int) -> bool:
    """Whether a verb follows a phrase, or all that is before a colon ends with it ("Jon Dahl *wörtlich*: …")."""
    verb = phrase.whole[1]
    passed = ADVERB | ((NEGATION | REFLEXIVE) if r.table.is_romance else 0)  # "Ana Lago *no se* escondió"
    while verb < limit and r.flags[verb] & passed and not r.flags[verb] & PUNCTUATION:
        verb += 1
    is_all = verb >= limit or r.flags[verb] & (COLON | PREPOSITION)
    is_verb = r.flags[verb] & AUXILIARY or (r.words[verb].islower() and not r.flags[verb] & SMALL)
    return bool(is_verb) or (bool(is_all) and phrase.kind != "pronoun")


def _behind_first_verb(s: Sentence, first: int, limit: int) -> Phrase | None:
    """The subject behind the first verb of a German sentence ("Hier *sparte der Präsident* nicht mit Kritik")."""
    r = s.r
    for verb in range(first + 1, limit - 1):
        flags = r.flags[verb]
        if flags & COMMA and r.quote_of[verb] < 0:
            return None
        is_verb = r.words[verb].islower() and (flags & AUXILIARY or not flags & SMALL)
        if is_verb and r.flags[verb - 1] & (CAPITAL | ADVERB | TIME) and r.quote_of[verb] < 0:
            found = right_of(s, verb + 1, limit)
            return found.phrase if found is not None and found.phrase and is_somebody(r, found.phrase) else None
    return None


def is_somebody(r: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is a person beyond doubt: a pronoun, a full name, a name with a role, a role alone."""
    if phrase.kind == "noun":
        head = head_flags(r, phrase)
        return bool(head & ROLE) and not head & BODY and not phrase.gender
    if phrase.kind == "pronoun":
        return phrase.gender != "me"
    return phrase.role is not None or phrase.last - phrase.first > 1 or r.words[phrase.first] in r.inner


def head_flags(r: Reading, phrase: Phrase) -> int:
    """What the head of a phrase is: "der *Sprecher* des Amtes" is somebody, "das *Amt* des Sprechers" is not."""
    flags, (first, last) = 0, phrase.whole
    for at in range(first, last):
        if at > first and r.flags[at] & (OF | DETERMINER | PREPOSITION | PUNCTUATION) and not r.flags[at] & CAPITAL:
            if flags:
                return flags
            continue
        is_noun = r.flags[at] & CAPITAL if r.table.nouns_are_capitalised else r.flags[at] & (ROLE | BODY)
        if is_noun:
            flags |= r.flags[at]
    return flags
