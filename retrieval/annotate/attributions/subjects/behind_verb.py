"""Subjects behind their verb, over those who are told: "dijo *a EFE* el ministro", "sagte *dem Blatt* der Minister"."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.inflected import is_trade
from retrieval.annotate.attributions.names.outlets import outlet_at, over_outlet, told_in_marks
from retrieval.annotate.attributions.phrases.adjuncts import is_partitive, skip_adjuncts
from retrieval.annotate.attributions.phrases.insertions import over_insertions
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.subjects.asides import behind_outlet
from retrieval.annotate.attributions.subjects.beyond_settings import nominative_beyond
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BODY,
    COMMA,
    CUE,
    DETERMINER,
    HIS,
    OF,
    PREPOSITION,
    PRONOUN,
    ROLE,
)

_PLURAL = "nt"
_OBLIQUE = ("en", "em")
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


def is_oblique(r: Reading, at: int) -> bool:
    """Whether an article or a possessive shows another case than the nominative ("dem", "seinen")."""
    if not r.table.nouns_are_capitalised or not r.flags[at] & (DETERMINER | HIS):
        return False
    return r.lows[at].endswith(_OBLIQUE) or r.lows[at] == "des"


def _is_article(r: Reading, at: int) -> bool:
    """Whether a word that is preposition and article is the article ("disse *a* ministra", "disse a jornalistas")."""
    return bool(r.flags[at] & DETERMINER) and not r.flags[at] & OF and not r.lows[at + 1].endswith("s")


def _are_several(r: Reading, verb: int, at: int) -> bool:
    """Whether an article in the plural begins the subject of a verb in the plural ("estim*ent des* experts")."""
    if not is_partitive(r, at):
        return False
    verbs = (n for n in range(max(0, verb - 1), verb + 1) if r.flags[n] & (CUE | AUXILIARY))
    return any(r.lows[n].endswith(_PLURAL) for n in verbs)


def _end_of_listener(r: Reading, at: int, last: int) -> int:
    """Where a listener's phrase ends: before a role in the nominative ("в беседе с журналистом *адвокат* Ада Лунд")."""
    is_trade_at = (spot for spot in range(at + 2, last) if r.lows[spot] in r.table.nominatives or is_trade(r, spot))
    return next(is_trade_at, last)


def _is_manner(r: Reading, at: int) -> bool:
    """Whether a word between commas can say how somebody spoke: a participle, an adjective, a gerund."""
    return r.quote_of[at] < 0 and r.words[at].islower() and not r.flags[at] & (SMALL | CUE | ROLE | BODY)


def right_of(s: Sentence, at: int, limit: int) -> Subject | None:
    """The subject behind a verb, over its listeners and, in Slavic, over any setting ("заявил *в Борске* мэр")."""
    found = _over_listeners(s, at, limit)
    phrase = found.phrase if found is not None else None
    is_told = phrase is not None and (phrase.kind != "noun" or s.r.flags[phrase.whole[0]] & (ROLE | BODY))
    if s.r.table.name_cases is None or is_told:
        return found
    beyond = nominative_beyond(s.r, at - 1, limit)
    return Subject(beyond, beyond.whole[1], is_right=True) if beyond is not None else found


def _over_listeners(s: Sentence, at: int, limit: int) -> Subject | None:
    """The subject behind a verb and who is told ("dijo *a EFE* el ministro", "sagte *dem Blatt* der Minister")."""
    r, verb = s.r, at - 1
    if at + 1 < limit and r.flags[at] & COMMA and r.flags[at + 1] & (PREPOSITION | ADVERB) and r.quote_of[at] < 0:
        at = over_insertions(r, at, limit)  # "plaide, *de son côté*, la ministre"
    if at + 3 < limit and r.flags[at] & r.flags[at + 2] & COMMA and _is_manner(r, at + 1):
        at += 3  # "comemorou, *emocionada*, a reitora"
    for _ in range(_MOST_LISTENERS + 1):
        at = skip_adjuncts(r, at, limit)
        if at >= limit or (r.quote_of[at] >= 0 and (outlet_at(r, at, limit) or told_in_marks(r, at, limit)) is None):
            return None
        is_listener = is_oblique(r, at)
        is_plain = not (r.flags[at] & PREPOSITION or is_listener) or r.flags[at] & PRONOUN
        if is_plain or _is_article(r, at) or _are_several(r, verb, at):
            break
        if (end := over_outlet(r, at + 1, limit)) is not None:
            at = end
            continue
        listener = phrase_right(r, at if is_listener else at + 1, limit, skips=False)
        if listener is None or listener.kind == "pronoun":
            return None
        at = _end_of_listener(r, at, listener.whole[1])
    phrase = behind_outlet(r, at, limit) or phrase_right(r, at, limit)
    return Subject(phrase, phrase.whole[1], is_right=True) if phrase is not None else None
