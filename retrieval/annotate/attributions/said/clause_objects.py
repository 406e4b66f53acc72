"""Objects of verbs of speech: what is announced, judged, named or denied, who is cited, and what stays unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import outlet_in
from retrieval.annotate.attributions.phrases.cited import cited_in
from retrieval.annotate.attributions.phrases.speaker_phrases import of_body, phrase_right
from retrieval.annotate.attributions.sentences.clause_cues import Cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence, is_name_like, quotes_between
from retrieval.annotate.attributions.subjects.asides import is_dative_title, is_listener
from retrieval.annotate.attributions.subjects.behind_verb import Subject
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import (
    ANNOUNCE,
    CALL,
    CITE,
    DENY,
    JUDGE,
    REFUSE,
    SPEAK,
    UNWILLING,
)
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    BY,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    COMMENT,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    NEGATION,
    NUMBER,
    OPENING,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    REFLEXIVE,
    RELATIVE,
    STOP,
    THAT,
    TIME,
)

_REACH = 45
_FEWEST = 2
_NEAR = 4
_LONGEST_TITLE = 5
_DAY_IN_BRACKETS = 3
_WITH_OBJECT = ANNOUNCE | JUDGE | CALL | DENY


def read_object(s: Sentence, cue: Cue, subject: Subject) -> None:
    """The object of a verb as the words of its subject."""
    classes = cue.classes
    if classes & CITE:
        _read_cited(s, cue, subject)
    elif classes & (REFUSE | UNWILLING):
        _read_refused(s, cue, subject)
    elif subject.phrase is not None:
        content = _object(s, cue, subject)
        if content is not None:
            s.claim(Draft([content], cue.range, subject.phrase), subject.phrase.whole)


def _clause_end(s: Sentence, at: int) -> int:
    """Where the clause of a verb ends: at a comma that closes it, a stop, a dash, or before a verb of speech."""
    r = s.r
    limit = min(s.right_end(at), at + _REACH)
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
    start = _over_days(r, start, end)
    is_setting = r.flags[start] & PREPOSITION and not any(r.flags[at] & COMMENT for at in range(start, end))
    if r.table.is_romance and cue.classes & DENY and is_setting:
        return None  # "lo negó en varias ocasiones"
    quotes = quotes_between(s, start, end)
    if quotes and not cue.classes & _WITH_OBJECT and all(_is_told(r, quote[0], start) for quote in quotes):
        return None
    if (named := _named_in_marks(s, cue, start, end)) is not None:
        return named
    if quotes and r.table.is_romance and not cue.classes & CALL and _leads_to(r, start, quotes[0][0]):
        return quotes[0]
    if not quotes and not cue.classes & _WITH_OBJECT:
        return None
    while end < s.last and (close := _end_of_addition(s, end)):
        end = close
    content = s.trimmed(start, end) if end - start >= _FEWEST else None
    return content if content is None or quotes or cue.classes & DENY or _says_enough(s, content) else None


def _over_days(r: Reading, start: int, end: int) -> int:
    """Behind reflexives, and behind Romance adverbs and days ("negou *nesta terça-feira (19)* ter vendido")."""
    leaves = REFLEXIVE | (TIME | ADVERB if r.table.is_romance else 0)
    while start < end and r.quote_of[start] < 0:
        flags = r.flags[start]
        day = start + 1 + bool(r.flags[start + 1] & DETERMINER)
        if flags & leaves:
            start += 1
        elif r.table.is_romance and flags & (DETERMINER | PREPOSITION) and day < end and r.flags[day] & leaves:
            start = day + 1
        else:
            break
        if r.table.is_romance and r.flags[start] & OPENING and r.flags[start + 1] & NUMBER:
            start = min(end, start + _DAY_IN_BRACKETS)
    return start


def _leads_to(r: Reading, start: int, quote: int) -> bool:
    """Whether a preposition or "as" leads straight to marks ("*contre* « une catastrophe »", "*de un* “error”")."""
    is_leading = r.flags[start] & PREPOSITION or r.lows[start] in r.table.name_words
    return bool(is_leading) and quote == start + 1 + bool(r.flags[start + 1] & DETERMINER)


def _is_told(r: Reading, at: int, start: int) -> bool:
    """Whether marks name who is told, or whose reporter is ("рассказала *корреспонденту «Вечернего Бора»*")."""
    first, last = r.quotes[r.quote_of[at]]
    is_title = last - first <= _LONGEST_TITLE and bool(r.flags[first + 1] & CAPITAL) and is_listener(r, start)
    return is_title or is_dative_title(r, at)


def _named_in_marks(s: Sentence, cue: Cue, start: int, end: int) -> Range | None:
    """What somebody or something is called, in marks: behind the verb, in front of it, or within its clause.

    "nannte ihn „…“" · "wies das als „…“ zurück" · "*Als* „…“ bezeichnete X …" · "Von einer „…“ sprach X".
    """
    r = s.r
    is_called = cue.classes & CALL and r.table.nouns_are_capitalised
    close = _end_of_addition(s, end) if r.table.nouns_are_capitalised and end < s.last else 0
    if close and close + 1 < s.last and r.lows[close + 1] in r.table.name_words:
        close = _clause_end(s, close + 1)  # "…, in dem es laut war, als „…“"
    speaks = cue.classes & SPEAK
    behind = [quote for quote in quotes_between(s, start, close or end) if not _is_called_so(r, quote, speaks)]
    if behind and (is_called or speaks or _is_behind_as(r, behind[-1][0])):
        return behind[-1]
    if quotes_between(s, start, end) or not r.table.nouns_are_capitalised:
        return None
    first = cue.clause if r.quote_of[cue.clause - 1] < 0 else r.quotes[r.quote_of[cue.clause - 1]][0] - _NEAR
    for quote in reversed(quotes_between(s, max(s.first, first), cue.at)):
        is_of = cue.classes & SPEAK and any(r.flags[at] & BY for at in range(max(s.first, quote[0] - _NEAR), quote[0]))
        is_inside = cue.opener and cue.classes & CALL and not is_name_like(r, r.quote_of[quote[0]])
        if not s.is_claimed(quote[0]) and (is_of or is_inside or _is_behind_as(r, quote[0])):
            return quote
    return None


def _is_called_so(r: Reading, quote: Range, speaks: int) -> bool:
    """Whether marks hold the name of what a preposition speaks of ("nannte er *im Sender „Nordfunk“* einen Fehler").

    Args:
        speaks: whether the verb speaks *of* things, so that "von" before marks leads to what it calls them.
    """
    if speaks and r.flags[quote[0] - 1] & BY:
        return False
    if not is_name_like(r, r.quote_of[quote[0]]) or _is_behind_as(r, quote[0]):
        return False
    if r.table.nouns_are_capitalised and not r.flags[quote[0] + 1] & CAPITAL:
        return False  # "nannte am Montag *in Kiel das Urteil „ein Wunder“*"
    at = quote[0] - 1
    while at > quote[0] - _NEAR and r.flags[at] & CAPITAL and not r.flags[at] & (PREPOSITION | DETERMINER):
        at -= 1
    at -= bool(r.flags[at] & DETERMINER and not r.flags[at] & PREPOSITION)
    return bool(r.flags[at] & PREPOSITION)


def _is_behind_as(r: Reading, at: int) -> bool:
    """Whether "as" stands before a token, over an article ("als „…“", "als einen „…“")."""
    while at > 0 and r.flags[at - 1] & DETERMINER and r.quote_of[at - 1] < 0:
        at -= 1
    return at > 0 and r.lows[at - 1] in r.table.name_words


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
        before = _comment_before(s, cue, _first_of(subject.phrase)) if subject.phrase is not None else None
        if before is not None and subject.phrase is not None:
            s.claim(Draft([before], cue.range, subject.phrase), subject.phrase.whole)
        return
    is_unwilling = cue.classes & UNWILLING and not cue.classes & REFUSE
    if is_unwilling and not any(r.flags[at] & NEGATION for at in range(max(cue.clause, start - 3), end)):
        return
    content = s.trimmed(start if not subject.is_right else subject.end, end)
    if content is not None and subject.phrase is not None:
        s.claim(Draft([content], cue.range, subject.phrase), subject.phrase.whole)


def _first_of(phrase: Phrase) -> int:
    """Where a phrase begins, its role included."""
    return min(phrase.whole[0], phrase.role[0]) if phrase.role is not None else phrase.whole[0]


def find_cited_by_verb(s: Sentence, cues: Sequence[Cue]) -> None:
    """Whom an agency cites for what it tells: "…, rapporte l'AFP, *citant X*" · "Según EFE, *que cita a X*, …"."""
    r = s.r
    for cue in cues:
        if not cue.classes & CITE or r.table.nouns_are_capitalised or s.quote_starting(cue.last) is not None:
            continue
        if not (cue.form.is_gerund or cue.opener == RELATIVE):
            continue
        at = cue.last
        while at < s.last and r.flags[at] & PREPOSITION and r.quote_of[at] < 0:
            at += 1
        phrase = phrase_right(r, at, s.last, skips=False)
        begins = cue.clause if cue.opener == RELATIVE else cue.first
        if phrase is not None and (phrase.is_name or of_body(phrase, r)) and outlet_in(r, s.first, begins):
            s.cited = phrase, (begins, phrase.whole[1])
            return


def _comment_before(s: Sentence, cue: Cue, subject_first: int) -> Range | None:
    """ "X *от комментариев отказался*"."""
    r = s.r
    if r.table.name_cases is None:
        return None
    if not cue.classes & REFUSE:  # *Комментировать слухи* нападающий Кирилл Вьюгин *не стал*.
        is_negated = any(r.flags[at] & NEGATION for at in range(cue.first - 2, cue.first))
        opens = is_negated and r.flags[cue.clause] & COMMENT and subject_first - cue.clause > 1
        return (cue.clause, subject_first) if opens else None
    near = range(cue.first - 1, max(cue.clause, min(cue.first, subject_first) - _NEAR) - 1, -1)
    noun = next((at for at in near if r.flags[at] & COMMENT), None)
    if noun is None:
        return None
    while noun > cue.clause and r.flags[noun - 1] & (PREPOSITION | DETERMINER):
        noun -= 1
    # *От комментариев* певица отказалась.
    return noun, subject_first if cue.clause <= noun < subject_first < cue.first else cue.last


def _read_cited(s: Sentence, cue: Cue, subject: Subject) -> None:
    """ "X wird von der Agentur zitiert: „…“" · "Die Agentur zitiert X: „…“": the speaker is who is cited."""
    r = s.r
    is_by = any(r.flags[at] & BY and r.quote_of[at] < 0 for at in range(cue.clause, min(s.last, cue.last + 8)))
    is_passive = any(r.lows[at] in r.table.passives for at in range(cue.clause, min(s.last, cue.last + 2)))
    phrase = subject.phrase
    if r.table.name_cases is not None:
        phrase = cited_in(r, range(cue.clause, s.last), s.last)
    elif not (is_by or is_passive):
        at = subject.end
        while r.table.is_romance and at < s.last and r.flags[at] & PREPOSITION and r.quote_of[at] < 0:
            at += 1  # "cita *al* negociador"
        found = phrase_right(r, at, s.last)
        phrase = found if found is not None and found.kind == "name" else None
    if phrase is None:
        return
    quotes = (at for at in range(cue.clause, s.last) if r.quote_of[at] >= 0 and not s.is_claimed(at))
    quote = next((at for at in quotes if not is_name_like(r, r.quote_of[at])), None)
    if quote is not None:
        content: Range | None = r.quotes[r.quote_of[quote]]
    else:
        colon = next((at for at in range(cue.last, s.last) if r.flags[at] & (COLON | STOP)), s.last)
        content = s.trimmed(colon + 1, s.last) if colon + 2 < s.last else None
    if content is not None:
        s.claim(Draft([content], cue.range, phrase), phrase.whole)
