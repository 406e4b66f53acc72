"""The speaker after a cue: the phrase is read from its beginning to its end."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.outlets import over_outlet
from retrieval.annotate.attributions.phrases.name_edges import (
    WHO,
    is_outlet_name,
    name_right,
    parts_noun,
    person_behind_office,
    without_determiner,
)
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CONSTRUCTIONS,
    CUE,
    DETERMINER,
    GROUP,
    NATION,
    NEGATION,
    NUMBER,
    PAST,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SOURCE,
    SUBORDINATOR,
    TIME,
    TITLE,
    VERBISH,
)
from retrieval.annotate.page import Page

_LONGEST, _LONGEST_SECOND = 24, 3
_OF_A_CLAUSE = ("i", "we", "they", "he", "she")
_JOINS = PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | NEGATION
_NO_ROLE = _JOINS | PRONOUN | ADVERB | TIME | GROUP | SOURCE


def phrase_right(page: Page, first: int, ceiling: int) -> Phrase | None:
    """The speaker's phrase that begins at token ``first``: "said *Kremlin press secretary Dmitry Peskov*, …"."""
    if first >= ceiling or page.quote_of[first] >= 0:
        return None
    flags = page.flags[first]
    if page.lows[first] in ("it’s", "it's"):
        return None
    if page.lows[first] == "it" and not page.flags[first + 1] & POSSESSIVE:
        return Phrase("noun", first, first + 1, (first, first + 1))
    if flags & PRONOUN:
        return Phrase("pronoun", first, first + 1, (first, first + 1))
    if flags & PUNCTUATION or (
        flags & (PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY) and not flags & DETERMINER
    ):
        return None
    if page.words[first] == "The":
        end = name_right(page, first + 1, ceiling)
        if is_outlet_name(page, first, end) and not page.flags[end] & POSSESSIVE:  # "The Marsh Post*’s Ada Lund*"
            return Phrase("name", first, end, (first, end))
    last = name_right(page, first, ceiling)
    is_origin = last == first + 1 and page.flags[first] & NATION
    # "said *Secretary of State* Ada Lund"
    is_office = last < ceiling and page.lows[last] == "of" and page.flags[last - 1] & ROLE
    # "said *Channel 5* presenter Ada Lund": the number belongs to the name, and that to her role
    is_numbered = last + 1 < ceiling and page.flags[last] & NUMBER and page.flags[last + 1] & WHO
    is_whose = last < ceiling and page.flags[last] & (POSSESSIVE | WHO)
    is_part = is_origin or is_office or is_numbered or is_whose or _is_employer(page, last, ceiling)
    if last > first and not is_part:
        return _joined(page, Phrase("name", first, last, (first, last)), ceiling)
    end, last_name = _scan_right(page, first, ceiling)
    return _right_head(page, first, end, last_name) if end > first else None


def _is_employer(page: Page, at: int, ceiling: int) -> bool:
    """Whether somebody's role there and a name follow a name: "said *Velo* senior editor *Ada Lund*"."""
    first = at
    apart = _NO_ROLE | DETERMINER | VERBISH | PAST
    while at < ceiling and at - first < _LONGEST_SECOND and page.words[at].islower() and not page.flags[at] & apart:
        at += 1
    if at == first or at >= ceiling or not page.flags[at - 1] & ROLE or page.quote_of[at] >= 0:
        return False
    return name_right(page, at, ceiling) > at + 1


def _scan_right(page: Page, first: int, ceiling: int) -> tuple[int, tuple[int, int]]:
    """The end of the noun phrase that begins at ``first``, and the last name in it."""
    at, last_name = first, (first, first)
    while at < ceiling and at - first < _LONGEST and page.quote_of[at] < 0:
        flags, low = page.flags[at], page.lows[at]
        if (flags & PUNCTUATION and low not in ("-", "/")) or (
            low == "that" and at > first and page.flags[at - 1] & CAPITAL
        ):
            break
        if at > first + 1 and low in _OF_A_CLAUSE:
            break  # "said one of the bakers *we* met"
        is_to = low == "to" and not page.flags[at - 1] & CAPITAL and _is_someones(page, at, ceiling)
        is_other = flags & (SUBORDINATOR | AUXILIARY | CONJUNCTION | NEGATION) and not flags & DETERMINER and not is_to
        if is_other and not _joins_roles(page, first, at, ceiling):
            break
        if at > first and page.flags[at - 1] & ROLE and not page.flags[at - 1] & GROUP and _is_verb_in_s(page, at):
            break
        if flags & PREPOSITION and not is_to:
            if not _hangs_on(page, at, first, ceiling):
                break
        elif at > first and not is_to and not flags & DETERMINER and parts_noun(flags):
            is_adjective = not flags & (ADVERB | TIME) and page.flags[at - 1] & DETERMINER
            is_adjective = is_adjective and (
                page.lows[at - 1] not in ("another", "one") or page.lows[at].endswith("ing")
            )
            is_when = flags & TIME and page.flags[at - 1] & DETERMINER and _is_noun_next(page, at + 1, ceiling)
            if not is_adjective and not is_when:
                break
        end = name_right(page, at, ceiling) if flags & CAPITAL else at
        if end > at:
            last_name = (at, end)
        at = max(end, at + 1)
    return at, last_name


def _joins_roles(page: Page, first: int, at: int, ceiling: int) -> bool:
    """Whether two roles are one person's, without an article: "explains *co-founder and chief* Ada Lund"."""
    if page.lows[at] != "and" or at == first or at + 2 >= ceiling or page.flags[first] & DETERMINER:
        return False
    behind = at + 1
    while behind < ceiling and page.flags[behind] & ROLE:
        behind += 1
    return bool(page.flags[at - 1] & ROLE) and behind > at + 1 and bool(page.flags[behind] & CAPITAL)


def _is_verb_in_s(page: Page, at: int) -> bool:
    """Whether a word behind somebody is a verb that no table has: "Her father *seizes* control"."""
    low, apart = page.lows[at], CAPITAL | ROLE | GROUP | DETERMINER | POSSESSIVE | SOURCE | PREPOSITION
    return low.endswith("s") and not low.endswith(("ss", "us", "is")) and not page.flags[at] & apart


def _is_noun_next(page: Page, at: int, ceiling: int) -> bool:
    """Whether a noun in small letters is here: "an earlier *one*", "the late *mayor*"."""
    apart = _JOINS | TIME | PRONOUN | ADVERB | DETERMINER | CUE | VERBISH
    return at < ceiling and page.words[at].islower() and (not page.flags[at] & apart or page.lows[at] == "one")


def _is_someones(page: Page, to: int, ceiling: int) -> bool:
    """Whether "to" says whose somebody is: "a longtime adviser *to Lund*"; "said the mayor to the Post" does not."""
    at = to + 1 + (page.lows[to + 1] == "the") if to + 1 < ceiling else ceiling
    return at < ceiling and bool(page.flags[at] & CAPITAL) and over_outlet(page, to + 1, ceiling) is None


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
    if (named := _person_of(page, first, last)) is not None:
        return named
    if end == last and start > first:
        before = page.flags[start - 1]
        hangs = any(page.flags[i] & PREPOSITION for i in range(first, start) if page.lows[i] != "of") or (
            before & PREPOSITION
        )
        of = max((i for i in range(first, start) if page.lows[i] == "of"), default=start)
        # "a friend *of striker Dennis Rapp*" is a friend; "the deputy head of mission Ada Lund" is Ada Lund.
        hangs = hangs or any(
            page.flags[i] & ROLE and not page.flags[i] & (CAPITAL | BODY) for i in range(of + 1, start)
        )
        if page.lows[first:start] == ["state"] and page.flags[start] & TITLE:
            return Phrase("name", start, end, (first, end))  # "said *state Sen.* Ada Lund"
        if page.lows[start - 1] == "and" and page.flags[start] & page.flags[start - 2] & ROLE:
            return _two_roles(page, first, start, last)  # "explains co-founder and *CEO Ada Lund*"
        is_who = before & (ROLE | AGENCY) or (before & POSSESSIVE and end - start > 1)
        is_full = end - start > 1 and not page.flags[end - 1] & BODY
        if not hangs and (is_who or (is_full and _are_plain(page, first, start))):
            return Phrase("name", start, end, (first, end), without_determiner(page, first, start))
        person = person_behind_office(page, first, last) if page.lows[start - 1] == "of" else None
        if person is not None:
            return Phrase("name", person, last, (first, last), without_determiner(page, first, person))
    return Phrase("noun", first, last, (first, last))


def _person_of(page: Page, first: int, last: int) -> Phrase | None:
    """A person behind a role, with whose they are: "said analyst *Ada Lund* of Marsh Securities"."""
    at = next((at for at in range(first, last) if page.flags[at] & (CAPITAL | PREPOSITION)), last)
    end = name_right(page, at, last) if at > first and page.flags[at] & CAPITAL else at
    is_person = end - at > 1 and end < last and page.lows[end] in ("of", "at", "from")
    if not is_person or not page.flags[at - 1] & ROLE or page.flags[end - 1] & BODY or not _are_plain(page, first, at):
        return None
    return Phrase("name", at, end, (first, last), without_determiner(page, first, at))


def _are_plain(page: Page, first: int, last: int) -> bool:
    """Whether nothing but words in small letters comes before a name: whatever they are, they say who it is."""
    first += bool(page.flags[first] & DETERMINER)
    of = next((at for at in range(first + 1, last - 1) if page.lows[at] == "of"), None)
    if of is not None and page.flags[of - 1] & ROLE:
        first = of + 1  # "president of baseball operations *Ada Lund*"
    return first < last and all(
        (page.words[at].islower() or (page.flags[at] & (NATION | PLACE) and at + 1 < last))  # former *Germany* keeper
        and not page.flags[at] & _NO_ROLE
        for at in range(first, last)
    )


def _two_roles(page: Page, first: int, second: int, last: int) -> Phrase:
    """ "said Chief Soccer Officer and Sporting Director *Ada Lund*": one person has two roles."""
    name = max((at + 1 for at in range(second, last) if page.flags[at] & ROLE), default=second)
    if name in (second, last):
        return Phrase("noun", first, last, (first, last))
    return Phrase("name", name, last, (first, last), (first, name))


def named_behind(page: Page, phrase: Phrase, ceiling: int) -> Phrase:
    """ "said the mayor of Marsh, *Ada Lund*, …": the name between commas is the speaker's, the rest her role."""
    comma = _behind_place(page, phrase.whole[1], ceiling)
    is_role = phrase.kind == "noun" and any(page.flags[at] & ROLE for at in range(phrase.first, phrase.last))
    is_role = is_role or (phrase.last - phrase.first > 1 and bool(page.flags[phrase.last - 1] & ROLE))
    # "said the *lateral of the Marsh*, Nino Becker": a role that no list has, and a whole name.
    is_one = phrase.kind == "noun" and page.lows[phrase.first] == "the" and page.words[phrase.first + 1].islower()
    is_role = is_role or (is_one and comma + 2 < ceiling and name_right(page, comma + 1, ceiling) == comma + 3)
    if not is_role or comma + 1 >= ceiling or not page.flags[comma] & COMMA:
        return phrase
    begin = behind_second_role(page, comma + 1, ceiling)
    end = name_right(page, begin, ceiling)
    is_person = end > begin and not any(page.flags[at] & (BODY | PLACE | GROUP) for at in range(begin, end))
    is_full = begin == comma + 1 or end - begin > 1
    if not is_person or not is_full:
        return phrase
    if end < ceiling and not page.flags[end] & (PUNCTUATION | PREPOSITION | SUBORDINATOR):
        return phrase
    role = without_determiner(page, phrase.first, comma)
    return Phrase("name", begin, end, (phrase.whole[0], end), role)


def _behind_place(page: Page, at: int, ceiling: int) -> int:
    """Where a comma is behind the place of a role: "said the leader of the party *in the Senate*, Ada Lund"."""
    if at + 2 >= ceiling or page.lows[at] != "in":
        return at
    first = at + 1 + bool(page.flags[at + 1] & DETERMINER)
    end = name_right(page, first, ceiling)
    is_named = first < end < ceiling and page.flags[end] & COMMA and name_right(page, end + 1, ceiling) > end + 2
    return end if is_named else at


def behind_second_role(page: Page, at: int, ceiling: int) -> int:
    """Behind one role more in front of the name: "said the author of the bill, *senator* Ada Lund"."""
    first = at + bool(page.flags[at] & DETERMINER and page.lows[at] == "the")
    end = first
    while end < min(ceiling, first + _LONGEST_SECOND) and page.words[end].islower():
        is_verb = page.kinds(end) & CONSTRUCTIONS  # but "the *state* deputy Ada Lund"
        if (page.flags[end] & (_NO_ROLE | DETERMINER) or is_verb) and not page.flags[end] & ROLE:
            return at
        end += 1
    return end if end > first and page.flags[end - 1] & ROLE else at


def _joined(page: Page, phrase: Phrase, ceiling: int) -> Phrase:
    """ "said Putin and Kim" has two speakers and is shown as written."""
    at = phrase.last
    if at + 1 < ceiling and page.lows[at] == "and" and page.flags[at] & CONJUNCTION:
        end = name_right(page, at + 1, ceiling)
        if end > at + 1 and (end >= ceiling or page.flags[end] & (PUNCTUATION | PREPOSITION)):
            if page.flags[at - 1] & ROLE:
                return _two_roles(page, phrase.first, at + 1, end)
            return Phrase("noun", phrase.first, end, (phrase.first, end))
    return phrase
