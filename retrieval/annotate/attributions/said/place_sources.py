"""Sources by place: who a phrase like "according to" leads to in English, with all that hangs on them."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.name_edges import WHO
from retrieval.annotate.attributions.phrases.speaker_after_cue import named_behind, phrase_right
from retrieval.annotate.attributions.said.clauses import content_end, has_verb, trimmed
from retrieval.annotate.attributions.said.senses import is_finite, opens_clause
from retrieval.annotate.attributions.said.stretches import is_set_apart
from retrieval.annotate.attributions.sentences.cues import kinds_of
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    CLOSING,
    COMMA,
    CUE,
    DETERMINER,
    GIVEN,
    GROUP,
    NUMBER,
    OPENING,
    PARTICIPLE_SHIFT,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAY,
    SOURCE,
    STATE,
    SUBORDINATOR,
    TELL,
    THAT,
    THEM,
    TIME,
    VERBISH,
)
from retrieval.annotate.page import Page
from retrieval.text.known_words import is_dictionary_word

_VERBS = AUXILIARY | CUE | PAST | VERBISH
_LONGEST_APPOSITION = 16
_FEWEST_OF_BODY, _SHORTEST_HELD = 3, 4


def source(sentence: Sentence, at: int) -> tuple[Phrase, int] | None:
    """Whose words they are, and where all that hangs on them ends."""
    phrase = source_of(sentence, at)
    if phrase is None or _is_measure(sentence.page, phrase):
        return None
    return phrase, behind_apposition(sentence, phrase.whole[1], has_adjective=True)


def _is_measure(page: Page, phrase: Phrase) -> bool:
    """Whether nothing speaks: "It went according to *plan*"."""
    first = phrase.first
    plain = GROUP | ROLE | SOURCE | BODY | AGENCY | CAPITAL | DETERMINER | NUMBER | POSSESSIVE
    is_one = phrase.last - first == 1 or page.flags[first + 1] & PREPOSITION
    low = page.lows[first]
    is_known = is_dictionary_word(low) and low not in page.speech.indefinites and not low.endswith("s")
    return phrase.kind == "noun" and bool(is_one) and not page.flags[first] & plain and is_known


def source_of(sentence: Sentence, first: int) -> Phrase | None:
    """Whose words they are: a name, a role with the name behind it, "him", or all that stands before the comma."""
    page, last = sentence.page, _source_end(sentence, first)
    if last == first + 1 and page.flags[first] & THEM:
        return Phrase("pronoun", first, last, (first, last))
    phrase = _source(sentence, first, last)
    if phrase is None:
        return None
    named = named_behind(page, phrase, sentence.last)
    if named is not phrase and page.lows[named.last] == "(":
        return Phrase("name", named.first, named.last, (first, _source_end(sentence, named.last)), named.role)
    return named


def _source_end(sentence: Sentence, at: int) -> int:
    page, depth = sentence.page, 0
    while at < sentence.last:
        if page.quote_of[at] >= 0:
            return at
        depth += bool(page.flags[at] & OPENING) - bool(page.flags[at] & CLOSING)
        if depth < 0 or (page.flags[at] & PUNCTUATION and page.lows[at] not in ("-", "/", "&", "(", ")")):
            return at
        if page.lows[at] in ("that", "and") and page.flags[at] & THAT:
            return at
        at += 1
    return at


def _source(sentence: Sentence, first: int, last: int) -> Phrase | None:
    phrase = phrase_right(sentence.page, first, last)
    if phrase is None:
        return None
    if phrase.kind == "name" and phrase.last < last and sentence.page.flags[phrase.last] & AUXILIARY:
        return phrase  # No comma parts it from the words: "Nach Angaben von X ist …".
    if phrase.kind == "noun":
        return Phrase("noun", first, last, (first, last))
    return Phrase(phrase.kind, phrase.first, phrase.last, (first, last), phrase.role)


def may_hold(sentence: Sentence, at: int, phrase: Phrase) -> bool:
    """Whether "Second the minister, …" is meant: at the head of a clause, with a comma and a clause behind it."""
    page, end = sentence.page, phrase.whole[1]
    is_head = at == sentence.first or (page.flags[at - 1] & COMMA and not page.flags[at] & CAPITAL)
    if not is_head or end + 1 >= sentence.last or not page.flags[end] & COMMA:
        return False
    if page.lows[at + 1] in page.speech.me:
        return False  # "Second you must go"
    is_person = phrase.kind == "pronoun" or any(page.flags[i] & (WHO | BODY | GIVEN) for i in range(at + 1, end))
    # "Second the *Civil Defence*, 300 people …": a body in capitals that no list has.
    is_person = is_person or (end - at > _FEWEST_OF_BODY and all(page.flags[i] & CAPITAL for i in range(at + 2, end)))
    if not is_person or (phrase.kind == "noun" and not page.flags[at + 1] & DETERMINER):
        return False  # "Second place went to Berg, who ran well."
    if sentence.last - end <= _SHORTEST_HELD:
        return False  # "Second the motion, she said."
    return opens_clause(page, behind_apposition(sentence, end) + 1, sentence.last)


def behind_apposition(sentence: Sentence, at: int, *, has_adjective: bool = False) -> int:
    """Where an apposition ends that follows a source: "according to Reed, *from Marsh*, the bridge is safe".

    Args:
        has_adjective: one may stand before its noun ("*an old friend of the house*").
    """
    page = sentence.page
    if at + 2 >= sentence.last or not page.flags[at] & COMMA:
        return at
    flags = page.flags[at + 1]
    is_place = page.lows[at + 1] in ("from", "of", "at", "with")
    is_what = flags & DETERMINER and (page.flags[at + 2] | (page.flags[at + 3] if has_adjective else 0)) & ROLE
    is_apposition = is_place or flags & (RELATIVE | ROLE) or is_what
    if (
        not is_apposition
        and page.words[at + 1].islower()
        and page.flags[at + 2] & ROLE
        and page.words[at + 2].islower()
    ):
        is_apposition = not opens_clause(page, at + 1, sentence.last)
        if is_apposition and not any(page.flags[i] & COMMA for i in range(at + 2, sentence.last)):
            return sentence.last  # "Yes, according to Reed, senior director of software."
    if not is_apposition:
        return at
    for comma in range(at + 2, min(sentence.last - 1, at + _LONGEST_APPOSITION)):
        if page.quote_of[comma] >= 0:
            return at
        if page.flags[comma] & COMMA:
            return (
                comma if opens_clause(page, comma + 1, sentence.last) or _opens_into_marks(sentence, comma + 1) else at
            )
    return at


def _opens_into_marks(sentence: Sentence, at: int) -> bool:
    """Whether a subject follows whose verb is in marks: "*the candidacy* “was born dead”"."""
    page, first = sentence.page, at
    while at < sentence.last and page.quote_of[at] < 0:
        if page.flags[at] & PUNCTUATION or (page.flags[at] & (AUXILIARY | CUE) and not page.flags[at] & CAPITAL):
            return False
        at += 1
    if at >= sentence.last or (at > first and not page.flags[first] & (DETERMINER | CAPITAL)):
        return False
    inner = page.quotations[page.quote_of[at]].inner
    return at == first or page.text[inner.start : inner.start + 1].islower()


def has_speaker(sentence: Sentence, first: int) -> bool:
    """Whether somebody speaks in the sentence: then the agency only carried it."""
    page = sentence.page
    for cue in sentence.cues:
        is_inverted = cue.subject is None and sentence.quote_before(cue.first) is not None
        if is_inverted and cue.at < first:
            return True
        if cue.is_passive or cue.is_negated or not cue.kinds & (SAY | STATE | TELL) or cue.subject is None:
            continue
        if kinds_of(page, cue.at) >> PARTICIPLE_SHIFT and page.lows[cue.at].endswith("ing"):
            continue
        if cue.at < first or first - sentence.first <= 2:
            return True
    return False


def _is_setting(sentence: Sentence, before: Range, first: int, end: int) -> bool:
    """Whether what is before only tells when or where: "*At first*, according to Lund, the firm answered that …"."""
    page = sentence.page
    is_inside = is_set_apart(sentence, first, end) and end + 2 < sentence.last
    is_time = page.flags[before[0]] & (PREPOSITION | SUBORDINATOR | TIME | ADVERB) and before[1] <= first
    return bool(is_inside and is_time) and not has_verb(page, *before)


def _rest(sentence: Sentence, before: Range, around: Range, stop: int) -> Range | None:
    """The verb of what "according to X" stands inside: "The new ferry, according to Lund, *will not be ready*"."""
    page, (first, end) = sentence.page, around
    is_inside = is_set_apart(sentence, first, end) and end + 2 < stop
    if not is_inside or before[1] > first:
        return None
    if (quote := page.quote_of[end + 1]) >= 0:  # "The weir, in Lund’s words, *“holds nothing back”*"
        return page.quotes[quote] if page.quotes[quote][1] >= stop - 1 and not has_verb(page, *before) else None
    is_other = page.flags[end + 1] & (DETERMINER | CAPITAL | RELATIVE | ROLE | PREPOSITION)
    if page.flags[before[1] - 1] & AUXILIARY and not is_other:  # "The new ferry will, according to Lund, *be late*"
        return trimmed(page, end + 1, content_end(page, end + 1, stop, sentence.cues))
    is_fronted = page.flags[before[0]] & PREPOSITION and not any(page.flags[at] & _VERBS for at in range(*before))
    if has_verb(page, *before) and not is_fronted:
        return None  # but "With 2,000 lamps in ten towns, according to Lund, *it had …*"
    # "Since May, according to Lund, forces have …"; but what somebody else says there is theirs.
    is_setting = page.flags[before[0]] & (PREPOSITION | SUBORDINATOR | TIME) and not any(
        cue.at > end and cue.kinds & (SAY | STATE | TELL) and cue.subject is not None for cue in sentence.cues
    )
    if not is_finite(page, end + 1, stop) and not (is_setting and opens_clause(page, end + 1, stop)):
        return None
    return trimmed(page, end + 1, content_end(page, end + 1, stop, sentence.cues))


def said_from(sentence: Sentence, at: int, stop: int) -> Range | None:
    """How far words go that begin behind a source."""
    page = sentence.page
    # What the comma behind the source begins is no remark of the writer's: "According to Reed, *a* boat sank".
    begin = at + (at < sentence.last and page.flags[at] & COMMA != 0)
    if page.lows[begin].endswith("ing") and not opens_clause(page, begin, stop):
        return None  # "According to Reed, *writing* for the Post, …"
    return trimmed(page, begin, content_end(page, begin, stop, ()))


def both_sides(sentence: Sentence, before: Range, around: Range, stop: int) -> list[Range]:
    """What stands before a source, and behind it the verb of that; nothing where it only tells when or where."""
    more = _rest(sentence, before, around, stop)
    if more is None and _is_setting(sentence, before, *around):
        return []
    return [before] if more is None else [before, more]
