"""Edges of names: where a name, a body or a bracket beside it begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.lexicon import (
    ADVERB,
    BODY,
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    GIVEN,
    GROUP,
    NUMBER,
    PAST,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    SOURCE,
    TIME,
    VERBISH,
)
from retrieval.annotate.name_keys import SUFFIXES
from retrieval.annotate.name_runs import before_particles, is_named_again, is_put_twice, over_particles
from retrieval.annotate.openings import is_glued_before
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import is_name_part, particles_before

WHO = ROLE | GROUP | SOURCE
_MOST_KNOWN = 10_000
_SHORTEST_BRACKETED, _LONGEST_BRACKET = 4, 12

Reader = Callable[[Page, int, int], Phrase | None]


def remembered(read: Reader) -> Reader:
    """Read a phrase at one place once, though phrases around it ask for it on several ways; two would be 2 ** depth."""

    @wraps(read)
    def reading(page: Page, last: int, floor: int) -> Phrase | None:
        key = read.__name__, last, floor
        if key not in page.known:
            if len(page.known) >= _MOST_KNOWN:
                page.known.clear()
            page.known[key] = read(page, last, floor)
        found: Phrase | None = page.known[key]
        return found

    return reading


def name_left(page: Page, last: int, floor: int) -> int:
    """The first token of the name that ends before ``last``; ``last`` itself where none does."""
    at = last
    while at > floor:
        previous = at - 1
        if page.flags[previous] & NUMBER or not is_name_part(page, previous):
            low = page.lows[previous]
            first = before_particles(page.words, at, floor) if at < last else at
            if first < at and first > floor and is_name_part(page, first - 1):
                at = first
                continue
            is_suffix = at == last - 1 and low == "," and page.lows[at].rstrip(".") in SUFFIXES
            if (is_suffix or (low == "&" and at < last)) and previous > floor:
                at = previous
                continue
            break
        if at < last and (page.starts[at] > page.ends[previous] + 2 or is_named_again(page.words, at, floor)):
            break
        at = previous
    while at < last and page.flags[at] & PUNCTUATION:
        at += 1
    if is_put_twice(page.words, at, (at + last) // 2, last):
        at = (at + last) // 2  # "Photo: Ada Lund *Ada Lund* said"
    if at < last:
        at = particles_before(page, at, floor)
    if at < last - 1 and is_glued_before(page, at):
        at += 1  # "Loading *Lund* also said": what is left of a box
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
        if is_name_part(page, at) and page.quote_of[at] == page.quote_of[first]:
            at += 1
            continue
        end = over_particles(page.words, at, ceiling, lambda i: is_name_part(page, i))
        if end == at or (at == first and page.lows[at] in ("a", "o")):
            break
        at = end
    if at > first and at + 1 < ceiling and page.words[at] == "," and page.lows[at + 1].rstrip(".") in SUFFIXES:
        at += 2
    return at


def person_behind_office(page: Page, first: int, last: int) -> int | None:
    """Where the person begins behind an office in capitals: "Secretary of State *Ada Lund*"; None where nobody does."""
    if not any(page.flags[at] & ROLE for at in range(first, last - 2)):
        return None
    for at in range(first + 2, last - 1):
        is_whose = page.lows[at - 1] == "of"  # "the ex-wife of *Alan Reed*"
        if page.flags[at] & GIVEN and page.flags[at] & CAPITAL and not page.flags[at + 1] & BODY and not is_whose:
            return at
    return None


def without_determiner(page: Page, first: int, last: int) -> tuple[int, int] | None:
    if first < last and page.flags[first] & DETERMINER:
        first += 1
    return (first, last) if first < last else None


def parts_noun(flags: int) -> bool:
    """Whether a word inside a stretch of nouns shows that the phrase begins behind it."""
    if flags & PREPOSITION or (flags & TIME and not flags & GROUP):
        return True
    return bool(flags & (CUE | VERBISH | PAST | ADVERB)) and not flags & (CAPITAL | WHO)


def before_bracket(page: Page, at: int, floor: int) -> int:
    """Where a bracket begins that stands before a repeated subject: "Ada Lund *(Centre Party),* she said"."""
    if at - floor < _SHORTEST_BRACKETED or not page.flags[at - 1] & COMMA or page.lows[at - 2] != ")":
        return at
    opening = (spot for spot in range(at - 3, max(floor, at - _LONGEST_BRACKET), -1) if page.lows[spot] == "(")
    return next(opening, at)


def is_contracted(page: Page, at: int) -> bool:
    """Whether a word is a pronoun and its auxiliary in one: "we’ve", "they'd"."""
    low = page.lows[at].replace("’", "'")
    if "'" not in low:
        return False
    speech = page.speech
    return low.split("'")[0] in speech.he | speech.she | speech.they | speech.me


def is_plural(low: str) -> bool:
    """Whether a noun is a plural, which "that" cannot point at: "is glad that *people think* so"."""
    return low == "people" or (low.endswith("s") and not low.endswith(("ss", "us", "is")))
