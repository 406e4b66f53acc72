"""The subject of a verb, found across appositions, asides and introductions."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.name_edges import name_left, name_right, remembered
from retrieval.annotate.attributions.phrases.speaker_after_cue import behind_second_role, phrase_right
from retrieval.annotate.attributions.phrases.speaker_before_cue import phrase_left
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    GROUP,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    TIME,
    TITLE,
    VERBISH,
)
from retrieval.annotate.page import Page
from retrieval.model import Span
from retrieval.text.credits import credits_around


@remembered
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
        if page.text[page.quotations[page.quote_of[at]].inner.end - 1] == ",":
            apposition = _before_apposition(page, at, floor)  # Dana Berg, host of “The Five,” said
            if apposition is not None:
                return apposition
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
                phrase = _with_place(page, phrase, floor)
                if (
                    phrase is not None
                    and not page.flags[phrase.last - 1] & NUMBER
                    and _opens_clause(page, phrase, floor)
                ):
                    return _named_by(page, _renamed(page, phrase, floor), at + 1, comma)
        at -= 1
    return None


def _with_place(page: Page, phrase: Phrase | None, floor: int) -> Phrase | None:
    """ "*The rapporteur of the spending cap in the Senate*, Ada Lund, said": where a role is held belongs to it."""
    if phrase is None or phrase.kind != "noun" or phrase.first - 1 <= floor:
        return phrase
    if page.lows[phrase.first - 1] not in ("in", "at"):
        return phrase
    office = phrase_left(page, phrase.first - 1, floor)
    is_office = office is not None and office.kind == "noun" and office.whole[0] == floor
    if office is None or not is_office or not page.flags[floor] & DETERMINER or not page.flags[floor + 1] & ROLE:
        return phrase
    return Phrase("noun", floor, phrase.last, (floor, phrase.last))


def _renamed(page: Page, phrase: Phrase, floor: int) -> Phrase:
    """ "Jean-Marc Ayrault, the foreign minister, a member of …, said": the first of several appositions names him."""
    before = phrase.whole[0] - 1
    if phrase.kind == "noun" and before > floor and page.flags[before] & COMMA:
        name = phrase_left(page, before, floor)
        if name is not None and name.kind == "name" and _opens_clause(page, name, floor):
            return name
    return phrase


def _named_by(page: Page, phrase: Phrase, first: int, last: int) -> Phrase:
    """ "Ms. Merkel’s spokesman, Steffen Seibert (CDU), said": the name between the commas is the speaker's."""
    if page.lows[last - 1] in (")", "]"):
        last = _opening(page, last - 1, first) or last
    if phrase.kind != "noun" or last <= first:
        return phrase
    name = name_left(page, last, first)
    of_several = GROUP if page.lows[phrase.first] == "one" else 0  # "one of her lawyers, Jon Dahl, said"
    is_role = any(page.flags[at] & (ROLE | of_several) for at in range(phrase.first, phrase.last))
    # The rapporteur of the project, *deputy* Célia Matos (PSD-PR), said …
    is_titled = page.flags[name] & TITLE and page.lows[first:name] == ["state"]  # his niece, *state Rep.* Ada Lund
    has_role = first < name < last - 1 and (
        is_titled
        or all(page.flags[at] & (ROLE | DETERMINER) for at in range(first, name))
        or behind_second_role(page, first, name) == name
    )
    if has_role or (is_role and name == first):
        role_at = phrase.first + (page.flags[phrase.first] & DETERMINER != 0 and not of_several)
        role = (role_at, phrase.last) if role_at < phrase.last else None
        return Phrase("name", name, last, (phrase.whole[0], last), role)
    return phrase


def _can_be_apposition(page: Page, first: int, last: int) -> bool:
    flags, low = page.flags[first], page.lows[first]
    if flags & PRONOUN or low in ("and", "but", "or"):
        return False
    return last > first and not _is_clause(page, first, last)


def _is_clause(page: Page, first: int, last: int) -> bool:
    """Whether a subject and its helping verb are between the commas: "First, *owners should dry them*, said Lund"."""
    apart = PUNCTUATION | RELATIVE | SUBORDINATOR | VERBISH | CUE | TIME
    for at in range(first, last):
        flags = page.flags[at]
        if flags & AUXILIARY and not flags & CAPITAL and page.lows[at] != "to":
            return at > first and page.quote_of[at] < 0
        if flags & apart and not flags & CAPITAL and not (at == first and flags & DETERMINER):
            return False
    return False


def _opens_clause(page: Page, phrase: Phrase, floor: int) -> bool:
    """Whether a phrase is where a subject would be."""
    start = phrase.whole[0]
    if start <= floor:
        return True
    before = page.flags[start - 1]
    if before & (PUNCTUATION | CONJUNCTION | SUBORDINATOR | RELATIVE):
        return True
    # "To the *radio* Marsh, the mayor, Ada Lund, said": what a noun names that hangs on a preposition speaks not.
    is_named = page.words[start - 1].islower() and page.flags[start - 2] & DETERMINER and start - 3 >= floor
    if is_named and page.flags[start - 3] & PREPOSITION and not page.flags[start] & DETERMINER:
        return False
    return phrase.kind == "name" and not before & (PREPOSITION | CUE | VERBISH)


def clause_subject(page: Page, first: int, last: int) -> Phrase | None:
    """The subject of the clause that begins at ``first``, for verbs that share it; a dateline is none of it."""
    at = _behind_dateline(page, first, last)
    for _ in range(4):
        while at < last and page.flags[at] & (PUNCTUATION | CONJUNCTION | ADVERB) and page.quote_of[at] < 0:
            at += 1
        if at >= last or page.quote_of[at] >= 0:
            return None
        flags = page.flags[at]
        opens_with_verb = page.lows[at].endswith(("ing", "ed")) and not flags & DETERMINER and at + 1 < last
        is_time = (
            flags & DETERMINER and page.flags[at + 1] & TIME and not page.flags[at + 1] & GROUP
        )  # "A month later, …"
        if flags & (PREPOSITION | SUBORDINATOR | TIME | VERBISH) or opens_with_verb or is_time:
            comma = next((i for i in range(at, last) if page.flags[i] & COMMA and page.quote_of[i] < 0), None)
            if comma is None:
                return phrase_right(page, at, last) if is_time else None
            at = comma + 1
            continue
        return _listed(page, phrase_right(page, at, last), last)
    return None


def _listed(page: Page, phrase: Phrase | None, last: int) -> Phrase | None:
    """All names of a list: "*Marsh, Velo and Norden* left, saying …"; an apposition has no "and" before a name."""
    if phrase is None or phrase.kind != "name" or phrase.whole != (phrase.first, phrase.last):
        return phrase
    at = phrase.last
    while at + 1 < last and page.flags[at] & COMMA and (end := name_right(page, at + 1, last)) > at + 1:
        at = end
    if at == phrase.last or page.lows[at] != "and" or (end := name_right(page, at + 1, last)) == at + 1:
        return phrase
    return Phrase("noun", phrase.first, end, (phrase.first, end))


def _behind_dateline(page: Page, first: int, last: int) -> int:
    """The first token behind the agency's name or the dateline that opens a paragraph: "*Oslo (AP)* The mayor …"."""
    start = page.starts[first]
    led = next((c.end for c in credits_around(page.text, Span(start, start + 1)) if c.start == start), start)
    return next((at for at in range(first, last) if page.starts[at] >= led), last)


def is_led_by_subordinator(page: Page, at: int, floor: int) -> bool:
    """Whether the subject at ``at`` is in a clause that opens the sentence with "after", "while", "when" …"""
    if at - floor > 6 or at <= floor:
        return False
    if any(page.quote_of[i] >= 0 or page.flags[i] & COMMA for i in range(floor, at)):
        return False
    return any(page.flags[i] & SUBORDINATOR and not page.flags[i] & (DETERMINER | RELATIVE) for i in range(floor, at))
