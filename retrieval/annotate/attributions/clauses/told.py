"""Clauses of reported speech: "X sagte, dass …", "X sagte, er werde …", "…, sagte X", "Wie X sagte, …"."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.cues import Cue
from retrieval.annotate.attributions.clauses.lexicon import (
    ADVERB,
    AGENCY,
    AS,
    AUXILIARY,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    CONDITION,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    HE,
    MOOD,
    OF,
    OPENING,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUESTION,
    RELATIVE,
    SHE,
    STOP,
    SUBORDINATOR,
    THAT,
    THEY,
)
from retrieval.annotate.attributions.clauses.names import Range
from retrieval.annotate.attributions.clauses.objects import read_object
from retrieval.annotate.attributions.clauses.sentence import Draft, Sentence
from retrieval.annotate.attributions.clauses.subjects import Subject, subject_of
from retrieval.annotate.attributions.clauses.tails import tail_at
from retrieval.annotate.attributions.clauses.verb_forms import (
    ANNOUNCE,
    ASK,
    CALL,
    CITE,
    DENY,
    JUDGE,
    REFUSE,
    SAY,
    SPEAK,
    STATE,
    TELL,
    THINK,
    UNWILLING,
)

_MOOD_REACH = 14
_SPOKEN = SAY | STATE | TELL | THINK | ANNOUNCE | DENY
_BEFORE = SAY | STATE | TELL | THINK | ASK | SPEAK | ANNOUNCE
_LONGEST_NAME = 5
_RELATIVE_REACH = 40


def read_before(s: Sentence, cues: list[Cue]) -> None:
    """Clauses that their speaker follows: "Die Brücke sei gesperrt, sagte X", "…, wie X sagte, …"."""
    for cue in cues:
        first = cue.clause
        if s.is_claimed(cue.at) or first <= s.first or not cue.classes & _BEFORE or s.r.quote_of[first - 1] >= 0:
            continue
        if not s.r.flags[first - 1] & (COMMA | DASH):
            continue
        opens_with_as = bool(s.r.flags[first] & AS)
        if not opens_with_as and (cue.first > first + 2 or cue.opener):
            continue
        subject = subject_of(s, cue)
        if subject is None or subject.phrase is None or not (subject.is_right or opens_with_as):
            continue
        tail = tail_at(s, first, is_spoken=False)
        if tail is not None and not _has_own(s, tail.end):
            _take_before(s, first, tail.end, Draft([], tail.cue, tail.phrase))


def read_thus(s: Sentence) -> None:
    """…, so X · …, so X weiter."""
    r = s.r
    for at in range(s.first + 1, s.last):
        if r.quote_of[at] >= 0 or r.lows[at] not in r.table.thus or not r.flags[at - 1] & COMMA or s.is_claimed(at):
            continue
        tail = tail_at(s, at, is_spoken=True)
        if (
            tail is not None
            and tail.phrase is not None
            and tail.phrase.kind != "pronoun"
            and (tail.end >= s.last or r.flags[tail.end] & PUNCTUATION)
        ):
            _take_before(s, at, tail.end, Draft([], tail.cue, tail.phrase))


def _take_before(s: Sentence, first: int, end: int, draft: Draft) -> None:
    """Claim the words before a speaker's clause, and those behind it that go on with them."""
    r = s.r
    start = s.free_before(first - 1)
    while (
        start < first
        and r.flags[start] & (CONJUNCTION | PUNCTUATION)
        and r.quote_of[start] < 0
        and not r.flags[start] & OPENING
    ):
        start += 1
    content = s.trimmed(start, first)
    if content is None or (r.flags[start] & (SUBORDINATOR | CONDITION) and not r.flags[start] & CAPITAL & PREPOSITION):
        return
    draft.content = [content]
    rest = s.trimmed(end, s.free_behind(end)) if end < s.last and r.flags[end] & (COMMA | DASH) else None
    if rest is not None and not r.flags[rest[0]] & (CONJUNCTION | RELATIVE):
        draft.content.append(rest)
    s.claim(draft, (first, end))


def _has_own(s: Sentence, at: int) -> bool:
    """Whether words of its own follow a speaker's clause, so that those before it are not its."""
    r = s.r
    if at >= s.last:
        return False
    if r.flags[at] & (COLON | THAT):
        return True
    if not r.flags[at] & COMMA or at + 1 >= s.last:
        return False
    return bool(r.flags[at + 1] & (THAT | QUESTION) and not r.flags[at + 1] & AS) or _is_main_clause(s, at + 1)


def _is_main_clause(s: Sentence, at: int) -> bool:
    """Whether a clause without subordinator begins at a token that is somebody's words ("er werde gehen")."""
    r = s.r
    if (
        at >= s.last
        or r.quote_of[at] >= 0
        or (r.flags[at] & (SUBORDINATOR | CONJUNCTION | CONDITION | AS) and not r.flags[at] & (ADVERB | PREPOSITION))
    ):
        return False
    if r.flags[at] & (MOOD | AUXILIARY) or not r.table.moods:
        return False
    for spot in range(at + 1, min(s.last, at + _MOOD_REACH)):
        if r.quote_of[spot] >= 0:
            continue
        if r.flags[spot] & MOOD:
            return not r.flags[at] & RELATIVE or r.flags[at + 1] & CAPITAL != 0
        if r.flags[spot] & PUNCTUATION and not r.flags[spot] & (OPENING | CLOSING):
            return False
    return False


def read_after(s: Sentence, cue: Cue) -> None:
    """Words behind their cue: quoted, in a clause, or the object of the verb."""
    subject = subject_of(s, cue)
    if subject is None or (subject.phrase is None and not s.r.table.drops_pronouns):
        return
    if cue.classes & (CITE | UNWILLING) and not cue.classes & ~(CITE | UNWILLING):
        read_object(s, cue, subject)
        return
    start = max([cue.last, subject.end, *(at + 1 for at in cue.rest)]) if subject.is_right else cue.last
    content = _clause_behind(s, cue, start)
    if content is None:
        read_object(s, cue, subject)
        return
    s.claim(Draft(content, cue.range, subject.phrase), *_whole(subject))


def _whole(subject: Subject) -> list[Range]:
    return [subject.phrase.whole] if subject.phrase is not None else []


def _clause_behind(s: Sentence, cue: Cue, at: int) -> list[Range] | None:
    """The words that follow a cue; None where they are no clause and no quotation."""
    r, end = s.r, s.last
    while at < end:
        flags = r.flags[at]
        if (quote := r.quote_of[at]) >= 0:
            first, last = r.quotes[quote]
            if is_name_like(s, quote):
                at = last
                continue
            return _quotes_from(s, first)
        if flags & COLON:
            return _behind_colon(s, at + 1)
        if flags & THAT and not flags & CAPITAL and not cue.classes & CALL:
            return _until_end(s, at + 1)
        if flags & OPENING:
            at = _closing(s, at)
            continue
        if flags & COMMA:
            found = _behind_comma(s, cue, at + 1)
            if found is not None:
                return found
            if at + 1 < end and r.flags[at + 1] & RELATIVE and (close := _close_of_relative(s, at + 1)):
                at = close
                continue
            return None
        if flags & (STOP | DASH) or s.is_claimed(at):
            return None
        if (
            flags & QUESTION
            and cue.classes & (ASK | SAY | STATE | TELL)
            and not r.table.nouns_are_capitalised
            and not flags & (AS | PREPOSITION)
        ):
            return _until_end(s, at)
        if flags & CONJUNCTION and any(
            r.flags[n] & CUE and not r.flags[n] & CAPITAL for n in range(at + 1, min(end, at + 3))
        ):
            return None
        at += 1
    return None


def is_name_like(s: Sentence, quote: int) -> bool:
    """Whether marks hold the name of a paper or a work inside a phrase ("der „Welt“ sagte er")."""
    r = s.r
    first, last = r.quotes[quote]
    if last - first > _LONGEST_NAME + 2 or first <= s.first:
        return False
    if r.said_in(quote).rstrip()[-1:] in (".", "!", "?", "…", ","):
        return False
    before = r.flags[first - 1]
    is_titled = all(
        not r.words[at][0].islower() or r.flags[at] & (OF | DETERMINER | CONJUNCTION | PREPOSITION)
        for at in range(first, last)
    )
    if before & AGENCY or " ".join(r.lows[first + 1 : last - 1]) in r.lexicon.outlets:
        return True
    is_new = r.lows[first - 1] in r.table.indefinites
    return (
        is_titled
        and not is_new
        and bool(before & (DETERMINER | CAPITAL | PREPOSITION | OF))
        and not before & PUNCTUATION
    )


def _behind_colon(s: Sentence, at: int) -> list[Range] | None:
    """All that follows a colon: the quotation, or the rest of the sentence."""
    quote = s.quote_starting(at)
    if quote is None:
        content = s.trimmed(at, s.free_behind(at))
        return [content] if content is not None and content[1] - content[0] > 2 else None
    return _quotes_from(s, at)


def _quotes_from(s: Sentence, first: int) -> list[Range]:
    """A quotation and what goes on with it in the sentence."""
    r = s.r
    found = [r.quotes[r.quote_of[first]]]
    at = found[0][1]
    limit = s.free_behind(at)
    while at < limit:
        if (quote := r.quote_of[at]) >= 0:
            found.append(r.quotes[quote])
            at = found[-1][1]
        elif r.flags[at] & (COMMA | STOP | DASH | CONJUNCTION):
            at += 1
        else:
            break
    return [one for one in found if not s.is_claimed(one[0])]


def _until_end(s: Sentence, at: int) -> list[Range] | None:
    """A clause to the end of the sentence, or to a verb of speech that shares the subject."""
    r, limit = s.r, s.free_behind(at)
    for spot in range(at + 2, limit):
        if not r.flags[spot] & CUE or r.quote_of[spot] >= 0 or r.flags[spot] & CAPITAL:
            continue
        joint = spot - 1
        while joint > at and r.flags[joint] & ADVERB and not r.flags[joint] & CONJUNCTION:
            joint -= 1
        if r.flags[joint] & CONJUNCTION and _goes_on_telling(s, spot + 1, limit):
            limit = joint
            break
    content = s.trimmed(at, limit)
    return [content] if content is not None else None


def _goes_on_telling(s: Sentence, at: int, limit: int) -> bool:
    """Whether a second verb of speech has words of its own."""
    r = s.r
    for spot in range(at, min(limit, at + 8)):
        if r.quote_of[spot] >= 0 or r.flags[spot] & (COLON | THAT | COMMA):
            return True
        if r.flags[spot] & STOP:
            return False
    return False


def _behind_comma(s: Sentence, cue: Cue, at: int) -> list[Range] | None:
    """What a comma behind a cue introduces: a subordinator, a question word, a quotation or a clause in its mood."""
    r = s.r
    while (
        at < s.last
        and r.flags[at] & ADVERB
        and not r.flags[at] & (THAT | QUESTION | AS)
        and r.quote_of[at] < 0
        and at + 1 < s.last
        and r.flags[at + 1] & THAT
    ):
        at += 1
    if at >= s.last:
        return None
    flags = r.flags[at]
    if r.quote_of[at] >= 0:
        return _quotes_from(s, at) if r.quotes[r.quote_of[at]][0] == at else None
    if cue.classes & CALL:
        return None
    if flags & THAT:
        return _until_end(s, at + 1)
    if flags & QUESTION and not (flags & RELATIVE and not cue.classes & ASK):
        return _until_end(s, at)
    if cue.classes & _SPOKEN and (_is_main_clause(s, at) or (cue.classes & SAY and _is_own_clause(s, at))):
        return _until_end(s, at)
    if cue.classes & (_SPOKEN | JUDGE | REFUSE) and not cue.classes & SPEAK and _is_infinitive(s, at):
        return _until_end(s, at)
    return None


def _is_own_clause(s: Sentence, at: int) -> bool:
    """A main clause that a pronoun begins ("er wird gehen")."""
    r = s.r
    return (
        bool(r.flags[at] & (HE | SHE | THEY | PRONOUN)) and not r.flags[at] & RELATIVE and r.table.nouns_are_capitalised
    )


def _is_infinitive(s: Sentence, at: int) -> bool:
    """Whether an infinitive with its own words follows ("…, die Brücke zu sperren")."""
    r = s.r
    if not r.table.to_words or (
        r.flags[at] & (SUBORDINATOR | RELATIVE | CONJUNCTION | AS) and not r.flags[at] & DETERMINER
    ):
        return False
    for spot in range(at, s.last):
        if r.quote_of[spot] >= 0:
            continue
        low = r.lows[spot]
        if low in r.table.to_words and spot + 1 < s.last and r.words[spot + 1].islower():
            ends = spot + 2 >= s.last or r.flags[spot + 2] & (PUNCTUATION | CONJUNCTION)
            return bool(ends)
        if r.flags[spot] & (COMMA | STOP | COLON | AUXILIARY) and spot > at:
            return False
    return False


def _close_of_relative(s: Sentence, at: int) -> int | None:
    """The comma that closes a relative clause."""
    for spot in range(at, min(s.last, at + _RELATIVE_REACH)):
        if s.r.flags[spot] & COMMA and s.r.quote_of[spot] < 0:
            return spot
    return None


def _closing(s: Sentence, at: int) -> int:
    return next((end + 1 for end in range(at + 1, min(s.last, at + 12)) if s.r.flags[end] & CLOSING), at + 1)
