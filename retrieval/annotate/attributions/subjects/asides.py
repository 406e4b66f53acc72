"""What Slavic clauses have around a subject: a body behind "in" for one, and asides between it and its verb."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.outlets import DATIVE, outlet_at, told_in_marks
from retrieval.annotate.attributions.phrases.speaker_phrases import of_body, phrase_right
from retrieval.annotate.attributions.sentences.clause_cues import Cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    LISTENER,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PUNCTUATION,
    REFLEXIVE,
    RELATIVE,
    ROLE,
    SOURCE,
    THEM,
    TIME,
)

_FILLER = ADVERB | REFLEXIVE | LISTENER | PREPOSITION | TIME | NEGATION | AUXILIARY | NUMBER | THEM
_LONGEST_ASIDE, _LONGEST_GERUND, _LONGEST_MARKED = 5, 16, 5
_OF_ONE_WORD = 3
_SURE_DATIVE = ("ому", "ему", "ій")


def is_aside(r: Reading, comma: int, verb: int) -> bool:
    """Whether commas set something apart between a subject and its verb that says nothing of either."""
    return r.table.name_cases is not None and (_is_short(r, comma, verb) or _is_gerund_clause(r, comma, verb))


def _is_short(r: Reading, comma: int, verb: int) -> bool:
    """ "X, *в свою очередь,* отметил": a few small words between commas."""
    inside = range(comma + 1, verb - 1)
    if not 0 < len(inside) <= _LONGEST_ASIDE:
        return False
    if not (r.flags[comma] & COMMA and r.flags[verb - 1] & COMMA and r.quote_of[comma] < 0):
        return False
    return all(r.words[at].islower() and not r.flags[at] & (CUE | CONJUNCTION | RELATIVE) for at in inside)


def _is_gerund_clause(r: Reading, comma: int, verb: int) -> bool:
    """ "X, *комментируя отставку,* сказал"."""
    first = comma + 1
    if not first < verb - 1 <= comma + _LONGEST_GERUND or not r.flags[comma] & COMMA or not r.flags[verb - 1] & COMMA:
        return False
    is_gerund = r.lows[first].endswith(r.table.gerund_endings) if r.table.gerund_endings else False
    return is_gerund and not any(r.flags[at] & CUE and not r.flags[at] & CAPITAL for at in range(first + 1, verb))


def body_within(s: Sentence, cue: Cue) -> tuple[Phrase, bool] | None:
    """The body behind "in" that a verb in the plural has for a subject, and whether it is behind the verb."""
    r = s.r
    if not r.table.impersonal_endings or not r.lows[cue.at].endswith(r.table.impersonal_endings):
        return None
    at = cue.last
    while at < s.last and r.flags[at] & (ADVERB | LISTENER) and r.quote_of[at] < 0:
        at += 1
    if at < s.last and (told := outlet_at(r, at, s.last) or told_in_marks(r, at, s.last)) is not None:
        at = told[1] + (r.quote_of[at] >= 0)  # сообщили *РБК* в мэрии
    phrase = _body_behind(r, at, s.last)
    if phrase is not None:
        return phrase, True
    start = cue.clause
    while start < cue.first and r.flags[start] & CONJUNCTION:
        start += 1
    phrase = _body_behind(r, start, cue.first)
    if phrase is None:
        return None
    between = range(phrase.whole[1], cue.first)
    if not all(r.flags[n] & _FILLER or r.quote_of[n] >= 0 or outlet_at(r, n, cue.first) for n in between):
        return None
    return phrase, False


def _body_behind(r: Reading, at: int, limit: int) -> Phrase | None:
    if at + 1 >= limit or not r.flags[at] & PREPOSITION or r.quote_of[at] >= 0 or r.flags[at + 1] & TIME:
        return None
    phrase = phrase_right(r, at + 1, limit, skips=False, case="genitive")
    if phrase is None or not of_body(phrase, r):
        return None
    first, last = phrase.whole
    told = (spot for spot in range(first + 1, last) if outlet_at(r, spot, last) or _is_told(r, spot))
    outlet = next(told, last)
    return Phrase("noun", first, outlet, (first, outlet))  # в пресс-службе мэрии (ТАСС) пояснили


def _is_told(r: Reading, at: int) -> bool:
    """Whether marks begin at a token whose dative no name of a body has: "В министерстве *«Вечернему Бору»*"."""
    if not is_dative_title(r, at):
        return False
    first, last = r.quotes[r.quote_of[at]]
    return r.lows[first + 1].endswith(_SURE_DATIVE if last - first > _OF_ONE_WORD else ("у", "ю"))


def is_dative_title(r: Reading, at: int) -> bool:
    """Whether marks begin at a token that hold a title in what may be a dative: "рассказала *«Вечернему Бору»*"."""
    if r.table.name_cases is None or r.quote_of[at] < 0 or r.quotes[r.quote_of[at]][0] != at:
        return False
    end = r.quotes[r.quote_of[at]][1]
    is_title = _OF_ONE_WORD <= end - at <= _LONGEST_MARKED and r.flags[at + 1] & CAPITAL
    return bool(is_title) and r.lows[end - 2].endswith(DATIVE)


def is_listener(r: Reading, at: int) -> bool:
    """Whether a noun for a person stands in a dative: "рассказала *корреспонденту*"."""
    is_role = r.table.name_cases is not None and r.flags[at] & ROLE and r.lows[at] not in r.table.nominatives
    return bool(is_role) and r.lows[at].endswith(DATIVE)


def behind_outlet(r: Reading, at: int, limit: int) -> Phrase | None:
    """Who stands behind the outlet that is told: "рассказала (газете) «Ведомостям» *аналитик Кира Зорина*"."""
    if r.table.name_cases is None:
        return None
    if at + 1 < limit and r.flags[at] & AGENCY and (r.quote_of[at + 1] >= 0 or outlet_at(r, at + 1, limit)):
        at += 1  # "сказал *агентству ТАСС* мэр"
    outlet = outlet_at(r, at, limit) or told_in_marks(r, at, limit)
    if outlet is None:
        return None
    end = outlet[1] + (1 if r.quote_of[at] >= 0 else 0)
    if end >= limit or r.flags[end] & (SOURCE | PREPOSITION | PUNCTUATION):
        return None
    phrase = phrase_right(r, end, limit, skips=False)
    is_person = phrase is not None and (phrase.kind != "noun" or r.lows[end] in r.table.nominatives)
    return phrase if is_person else None
