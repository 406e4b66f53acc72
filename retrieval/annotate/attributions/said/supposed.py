"""Supposed: verbs of speech by whose place and form nobody has said anything: it is a case or a conclusion.

“What if the Dahls cite a loss?”, “They won, underlining why they lead”.
"""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.name_edges import WHO
from retrieval.annotate.attributions.said.clauses import NOMINATIVE
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    NUMBER,
    PAST,
    POSSESSIVE,
    PRONOUN,
    PUNCTUATION,
    SAY,
    SOURCE,
    STATE,
    SUBORDINATOR,
    TELL,
    VERBISH,
    parted,
)
from retrieval.annotate.page import Page

# What a deed alone does in a participle behind it, by the beginning of the verb.
_CONCLUDES = ("show", "prov", "demonstrat", "underlin", "underscor")
_CHOOSING, _LONGEST_CHOICE = ("which", "what", "whichever", "whatever"), 3
_ANY = ("a", "an", "any", "every", "each", "all")
_NO_VERB = DETERMINER | PRONOUN | POSSESSIVE | CAPITAL | NUMBER | PUNCTUATION


def is_case(sentence: Sentence, cue: Cue) -> bool:
    """Whether a question supposes it: "What happens *if* they agree and the Dahls cite a loss?"."""
    page = sentence.page
    if page.lows[sentence.last - 1] != "?":
        return False
    return any(page.lows[at] == "if" and page.quote_of[at] < 0 for at in range(sentence.first, cue.first))


def is_second_infinitive(sentence: Sentence, cue: Cue) -> bool:
    """Whether a verb is joined to one behind "to": "use our codes *to sign up* for it *and claim* an offer"."""
    page = sentence.page
    if cue.form != "base" or cue.is_modal or cue.subject is not None or page.lows[cue.first - 1] not in ("and", "or"):
        return False
    for at in range(cue.first - 2, sentence.first, -1):
        flags = page.flags[at]
        if page.lows[at] == "to" and page.quote_of[at] < 0:
            return not page.flags[at + 1] & _NO_VERB and page.lows[at + 1] not in ("me", "us", "him", "her", "them")
        if parted(page.lows[at])[1] == "ll" or page.lows[at] in ("will", "would", "could", "can"):
            return True  # "*we’ll* cheat and just mention it"
        if flags & (PAST | SUBORDINATOR) or (flags & AUXILIARY and page.lows[at] != "to"):
            return False
    return False


def is_choice(sentence: Sentence, cue: Cue, first: int) -> bool:
    """Whether a verb is in a question for one of many: "choose *which player they believe* will win"."""
    page, subject = sentence.page, cue.subject
    if subject is None or not page.flags[first] & AUXILIARY or page.quote_of[first] >= 0:
        return False
    start = subject.whole[0]
    if page.lows[start - 1] in _CHOOSING:
        return False  # "*What he said* was no lie"
    return any(word in _CHOOSING for word in page.lows[max(sentence.first, start - _LONGEST_CHOICE) : start])


def is_anybody(page: Page, phrase: Phrase) -> bool:
    """Whether no one in particular is meant: "*any firm* that wants to stay", "*a buyer* who wants to move"."""
    return phrase.kind == "noun" and page.lows[phrase.first] in _ANY


def is_agent_named(page: Page, cue: Cue) -> bool:
    """Whether a participle behind a comma tells by what something was done: "it went on, *highlighted by* a row"."""
    is_bare = cue.subject is None and cue.form == "finite" and page.lows[cue.at + 1] == "by"
    return is_bare and bool(page.flags[cue.first - 1] & COMMA)


def is_concluded(sentence: Sentence, cue: Cue) -> bool:
    """Whether what was done lets one think so, and no words: "They won with ease, *underlining why* they lead"."""
    page = sentence.page
    if cue.form != "participle" or not page.lows[cue.at].startswith(_CONCLUDES):
        return False
    if cue.first == sentence.first or not page.flags[cue.first - 1] & COMMA:
        return False
    before = range(sentence.first, cue.first)
    is_told = any(other.at < cue.at and other.kinds & (SAY | STATE | TELL) for other in sentence.cues)
    return not is_told and not any(page.flags[at] & SOURCE or page.quote_of[at] >= 0 for at in before)


def is_plain_thing(page: Page, phrase: Phrase) -> bool:
    """Whether "that" stands for one noun that is no people and no text: "*totals* that predict a score"."""
    people = WHO | BODY | AGENCY | SOURCE | CAPITAL | PRONOUN
    is_one = phrase.kind == "noun" and phrase.last - phrase.first == 1
    low = page.lows[phrase.first]
    return is_one and not page.flags[phrase.first] & people and low not in page.speech.indefinites


def second_deed(page: Page, first: int, last: int) -> int:
    """Where a deed begins that is done and not promised: "agreed to end it *and settled* the quarrel"."""
    for at in range(first + 2, last - 1):
        if page.quote_of[at] >= 0:
            continue
        # "wants to sell it, *it is not clear* to whom"
        if page.flags[at] & COMMA and page.lows[at + 1] in NOMINATIVE and page.quote_of[at + 1] < 0:
            return at
        if page.lows[at] == "and" and _is_done(page, at + 1) and not page.flags[at - 1] & (PAST | VERBISH | ADVERB):
            return at
    return last


def _is_done(page: Page, at: int) -> bool:
    """Whether a verb has its past here: "*sold* her shares", "*settled the* quarrel"."""
    flags = page.flags[at]
    if flags & AUXILIARY or not page.words[at].islower():
        return False
    is_regular = flags & VERBISH and page.lows[at].endswith("ed") and page.flags[at + 1] & DETERMINER
    return bool(flags & PAST or is_regular)


def is_own_telling(page: Page, cue: Cue) -> bool:
    """Whether the writer or a person is heard telling the reader: "*I told you* that it would rain"."""
    subject = cue.subject
    return subject is not None and (subject.kind == "name" or page.lows[subject.first] == "i")


def list_end(page: Page, first: int, comma: int, last: int) -> int:
    """Where a list ends whose last part stands behind a comma and "and": "called for lamps, benches*, and paths*"."""
    part = comma + 2
    if comma + 2 >= last or not page.flags[comma] & COMMA or page.lows[comma + 1] not in ("and", "or"):
        return comma
    is_list = any(page.flags[at] & COMMA and page.quote_of[at] < 0 for at in range(first, comma))
    end = next((at for at in range(part, last) if page.flags[at] & PUNCTUATION or page.quote_of[at] >= 0), last)
    is_clause = page.lows[part] in NOMINATIVE or any(
        page.flags[at] & (AUXILIARY | PAST | VERBISH | CUE | SUBORDINATOR) and page.lows[at] != "to"
        for at in range(part, end)
    )
    return comma if is_clause or not is_list else end
