"""Whose words stand behind a cue: its own subject, that of the clause before it, or the one behind a comma."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.modifiers import subordinate_subject
from retrieval.annotate.attributions.phrases.speaker_after_cue import named_behind, phrase_right
from retrieval.annotate.attributions.phrases.speaker_before_cue import floor_before, phrase_left
from retrieval.annotate.attributions.phrases.subjects import clause_subject, subject_left
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody, is_thing
from retrieval.annotate.attributions.said.clauses import has_verb
from retrieval.annotate.attributions.said.quoted_as import quoted_as
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    GROUP,
    PAST,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SAY,
    SOURCE,
    SUBORDINATOR,
    TIME,
    VERBISH,
    parted,
)
from retrieval.annotate.page import Page

_FINITE = AUXILIARY | CUE | PAST | VERBISH
_TWO = 2
_SPEAKING_ON = ("adding", "telling")
_LONGEST_WHO = 16


def speaker_of(sentence: Sentence, cue: Cue) -> tuple[Phrase | None, Phrase | None]:
    """The speaker of a cue and, for "who", whom it stands for."""
    page = sentence.page
    if cue.subject is not None and not cue.shares:
        return _relative(sentence, cue.subject) if cue.subject.kind == "relative" else (cue.subject, None)
    if cue.form == "participle" and (found := _of_participle(sentence, cue)) is not None:
        return found
    # "… after Dahl wrote letters accusing …": not who speaks in the main clause; "and added" may be.
    if not cue.kinds & SAY and (subject := subordinate_subject(page, cue.first, sentence.first)) is not None:
        return subject, None
    if _is_readers(sentence, cue):
        return None, None
    if (who := _who_joined(sentence, cue)) is not None:
        return _relative(sentence, who)
    # "Reed welcomed the plan and added that …": the speaker of the cue before speaks on.
    for draft in sorted(sentence.drafts, key=lambda d: d.cue or (0, 0), reverse=True):
        if draft.cue is not None and draft.cue[0] < cue.at and draft.phrase is not None:
            return draft.phrase, draft.antecedent
    subject = clause_subject(page, sentence.first, cue.first)
    if subject is not None and page.lows[subject.first] in ("it", "this"):
        # "It comes as *Dahl* took the field and said …"
        led = subordinate_subject(page, cue.first, sentence.first, "as")
        subject = led if led is not None and can_speak(page, led) and is_somebody(page, led) else subject
    return (named_behind(page, subject, cue.first) if subject is not None else None), None


def _of_participle(sentence: Sentence, cue: Cue) -> tuple[Phrase | None, Phrase | None] | None:
    """Whose a participle is by what stands right before it: "I *began wondering*", "a letter *saying*"."""
    page, before = sentence.page, cue.first - 1
    if (quoted := quoted_as(sentence, cue)) is not None:
        return quoted, None
    if page.flags[before] & PAST and before > sentence.first:
        began = subject_left(page, before, floor_before(before, sentence.first))
        if began is not None and began.kind in ("pronoun", "name"):
            return began, None  # "Midway through the walk *I began* wondering if …"
    # "She met the mayor, saying …" leaves the mayor out; "a letter saying …" is said by the letter.
    apart = PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR
    if before >= sentence.first and not page.flags[before] & apart:
        own = phrase_left(page, cue.first, floor_before(cue.first, sentence.first))
        if own is not None and _can_say(sentence, own):
            return (own if is_somebody(page, own) else None), None
        if own is not None and page.lows[cue.at] not in (*page.speech.clausal, *_SPEAKING_ON) and is_thing(page, own):
            return None, None  # "It had scenes explaining the war"
    return None


def _is_readers(sentence: Sentence, cue: Cue) -> bool:
    """Whether "you" is the subject of what a cue is joined to: "in case *you’ve* read it *and thought*, “…”"."""
    page = sentence.page
    if page.lows[cue.first - 1] not in ("and", "or"):
        return False
    for at in range(cue.first - 2, max(sentence.first, cue.first - _LONGEST_WHO), -1):
        if page.quote_of[at] >= 0 or page.flags[at] & PUNCTUATION:
            return False
        pronoun, verb = parted(page.lows[at])
        if page.flags[at] & PRONOUN or verb:
            return pronoun == "you"
    return False


def _who_joined(sentence: Sentence, cue: Cue) -> Phrase | None:
    """The "who" whose second verb a cue is: "a letter from Dahl, *who* voted against it *and said* …"."""
    page = sentence.page
    if page.lows[cue.first - 1] not in ("and", "but") or cue.form == "participle":
        return None
    for at in range(cue.first - 2, max(sentence.first, cue.first - _LONGEST_WHO), -1):
        if page.quote_of[at] >= 0 or page.flags[at] & PUNCTUATION or page.flags[at] & SUBORDINATOR:
            is_clause = page.lows[at] == "who" and page.flags[at + 1] & _FINITE
            return Phrase("relative", at, at + 1, (at, at + 1)) if is_clause else None
    return None


def _can_say(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "…ing" without a comma belongs to the phrase before it ("with Trump calling"), not to the subject."""
    page, before = sentence.page, phrase.whole[0] - 1
    if before < sentence.first or page.lows[before] in ("with", "of", "from", "by") or page.flags[before] & PUNCTUATION:
        return True
    return phrase.kind in ("name", "pronoun") and not page.flags[before] & PREPOSITION


def _relative(sentence: Sentence, phrase: Phrase) -> tuple[Phrase | None, Phrase | None]:
    """ "who said" speaks for the phrase before it; of "a report that said" the report is shown."""
    page = sentence.page
    at = phrase.first
    if at > sentence.first and page.flags[at - 1] & COMMA:
        at -= 1
    antecedent = phrase_left(page, at, floor_before(at, sentence.first))
    if at < phrase.first and page.lows[phrase.first] == "that" and antecedent is not None:
        return _text_before(sentence, antecedent), None
    if antecedent is not None and _is_party(page.words[antecedent.first]) and antecedent.first - 1 > sentence.first:
        at = antecedent.first - 1  # "Ada Lund*, R-Ohio,* who said"
        antecedent = phrase_left(page, at, floor_before(at, sentence.first)) or antecedent
    if antecedent is not None and page.lows[phrase.first] == "who":
        antecedent = _hanging_person(page, antecedent, at)
    return (phrase, antecedent) if page.lows[phrase.first] == "who" else (antecedent, None)


def _hanging_person(page: Page, antecedent: Phrase, last: int) -> Phrase:
    """The person whom "who" stands for, where a thing comes from them: "praise *from Ada Lund*, who said"."""
    if antecedent.kind != "noun":
        return antecedent
    for at in range(last - 1, antecedent.first, -1):
        if page.flags[at] & PREPOSITION and not page.flags[at] & CAPITAL and page.lows[at] not in ("in", "at", "on"):
            if any(page.flags[i] & (GROUP | ROLE | BODY) for i in range(antecedent.first, at)):
                return antecedent  # "a spokeswoman *for Ada Lund*, who said"
            person = phrase_left(page, last, at + 1)
            if person is not None and person.kind == "name" and person.whole[0] == at + 1:
                return person
    return antecedent


def _text_before(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The text that speaks where "that" is behind a comma: "*an email* to Dahl, the mayor, *that* said …"."""
    page = sentence.page
    for at in range(phrase.first - 1, sentence.first, -1):
        if page.flags[at] & SOURCE and page.quote_of[at] < 0:
            return phrase_left(page, at + 1, floor_before(at, sentence.first))
    return phrase if any(page.flags[at] & SOURCE for at in range(phrase.first, phrase.last)) else None


def _is_party(word: str) -> bool:
    """Whether a word is a party with its place, as behind a name: "D-Mass"."""
    return len(word) > _TWO and word[0].isupper() and word[1] in "-‐‑"


def subject_instead(sentence: Sentence, cue: Cue, phrase: Phrase) -> Phrase | None:
    """The subject of the clause, where what is before the verb only ends it: "Experts *on nuclear energy* said"."""
    page = sentence.page
    ends_subject = page.flags[phrase.last - 1] & (TIME | VERBISH | ADVERB)
    hangs_on = phrase.first > sentence.first and page.flags[phrase.first - 1] & (PREPOSITION | CONJUNCTION)
    if not ends_subject and not hangs_on:
        return None
    subject = clause_subject(page, sentence.first, cue.first)
    if subject is None or not can_speak(page, subject):
        return None
    is_near = is_somebody(page, subject) and not has_verb(page, subject.whole[1], phrase.first)
    return subject if ends_subject or is_near else None


def fronted_subject(sentence: Sentence, first: int) -> tuple[int, Phrase] | None:
    """The comma and the subject behind a clause that a participle opens: "*Claiming* the vote was bought, *Krey* left".

    Args:
        first: where what is said begins.
    """
    page = sentence.page
    for comma in range(first + 1, sentence.last - 2):
        if not page.flags[comma] & COMMA or page.quote_of[comma] >= 0:
            continue
        subject = phrase_right(page, comma + 1, sentence.last)
        if subject is None or subject.kind == "relative" or subject.whole[1] >= sentence.last:
            continue
        verb = page.flags[subject.whole[1]]
        if verb & (CUE | VERBISH | AUXILIARY | PAST | ADVERB) and can_speak(page, subject):
            return comma, subject
    return None


def is_within_subject(sentence: Sentence, cue: Cue, first: int) -> bool:
    """Whether a verb only tells who the subject is: "The lawyers *who wrote* the contract say …", "… the ruling left".

    Args:
        first: where the words behind it begin.
    """
    page = sentence.page
    if cue.subject is None or cue.subject.kind != "relative" or page.flags[cue.subject.first - 1] & COMMA:
        return False
    phrase, antecedent = _relative(sentence, cue.subject)
    head = antecedent or phrase
    if head is None or head.whole[0] != sentence.first:
        return False
    if any(
        other.at > cue.at and other.subject is not None and other.subject.first == head.first for other in sentence.cues
    ):
        return True
    verbs = [at for at in range(first, sentence.last) if page.flags[at] & _FINITE and page.quote_of[at] < 0]
    return len([at for at in verbs if at - 1 not in verbs]) < _TWO
