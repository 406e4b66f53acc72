"""Cues: the verbs of a sentence that carry somebody's words, and the subject in front of them."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.modifiers import modified_subject
from retrieval.annotate.attributions.phrases.speaker_before_cue import floor_before
from retrieval.annotate.attributions.phrases.subjects import subject_left
from retrieval.annotate.attributions.phrases.voices import is_somebody
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BASE_SHIFT,
    CAPITAL,
    CONJUNCTION,
    CONSTRUCTIONS,
    CUE,
    DETERMINER,
    GROUP,
    NEGATION,
    NUMBER,
    PARTICIPLE_SHIFT,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAY,
    SPEAK,
    STATE,
    TELL,
    TIME,
    VERBISH,
    parted,
)
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import is_name_part
from retrieval.text.wordlists import word_set

_BE = word_set("is are was were be been being ’s 's ’re 're")
_AUXILIARIES = {
    "would": word_set("will would could can may might must shall should ’ll 'll ’d 'd"),
    "was": _BE,
    "has": word_set("has have had having ’ve 've"),
    "did": word_set("do does did"),
    "to": word_set("to"),
}
_GETTING = ("get", "gets", "got", "getting")
_CONTRACTED = {"m": {"was"}, "re": {"was"}, "ve": {"has"}, "ll": {"would"}}  # "We*’re* told"
_PLURALS = frozenset(
    {"people", "men", "women", "police", "children", "some", "many", "others", "most", "few", "both", "all"}
)
_COUNTS = word_set("two three four five six seven eight nine ten half third quarter thirds quarters")
_HANGS_ON = word_set("of for at in from with to by")
_YEAR_DIGITS = 4
_NO_COMPOUND = PUNCTUATION | AUXILIARY | PRONOUN | RELATIVE | ADVERB | CONJUNCTION
GOING = ("go", "goes", "going", "went", "gone")


@dataclass(slots=True)
class Cue:
    """A verb that may carry words.

    Attributes:
        at: the verb's token; ``first`` where its group begins ("has repeatedly said").
        kinds: the constructions it allows, as bits.
        form: "finite", "base" or "participle".
        subject: who is named before it, None for a participle or an inverted cue.
        is_negated: "did not say".
        is_modal: "would say".
        is_passive: "was told".
        shares: its subject is before an earlier verb ("and added", "saying").
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
    return page.kinds(at)


def read_cue(page: Page, at: int, floor: int) -> Cue | None:
    """Read the verb at a token; None where the word is a noun or is where it can carry nothing."""
    bits = kinds_of(page, at)
    if not bits:
        return None
    cue = _verb_group(page, at, floor, bits)
    if cue is None:
        return None
    if cue.form == "participle":
        cue.shares = True
        return cue
    reach = floor_before(cue.first, floor)
    cue.subject = modified_subject(page, subject_left(page, cue.first, reach), reach)
    if cue.subject is not None and _is_told_of(page, at, cue.subject, floor):
        return None
    start = cue.subject.whole[0] if cue.subject is not None else floor
    if start > floor and page.lows[start - 1] in ("nor", "neither"):
        cue.is_negated = True  # "Neither Lund nor *Vik has called* it a ruin"
    if at in page.unlisted and (cue.is_passive or not _may_speak(page, cue.subject)):
        return None
    if cue.form == "base" and not cue.is_modal and cue.subject is not None and not _is_plural(page, cue.subject):
        return None
    if cue.form == "base" and not cue.is_modal and cue.kinds == SPEAK and page.lows[at + 1] == "to":
        return None  # "“…,” sources *close to* the club said"
    if cue.form == "base" and cue.subject is None and page.lows[cue.first - 1] in ("though", "although", "so"):
        return None  # "The lamp is small, though *note* you need a cable": it tells the reader what to do
    return cue


def _is_told_of(page: Page, at: int, subject: Phrase, floor: int) -> bool:
    """Whether "be" is before the subject of a word that may be a noun: "there would *be* no copyright *questions*"."""
    before = subject.whole[0] - 1
    if before < floor or page.lows[before] not in _BE or not page.lows[at].endswith("s"):
        return False
    return page.flags[subject.first] & DETERMINER != 0 and not is_somebody(page, subject)


def _may_speak(page: Page, subject: Phrase | None) -> bool:
    """Whether a verb that is no known one of speech has somebody in front of it, or a speaker behind it."""
    if subject is None or subject.kind == "relative":
        return True
    return is_somebody(page, subject) and page.lows[subject.first] not in ("it", "i", "we", "you")


def _is_plural(page: Page, phrase: Phrase) -> bool:
    """Whether a verb in its base form can follow: "critics say", but no "a swing state"."""
    if phrase.kind == "relative":
        return True
    if phrase.kind == "pronoun":
        return page.lows[phrase.first] not in ("he", "she", "it")
    words = page.lows[phrase.first : phrase.last]
    if "and" in words:
        return True
    head = next((i for i, word in enumerate(words) if i and word in _HANGS_ON), len(words))
    if 1 < head < len(words) and words[head] == "by" and page.flags[phrase.first + head - 1] & (VERBISH | CUE):
        head -= 1  # "experts quoted by the paper say"
    noun = words[head - 1]
    if _is_share(page, phrase, words, head):
        return True
    if words[0] in ("a", "an", "this", "every", "each", "another"):
        return False
    if noun.isdigit() or noun.endswith("%"):
        return True
    return (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))) or noun in _PLURALS


def _is_share(page: Page, phrase: Phrase, words: list[str], head: int) -> bool:
    """Whether a phrase counts people: "six in 10", "43 percent", "a majority of voters", "a number of economists"."""
    count = words[head - 1]
    if count == "percent" or count in _COUNTS or (page.flags[phrase.first + head - 1] & NUMBER and head > 0):
        return True
    tail = words[-1]
    return words[0] in ("a", "an") and "of" in words and tail.endswith("s") and not tail.endswith(("ss", "us", "is"))


def _verb_group(page: Page, at: int, floor: int, bits: int) -> Cue | None:
    """Judge the form of a verb by the words before it."""
    first, seen = _walk_back(page, at, floor)
    if page.lows[first - 1] in _GETTING and page.flags[at] & VERBISH and not seen:
        return None  # "He *gets called* for holding"
    if page.lows[at] in page.speech.perfect and not seen & {"has", "was"}:
        return None  # "a town *known* as Marsh"
    if "has" in seen and page.lows[at].endswith("s") and not page.lows[at].endswith("ss"):
        return None  # "The club *has brands* for it"
    finite, base, participle = (bits >> shift & CONSTRUCTIONS for shift in (0, BASE_SHIFT, PARTICIPLE_SHIFT))
    is_negated, is_modal, is_passive = "not" in seen, "would" in seen, "was" in seen
    if page.lows[at + 1] == "by" and page.lows[at] in page.speech.cite:
        is_passive = True  # "…, quoted by the agency"
    if "to" in seen:
        if page.lows[first - 1] == "going" and base & TELL:
            return None  # "we are *going to tell* you": nobody has yet
        first = _went_on(page, first, floor)
        return Cue(at, first, base, "base", is_modal=is_modal) if base and first >= 0 else None
    if participle and page.lows[at].endswith("ing"):
        if _is_gerund(page, at, floor):
            return None
        is_negated = is_negated or _is_avoided(page, first, floor)
        form = "finite" if is_passive or "has" in seen else "participle"  # "is telling", "has been saying"
        return Cue(at, first, participle, form, is_negated=is_negated, is_modal=is_modal)
    if is_passive:
        return Cue(at, first, finite, "finite", is_negated=is_negated, is_passive=True) if finite else None
    if base and (is_modal or "did" in seen):
        return Cue(at, first, base, "base", is_negated=is_negated, is_modal=is_modal)
    if finite or base:
        return Cue(at, first, finite or base, "finite" if finite else "base", is_negated=is_negated)
    return None


def _is_gerund(page: Page, at: int, floor: int) -> bool:
    """Whether a word in -ing is a noun or tells of one: "long-term *thinking* has", "over *defending* champions"."""
    behind = page.flags[at + 1]
    if behind & AUXILIARY and page.lows[at + 1] not in ("to", "be", "been"):
        return True
    before = page.flags[at - 1] if at > floor else 0
    if _has_clause_of_its_own(page, at, before):
        return True
    if page.flags[at - 2] & DETERMINER and page.lows[at - 3] in _BE and at - 3 >= floor:
        return page.quote_of[at - 1] < 0  # "It is an old *saying*: …"
    is_naming = not page.kinds(at) >> PARTICIPLE_SHIFT & (SAY | STATE | TELL) and page.words[at + 1].islower()
    if (
        is_naming
        and page.flags[at + 2] & AUXILIARY
        and not behind & (DETERMINER | PRONOUN | GROUP | ROLE | PREPOSITION)
    ):
        return page.lows[at + 2] != "to"  # "the *naming* scheme is bad"
    is_object = (before & PREPOSITION and page.lows[at - 1] not in ("by", "for", "of", "in")) or page.lows[
        at - 2
    ] == "to"
    is_noun = page.words[at + 1].islower() and behind & (ROLE | GROUP) and page.flags[at + 2] & CAPITAL
    return bool(at - 2 >= floor and is_object and is_noun and not before & (PUNCTUATION | AUXILIARY | CUE))


def _has_clause_of_its_own(page: Page, at: int, before: int) -> bool:
    """Whether "that" is the subject of what follows: "a Board *ruling* that could close the pier"."""
    if page.lows[at + 1] != "that" or not before or before & _NO_COMPOUND:
        return False
    return bool(page.flags[at + 2] & (AUXILIARY | PAST)) and not page.flags[at + 2] & CAPITAL


def _is_avoided(page: Page, first: int, floor: int) -> bool:
    """Whether nobody does what a participle tells: "refrained *from* saying", "*avoided* saying"."""
    if first <= floor:
        return False
    low, before = page.lows[first - 1], page.lows[first - 2] if first - 2 >= floor else ""
    if low == "of":
        return before in ("short", "instead")
    if low == "from":
        return before not in ("aside", "apart")
    return low in ("than", "worth") or (low.startswith("avoid") and not page.flags[first - 1] & CAPITAL)


def _walk_back(page: Page, at: int, floor: int) -> tuple[int, set[str]]:
    """Go back over adverbs, auxiliaries and days; tell which kinds of auxiliaries were met."""
    first = at
    seen: set[str] = set()
    while first > floor and page.quote_of[first - 1] < 0:
        previous = first - 1
        flags, low = page.flags[previous], page.lows[previous]
        if flags & CAPITAL and is_name_part(page, previous):
            break
        if flags & NEGATION:
            seen |= {"not", *(kind for kind, words in _AUXILIARIES.items() if low[:-3] in words)}
        elif flags & AUXILIARY or (flags & POSSESSIVE and low in _BE):
            seen |= {kind for kind, words in _AUXILIARIES.items() if low in words}
        elif not _is_between(page, previous, first, at):
            break
        first = previous
    if first == floor and first < at and page.flags[first] & TIME and not page.flags[first] & AUXILIARY:
        first += 1
    elif first > floor:
        seen |= _CONTRACTED.get(parted(page.lows[first - 1])[1], frozenset())
    return first, seen


def _is_between(page: Page, previous: int, first: int, at: int) -> bool:
    """Whether a word may come between a subject and its verb: an adverb, a day, "on Tuesday"."""
    flags, low = page.flags[previous], page.lows[previous]
    if (flags & ADVERB and not flags & (DETERMINER | CAPITAL)) or _is_year(page, previous):
        return True
    if low in ("this", "last", "next") and first < at and page.flags[first] & TIME and not page.flags[first] & CAPITAL:
        return True  # "The court *this week* ruled that …"
    if flags & TIME and not flags & (GROUP | DETERMINER):
        return (
            bool(flags & CAPITAL)
            or low not in ("week", "month", "year", "day")
            or bool(page.flags[previous - 1] & TIME)
        )
    return low in ("on", "in", "over") and first < at and (bool(page.flags[first] & TIME) or _is_year(page, first))


def _is_year(page: Page, at: int) -> bool:
    """Whether a word is the year of "who *in 2010* said"."""
    return len(page.lows[at]) == _YEAR_DIGITS and page.lows[at].isdigit() and page.lows[at - 1] == "in"


def _went_on(page: Page, first: int, floor: int) -> int:
    """Where "went on to say" begins; -1 for any other infinitive."""
    if first <= floor or page.lows[first - 1] not in (*GOING, "on", "continued", "continues"):
        return -1
    first -= 1
    while first > floor and page.lows[first - 1] in (*GOING, "on"):
        first -= 1
    return first
