"""Clauses that their speaker follows: "Die Brücke sei gesperrt, sagte X", "…, wie X sagte, …", "…, so X"."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import begins_citing
from retrieval.annotate.attributions.phrases.adjuncts import skip_adjuncts
from retrieval.annotate.attributions.said.behind import is_main_clause
from retrieval.annotate.attributions.said.tails import tail_at
from retrieval.annotate.attributions.sentences.clause_cues import Cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence, is_in_mood
from retrieval.annotate.attributions.subjects.behind_verb import Subject
from retrieval.annotate.attributions.subjects.subjects import subject_of
from retrieval.annotate.attributions.words.verb_forms import ANNOUNCE, ASK, JUDGE, SAY, SPEAK, STATE, TELL, THINK
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import (
    AGENCY,
    AS,
    CAPITAL,
    COLON,
    COMMA,
    CONDITION,
    CONJUNCTION,
    CUE,
    DASH,
    LINK,
    MAYBE_MOOD,
    NETWORK,
    OPENING,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    RELATIVE,
    SOURCE,
    SUBORDINATOR,
    THAT,
)

_LONGEST_SETTING, _NEAR = 14, 4
_BEFORE = SAY | STATE | TELL | THINK | ASK | SPEAK | ANNOUNCE | JUDGE


def read_before(s: Sentence, cues: list[Cue]) -> None:
    """Clauses that their speaker follows: "Die Brücke sei gesperrt, sagte X", "…, wie X sagte, …"."""
    for cue in cues:
        if s.is_claimed(cue.at) or not cue.classes & _BEFORE or not _may_follow(s, cue.clause):
            continue
        subject = subject_of(s, cue)
        if subject is None or subject.phrase is None:
            continue
        first = _begin_of_as(s, cue, subject)
        is_behind = subject.is_right or _is_around(s, cue, subject)
        opens_with_as = bool(s.r.flags[first] & AS)
        if not opens_with_as and (cue.first > first or cue.opener or not is_behind):
            continue
        tail = tail_at(s, first, is_spoken=False)
        if tail is None or _has_own(s, tail.end) or (opens_with_as and _is_anothers(s, first, subject.phrase)):
            continue
        if cue.classes & (ANNOUNCE | JUDGE) and _has_object(s, subject, tail.end):
            continue
        if not cue.classes & ~JUDGE and not _has_mood(s, first, tail.end):
            continue  # "Der Trainer tobte, *kritisierte die Liga* und ging"
        if tail.phrase is not None and tail.phrase.gender != "me":
            _take_before(s, first, tail.end, Draft([], tail.cue, tail.phrase))


def _is_around(s: Sentence, cue: Cue, subject: Subject) -> bool:
    """Whether a German verb in two parts tells the words before it ("Er habe Angst, *hatte X gesagt*")."""
    phrase = subject.phrase
    is_inside = cue.is_apart and phrase is not None and phrase.whole[0] > cue.first
    return is_inside and any(is_in_mood(s.r, at) for at in range(s.left_start(cue.clause - 1), cue.clause))


def _may_follow(s: Sentence, first: int) -> bool:
    """Whether a clause begins behind a comma or a dash."""
    r = s.r
    return first > s.first and r.quote_of[first - 1] < 0 and bool(r.flags[first - 1] & (COMMA | DASH))


def _begin_of_as(s: Sentence, cue: Cue, subject: Subject) -> int:
    """Where a cue's clause begins, a German "as" included ("…, *wie* der Chef, Jon Dahl, sagte")."""
    r, phrase = s.r, subject.phrase
    if phrase is None or subject.is_right or not r.table.nouns_are_capitalised:
        return cue.clause
    begin = phrase.whole[0] - 1
    is_as = s.first < begin < cue.clause and r.flags[begin] & AS and r.flags[begin - 1] & COMMA
    return begin if is_as else cue.clause


def _is_anothers(s: Sentence, first: int, phrase: Phrase) -> bool:
    """Whether "how" is asked before it ("Er fragte, *wie X das sehe*"), or a paper passes on what "laut X" tells."""
    r = s.r
    before = [at for at in range(s.segment_start(first - 1), first - 1) if r.quote_of[at] < 0]
    if r.flags[first] & QUESTION and any(r.flags[at] & CUE and not r.flags[at] & CAPITAL for at in before):
        return True
    is_paper = phrase.kind == "noun" and any(r.flags[at] & AGENCY for at in range(*phrase.whole))
    return is_paper and any(r.flags[at] & LINK for at in range(s.left_start(first - 1), first))


def _has_mood(s: Sentence, first: int, end: int) -> bool:
    """Whether the words before or behind a speaker's clause are in the mood of reported speech."""
    r = s.r
    behind = min(end + 1, s.last)
    if behind < s.last and r.flags[end] & COMMA and r.flags[behind] & MAYBE_MOOD:
        return True  # "Der Verein, lobte die Trainerin, *arbeite* vorbildlich."
    if r.table.is_romance and behind < s.last and s.quote_starting(behind) is not None:
        return True  # "El hospital, criticó la enfermera, *«nació pequeño»*"
    spots = (*range(s.left_start(first - 1), first), *range(behind, s.right_end(behind)))
    return any(is_in_mood(r, at) for at in spots if r.quote_of[at] < 0)


def read_as(s: Sentence, cues: list[Cue]) -> None:
    """ "Wie X sagte, …": the clause opens the sentence, and the words are the rest of it."""
    r = s.r
    for cue in cues:
        if s.is_claimed(cue.at) or not (cue.opener & AS or r.flags[s.first] & AS):
            continue
        subject = subject_of(s, cue)
        if not (_opens_with_as(s, cue) if cue.opener & AS else _is_parted(s, subject)):
            continue
        if subject is None or subject.phrase is None:
            continue
        behind = max(cue.last, subject.phrase.whole[1] - 1)  # "Comme l'a dit la maire, Anne Berg, …"
        comma = next((at for at in range(behind, s.last) if r.flags[at] & COMMA and r.quote_of[at] < 0), None)
        if comma is None:
            continue
        content = s.trimmed(comma, s.right_end(comma))
        if content is not None and not r.flags[content[0]] & (THAT | RELATIVE):
            s.claim(Draft([content], cue.range, subject.phrase), (s.first, comma))


def _opens_with_as(s: Sentence, cue: Cue) -> bool:
    before = range(s.first, cue.clause)
    return all(s.r.quote_of[at] >= 0 or s.r.flags[at] & CONJUNCTION for at in before)


def _is_parted(s: Sentence, subject: Subject | None) -> bool:
    """Whether commas part a verb from the "as" that opens the sentence ("Wie X, der Chef, *mitteilte*, …")."""
    if subject is None or subject.phrase is None or subject.is_right or not s.r.flags[s.first] & AS:
        return False
    return subject.phrase.whole[0] == s.first + 1 and bool(s.r.flags[subject.phrase.whole[1] - 1] & COMMA)


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
    start = _behind_told(s, s.left_start(first - 1), first)
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
    rest = s.trimmed(end, s.right_end(end)) if end < s.last and r.flags[end] & (COMMA | DASH) else None
    is_cited = rest is not None and s.cited is not None and s.cited[1][0] <= rest[0] < s.cited[1][1]
    is_cited = is_cited or (rest is not None and begins_citing(s.r, rest[0]))
    is_cited = is_cited or (rest is not None and draft.phrase is not None and _closes_name(s, draft.phrase, *rest))
    if rest is not None and not (is_cited or _is_setting(s, *rest)) and not r.flags[rest[0]] & (CONJUNCTION | RELATIVE):
        draft.content.append(rest)
    s.claim(draft, (first, end))
    if end + 1 < s.last and r.flags[end] & COLON and (quote := s.quote_starting(end + 1)) is not None:
        s.claim(Draft([r.quotes[quote]], draft.cue, draft.phrase))  # "…, so X weiter: „…“"


def _behind_told(s: Sentence, start: int, last: int) -> int:
    """Behind what somebody else tells before a colon: "X said that it failed: *a beam*, as Y explains, *broke*"."""
    r = s.r
    colons = (at for at in range(last - 1, start, -1) if r.flags[at] & COLON and r.quote_of[at] < 0)
    colon = next(colons, start)
    tells = any(r.flags[at] & CUE and not r.flags[at] & CAPITAL for at in range(start, colon) if r.quote_of[at] < 0)
    return colon + 1 if tells else start


def _closes_name(s: Sentence, phrase: Phrase, first: int, last: int) -> bool:
    """Whether a comma closes a name, and a setting goes on ("…, sagte der Chef, Jon Dahl, *am Rande der Feier*")."""
    r = s.r
    if not r.table.nouns_are_capitalised or not phrase.is_name or not r.flags[phrase.first - 1] & COMMA:
        return False
    nouns = all(r.flags[at] & (CAPITAL | SMALL) for at in range(first, last))
    return bool(r.flags[first] & PREPOSITION) and nouns and bool(r.flags[last - 1] & CAPITAL)


def _is_setting(s: Sentence, first: int, last: int) -> bool:
    """Whether words only tell where somebody spoke ("…, insistió X, *en declaraciones a Radio Poniente*")."""
    r = s.r
    if not r.flags[first] & PREPOSITION or last - first > _LONGEST_SETTING or r.table.nouns_are_capitalised:
        return False
    return any(r.flags[at] & (SOURCE | AGENCY | NETWORK) for at in range(first, min(last, first + _NEAR)))


def _has_object(s: Sentence, subject: Subject, end: int) -> bool:
    """Whether a verb has an object behind its subject, so that the words before it are not its."""
    at = skip_adjuncts(s.r, subject.end, end)
    return at < end and not s.r.flags[at] & (PREPOSITION | PUNCTUATION) and s.r.quote_of[at] < 0 and at + 1 < end


def _has_own(s: Sentence, at: int) -> bool:
    """Whether words of its own follow a speaker's clause, so that those before it are not its."""
    r = s.r
    if at >= s.last:
        return False
    if r.flags[at] & (COLON | THAT):
        return True
    if not r.flags[at] & COMMA or at + 1 >= s.last or r.table.is_romance:
        return False  # In Romance a comma and *que* begin a relative clause.
    return bool(r.flags[at + 1] & (THAT | QUESTION) and not r.flags[at + 1] & AS) or is_main_clause(s, at + 1)
