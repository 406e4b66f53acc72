"""Tails: the speaker's clause behind words ("…", *sagte Anna Berg*), told by its form where the verb is not listed."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.cited import cited_in
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.clause_cues import Cue, read_cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.subjects.asides import body_within
from retrieval.annotate.attributions.subjects.behind_verb import Subject, right_of
from retrieval.annotate.attributions.subjects.spoken_of import is_somebody
from retrieval.annotate.attributions.subjects.subjects import subject_of
from retrieval.annotate.attributions.words.verb_forms import CITE
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AS,
    AUXILIARY,
    BODY,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    HIS,
    LINK,
    LISTENER,
    MARK,
    NEGATION,
    OF,
    OPENING,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REFLEXIVE,
    ROLE,
    STOP,
    THAT,
    THIS,
    THUS,
    TIME,
    TITLE,
)
from retrieval.text.languages.cases import Case

_LONGEST = 40
_REACH = 4
_LONGEST_MANNER = 7
_REACH_OF_CITED = 7
"""Who cites, in marks, may stand between: цитує «Вечірній кур'єр» слова адмірала."""
_BEFORE_VERB = ADVERB | REFLEXIVE | LISTENER | TIME | AUXILIARY | THIS
_NOMINAL = DETERMINER | HIS | PRONOUN | ROLE | BODY | TITLE | AGENCY


@dataclass(frozen=True, slots=True)
class Tail:
    """A speaker's clause.

    Attributes:
        end: where it ends: at punctuation, at a quotation, or before a second verb of speech.
        is_listed: its verb is in the table; else its form alone tells.
    """

    cue: Range
    phrase: Phrase | None
    end: int
    is_listed: bool


def tail_at(s: Sentence, at: int, *, is_spoken: bool) -> Tail | None:
    """The tail that begins at a token.

    Args:
        is_spoken: the words before it are speech beyond doubt, so that an unlisted verb may tell.
    """
    r = s.r
    if at >= s.last or r.quote_of[at] >= 0 or r.flags[at] & PUNCTUATION:
        return None
    if r.flags[at] & THUS:
        found = right_of(s, at + 1, s.last)
        phrase = found.phrase if found is not None else None
        is_nominal = r.flags[at + 1] & _NOMINAL or r.words[at + 1][0].isupper()
        if phrase is not None and is_nominal and phrase.whole[0] == at + 1 and _is_over(s, phrase.whole[1]):
            return Tail((at, at + 1), phrase, _end(s, phrase.whole[1]), is_listed=True)
        return _listed(s, at + 1) if r.table.name_cases is not None else None  # — так ответил X
    begins = at + 1 if r.flags[at] & AS else at
    if begins > at and r.table.nouns_are_capitalised:
        return _verb_last(s, begins)
    return _listed(s, begins) or (_by_form(s, begins) if is_spoken else None)


def _listed(s: Sentence, at: int) -> Tail | None:
    """A listed verb at or near the beginning: "sagte X", "a déclaré X", "dit-il", "он сказал", "a-t-il ajouté"."""
    r = s.r
    if r.table.nouns_are_capitalised and r.flags[at] & AUXILIARY and (found := _around_subject(s, at)) is not None:
        return found
    for verb in range(at, min(at + _REACH, s.last)):
        if r.quote_of[verb] >= 0 or (r.flags[verb] & (PUNCTUATION | LINK | THAT) and not r.flags[verb] & CUE):
            return None
        if not r.flags[verb] & CUE or (r.flags[verb] & CAPITAL and verb > at):
            continue
        cue = read_cue(s, verb)
        if cue is not None:
            return _of_cue(s, at, cue)
    return _long_left(s, at)


def _of_cue(s: Sentence, at: int, cue: Cue) -> Tail | None:
    """The tail of a verb near its beginning: a pronoun before or inside it, a subject behind it or before it."""
    r = s.r
    inside = next((spot for spot in range(at, cue.at) if _is_pronoun(s, spot)), None)
    if inside is not None:
        phrase = phrase_right(r, inside, inside + 1, skips=False)
        return _tail(s, cue, phrase, cue.last, first=min(cue.first, inside))
    if all(r.flags[spot] & _BEFORE_VERB for spot in range(at, cue.first)):
        if (
            cue.classes & CITE
            and (cited := cited_in(r, range(cue.at, min(s.last, cue.last + _REACH_OF_CITED)), s.last)) is not None
        ):
            return _tail(s, cue, cited, cited.whole[1])
        if (body := body_within(s, cue)) is not None and body[1] and _ends_body(s, body[0].whole[1]):
            return _tail(s, cue, body[0], body[0].whole[1])  # …, сообщили в мэрии
        found = _over_manner(s, cue) or right_of(s, cue.last, s.last)
        if found is None and r.table.drops_pronouns and cue.first == at:
            return _tail(s, cue, None, cue.last)
        if found is None or found.phrase is None:
            is_dropped = r.table.drops_pronouns and found is None and cue.first == at
            return _tail(s, cue, None, cue.last) if is_dropped else None
        case: Case | None = "accusative" if r.table.name_cases is not None else None
        cited = phrase_right(r, found.end, s.last, case=case) if cue.classes & CITE else None
        if cited is not None and cited.is_name:
            return _tail(s, cue, cited, cited.whole[1])
        return _tail(s, cue, found.phrase, found.end)
    if r.table.nouns_are_capitalised:
        return None  # A German verb comes first behind words that it tells.
    left = subject_of(s, cue)
    is_left = left is not None and left.phrase is not None and not left.is_right and left.phrase.whole[0] >= at
    return _tail(s, cue, left.phrase, cue.last) if left is not None and is_left else None


def _verb_last(s: Sentence, at: int) -> Tail | None:
    """The tail of a German "as", whose verb closes its clause ("…, wie *Anna Berg am Montag mitteilte*")."""
    r = s.r
    for verb in range(at, min(s.last, at + _LONGEST)):
        if r.quote_of[verb] >= 0 or not r.flags[verb] & (CUE | STOP) or r.flags[verb] & CAPITAL:
            continue
        cue = read_cue(s, verb)
        if cue is None or not (cue.opener & AS or cue.clause > at):
            return None
        subject = subject_of(s, cue)
        phrase = subject.phrase if subject is not None else None
        is_inside = phrase is not None and phrase.whole[0] >= at
        if phrase is not None and phrase.whole[0] > at and r.flags[at] & (PRONOUN | ADVERB):
            return None  # "…, *wie sie das Gesetz nennt*, …": the pronoun is its object
        end = max(cue.last, cue.first + 1)
        return _tail(s, cue, phrase, end) if is_inside and _is_closed(s, end) else None
    return None


def _is_closed(s: Sentence, at: int) -> bool:
    return at >= s.last or bool(s.r.flags[at] & PUNCTUATION)


def _ends_body(s: Sentence, at: int) -> bool:
    """Whether a body is all that a verb has: whoever "told *at school of the war*" has another subject."""
    r = s.r
    return at >= s.last or bool(r.flags[at] & PUNCTUATION) or r.lows[at] in r.table.field_words


def _over_manner(s: Sentence, cue: Cue) -> Subject | None:
    """A person behind words that say how it was said: "repetía *una y otra vez* el delegado Ana Lago"."""
    r = s.r
    if not r.table.is_romance or cue.last >= s.last or not r.flags[cue.last] & (DETERMINER | PREPOSITION):
        return None
    # Behind a preposition somebody may be told: "dijo *a la prensa* el ministro Juan Lago".
    ends = PUNCTUATION | CAPITAL | (0 if r.flags[cue.last] & PREPOSITION else _NOMINAL & ~DETERMINER)
    for at in range(cue.last + 2, min(s.last - 1, cue.last + _LONGEST_MANNER)):
        if r.flags[at - 1] & ends or r.quote_of[at - 1] >= 0:
            return None
        is_article = r.flags[at] & DETERMINER and not r.flags[at] & (PREPOSITION | OF) and r.flags[at + 1] & ROLE
        if is_article and not r.flags[at - 1] & (PREPOSITION | OF | CONJUNCTION):
            phrase = phrase_right(r, at, s.last, skips=False)
            return Subject(phrase, phrase.whole[1], is_right=True) if phrase is not None and phrase.is_name else None
    return None


def _around_subject(s: Sentence, at: int) -> Tail | None:
    """An auxiliary and its participle with the subject between them: "hatte X gesagt", "wurde X von Y zitiert"."""
    r = s.r
    for verb in range(at + 1, min(at + _LONGEST, s.last)):
        if r.quote_of[verb] >= 0 or r.flags[verb] & STOP:
            continue
        if r.flags[verb] & CUE and not r.flags[verb] & CAPITAL and (cue := read_cue(s, verb)) and cue.first == at:
            found = right_of(s, at + 1, verb)
            return _tail(s, cue, found.phrase, cue.last) if found is not None and found.phrase is not None else None
    return None


def _tail(s: Sentence, cue: Cue, phrase: Phrase | None, end: int, first: int | None = None) -> Tail:
    return Tail(
        cue.range if first is None else (first, cue.last),
        phrase,
        _end(s, max([end, *(at + 1 for at in cue.rest)])),
        is_listed=True,
    )


def _long_left(s: Sentence, at: int) -> Tail | None:
    """A subject of several words before its listed verb: "…", der Minister Jon Dahl sagte."""
    r = s.r
    if r.table.nouns_are_capitalised:
        return None
    phrase = phrase_right(r, at, min(s.last, at + _LONGEST), skips=False)
    if phrase is None or phrase.kind == "noun":
        return None
    verb = phrase.whole[1]
    while verb < min(s.last, phrase.whole[1] + _REACH) and r.flags[verb] & (AUXILIARY | ADVERB | REFLEXIVE):
        verb += 1
    if verb >= s.last or not r.flags[verb] & CUE or r.quote_of[verb] >= 0:
        return None
    cue = read_cue(s, verb)
    return _tail(s, cue, phrase, cue.last) if cue is not None else None


def _is_pronoun(s: Sentence, at: int) -> bool:
    phrase = phrase_right(s.r, at, at + 1, skips=False)
    return phrase is not None and phrase.kind == "pronoun"


def _by_form(s: Sentence, at: int) -> Tail | None:
    """A word that looks like a verb with a name or a pronoun right behind it: "replied Paul", "a martelé Paul"."""
    r = s.r
    verb = at
    if r.flags[at] & NEGATION and r.table.name_cases is not None and not r.flags[at + 1] & CUE:
        verb = at = at + 1  # «…», — не скрывала радости ректор
    while verb < s.last and verb < at + 2 and r.flags[verb] & (AUXILIARY | REFLEXIVE) and not r.flags[verb] & CAPITAL:
        verb += 1
    if verb >= s.last or r.quote_of[verb] >= 0:
        return None
    flags = r.flags[verb]
    if flags & (SMALL | CAPITAL | ROLE | LINK | THUS | AS) or not r.words[verb].islower():
        return None
    found = right_of(s, verb + 1, s.last)
    if found is None or found.phrase is None or found.end - verb > _LONGEST:
        return None
    if found.phrase.kind == "noun" and not _is_person(s, found.phrase):
        return None
    if not _is_over(s, found.end):
        return None
    return Tail((at, verb + 1), found.phrase, _end(s, found.end), is_listed=False)


def _is_person(s: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase without a name is somebody by what they are: "*una enfermera* que …"."""
    r, first = s.r, phrase.whole[0]
    if r.table.name_cases is not None:
        return r.lows[first] in r.table.nominatives
    return bool(r.flags[first] & (DETERMINER | HIS)) and is_somebody(r, phrase)


def _is_over(s: Sentence, at: int) -> bool:
    """Whether a clause can be over, or goes on with a setting alone."""
    r = s.r
    if at >= s.last or r.quote_of[at] >= 0 or r.flags[at - 1] & COMMA:
        return True
    return (
        bool(r.flags[at] & (PUNCTUATION | PREPOSITION | TIME | ADVERB | CONJUNCTION | DETERMINER | OPENING))
        or not r.flags[at] & CAPITAL
    )


def _end(s: Sentence, at: int) -> int:
    """Where a speaker's clause ends that goes on at a token: at punctuation, a quotation or a second verb of speech."""
    r = s.r
    if at > s.first and r.quote_of[at - 1] < 0 and r.flags[at - 1] & COMMA:
        return at - 1
    limit = min(s.last, at + _LONGEST)
    while at < limit:
        flags = r.flags[at]
        if r.quote_of[at] >= 0:
            quote = r.quotes[r.quote_of[at]]
            if quote[1] - quote[0] > _REACH + 2:
                return at
            at = quote[1]
            continue
        if flags & OPENING and not flags & MARK and (close := _closing(s, at)):
            at = close
            continue
        if flags & (COMMA | STOP | DASH | THAT) or (flags & PUNCTUATION and not flags & MARK):
            return at
        if (
            flags & CONJUNCTION
            and at + 1 < limit
            and any(r.flags[n] & CUE and not r.flags[n] & CAPITAL for n in range(at + 1, min(at + 3, s.last)))
        ):
            return at
        at += 1
    return at


def _closing(s: Sentence, at: int) -> int:
    return next((end + 1 for end in range(at + 1, min(s.last, at + 8)) if s.r.flags[end] & CLOSING), 0)
