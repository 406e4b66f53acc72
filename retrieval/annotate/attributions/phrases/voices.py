"""Voices: whether a phrase in front of a verb can be somebody who speaks, by its form and its head."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BODY,
    CAPITAL,
    CUE,
    DETERMINER,
    GIVEN,
    GROUP,
    NATION,
    NOT_NAME,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    ROLE,
    SOURCE,
    TIME,
    VERBISH,
    parted,
)
from retrieval.annotate.openings import is_named_inside, is_opening_word, opens_sentence
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_dictionary_word

_SUBJECTS = ("it", "i", "they", "we", "you", "he", "she", "there")
_MANY_OF = ("host", "couple", "number", "handful", "range", "series", "string", "pair", "lot")
_CLOCK = ("am", "pm", "a.m.", "p.m.")
_YEAR_DIGITS = 4
_AGENTS = ("er", "or", "ee", "ant", "ian", "-old", "couple", "startup", "people")
_PEOPLE = GROUP | ROLE | BODY | NATION
_NO_HEAD = VERBISH | ADVERB | TIME | POSSESSIVE | AUXILIARY


def can_speak(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase has a head that can speak; a lone article, a verb, a day or "you" has none."""
    if phrase.kind == "pronoun":
        return parted(page.lows[phrase.first])[0] != "you"
    if phrase.kind != "noun":
        is_zone = phrase.last - phrase.first == 1 and page.words[phrase.first].isupper()
        is_of_clock = is_zone and phrase.first > 0 and page.lows[phrase.first - 1] in _CLOCK  # "2:33 PM *ET*"
        return not is_of_clock and not _is_opening_verb(page, phrase)
    if _is_clause(page, phrase):
        return False  # "It’s become a major issue" is a clause.
    head = phrase.last - 1
    flags, low = page.flags[head], page.lows[head]
    is_figure = page.flags[phrase.first] & NUMBER
    if is_figure and phrase.last - phrase.first == 1 and len(low) == _YEAR_DIGITS and low.isdigit():
        return False  # "On May 5, *2020*, S. wrote"
    if is_figure and (":" in page.lows[phrase.first] or page.lows[max(0, phrase.first - 1)] in (".", "#")):
        return False  # "8:35 p.m.", "the world No.5"
    # "officials", "nobody"; "the report", "reports" and no "teams’ injury report".
    if flags & GROUP or low in page.speech.indefinites:
        return True
    if flags & (ROLE | SOURCE):
        return is_whole(page, phrase)
    if page.flags[head_of(page, phrase)] & GROUP:
        return True
    if flags & CAPITAL:
        is_alone = phrase.last - phrase.first == 1
        return not (is_alone and (flags & (DETERMINER | NOT_NAME) or _is_opening_verb(page, phrase)))
    # "her meeting" and "the filing" can say something; "while running" cannot.
    if low.endswith("ing"):
        return phrase.last - phrase.first > 1 and bool(page.flags[head - 1] & (POSSESSIVE | DETERMINER))
    return not flags & _NO_HEAD and is_whole(page, phrase)


def _is_clause(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase begins with a pronoun and its verb in one."""
    first = phrase.first
    pronoun, verb = parted(page.lows[first])
    is_joined = bool(verb) or page.words[first + 1][0] in "’'"
    return pronoun in _SUBJECTS and phrase.last - first > 1 and is_joined


def is_whole(page: Page, phrase: Phrase) -> bool:
    """Whether a noun phrase is all there: a single noun has its article ("the review", no "injury report")."""
    first, head = phrase.first, head_of(page, phrase)
    if page.flags[first] & (DETERMINER | NUMBER | POSSESSIVE | CAPITAL) or (first > 0 and _is_owned(page, first)):
        return True
    low = page.lows[head]
    return low == "people" or (low.endswith("s") and not low.endswith(("ss", "us", "is")))


def head_of(page: Page, phrase: Phrase) -> int:
    """The noun that a phrase is about: "the *spokesman* for Berg", "*people* familiar with the matter"."""
    for at in range(phrase.first + 1, phrase.last):
        if page.flags[at] & PREPOSITION and not page.flags[at] & DETERMINER:
            has_adjective = at - 2 >= phrase.first and page.words[at - 1].islower() and not page.flags[at - 1] & _PEOPLE
            return at - 2 if has_adjective and page.flags[at - 2] & (GROUP | ROLE) else at - 1
    return phrase.last - 1


def is_somebody(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is a person, a body or a text, of whom more than a finding can be said."""
    if phrase.kind != "noun":
        return True
    is_opening = opens_sentence(page, phrase.first) and not page.flags[phrase.first + 1] & POSSESSIVE
    first = phrase.first + is_opening  # "Scott’s family" is somebody's, "Shocking scenes" are nobody's
    last = head_of(page, phrase) + 1
    if page.lows[last] == "of":
        last = phrase.last  # "the people of Marsh"; but "a kick for Marsh" is a kick
    owner = max((at for at in range(first, last - 1) if page.flags[at] & POSSESSIVE), default=first - 1)
    first = owner + 1  # "Lund’s rise" is no Lund
    start = phrase.first
    if page.lows[start] in ("a", "an") and page.lows[start + 1] in _MANY_OF and page.lows[start + 2] == "of":
        first = start = start + 3  # "a host of *cars*"
    is_named = any(page.flags[at] & CAPITAL for at in range(first, last))
    is_text = bool(page.flags[last - 1] & SOURCE)
    return is_named or is_text or any(page.flags[at] & _PEOPLE for at in range(start, last))


def is_thing(page: Page, phrase: Phrase) -> bool:
    """Whether a noun is nobody by its head: no person, body or text, no "many", no "-er" who does something."""
    if phrase.kind != "noun" or is_somebody(page, phrase) or phrase.first + 1 == phrase.last:
        return False
    head = head_of(page, phrase)
    speech, low = page.speech, page.lows[head]
    is_share = any(page.lows[at] in speech.indefinites for at in (phrase.first, head)) or low.endswith(("%", "percent"))
    return not (is_share or page.flags[head] & NUMBER) and is_no_agent(page, head)


def is_no_agent(page: Page, noun: int) -> bool:
    """Whether neither the lists nor its ending tell that a noun does something."""
    speech, low = page.speech, page.lows[noun]
    one = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
    return not one.endswith(_AGENTS) and not {one, low} & (speech.groups | speech.bodies | speech.sources)


def _is_owned(page: Page, first: int) -> bool:
    return bool(page.flags[first - 1] & (DETERMINER | POSSESSIVE))


def _is_adverb(page: Page, at: int) -> bool:
    """Whether a word is an adverb, with a capital or not: "*Likewise*", "*Naturally*"; but Ada *Jolly*."""
    if page.flags[at] & ADVERB:
        return True
    low = page.lows[at]
    return low.endswith("ly") and is_dictionary_word(low) and not is_named_inside(page, at)


def _is_opening_verb(page: Page, phrase: Phrase) -> bool:
    """ "Announced plans to …": a verb with a capital begins a line in note form."""
    first = phrase.first
    if phrase.last - first > 1 or page.flags[first] & GIVEN:
        return False
    if opens_sentence(page, first) and _is_adverb(page, first):
        return not page.flags[first] & (BODY | NATION | GROUP)  # "Shortly after the vote, …", "Likewise …"
    if is_opening_word(page, first):
        return True
    if not page.flags[first] & CUE:
        return False
    return page.lows[first].endswith("ed") and page.quote_of[first] < 0
