"""Where a clause begins that a cue says, with "that" and without it."""

from __future__ import annotations

from retrieval.annotate.attributions.said.clauses import has_verb, starts_clause
from retrieval.annotate.attributions.said.cue_speaker import is_within_subject
from retrieval.annotate.attributions.said.relatives import stands_for_all
from retrieval.annotate.attributions.said.senses import is_plain_saying, leads_clause, opens_clause
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    SAY,
    SPEAK,
    STATE,
    TELL,
    THAT,
    URGE,
)
from retrieval.annotate.page import Page

_SHORTEST_CLAUSE = 5
_LEARNING = ("learn", "know", "knew")
_AMOUNTS = ("nothing", "little", "much", "something", "anything")


def is_clause(sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether a bare clause begins here; behind "said" any verb is enough ("the line cost too much")."""
    page = sentence.page
    is_object = cue.kinds & TELL and page.flags[at] & DETERMINER  # "telling *a story*"
    if (cue.kinds & SAY and not is_plain_saying(page, cue)) or page.lows[at] == "it" or is_object:
        return opens_clause(page, at, _own_end(sentence, cue, at))
    if page.lows[at - 1] == "too" or (page.lows[at] in _AMOUNTS and page.flags[at + 1] & (PREPOSITION | PUNCTUATION)):
        return False  # "said too much", "said nothing about the plan"; but "said nothing would change"
    is_word = page.words[at].islower() and not page.flags[at] & (DETERMINER | NUMBER | PRONOUN)
    if is_word and page.lows[at + 1] == "to":
        return page.lows[at].endswith("s")  # "said goodbye to the town"
    if is_word and page.flags[at + 1] & PREPOSITION:
        return opens_clause(page, at, sentence.last)  # "thought harder about how to go"
    if has_verb(page, at, _first_part_end(page, at, sentence.last)):
        return True
    is_long = sentence.last - at > _SHORTEST_CLAUSE and page.lows[cue.at] in ("said", "says")
    return is_long and bool(page.flags[at] & (DETERMINER | CAPITAL))


def _own_end(sentence: Sentence, cue: Cue, at: int) -> int:
    """Where a thing of the speaker's own ends: "We maintain *our view of the stock* and buyers can buy it"."""
    page, last = sentence.page, sentence.last
    if page.lows[at] not in ("our", "my") or cue.subject is None or page.lows[cue.subject.first] not in page.speech.me:
        return last
    return next((i for i in range(at + 1, last) if page.flags[i] & CONJUNCTION), last)


def _first_part_end(page: Page, at: int, last: int) -> int:
    """Where a clause of its own begins behind a comma: "argued for the toll*, and* Reed has backed her"."""
    for comma in range(at + 1, last - 2):
        if page.flags[comma] & COMMA and page.flags[comma + 1] & CONJUNCTION and opens_clause(page, comma + 2, last):
            return comma
    return last


def takes_that(sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether "that" or a question word begins what a cue says."""
    page = sentence.page
    # "said that …", "explained why …", "asked whether …".
    is_asking = page.lows[cue.at] in page.speech.asking
    if not page.flags[at] & THAT or not (is_asking or cue.kinds & (SAY | STATE | TELL | SPEAK | URGE)):
        return False
    if not cue.kinds & (SAY | STATE | TELL | URGE) and not is_asking and not leads_clause(page, cue, at, sentence.last):
        return False
    if page.lows[at] == "how" and page.lows[at + 1] == "to" and page.lows[cue.at].startswith(_LEARNING):
        return False  # "learned *how to* sail"
    if page.lows[at] not in ("that", "whether") and page.lows[cue.at].startswith("determin"):
        return False  # "the oath *determines what* kind you get"
    # "to say that …" without a subject is an infinitive of nobody.
    if page.lows[at] == "that":
        if _points(sentence, cue, at):
            return False
        is_gerund = cue.form == "participle" and page.lows[cue.first - 1] in ("of", "with")
        if is_gerund and not cue.kinds & (SAY | TELL):
            return False  # "the power *of understanding* that"
        if cue.form == "participle" and not cue.kinds & (SAY | STATE | TELL | URGE):
            return False  # "*considering* that he was ill"
        return cue.form != "base" or cue.subject is not None
    is_studied = cue.form == "participle" and page.flags[cue.first - 1] & (PREPOSITION | CONJUNCTION)
    if is_studied and not is_asking and not cue.kinds & (SAY | TELL):
        return False  # "by assessing how fast it grows"
    return (bool(cue.kinds & (SAY | STATE | TELL)) and page.lows[at] not in ("who", "which", "when", "where")) or (
        page.lows[cue.at] in page.speech.asking
    )


def _points(sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether "that" points at a thing: "found *that balance*.", "expect *that to* show", "told *that goal to* him"."""
    page, last = sentence.page, sentence.last
    if page.lows[at + 1] == "to" and not any(page.flags[i] & COMMA for i in range(at, last)):
        return True  # but "said that to live, they fish"
    if at + 2 >= last or (page.flags[at + 2] & PUNCTUATION and page.quote_of[at + 2] < 0):
        return True
    if page.flags[at + 2] & PREPOSITION and not has_verb(page, at + 3, last):
        return True
    is_short = last - at < _SHORTEST_CLAUSE and not has_verb(page, at + 1, last)
    return is_short and page.lows[cue.at].startswith("read")  # "as he read *that last sentence*."


def may_begin_clause(sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether a clause without "that" may begin what a cue says."""
    is_elsewhere = is_within_subject(sentence, cue, at) or stands_for_all(sentence, cue, at)
    return not is_elsewhere and starts_clause(sentence.page, at) and is_clause(sentence, cue, at)
