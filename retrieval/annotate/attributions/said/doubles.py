"""Doubles of speech: what has a verb of speech and tells of a deed, a thing or somebody else's words.

“Heavy trucks demand more energy”, “he called her at home”, and more.
"""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.name_edges import WHO, name_right
from retrieval.annotate.attributions.phrases.voices import can_speak, is_no_agent, is_thing
from retrieval.annotate.attributions.said.objects import is_only_named
from retrieval.annotate.attributions.said.settings import is_name_in_marks
from retrieval.annotate.attributions.sentences.cues import GOING, Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CALL,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    JUDGE,
    NATION,
    NUMBER,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SAY,
    SOURCE,
    SPEAK,
    STATE,
    SUBORDINATOR,
    TELL,
    THEM,
    TIME,
    URGE,
    VOW,
    parted,
)
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_OF_MINDS = ("know", "knew", "think", "thought", "believ", "feel", "felt", "hope", "hoping", "wonder")
_OF_PEOPLE = ("judge", "vow", "loose", "urge", "call", "tell")
_OF_TEXTS = ("that", "bare", "finding", "speak-quote")
_MODALS = ("may", "might", "would", "could", "should", "can", "will")
_POINTING = ("this", "that", "these", "those")
_EXAMPLES = ("such", "itself", "himself", "herself", "themselves")
_SPOKEN = SAY | TELL | JUDGE | CALL | VOW | URGE
# What facts do as well as people, by the beginning of the verb.
_AS_FACTS_DO = ("suggest", "indicat", "show", "prov", "demonstrat", "mean", "impl", "signal", "highlight", "reveal")
_KEEPS_FROM, _GREETS = ("deni", "deny", "dismiss"), "welcom"
_ORDINALS = word_set("first second third fourth")
_FLYING = word_set("into onto behind down shut")
_PATHS = word_set("over past wide high well just off low across against straight home")
_LONGEST_NAMED = 6
_NOBODY = frozenset({"no", "nobody", "none"})


def is_done_by_none(page: Page, cue: Cue, rule: str, phrase: Phrase | None) -> bool:
    """Whether the reader speaks, or a thing or nobody judges, promises or shows: "*Heavy trucks* demand more energy".

    What does nothing but speak may have any subject: "the sign *says* that the pier is closed".
    """
    if phrase is not None and phrase.kind == "pronoun" and not can_speak(page, phrase):
        return True
    if phrase is not None and (page.lows[phrase.first] in _NOBODY or page.lows[phrase.first - 1] == "no"):
        return True  # "*No one* knows"
    is_of_that = cue.subject is not None and cue.subject.kind == "relative"  # "a button *that says* “sign up”"
    if phrase is not None and rule == "pre-quote" and (cue.kinds & CALL or is_of_that):
        return is_thing(page, phrase)  # "A drive, *dubbed* “Marsh Wednesdays”"
    if rule == "bare" and page.lows[cue.at] == "adding" and not page.flags[cue.first - 1] & PUNCTUATION:
        return True  # "when *adding* a dragon felt like a trick"
    if phrase is not None and rule in _OF_TEXTS and page.lows[cue.at] not in page.speech.clausal:
        return is_thing(page, phrase) or _is_inferred(page, cue, phrase) or _is_fact(page, cue, phrase)
    if phrase is None or rule not in _OF_PEOPLE:
        return False
    return is_thing(page, phrase) or parted(page.lows[phrase.first])[0] in page.speech.me


def _is_inferred(page: Page, cue: Cue, phrase: Phrase) -> bool:
    """Whether a fact lets one think so, and nobody says it: "It was sold out, *suggesting* that …"."""
    is_behind = cue.form == "participle" and bool(page.flags[cue.first - 1] & PUNCTUATION)
    return is_behind and page.lows[phrase.first] == "it" and page.lows[cue.at].startswith(_AS_FACTS_DO)


def _is_fact(page: Page, cue: Cue, phrase: Phrase) -> bool:
    """Whether "this" or a single noun for no people shows something: "*This* shows that", "*games* suggest that"."""
    if phrase.kind != "noun" or phrase.first + 1 < phrase.last:
        return False
    if page.lows[phrase.first] in _POINTING:
        return True
    is_plain = page.words[phrase.first].islower() and not page.flags[phrase.first] & (WHO | BODY)
    return is_plain and page.lows[cue.at].startswith(_AS_FACTS_DO)


def is_only_thought(sentence: Sentence, cue: Cue) -> bool:
    """Whether a participle tells what somebody may think: "the power *of understanding* that"; or a thing thinks."""
    page, before = sentence.page, cue.first - 1
    if page.lows[cue.at].startswith(_OF_MINDS) and cue.subject is not None and _is_work(page, cue.subject):
        return True
    if cue.form == "participle" and page.lows[before] == "like":
        return True  # "a bet *like predicting* that it rains"
    if cue.form == "participle" and page.lows[before] in ("with", "as") and page.lows[before - 1] in _EXAMPLES:
        return True  # "such as *writing* letters", "itself with *defending*"
    if cue.form == "participle" and cue.kinds & VOW and page.lows[before] == "of":
        return True  # "the choice *of agreeing* to it"
    if page.lows[cue.at] == "knowing":
        return True  # "writes them *knowing* that"
    if cue.form != "participle" or cue.kinds & _SPOKEN:
        return False
    if page.lows[before] == "of":
        return True
    is_joined = before >= sentence.first and not page.flags[before] & PUNCTUATION
    return is_joined and any(page.lows[at] in _MODALS for at in range(sentence.first, before))


def _is_work(page: Page, phrase: Phrase) -> bool:
    """Whether a text or a show is the subject, which says something and thinks nothing: "*a show that* knows"."""
    if phrase.kind == "relative":
        noun = phrase.first - 1
        is_who = page.flags[noun] & (GROUP | ROLE | BODY | AGENCY | NATION | CAPITAL)
        is_plain = page.words[noun].islower() and is_no_agent(page, noun)
        return page.lows[phrase.first] == "that" and (_is_text(page, noun) or (is_plain and not is_who))
    return phrase.kind == "noun" and (_is_text(page, phrase.last - 1) or is_thing(page, phrase))


def _is_text(page: Page, noun: int) -> bool:
    return bool(page.flags[noun] & SOURCE) and not page.flags[noun] & (GROUP | ROLE | BODY | AGENCY)


def is_promise_of_place(page: Page, cue: Cue) -> bool:
    """Whether a place has something coming: "*Marsh Arena promises to be* loud"."""
    if not cue.kinds & VOW or cue.subject is None or page.lows[cue.at + 1 : cue.at + 3] != ["to", "be"]:
        return False
    return cue.subject.kind == "name" and bool(page.flags[cue.subject.last - 1] & (BODY | PLACE))


def is_faith(page: Page, cue: Cue) -> bool:
    """Whether somebody only believes in something: "believes *in* keeping its word"."""
    return (
        page.lows[cue.at].startswith("believ") and page.lows[cue.at + 1] == "in" and not page.flags[cue.at + 2] & TIME
    )


def leads_noun(page: Page, at: int) -> bool:
    """Whether "on" is no part of the verb but tells where: "wrote *on Instagram*, “…”"; but "went on: “…”"."""
    if page.lows[at] != "on":
        return False
    if page.quote_of[at + 1] >= 0:
        return is_name_in_marks(page, at + 1)
    return not page.flags[at + 1] & (PUNCTUATION | PREPOSITION) and not page.lows[at + 1].endswith("ing")


def is_said_later(sentence: Sentence, cue: Cue, end: int) -> bool:
    """Whether a later verb has the quotation: "commented on the clip *saying*, “…”"."""
    later = (other for other in sentence.cues if cue.at < other.at < end and other.kinds & (SAY | STATE | SPEAK))
    return any(sentence.quote_at(other.at + 1) is not None for other in later)


def is_without_object(page: Page, cue: Cue, at: int, end: int) -> bool:
    """Whether nothing is judged and nobody called anything: "Marsh United *defended well*.", "called *Lund*"."""
    if cue.kinds & CALL and page.lows[at - 1] != "on" and (is_only_named(page, at, end) or is_telephoned(page, at)):
        return True
    is_count = page.flags[at] & NUMBER or page.lows[at] in ("more", "most", "fewer", "less", "half")
    if cue.kinds & CALL and is_count and not any(page.quote_of[i] >= 0 for i in range(at, end)):
        return True  # "have *called more than half* of their plays"
    if cue.kinds & CALL and page.lows[cue.at] == "calling" and _is_called_for(page, at, end):
        return True
    if cue.kinds & CALL and page.lows[cue.at].startswith("nam") and not _is_put_as(page, at, end):
        return True
    if cue.kinds & JUDGE and cue.form == "participle" and page.lows[cue.first - 1] in ("at", "him", "them"):
        return True  # "poor *at defending* corners", "a run that had *him blasting* a shot"
    if cue.kinds & JUDGE and page.lows[cue.at].startswith(("slam", "blast")) and _is_flying(page, at, end):
        return True
    if cue.kinds & JUDGE and page.lows[cue.at].startswith(_KEEPS_FROM) and _is_name_alone(page, at, end):
        return True
    if page.lows[cue.at].startswith("condemn") and page.lows[at + 1] == "to" and _is_person_told(page, at):
        return True  # "condemning *them to* a seventh defeat"
    while at + 1 < end and page.flags[at] & ADVERB and (page.flags[at + 1] & ADVERB or page.lows[at + 1] == "well"):
        at += 1  # "defended *extremely well*"
    apart = PUNCTUATION | PREPOSITION | CONJUNCTION
    is_over = (at + 1 >= end or page.flags[at + 1] & apart) and page.quote_of[at + 1] < 0
    is_manner = page.words[at].islower() and bool(page.flags[at] & ADVERB or page.lows[at] in ("well", "ok", "okay"))
    return bool(cue.kinds & JUDGE and is_over) and is_manner


def _is_flying(page: Page, at: int, end: int) -> bool:
    """Whether a thing is moved: "slammed the door *behind* him", "blasts a shot *just wide*"."""
    if _FLYING & set(page.lows[at:end]):
        return True
    is_one = page.lows[at] in ("a", "an", "his", "her", "it")
    behind = at + 1 if page.lows[at] == "it" else next((i for i in range(at + 1, end) if page.lows[i] in _PATHS), end)
    apart = PUNCTUATION | PREPOSITION | AUXILIARY | SUBORDINATOR
    is_near = not any(page.flags[i] & apart and page.lows[i] not in _PATHS for i in range(at + 1, behind))
    return is_one and behind < end and page.lows[behind] in _PATHS and is_near


def _is_called_for(page: Page, at: int, end: int) -> bool:
    """Whether nothing but a thing is called, and no name for it: "calling *the offense* without help"."""
    if not page.flags[at] & DETERMINER or at + 1 >= end or not page.words[at + 1].islower():
        return False
    return at + 2 >= end or bool(page.flags[at + 2] & (PUNCTUATION | PREPOSITION | CONJUNCTION))


def is_named_so(page: Page, cue: Cue) -> bool:
    """Whether "called" tells the name of the noun before it: "a deep area *called* “Deep Shadows”"."""
    if not cue.kinds & CALL or cue.form != "finite" or page.words[cue.at - 1].istitle():
        return False
    at = cue.at - 1
    while at > cue.at - _LONGEST_NAMED and not page.flags[at] & (PUNCTUATION | AUXILIARY | PRONOUN | DETERMINER):
        at -= 1
    return at < cue.at - 1 and page.lows[at] in ("a", "an") and not page.flags[cue.at - 1] & WHO


def _is_put_as(page: Page, at: int, end: int) -> bool:
    """Whether somebody is named as something or in marks; "named *a young team*" chooses one."""
    return "as" in page.lows[at:end] or any(page.quote_of[i] >= 0 for i in range(at, end))


def _is_name_alone(page: Page, at: int, end: int) -> bool:
    """Whether a name is all that is denied, and no claim nor clause: "denied *Lund* twice", "denied *Lund* a goal"."""
    behind = name_right(page, at, end)
    if behind < end and page.flags[behind] & POSSESSIVE and behind > at:
        at = behind + 1  # "dismissed *Norvenia’s fine* Lund"
        while at + 1 < end and page.words[at].islower() and not page.flags[at]:
            at += 1
        behind = name_right(page, at, end)
    if behind == at or page.flags[at] & NATION:
        return False
    is_lost = behind + 1 < end and page.words[behind].islower() and not page.flags[behind]
    if is_lost and page.flags[behind + 1] & PREPOSITION and not page.lows[behind].endswith("s"):
        return True  # "denied *Marsh victory* with a save"
    apart = PUNCTUATION | PREPOSITION | ADVERB | DETERMINER | CONJUNCTION
    return behind >= end or bool(page.flags[behind] & apart) or page.lows[behind] in ("once", "twice")


def is_greeting(page: Page, cue: Cue, at: int, end: int) -> bool:
    """Whether somebody comes who is welcomed: "welcomed *their first child*", "welcomes *40,000 fans*"."""
    if not page.lows[cue.at].startswith(_GREETS) or any(page.quote_of[i] >= 0 for i in range(at, end)):
        return False
    is_own = page.lows[at] in ("his", "her", "their", "its") and page.lows[at + 1] in _ORDINALS
    is_own = is_own or page.lows[at] in ("no", "no.") or _is_name_alone(page, at, end)
    while at < end and not page.flags[at] & (PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY):
        at += 1
    return bool(is_own or page.flags[at - 1] & (GROUP | ROLE))


def is_way(page: Page, cue: Cue) -> bool:
    """Whether somebody goes for a thing: "went *for* “something small”"; but "went: “Hello”"."""
    return page.lows[cue.at] in GOING and bool(page.flags[cue.at + 1] & PREPOSITION)


def _is_person_told(page: Page, at: int) -> bool:
    return bool(page.flags[at] & (PRONOUN | THEM))


def is_telephoned(page: Page, at: int) -> bool:
    """Whether nobody is called anything: "called *him for* the first time", "called *911*", "called *home*"."""
    if page.lows[at] == "home":
        return True
    is_pronoun = _is_person_told(page, at)
    is_left = page.flags[at + 1] & (PREPOSITION | PUNCTUATION) and page.lows[at + 1] not in page.speech.particles
    return bool(page.words[at].isdigit() or (is_pronoun and is_left and page.lows[at + 1] != "as"))
