"""Objects of verbs of speech: what is announced, judged, named or denied, who is cited, and what stays unsaid."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.cues import Cue
from retrieval.annotate.attributions.clauses.lexicon import (
    BY,
    CLOSING,
    COLON,
    COMMA,
    COMMENT,
    CONJUNCTION,
    CUE,
    DASH,
    NEGATION,
    OPENING,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    REFLEXIVE,
    RELATIVE,
    STOP,
    THAT,
)
from retrieval.annotate.attributions.clauses.names import Range
from retrieval.annotate.attributions.clauses.phrases import phrase_right
from retrieval.annotate.attributions.clauses.sentence import Draft, Sentence
from retrieval.annotate.attributions.clauses.subjects import Subject
from retrieval.annotate.attributions.clauses.verb_forms import (
    ANNOUNCE,
    ASK,
    CALL,
    CITE,
    DENY,
    JUDGE,
    REFUSE,
    SPEAK,
    THINK,
    UNWILLING,
)

_REACH = 45
_FEWEST = 2
_WITH_OBJECT = ANNOUNCE | JUDGE | CALL | DENY


def read_object(s: Sentence, cue: Cue, subject: Subject) -> None:
    """The object of a verb as the words of its subject."""
    classes = cue.classes
    if classes & CITE:
        _read_cited(s, cue, subject)
    elif classes & (REFUSE | UNWILLING):
        _read_refused(s, cue, subject)
    elif subject.phrase is not None and not classes & (THINK | ASK):
        content = _object(s, cue, subject)
        if content is not None:
            s.claim(Draft([content], cue.range, subject.phrase), subject.phrase.whole)


def _clause_end(s: Sentence, at: int) -> int:
    """Where the clause of a verb ends: at a comma that closes it, a stop, a dash, or before a verb of speech."""
    r = s.r
    limit = min(s.free_behind(at), at + _REACH)
    while at < limit:
        flags = r.flags[at]
        if r.quote_of[at] >= 0:
            at = r.quotes[r.quote_of[at]][1]
            continue
        if flags & PUNCTUATION and not flags & (OPENING | CLOSING):
            return at
        if flags & CONJUNCTION and any(r.flags[n] & CUE for n in range(at + 1, min(limit, at + 3))):
            return at
        at += 1
    return limit


def _object(s: Sentence, cue: Cue, subject: Subject) -> Range | None:
    """What stands behind a verb and its subject, without a particle at the end."""
    r = s.r
    start = subject.end if subject.is_right else cue.last
    end = _clause_end(s, start)
    if end < s.last and r.flags[end] & (COLON | DASH) and r.quote_of[end] < 0:
        return None
    for at in sorted(cue.rest, reverse=True):
        if at == end - 1:
            end = at
    while start < end and r.flags[start] & REFLEXIVE:
        start += 1
    quotes = [r.quotes[q] for q in sorted({r.quote_of[at] for at in range(start, end)} - {-1})]
    if quotes and cue.classes & (CALL | SPEAK):
        return quotes[-1]
    if not quotes and not cue.classes & _WITH_OBJECT:
        return None
    while end < s.last and (close := _end_of_addition(s, end)):
        end = close
    content = s.trimmed(start, end) if end - start >= _FEWEST else None
    return content if content is None or quotes or cue.classes & DENY or _says_enough(s, content) else None


def _says_enough(s: Sentence, content: Range) -> bool:
    """Whether an object is more than half of its sentence; a bare noun says little of what was said."""
    whole = s.r.ends[s.last - 1] - s.r.starts[s.first]
    return 2 * (s.r.ends[content[1] - 1] - s.r.starts[content[0]]) >= whole


def _end_of_addition(s: Sentence, comma: int) -> int:
    """Where a relative clause or an infinitive ends that a comma adds to an object; 0 where there is none."""
    r, at = s.r, comma + 1
    if at + 1 >= s.last or not r.flags[comma] & COMMA or r.quote_of[comma] >= 0:
        return 0
    flags = r.flags[at]
    is_added = flags & (RELATIVE | THAT | QUESTION) or (flags & PREPOSITION and r.flags[at + 1] & RELATIVE)
    return _clause_end(s, at) if is_added else 0


def _read_refused(s: Sentence, cue: Cue, subject: Subject) -> None:
    """Somebody declines to comment: the refusal itself is what is said."""
    r = s.r
    start = cue.at
    end = _clause_end(s, cue.last)
    if end < s.last and r.flags[end] & COMMA and cue.classes & REFUSE:
        end = _clause_end(s, end + 1)
    inside = range(start, end)
    if not any(r.flags[at] & COMMENT for at in inside):
        return
    is_unwilling = cue.classes & UNWILLING and not cue.classes & REFUSE
    if is_unwilling and not any(r.flags[at] & NEGATION for at in range(max(cue.clause, start - 3), end)):
        return
    content = s.trimmed(start if not subject.is_right else subject.end, end)
    if content is not None and subject.phrase is not None:
        s.claim(Draft([content], cue.range, subject.phrase), subject.phrase.whole)


def _read_cited(s: Sentence, cue: Cue, subject: Subject) -> None:
    """ "X wird von der Agentur zitiert: „…“" · "Die Agentur zitiert X: „…“": the speaker is who is cited."""
    r = s.r
    is_by = any(r.flags[at] & BY and r.quote_of[at] < 0 for at in range(cue.clause, min(s.last, cue.last + 8)))
    is_passive = any(r.lows[at] in r.table.passives for at in range(cue.clause, min(s.last, cue.last + 2)))
    phrase = subject.phrase
    if not (is_by or is_passive):
        found = phrase_right(r, subject.end, s.last)
        phrase = found if found is not None and found.kind == "name" else None
    if phrase is None:
        return
    quote = next((at for at in range(cue.clause, s.last) if r.quote_of[at] >= 0 and not s.is_claimed(at)), None)
    if quote is not None:
        content: Range | None = r.quotes[r.quote_of[quote]]
    else:
        colon = next((at for at in range(cue.last, s.last) if r.flags[at] & (COLON | STOP)), s.last)
        content = s.trimmed(colon + 1, s.last) if colon + 2 < s.last else None
    if content is not None:
        s.claim(Draft([content], cue.range, phrase), phrase.whole)
