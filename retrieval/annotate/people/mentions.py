"""Mentions of people in an article, told from places, organisations and headline words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.annotate.cut import Cut
from retrieval.annotate.lexicon import (
    AUXILIARY,
    BASE_SHIFT,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CONSTRUCTIONS,
    CUE,
    DETERMINER,
    GIVEN,
    GROUP,
    NATION,
    NEGATION,
    NOT_NAME,
    NUMBER,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    TIME,
    TITLE,
    UPPER,
    VERBISH,
)
from retrieval.annotate.name_keys import SUFFIXES, is_family_first
from retrieval.annotate.name_runs import before_particles, is_named_again, is_put_twice, over_particles
from retrieval.annotate.openings import is_glued_before
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_dictionary_word

_LONGEST = 7
_SHORTEST_OFFICE, _LONGEST_OFFICE = 5, 9
_FEWEST_BLOCKS = 2
_LONGEST_LEAD = 4
_ROLE_AND_NAME = (3, 4)
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant", "ess")
_FEWEST_OF_MANY = 4
_NO_VERB = PREPOSITION | CONJUNCTION | SUBORDINATOR | RELATIVE | DETERMINER | ROLE | GROUP | TIME
_NO_LEAD = PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | CUE | VERBISH | PRONOUN


@dataclass(slots=True)
class Mention:
    """A name at one place, as half-open token ranges.

    Attributes:
        run: everything in capitals here, titles and nationalities included.
        first, last: the name alone.
        title: the last title before it, in lower case without a dot.
        is_person: the place itself says so (a title, a given name, a role).
    """

    run: tuple[int, int]
    first: int
    last: int
    title: str | None
    is_person: bool
    can_be_person: bool


def find_mentions(page: Page) -> Sequence[Mention]:
    """Every run of capitals that may be a person's name, in order; looked for once a page."""
    key = find_mentions.__name__, 0, 0
    if key not in page.known:
        page.known[key] = _mentions(page)
    found: Sequence[Mention] = page.known[key]
    return found


def _mentions(page: Page) -> list[Mention]:
    flags = page.flags
    spots = [
        at for at, value in enumerate(flags) if value & CAPITAL and (value & GIVEN or not value & (NOT_NAME | PRONOUN))
    ]
    headlines = _headline_blocks(page)
    mentions: list[Mention] = []
    end = -1
    block = 0
    for at in spots:
        if at < end or not is_name_part(page, at):
            continue
        while block + 1 < len(page.blocks) and at >= page.blocks[block][1]:
            block += 1
        end = _run_end(page, at, page.blocks[block][1])
        if end - at <= _LONGEST and block not in headlines:
            mentions.append(_judge(page, particles_before(page, at, page.blocks[block][0]), end))
    return _without_glued(page, mentions)


def _without_glued(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Mentions without a word that a lost line end glued to a name: "Photo: Ada Lund *Vik* waves", once, of many.

    Whoever is called by two words over and over is not called otherwise once; "Ada Lund Jr." is somebody else.
    """
    pairs = Counter(page.slice(m.first, m.last) for m in mentions if m.last - m.first == 2)
    longer = [m for m in mentions if m.last - m.first > 2 and m.can_be_person]
    seen = Counter(page.slice(m.first, m.last) for m in longer)
    for mention in longer:
        name, pair = page.slice(mention.first, mention.last), page.slice(mention.first, mention.first + 2)
        is_glued = seen[name] == 1 and pairs[pair] >= _FEWEST_OF_MANY and page.flags[mention.first] & GIVEN
        if (
            is_glued
            and page.lows[mention.last - 1].rstrip(".") not in SUFFIXES
            and not page.words[mention.first + 1].endswith(".")
        ):
            mention.last = mention.first + 2
    return mentions


def is_name_part(page: Page, at: int, reach: int = _LONGEST) -> bool:
    """Whether a token can be part of a name.

    Args:
        reach: how many tokens on may tell.
    """
    flags = page.flags[at]
    if not flags & CAPITAL or flags & NEGATION:
        return False  # "Didn’t Marsh say so?"
    if flags & (NOT_NAME | PRONOUN | DETERMINER):
        # "Will Estrada", "Theresa May": common words that are names only beside another name.
        if flags & GIVEN and reach and at + 1 < len(page.flags) and is_name_part(page, at + 1, reach - 1):
            return True
        if flags & GIVEN and flags & AUXILIARY and _is_past(page, at + 1):
            return True  # "Will said", "Will told him": the helping verb has a base form behind it.
        # "Theresa May said": a month or a helping verb counts as a surname right after a given name.
        return bool(flags & (TIME | AUXILIARY)) and at > 0 and page.flags[at - 1] & (GIVEN | CAPITAL) == GIVEN | CAPITAL
    # "Monday" and "October" are no part of a name; "April Ryan" and "MARCH" may be.
    return not (
        flags & TIME and not page.words[at].isupper() and page.lows[at] not in ("may", "march", "april", "june")
    )


def _is_past(page: Page, at: int) -> bool:
    """Whether a verb is in the past, and cannot be its base form."""
    flags = page.flags[at]
    is_cue = flags & CUE and not flags & CAPITAL and not page.kinds(at) >> BASE_SHIFT & CONSTRUCTIONS
    return bool(is_cue) and bool(page.kinds(at) & CONSTRUCTIONS) and not page.lows[at].endswith(("s", "ing"))


def particles_before(page: Page, at: int, floor: int) -> int:
    """Where the particles begin with which a name begins ("von der Leyen said"); the token itself where none do.

    A word that is also an article, a verb or a preposition in the article's language is none there.
    """
    first = before_particles(page.words, at, floor)
    # "He said, “De Niro is right”": particles outside the quotation that the name is in are not the name's.
    while first < at and any(page.flags[i] or page.quote_of[i] != page.quote_of[at] for i in range(first, at)):
        first += 1
    return at if first > floor and page.flags[first - 1] & DETERMINER else first


def _run_end(page: Page, first: int, limit: int) -> int:
    at = first + 1
    quote = page.quote_of[first]
    while at < limit and page.quote_of[at] == quote:
        if is_named_again(page.words, at, first) or _is_given_again(page, at, first):
            break
        if is_name_part(page, at):
            at += 1
        # "Mohammed bin Salman", "Charles de Gaulle": a run goes on over particles where a capital follows.
        elif (end := over_particles(page.words, at, limit, lambda i: is_name_part(page, i))) > at:
            at = end
        else:
            break
    # "Martin Luther King, Jr." is one name, comma and all.
    if at + 1 < limit and page.words[at] == "," and page.lows[at + 1].rstrip(".") in SUFFIXES:
        at += 2
    return at


def _is_given_again(page: Page, at: int, first: int) -> bool:
    """Whether the given name of a run comes again: "Photo: Ada Lund *Ada* waves", or all of it; but "Phi Kappa Phi"."""
    if at - 2 < first or page.words[at] != page.words[first]:
        return False
    return bool(page.flags[first] & GIVEN) or is_put_twice(page.words, first, at, 2 * at - first)


def _headline_blocks(page: Page) -> set[int]:
    """Paragraphs written in title case: their capitals say nothing."""
    blocks: set[int] = set()
    if len(page.blocks) < _FEWEST_BLOCKS:
        return blocks
    for number, (first, last) in enumerate(page.blocks[:6]):
        if not 3 <= last - first <= 30:
            continue
        words = [at for at in range(first, last) if page.words[at][0].isalpha() and len(page.words[at]) > 3]
        capitals = sum(page.flags[at] & CAPITAL != 0 for at in words)
        if len(words) >= 5 and capitals >= 0.75 * len(words):
            blocks.add(number)
    return blocks


def _judge(page: Page, first: int, last: int) -> Mention:
    """Peel titles, roles and nationalities off a run and say whether a person is left."""
    flags = page.flags
    start = first + (_is_agent_noun(page, first, last) or (last - first > 1 and is_glued_before(page, first)))
    title = None
    for at in range(start, last):
        value = flags[at]
        # "Russian President Vladimir Putin" is peeled down to "Vladimir Putin"; "Dean Smith" keeps his "Dean", a title
        # that is a given name where just one word follows it.
        if value & (TITLE | ROLE | NATION) and not (value & GIVEN and at == last - 2):
            if at + 1 < last or value & (NATION | ROLE):
                start = at + 1
                if value & TITLE:
                    title = page.lows[at].rstrip(".")
        # "Texas Governor Greg Abbott": a place goes with the title after it.
        elif value & PLACE and at + 1 < last and flags[at + 1] & (TITLE | ROLE):
            start = at + 1
        # "Senate Majority Leader Chuck Schumer": a body goes where a title comes after it.
        elif not (value & BODY and any(flags[i] & (TITLE | ROLE) for i in range(at + 1, last))):
            if not value & GIVEN and any(flags[i] & (TITLE | ROLE) for i in range(at + 1, last - 1)):
                continue  # "*Nestor COO* Ada Lund"
            break
    given = _inner_given(page, start, last)
    if given is not None:
        start = given
    if start >= last:
        return Mention((first, last), first, last, title, is_person=False, can_be_person=False)
    return _weigh(page, first, start, last, title)


def _is_agent_noun(page: Page, first: int, last: int) -> bool:
    """Whether a run opens with what somebody does, which no list has: "*Sculptor* Gia Ferrante", "*Winger* Ken Adu"."""
    low = page.lows[first]
    if last - first not in _ROLE_AND_NAME or page.flags[first] & ~CAPITAL or not low.endswith(_AGENT_ENDINGS):
        return False
    is_name = page.flags[first + 1] & GIVEN or not all(
        is_dictionary_word(page.lows[at]) for at in range(first + 1, last)
    )
    has_body = any(page.flags[at] & (BODY | PLACE | GROUP) for at in range(first + 1, last))
    return bool(is_name) and not has_body and is_dictionary_word(low)


def _inner_given(page: Page, first: int, last: int) -> int | None:
    """Where a person begins behind a body or a role: "(Secretary of) State John Kerry"."""
    for at in range(first + 1, last - 1):
        if page.flags[at] & GIVEN and not page.flags[at + 1] & BODY:
            before = page.flags[at - 1]
            if before & (BODY | ROLE | TITLE | NATION) or page.lows[first - 1] == "of":
                return at
    return None


def _weigh(page: Page, run: int, first: int, last: int, title: str | None) -> Mention:
    flags, lows = page.flags, page.lows
    words = range(first, last)
    before = flags[run - 1] if run else 0
    # "Harvard University" names no person; a first word that is a given name too does not count.
    has_body = any(flags[at] & (BODY | NUMBER) and not (at == first < last - 1 and flags[at] & GIVEN) for at in words)
    # "South Korea" is a place; "Paris Hilton" is not, as her surname is none.
    all_places = all(flags[at] & PLACE for at in words)
    # "NATO" and "BBC World" name organisations; "J.D. Vance" has initials.
    is_acronym = any(flags[at] & UPPER and len(lows[at]) > 1 and "." not in lows[at] for at in words)
    # "the Guardian", "a Trump": people are not named with an article, unless a title comes between.
    has_article = before & DETERMINER and lows[run - 1] in ("the", "a", "an") and title is None and run == first
    can_be = not (has_body or all_places or has_article or is_acronym)
    # "President Lincoln" is a person although Lincoln is a city.
    if title is not None and last - first <= 4 and not has_body and not is_acronym:
        can_be = True
    # "Clinton Foundation", where the run ended before the body, names no person.
    if last < len(flags) and flags[last] & CAPITAL and flags[last] & BODY:
        can_be = False
    sure = can_be and _is_surely_person(page, run, first, last, title)
    return Mention((run, last), first, last, title, is_person=sure, can_be_person=can_be)


def _is_surely_person(page: Page, run: int, first: int, last: int, title: str | None) -> bool:
    """Whether the place itself says that a run which can be a person is one."""
    flags, lows = page.flags, page.lows
    before = flags[run - 1] if run else 0
    sure = (
        title is not None  # "Mr. Sokolov"
        or (last - first > 1 and bool(flags[first] & GIVEN))  # "Maria Sokolova"
        or (last - first > 2 and len(lows[first + 1].rstrip(".")) == 1)  # "Thandeka B. Sokolova"
        or (last - first > 1 and first > run)  # "French Minister Thandeka Sokolova"
        or (last - first > 1 and bool(before & ROLE) and run == first)  # "spokeswoman Thandeka Sokolova"
        or (last - first in (2, 3) and is_family_first(page.slice(first, last)))  # "Kim Jong Un"
        or (last - first > 1 and _has_apposition(page, last))  # "Thandeka Sokolova, 45, …"
        or (last - first > 1 and first == run and _has_office(page, run))  # "The mayor of Marsh, Thandeka Sokolova"
    )
    # "near Wounded Knee, a retired teacher said": what one is in, at or near is a place, unless a given name says not.
    if before & PREPOSITION and lows[run - 1] in ("in", "at", "near") and title is None and not flags[first] & GIVEN:
        return False
    return sure


def _has_office(page: Page, name: int) -> bool:
    """Whether "the president of something," stands before a name."""
    if name < _SHORTEST_OFFICE or not page.flags[name - 1] & COMMA:
        return False
    for at in range(name - 2, max(1, name - _LONGEST_OFFICE), -1):
        if page.flags[at] & PUNCTUATION or page.quote_of[at] != page.quote_of[name]:
            return False
        if page.lows[at] == "of" and page.flags[at - 1] & ROLE:
            return bool(page.flags[at - 2] & DETERMINER) or page.words[at - 2].islower()
    return False


def _has_apposition(page: Page, at: int) -> bool:
    """ "…, 45, " or "…, a retired teacher": only people are introduced so."""
    if at + 3 >= len(page.flags) or not page.flags[at] & COMMA:
        return False
    behind = page.flags[at + 1]
    if behind & NUMBER and page.flags[at + 2] & COMMA:
        return len(page.lows[at + 1]) == 2 and page.lows[at + 1].isdigit()
    # "…, who was there": a place would have "which".
    if page.lows[at + 1] in ("who", "whose"):
        return True
    return bool(behind & (DETERMINER | ROLE)) and any(
        page.flags[i] & ROLE and not page.flags[i] & POSSESSIVE for i in range(at + 1, min(at + 7, len(page.flags)))
    )


def is_subject(cut: Cut, start: int, first: int, last: int) -> bool:
    """Whether a name opens its sentence, but for what its bearer is, and a word that can be its verb is behind it.

    "*Ada Lund* runs the museum", "The carpenter *Ada Lund* works alone"; no "Ada Lund of Marsh", "Ada Lund and …".

    Args:
        start: the first token of the sentence; ``first`` of the name with its titles, ``last`` behind it.
    """
    if last + 1 >= len(cut.flags) or not cut.words[last].islower() or cut.flags[last] & _NO_VERB:
        return False
    is_lead = all(cut.words[at].islower() and not cut.flags[at] & _NO_LEAD for at in range(start + 1, first))
    return first == start or (first - start < _LONGEST_LEAD and bool(cut.flags[start] & DETERMINER) and is_lead)
