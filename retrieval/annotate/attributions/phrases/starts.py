"""Where a noun phrase can begin inside a clause, when it is not at its beginning."""

from __future__ import annotations

from retrieval.annotate.attributions.names.inflected import gender_of_verb, is_adjective, is_given_here, is_trade
from retrieval.annotate.attributions.names.name_runs import name_runs
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BODY,
    CAPITAL,
    CLOSING,
    CONJUNCTION,
    CUE,
    DETERMINER,
    LISTENER,
    NEGATION,
    NETWORK,
    NUMBER,
    OF,
    OPENING,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFLEXIVE,
    SUBORDINATOR,
    THAT,
    THEM,
    THIS,
    TIME,
)

_FILLER = ADVERB | REFLEXIVE | LISTENER | PREPOSITION | TIME | NEGATION | AUXILIARY | NUMBER | THEM
_MOST_STARTS = 14
_LONGEST_FILLER = 16
_BY_GENDER = {"": ("ия", "ія"), "she": ("а", "я"), "he": tuple("бвгґджзйклмнпрстфхцчшщь")}
_ADJECTIVES = {"": ("ая", "яя", "а", "я"), "she": ("ая", "яя", "а", "я"), "he": ("ый", "ий", "ой", "ій")}


def inner_starts(r: Reading, start: int, verb: int) -> list[int]:
    """Where a subject can begin behind an adverbial ("En el pleno *la ministra* dijo"), in order."""
    found = []
    for at in range(start + 1, verb):
        flags, before = r.flags[at], r.flags[at - 1]
        is_opener = r.table.name_cases is not None and before & ADVERB and not before & PREPOSITION
        if flags & SUBORDINATOR and before & TIME:
            continue  # "два тижні *тому*"
        is_inside = before & (PREPOSITION | OF | DETERMINER | CAPITAL) and not before & (PUNCTUATION | NETWORK)
        if is_inside and not is_opener and not (before & CAPITAL and is_given_here(r, at, gender_of_verb(r, verb))):
            continue
        if (
            flags & (DETERMINER | PRONOUN)
            or (flags & CAPITAL and next(name_runs(r, at, at + 1), None))
            or (before & (TIME | ADVERB) and not flags & _FILLER)
        ):
            trade = r.quotes[r.quote_of[at - 1]][0] - 1 if r.quote_of[at - 1] >= 0 else at - 1  # півзахисник «Гірника»
            found.append(trade if flags & CAPITAL and trade > start and is_trade(r, trade) else at)
        elif r.lows[at] in r.table.nominatives and r.quote_of[at] < 0:
            found.append(at - (is_adjective(r, at - 1) and at - 1 > start))  # "В письме совету *представитель* порта …"
    if r.table.name_cases is not None and (body := _body_before(r, start, verb)):
        found.append(body)
    return found[:_MOST_STARTS]


def _body_before(r: Reading, start: int, verb: int) -> int:
    """Where a Slavic body begins that agrees with the verb right behind it ("В письме совету *полиция* сообщила")."""
    at, gender = verb - 1, gender_of_verb(r, verb)
    if at <= start or not r.flags[at] & BODY or not r.lows[at].endswith(_BY_GENDER.get(gender, ())):
        return 0
    while at - 1 > start and is_adjective(r, at - 1) and r.lows[at - 1].endswith(_ADJECTIVES[gender]):
        at -= 1
    return 0 if r.flags[at - 1] & (PREPOSITION | DETERMINER) and not r.flags[at - 1] & PUNCTUATION else at


def phrase_starts(r: Reading, first: int, last: int) -> list[int]:
    """Where a noun phrase that ends before ``last`` can begin, the longest first."""
    begins = DETERMINER | CAPITAL
    inner = (
        at
        for at in range(first + 1, last)
        if r.flags[at] & begins and not r.flags[at - 1] & (DETERMINER | CAPITAL | OF)
    )
    found = [first, *inner]
    return found[-_MOST_STARTS:]


def is_filler(r: Reading, first: int, last: int) -> bool:
    """Whether only small words and settings are between a subject and its verb ("am Montag", "también")."""
    if first >= last:
        return True
    if last - first == 1 and r.table.is_romance and r.flags[first] & THIS:
        return True  # "Anne Berg *l*'assure"
    if last - first > _LONGEST_FILLER or not r.flags[first] & _FILLER:
        return False
    for at in range(first, last):
        flags = r.flags[at]
        if flags & PUNCTUATION and not flags & (OPENING | CLOSING) and r.quote_of[at] < 0:
            return False
        if flags & CAPITAL and is_given_here(r, at, gender_of_verb(r, last)):
            return False  # "Вечером в понедельник *Анна Седова* заявила"
        if flags & (THAT | CONJUNCTION | PRONOUN) and not flags & (
            PREPOSITION | ADVERB | REFLEXIVE | DETERMINER | LISTENER
        ):
            return False
        if flags & CUE and not flags & (CAPITAL | ADVERB | PREPOSITION) and at + 1 < last and r.quote_of[at] < 0:
            return False
    return True
