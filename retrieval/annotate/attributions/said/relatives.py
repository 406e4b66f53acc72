"""Small words about a cue: "that" of a noun, "what" which stands for all that is said, "as" of a preface."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.name_edges import WHO
from retrieval.annotate.attributions.said.senses import is_finite, opens_clause
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SAY,
    SOURCE,
    STATE,
    SUBORDINATOR,
    TELL,
    THAT,
    TIME,
)
from retrieval.annotate.page import Page

_RELATIVES = ("who", "which", "when", "where")
_LONGEST_LEAD = 2
_BEFORE_RELATIVE = ("all", "everything", "anything", "nothing", "much", "little")


def is_relative_that(sentence: Sentence, that: int) -> bool:
    """Whether "that" tells of the noun before it: "despite *all that* went wrong", "points to a plan *that may* go"."""
    page = sentence.page
    if page.lows[that] != "that" or page.quote_of[that] >= 0:
        return False
    verb = that + 1
    while page.flags[verb] & ADVERB and page.quote_of[verb] < 0:
        verb += 1
    is_amount = page.lows[that - 1] in _BEFORE_RELATIVE and not page.flags[that + 1] & PRONOUN
    return is_amount or (is_finite(page, verb, sentence.last) and not page.flags[verb] & NEGATION)


def is_of_relative(page: Page, subject: int, floor: int) -> bool:
    """Whether a clause tells more of the noun right before its subject: "the *step* everyone thought he would"."""
    before = subject - 1
    if before <= floor or page.quote_of[before] >= 0:
        return False
    apart = PUNCTUATION | CONJUNCTION | PREPOSITION | ADVERB | SUBORDINATOR | TIME | AUXILIARY
    return page.lows[before] == "that" or (page.words[before].islower() and not page.flags[before] & apart)


def is_of_noun(sentence: Sentence, first: int, word: int) -> bool:
    """Whether a noun between verb and clause has the clause: "starts *with the notion* that", "asks a man who".

    When, where and to whom it was said stand there too: "joked with reporters that", "said in a letter that".

    Args:
        first: behind the verb and whoever is told.
        word: the "that" or the question word.
    """
    page = sentence.page
    at = next((at for at in range(first, word) if page.flags[at] & PREPOSITION), None)
    if at is None or not page.flags[word] & THAT or page.quote_of[word] >= 0 or page.flags[word - 1] & TIME:
        return False
    if page.lows[word] in _RELATIVES or page.lows[at] in ("about", "of", "as"):
        return True
    return page.lows[at] == "with" and not page.flags[word - 1] & (WHO | CAPITAL | PRONOUN) and word - 1 > at


def stands_for_all(sentence: Sentence, cue: Cue, behind: int) -> bool:
    """Whether "what" in front stands for all that is said: "*What* Vik said in court contradicted her"."""
    if cue.subject is None or behind == cue.at + 1:
        return False
    before = cue.subject.whole[0] - 1
    return before >= sentence.first and sentence.page.lows[before] == "what"


def is_prefaced(sentence: Sentence, cue: Cue, comma: int) -> bool:
    """Whether speaker and verb are a preface: "*As Reed noted,* the bridge is safe"."""
    page, subject = sentence.page, cue.subject
    if subject is None or cue.form != "finite" or subject.whole[0] <= sentence.first:
        return False
    if not cue.kinds & (SAY | STATE) and not _tells_somebody(sentence, cue, comma):
        return False
    before = subject.whole[0] - 1
    is_as = page.lows[before] == "as" and before - sentence.first <= _LONGEST_LEAD
    if not is_as or comma + 2 >= sentence.last or not page.flags[comma] & COMMA:
        return False
    return opens_clause(page, comma + 1, sentence.last)


def _tells_somebody(sentence: Sentence, cue: Cue, comma: int) -> bool:
    """Whether a verb with an object is of words: "told *reporters*", "put *it* in a letter"; no "told *the story*"."""
    page, behind = sentence.page, range(cue.at + 1, comma)
    if puts_it(page, cue):
        return len(behind) == 1 or any(page.flags[at] & (TIME | SOURCE | ADVERB) for at in behind)
    listeners = GROUP | ROLE | PRONOUN | CAPITAL | BODY | AGENCY
    return bool(cue.kinds & TELL) and any(page.flags[at] & listeners for at in behind[:_LONGEST_LEAD])


def puts_it(page: Page, cue: Cue) -> bool:
    """Whether a verb and its "it" say how somebody worded the rest: "as Reed *put it*"."""
    return page.lows[cue.at] in ("put", "puts") and page.lows[cue.at + 1] == "it"


def is_object_of_who(sentence: Sentence, cue: Cue, last: int, antecedent: Phrase) -> bool:
    """Whether the verb of the sentence is still to come: "*The woman who accused Jon Dahl* said it was old"."""
    page, first = sentence.page, antecedent.whole[0]
    is_object = first > sentence.first and not page.flags[first - 1] & DETERMINER
    if is_object or page.flags[cue.subject.first - 1 if cue.subject else cue.at] & COMMA:
        return False
    after = next((other for other in sentence.cues if cue.at < other.at < last and other.form == "finite"), None)
    if after is None or after.subject is None or not cue.at < after.subject.first < after.at:
        return False
    if any(page.flags[at] & PUNCTUATION for at in range(cue.at, after.at)):
        return False
    whole = antecedent.whole[0], after.first
    after.subject = Phrase(antecedent.kind, antecedent.first, antecedent.last, whole, antecedent.role)
    return True


def has_fronted(sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody calls it so ("*what* the mayor called “a gift”"); "a show called “Gifts”" bears the name."""
    if cue.subject is None or cue.shares or cue.subject.kind != "noun":
        return True
    page, before = sentence.page, cue.subject.whole[0] - 1
    is_word = page.lows[before] in page.speech.that or page.lows[before] in ("whom", "than")
    return before >= sentence.first and (is_word or bool(page.flags[before] & COMMA))
