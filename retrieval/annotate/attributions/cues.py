"""Which verbs of a sentence carry somebody's words, and who stands before them?"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.phrases import Phrase, name_left, phrase_left, phrase_right
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BASE_SHIFT,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CONSTRUCTIONS,
    CUE,
    DASH,
    DETERMINER,
    GROUP,
    NEGATION,
    NUMBER,
    PARTICIPLE_SHIFT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    TIME,
    VERBISH,
)
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import is_name_part
from retrieval.text.wordlists import word_set

_MODALS = word_set("will would could can may might must shall should ’ll 'll ’d 'd")
_PASSIVE = word_set("is are was were be been being ’s 's ’re 're")
_HAVE = word_set("has have had having ’ve 've")
_PLURALS = frozenset(
    {"people", "men", "women", "police", "children", "some", "many", "others", "most", "few", "both", "all"}
)
_DO = word_set("do does did")


@dataclass(slots=True)
class Cue:
    """A verb that may carry words.

    Attributes:
        at: the verb's token; ``first`` where its group begins ("has repeatedly said").
        kinds: the constructions it allows, as bits.
        form: "finite", "base" or "participle".
        subject: who stands before it, None for a participle or an inverted cue.
        is_negated: "did not say".
        is_modal: "would say".
        is_passive: "was told".
        shares: its subject stands before an earlier verb ("and added", "saying").
    """

    at: int
    first: int
    kinds: int
    form: str
    subject: Phrase | None = None
    is_negated: bool = False
    is_modal: bool = False
    is_passive: bool = False
    shares: bool = False


def kinds_of(page: Page, at: int) -> int:
    """The constructions of a word in all its forms, as bits."""
    return page.constructions.get(page.lows[at], 0)


def read_cue(page: Page, at: int, floor: int) -> Cue | None:
    """Read the verb at a token; None where the word is a noun or stands where it can carry nothing."""
    bits = kinds_of(page, at)
    if not bits:
        return None
    cue = _verb_group(page, at, floor, bits)
    if cue is None:
        return None
    if cue.form == "participle":
        cue.shares = True
        return cue
    cue.subject = subject_left(page, cue.first, floor)
    if cue.form == "base" and not cue.is_modal and cue.subject is not None and not _is_plural(page, cue.subject):
        return None
    return cue


def _is_plural(page: Page, phrase: Phrase) -> bool:
    """Whether a verb in its base form can follow: "critics say", but no "a swing state"."""
    if phrase.kind == "relative":
        return True
    if phrase.kind == "pronoun":
        return page.lows[phrase.first] not in ("he", "she", "it")
    words = page.lows[phrase.first : phrase.last]
    if "and" in words:
        return True
    head = next(
        (i for i, word in enumerate(words) if word in ("of", "for", "at", "in", "from", "with", "to")), len(words)
    )
    noun = words[head - 1]
    if words[0] in ("a", "an", "this", "every", "each", "another"):
        return False
    if noun.isdigit() or noun.endswith("%"):
        return True
    return (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))) or noun in _PLURALS


def _verb_group(page: Page, at: int, floor: int, bits: int) -> Cue | None:
    """Walk back over adverbs and auxiliaries and judge the form."""
    first = at
    negated = modal = passive = has_to = have = do = False
    while first > floor:
        previous = first - 1
        if page.quote_of[previous] >= 0:
            break
        flags, low = page.flags[previous], page.lows[previous]
        if flags & CAPITAL and is_name_part(page, previous):
            break
        if flags & NEGATION:
            negated = True
            modal = modal or low[:-3] in _MODALS
            do = do or low[:-3] in _DO
        elif flags & AUXILIARY or (low in _PASSIVE and flags & POSSESSIVE):
            has_to = has_to or low == "to"
            modal = modal or low in _MODALS
            passive = passive or low in _PASSIVE
            have = have or low in _HAVE
            do = do or low in _DO
        elif (
            (flags & ADVERB and not flags & (DETERMINER | CAPITAL))
            or (low in ("on", "in", "over") and first < at and page.flags[first] & TIME)
            or (
                flags & TIME
                and not flags & (GROUP | DETERMINER)
                and low not in ("week", "month", "year", "day", "night")
            )
        ):
            pass
        else:
            break
        first = previous
    while first < at and page.flags[first] & TIME and not page.flags[first] & AUXILIARY and first == floor:
        first += 1
    finite, base, participle = (bits >> shift & CONSTRUCTIONS for shift in (0, BASE_SHIFT, PARTICIPLE_SHIFT))
    if has_to:
        if not (first > floor and page.lows[first - 1] in ("on", "went", "continued") and base):
            return None
        first -= 1
        while first > floor and page.lows[first - 1] in ("went", "on"):
            first -= 1
        return Cue(at, first, base, "base", is_modal=modal)
    if participle and page.lows[at].endswith("ing"):
        form = "finite" if passive or have else "participle"  # "is telling", "has been saying"
        return Cue(at, first, participle, form, is_negated=negated, is_modal=modal)
    if passive and not page.lows[at].endswith("ing"):
        return Cue(at, first, finite, "finite", is_negated=negated, is_passive=True) if finite else None
    if (modal or do) and base:
        return Cue(at, first, base, "base", is_negated=negated, is_modal=modal)
    if finite:
        return Cue(at, first, finite, "finite", is_negated=negated)
    return Cue(at, first, base, "base", is_negated=negated) if base else None


def subject_left(page: Page, last: int, floor: int) -> Phrase | None:
    """The phrase before a verb group, over an apposition or a relative clause between commas."""
    at = last - 1
    if at < floor:
        return None
    flags = page.flags[at]
    low = page.lows[at]
    if low in (")", "]"):
        opening = _opening(page, at, floor)
        return subject_left(page, opening, floor) if opening is not None else None
    if flags & (COMMA | DASH) and page.quote_of[at] < 0:
        return _before_apposition(page, at, floor)
    if page.quote_of[at] >= 0 and page.lows[at] not in ("’", "'"):
        first = page.quotes[page.quote_of[at]][0]
        if at - first > 8:
            return None
    return phrase_left(page, last, floor)


def _opening(page: Page, at: int, floor: int) -> int | None:
    for i in range(at - 1, max(floor, at - 20), -1):
        if page.lows[i] in ("(", "["):
            return i
    return None


def _before_apposition(page: Page, comma: int, floor: int) -> Phrase | None:
    """ "Peskov, the Kremlin’s spokesman, said": look left over at most four commas for a phrase that can speak."""
    is_dash = bool(page.flags[comma] & DASH)
    at = comma - 1
    tries = 0
    while at > floor and comma - at < 60 and tries < 5:
        if page.quote_of[at] >= 0:
            at = page.quotes[page.quote_of[at]][0] - 1
            continue
        if page.flags[at] & (DASH if is_dash else COMMA):
            tries += 1
            if _can_be_apposition(page, at + 1, comma):
                phrase = subject_left(page, at, floor) if tries < 3 else phrase_left(page, at, floor)
                if (
                    phrase is not None
                    and not page.flags[phrase.last - 1] & NUMBER
                    and _opens_clause(page, phrase, floor)
                ):
                    return _named_by(page, _renamed(page, phrase, floor), at + 1, comma)
        at -= 1
    return None


def _renamed(page: Page, phrase: Phrase, floor: int) -> Phrase:
    """ "Jean-Marc Ayrault, the foreign minister, a member of …, said": the first of several appositions names him."""
    before = phrase.whole[0] - 1
    if phrase.kind == "noun" and before > floor and page.flags[before] & COMMA:
        name = phrase_left(page, before, floor)
        if name is not None and name.kind == "name" and _opens_clause(page, name, floor):
            return name
    return phrase


def _named_by(page: Page, phrase: Phrase, first: int, last: int) -> Phrase:
    """ "Ms. Merkel’s spokesman, Steffen Seibert, said": the name between the commas is the speaker's."""
    is_role = phrase.kind == "noun" and any(page.flags[at] & ROLE for at in range(phrase.first, phrase.last))
    if is_role and name_left(page, last, first) == first:
        role_at = phrase.first + (page.flags[phrase.first] & DETERMINER != 0)
        role = (role_at, phrase.last) if role_at < phrase.last else None
        return Phrase("name", first, last, (phrase.whole[0], last), role)
    return phrase


def _can_be_apposition(page: Page, first: int, last: int) -> bool:
    flags, low = page.flags[first], page.lows[first]
    if flags & PRONOUN or low in ("and", "but", "or"):
        return False
    return last > first


def _opens_clause(page: Page, phrase: Phrase, floor: int) -> bool:
    """Whether a phrase stands where a subject stands."""
    start = phrase.whole[0]
    if start <= floor:
        return True
    before = page.flags[start - 1]
    if before & (PUNCTUATION | CONJUNCTION | SUBORDINATOR | RELATIVE):
        return True
    return phrase.kind == "name" and not before & (PREPOSITION | CUE | VERBISH)


def clause_subject(page: Page, first: int, last: int) -> Phrase | None:
    """The subject of the clause that begins at ``first``, for verbs that share it."""
    at = first
    for _ in range(4):
        while at < last and page.flags[at] & (PUNCTUATION | CONJUNCTION | ADVERB) and page.quote_of[at] < 0:
            at += 1
        if at >= last or page.quote_of[at] >= 0:
            return None
        flags = page.flags[at]
        opens_with_verb = page.lows[at].endswith(("ing", "ed")) and not flags & DETERMINER and at + 1 < last
        if flags & (PREPOSITION | SUBORDINATOR | TIME | VERBISH) or opens_with_verb:
            comma = next((i for i in range(at, last) if page.flags[i] & COMMA and page.quote_of[i] < 0), None)
            if comma is None:
                return None
            at = comma + 1
            continue
        return phrase_right(page, at, last)
    return None


def is_noun(page: Page, at: int, floor: int) -> bool:
    """Whether a word that could be a cue is a noun here ("his claim", "the reports")."""
    if at <= floor:
        return True
    flags = page.flags[at - 1]
    if page.lows[at] in ("said", "says", "told", "wrote"):
        return False
    if kinds_of(page, at) >> PARTICIPLE_SHIFT and page.lows[at].endswith("ing"):
        return bool(flags & (DETERMINER | POSSESSIVE))
    if (
        flags & (DETERMINER | POSSESSIVE)
        and not flags & PUNCTUATION
        and page.lows[at - 1] not in ("this", "that", "those", "some", "many", "all", "both", "most", "others")
    ):
        return True
    return bool(flags & (PREPOSITION | NUMBER)) and not flags & AUXILIARY and not flags & TIME


def is_led_by_subordinator(page: Page, at: int, floor: int) -> bool:
    """Whether the subject at ``at`` stands in a clause that opens the sentence with "after", "while", "when" …"""
    if at - floor > 6 or at <= floor:
        return False
    if any(page.quote_of[i] >= 0 or page.flags[i] & COMMA for i in range(floor, at)):
        return False
    return any(page.flags[i] & SUBORDINATOR and not page.flags[i] & (DETERMINER | RELATIVE) for i in range(floor, at))
