"""Who stands beside a cue? Reads the phrase that names a speaker, leftwards and rightwards, from tokens alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    GROUP,
    MARK,
    NATION,
    NEGATION,
    NUMBER,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SOURCE,
    SUBORDINATOR,
    TIME,
    TITLE,
    VERBISH,
)
from retrieval.annotate.names import PARTICLES, SUFFIXES
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import is_name_part
from retrieval.text.wordlists import word_set

PhraseKind = Literal["name", "noun", "pronoun", "relative"]

_ATTACHING = word_set("of for at from with in on to by")
_WHO = ROLE | GROUP | SOURCE
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker's phrase, as half-open token ranges.

    Attributes:
        kind: what its head is; for a "name" ``first`` to ``last`` is the name alone.
        role: what stands before a name and says who it is ("Kremlin press secretary").
        whole: with determiner, role and whatever hangs on it.
    """

    kind: PhraseKind
    first: int
    last: int
    whole: tuple[int, int]
    role: tuple[int, int] | None = None


def name_left(page: Page, last: int, floor: int) -> int:
    """The first token of the name that ends before ``last``; ``last`` itself where none does."""
    at = last
    while at > floor:
        previous = at - 1
        if page.flags[previous] & NUMBER or not is_name_part(page, previous):
            low = page.lows[previous]
            if low in PARTICLES and at < last and previous > floor and is_name_part(page, previous - 1):
                at = previous
                continue
            if low in ("the", "a") or (at == last and low.rstrip(".") not in SUFFIXES):
                break
            if low == "&" and at < last and previous > floor:
                at = previous
                continue
            break
        if at < last and page.starts[at] > page.ends[previous] + 2:
            break
        at = previous
    while at < last and page.flags[at] & PUNCTUATION:
        at += 1
    if at < last and at > floor and page.words[at - 1] == "The" and is_outlet_name(page, at - 1, last):
        return at - 1
    return at


def is_outlet_name(page: Page, first: int, last: int) -> bool:
    """Whether the tokens are an outlet's whole name ("The New York Times")."""
    return " ".join(page.lows[first:last]) in page.speech.outlets


def name_right(page: Page, first: int, ceiling: int) -> int:
    """The end of the name that begins at ``first``; ``first`` itself where none does."""
    at = first
    while at < ceiling:
        low = page.lows[at]
        if (is_name_part(page, at) and page.quote_of[at] == page.quote_of[first]) or (
            low in PARTICLES
            and at + 1 < ceiling
            and is_name_part(page, at + 1)
            and (at > first or low not in ("a", "o"))
        ):
            at += 1
        else:
            break
    if at > first and at + 1 < ceiling and page.words[at] == "," and page.lows[at + 1].rstrip(".") in SUFFIXES:
        at += 2
    return at


def phrase_left(page: Page, last: int, floor: int) -> Phrase | None:
    """The speaker's phrase that ends before token ``last``, not reaching left of ``floor``."""
    at = last - 1
    if at < floor:
        return None
    flags, low = page.flags[at], page.lows[at]
    if low in ("himself", "herself", "themselves", "itself", "alike"):
        return phrase_left(page, at, floor)
    if flags & PRONOUN:
        if at > floor and page.ends[at - 1] == page.starts[at] and name_left(page, at, floor) < at:
            return phrase_left(page, at, floor)  # "Peskovhe said": the pronoun repeats the name it is glued to.
        return Phrase("pronoun", at, last, (at, last))
    if low in page.speech.relatives:
        return Phrase("relative", at, last, (at, last))
    first = name_left(page, last, floor)
    if first < last:
        return _name_phrase(page, first, last, floor)
    return _noun_phrase(page, last, floor)


def _name_phrase(page: Page, first: int, last: int, floor: int) -> Phrase | None:
    """A name with what stands before it; "a spokeswoman for Trudeau" is no name."""
    previous = first - 1
    if previous >= floor:
        flags, low = page.flags[previous], page.lows[previous]
        if low in _ATTACHING:
            named = _name_before(page, previous, floor)
            if named is not None:
                return Phrase("name", named.first, named.last, (named.whole[0], last), named.role)
            head = _attached(page, previous, floor)
            if head is not None:
                return Phrase("noun", head, last, (head, last))
        if low in ("and", "&") and previous > floor:
            other = phrase_left(page, previous, floor)
            if other is not None and other.kind == "name" and other.last == previous:
                return Phrase("noun", other.first, last, (other.whole[0], last))
        if flags & POSSESSIVE:
            return _possessed(page, first, last, floor)
        if flags & DETERMINER:
            if low == "the" and previous > floor and page.lows[previous - 1] in _ATTACHING:
                named = _name_before(page, previous - 1, floor)
                if named is not None:
                    return Phrase("name", named.first, named.last, (named.whole[0], last), named.role)
                head = _attached(page, previous - 1, floor)
                if head is not None:
                    return Phrase("noun", head, last, (head, last))
            if low in ("the", "a", "an") and not page.flags[first] & TITLE:
                return Phrase("noun", previous, last, (previous, last))
            return Phrase("name", first, last, (previous, last))
        if flags & (ROLE | AGENCY) and not flags & CAPITAL:
            start = _role_start(page, previous, floor)
            return Phrase("name", first, last, (start, last), _without_determiner(page, start, first))
    return Phrase("name", first, last, (first, last))


def _name_before(page: Page, preposition: int, floor: int) -> Phrase | None:
    """The person of "Ben Cardin of Maryland", "James Pethokoukis of the American Enterprise Institute"."""
    if page.lows[preposition] not in ("of", "from", "at", "with"):
        return None
    first = name_left(page, preposition, floor)
    if first == preposition or page.flags[preposition - 1] & (BODY | PLACE | GROUP | ROLE):
        return None
    if preposition - first < 2 and not page.flags[first] & TITLE:
        return None
    if (
        first > floor
        and page.flags[first - 1] & (DETERMINER | PREPOSITION | CUE | VERBISH)
        and not page.flags[first] & TITLE
    ):
        return None
    return _name_phrase(page, first, preposition, floor)


def _possessed(page: Page, first: int, last: int, floor: int) -> Phrase:
    """ "Trump’s Twitter" speaks as written; "CNN’s Jake Tapper" is Jake Tapper."""
    if last - first >= 2 and not page.flags[last - 1] & (BODY | GROUP):
        return Phrase("name", first, last, (first, last))
    start = name_left(page, first - 1, floor)
    return Phrase("noun", start, last, (start, last))


def _role_start(page: Page, at: int, floor: int) -> int:
    """Where the role begins whose last word is token ``at``."""
    start = at
    while start > floor and at - start < 7:
        flags = page.flags[start - 1]
        if flags & DETERMINER:
            return start - 1
        if flags & (PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | PRONOUN | TIME) or (
            flags & (CUE | VERBISH | ADVERB) and not flags & (CAPITAL | ROLE)
        ):
            if page.lows[start - 1] in ("-", "–") or flags & DASH:
                break
            if page.lows[start - 1] == "of" and start - 2 > floor and page.flags[start - 2] & ROLE:
                start -= 2
                continue
            break
        start -= 1
    return start


def _without_determiner(page: Page, first: int, last: int) -> tuple[int, int] | None:
    if first < last and page.flags[first] & DETERMINER:
        first += 1
    return (first, last) if first < last else None


def _attached(page: Page, preposition: int, floor: int) -> int | None:
    """The first token of the noun phrase that a prepositional phrase hangs on ("a spokeswoman" for …)."""
    at = preposition - 1
    if at < floor:
        return None
    flags, low = page.flags[at], page.lows[at]
    if flags & (PUNCTUATION | AUXILIARY | ADVERB | PREPOSITION | CONJUNCTION | SUBORDINATOR | TIME):
        return None
    is_who = (
        bool(flags & (_WHO | BODY))
        or low in page.speech.indefinites
        or (page.lows[preposition] == "of" and bool(flags & (DETERMINER | NUMBER)))
    )
    if not is_who and page.lows[preposition] not in ("of", "for"):
        return None
    if page.lows[preposition] == "by" and not flags & SOURCE:
        return None
    if flags & (VERBISH | CUE) and not is_who:
        return None
    phrase = phrase_left(page, preposition, floor)
    if phrase is None or phrase.kind in ("pronoun", "relative"):
        return None
    start = phrase.whole[0]
    if is_who or page.flags[start] & (DETERMINER | CAPITAL):
        return start
    return None


def _noun_phrase(page: Page, last: int, floor: int) -> Phrase | None:
    """A phrase whose head is a common noun: back to its determiner, or to where its clause begins."""
    at = last - 1
    head_flags = page.flags[at]
    if head_flags & PUNCTUATION and not head_flags & MARK:
        return None
    if head_flags & (PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | NEGATION) and not head_flags & DETERMINER:
        return None
    start = last
    while start > floor and last - start < _LONGEST:
        previous = start - 1
        quote = page.quote_of[previous]
        if quote >= 0:
            first = page.quotes[quote][0]
            if first < floor or previous - first > 6:
                break
            start = first
            continue
        flags, low = page.flags[previous], page.lows[previous]
        if flags & DETERMINER and not (low == "that" and start == last):
            start = previous
            if previous > floor and page.lows[previous - 1] in ("all", "both", "one", "many", "some", "most", "at"):
                start -= page.lows[previous - 1] != "at"
            break
        if flags & PREPOSITION and start < last:
            break
        if flags & (PUNCTUATION | CONJUNCTION | SUBORDINATOR | AUXILIARY | PRONOUN | NEGATION):
            if low in ("-", "/") or (low == "and" and page.flags[previous - 1] & (GROUP | ROLE) and start < last):
                start = previous
                continue
            break
        if flags & TIME and start < last and not flags & GROUP:
            break
        if flags & (CUE | VERBISH | ADVERB) and not flags & (CAPITAL | _WHO) and start < last:
            break
        start = previous
    if start == last:
        return None
    if start - 1 >= floor and page.lows[start - 1] in _ATTACHING:
        if page.lows[start - 1] in ("in", "on", "at"):
            named = phrase_left(page, start - 1, floor)
            if named is not None and named.kind in ("name", "pronoun"):
                return named  # "Jeb Bush in a Medium post said"
        owner = _name_before(page, start - 1, floor)
        if owner is not None:
            return Phrase("name", owner.first, owner.last, (owner.whole[0], last), owner.role)
        head = _attached(page, start - 1, floor)
        if head is not None:
            start = head
    while start < last - 1 and page.flags[start] & (COMMA | DASH | POSSESSIVE | CONJUNCTION):
        start += 1
    return Phrase("noun", start, last, (start, last))


def phrase_right(page: Page, first: int, ceiling: int) -> Phrase | None:
    """The speaker's phrase that begins at token ``first``: "said *Kremlin press secretary Dmitry Peskov*, …"."""
    if first >= ceiling or page.quote_of[first] >= 0:
        return None
    flags, low = page.flags[first], page.lows[first]
    if flags & PRONOUN:
        return Phrase("pronoun", first, first + 1, (first, first + 1))
    if flags & PUNCTUATION or (
        flags & (PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY) and not flags & DETERMINER
    ):
        return None
    if page.words[first] == "The":
        end = name_right(page, first + 1, ceiling)
        if is_outlet_name(page, first, end):
            return Phrase("name", first, end, (first, end))
    last = name_right(page, first, ceiling)
    is_origin = last == first + 1 and page.flags[first] & NATION
    if last > first and not is_origin and not (last < ceiling and page.flags[last] & (POSSESSIVE | _WHO)):
        return _joined(page, Phrase("name", first, last, (first, last)), ceiling)
    at, last_name = first, (first, first)
    while at < ceiling and at - first < _LONGEST:
        flags, low = page.flags[at], page.lows[at]
        if page.quote_of[at] >= 0:
            break
        if flags & PUNCTUATION and low not in ("-", "/"):
            break
        if flags & (SUBORDINATOR | AUXILIARY | CONJUNCTION | NEGATION) and not flags & DETERMINER:
            break
        if flags & TIME and at > first and not flags & GROUP:
            break
        if flags & PREPOSITION and not _hangs_on(page, at, first, ceiling):
            break
        if flags & (CUE | VERBISH | ADVERB) and not flags & (CAPITAL | _WHO) and at > first and not flags & DETERMINER:
            if not flags & ADVERB and page.flags[at - 1] & DETERMINER:
                at += 1
                continue
            break
        if flags & CAPITAL and (end := name_right(page, at, ceiling)) > at:
            last_name = (at, end)
            at = end
            continue
        at += 1
    if at == first:
        return None
    return _right_head(page, first, at, last_name)


def _hangs_on(page: Page, at: int, first: int, ceiling: int) -> bool:
    if at == first or at + 1 >= ceiling:
        return False
    low = page.lows[at]
    if low in ("of", "for", "at", "from", "with"):
        return not page.flags[at + 1] & (TIME | PRONOUN)
    return False


def _right_head(page: Page, first: int, last: int, name: tuple[int, int]) -> Phrase:
    """The last name that ends the phrase is its head, unless it hangs on a preposition or a body's noun follows."""
    start, end = name
    if end == last and start > first:
        before = page.flags[start - 1]
        hangs = any(page.flags[i] & PREPOSITION for i in range(first, start) if page.lows[i] != "of") or (
            before & PREPOSITION
        )
        is_who = before & (ROLE | AGENCY) or (before & POSSESSIVE and end - start > 1)
        if is_who and not hangs:
            return Phrase("name", start, end, (first, end), _without_determiner(page, first, start))
    return Phrase("noun", first, last, (first, last))


def _joined(page: Page, phrase: Phrase, ceiling: int) -> Phrase:
    """ "said Putin and Kim" has two speakers and is shown as written."""
    at = phrase.last
    if at + 1 < ceiling and page.lows[at] == "and" and page.flags[at] & CONJUNCTION:
        end = name_right(page, at + 1, ceiling)
        if end > at + 1 and (end >= ceiling or page.flags[end] & (PUNCTUATION | PREPOSITION)):
            return Phrase("noun", phrase.first, end, (phrase.first, end))
    return phrase


def is_relative(page: Page, at: int) -> bool:
    """Whether a token is a relative pronoun."""
    return bool(page.flags[at] & RELATIVE)
