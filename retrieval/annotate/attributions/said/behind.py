"""Words behind their cue: "X sagte, dass …", "X sagte, er werde …", "X sagte: „…“"."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import told_in_marks
from retrieval.annotate.attributions.phrases.speaker_phrases import of_body, phrase_right
from retrieval.annotate.attributions.said.borders import BEFORE_VERB, acts_on, goes_on_telling, is_another
from retrieval.annotate.attributions.said.clause_forms import has_verb, is_to_infinitive, opens_with_infinitive
from retrieval.annotate.attributions.said.clause_objects import read_object
from retrieval.annotate.attributions.sentences.clause_cues import Cue, begin_of_infinitive
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence, is_in_mood, is_name_like, is_said
from retrieval.annotate.attributions.subjects.behind_verb import Subject
from retrieval.annotate.attributions.subjects.spoken_of import is_somebody
from retrieval.annotate.attributions.subjects.subjects import subject_of
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import (
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
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AS,
    AUXILIARY,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    COMMENT,
    CONDITION,
    CONJUNCTION,
    CUE,
    DASH,
    HE,
    INFINITIVE,
    MOOD,
    NUMBER,
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
    TIME,
)

_MOOD_REACH = 14
_SPOKEN = SAY | STATE | TELL | THINK | ANNOUNCE | DENY | SPEAK
_TELLING = ASK | SAY | STATE | TELL
_BARE = _TELLING | THINK | SPEAK | ANNOUNCE
_WHY = "por"
_NEAR_COMMENT = 6
_LONGEST_INSERTION = 16
_LONGEST_BRACKET = 12
_RELATIVE_REACH = 40
_FEWEST_BEHIND_COLON = 3
_MOST_BEFORE_QUESTION = 2


def read_after(s: Sentence, cue: Cue) -> None:
    """Words behind their cue: quoted, in a clause, or the object of the verb."""
    subject = subject_of(s, cue)
    if subject is None or (subject.phrase is None and not s.r.table.drops_pronouns):
        return
    if subject.phrase is None and cue.classes & ~_BARE:
        return
    if subject.phrase is not None and subject.phrase.gender == "me":
        return  # Somebody speaks of themselves, whose words these are already.
    if cue.classes & (CITE | UNWILLING) and not cue.classes & ~(CITE | UNWILLING):
        read_object(s, cue, subject)
        return
    start = max([cue.last, subject.end, *(at + 1 for at in cue.rest)]) if subject.is_right else cue.last
    content = _clause_behind(s, cue, start, subject.phrase)
    if not content:
        read_object(s, cue, subject)
        return
    if not content:
        return  # The quotation is somebody's already.
    whole = [subject.phrase.whole] if subject.phrase is not None else []
    s.claim(Draft(content, cue.range, subject.phrase), *whole)
    _read_example(s, content[-1][1], cue, subject)


def _read_example(s: Sentence, at: int, cue: Cue, subject: Subject) -> None:
    """The quotation that a colon adds to a clause ("Er glaubt, dass es gut geht: „Wir sind bereit.“")."""
    if (
        at < s.last
        and s.r.flags[at] & COLON
        and (quote := s.quote_starting(at + 1)) is not None
        and is_said(s.r, quote)
    ):
        s.claim(Draft(_quotes_from(s, at + 1), cue.range, subject.phrase))


def _may_intend(r: Reading, cue: Cue, phrase: Phrase | None) -> bool:
    """Whether an infinitive behind a verb can be what somebody tells; in Slavic the rain may promise to go on too."""
    if r.table.name_cases is None:
        return bool(cue.classes & _SPOKEN)
    is_told = phrase is not None and (is_somebody(r, phrase) or of_body(phrase, r))
    return is_told and bool(cue.classes & (SAY | STATE | ANNOUNCE)) and cue.opener != RELATIVE


def _clause_behind(s: Sentence, cue: Cue, at: int, phrase: Phrase | None) -> list[Range] | None:
    """The words that follow a cue of a subject; None where they are no clause and no quotation."""
    r, start = s.r, at
    if _may_intend(r, cue, phrase) and opens_with_infinitive(s, at):
        return _until_end(s, at + (r.lows[at] in r.table.partitives))
    while at < s.last:
        flags = r.flags[at]
        quote = r.quote_of[at]
        if quote >= 0 and told_in_marks(r, at, s.last) is not None:
            at = r.quotes[quote][1]
            continue
        if quote >= 0 and not is_name_like(r, quote):
            return _quoted(s, cue, quote, is_first=at == start)
        if flags & COLON:
            return _behind_colon(s, cue, at + 1)
        if flags & THAT and not flags & CAPITAL and not _only_calls(cue):
            return _until_end(s, at - 1 if r.lows[at - 1] == _WHY else at + 1)
        if quote >= 0 or flags & OPENING:
            at = r.quotes[quote][1] if quote >= 0 else _closing(s, at)
            continue
        if flags & COMMA:
            is_near = at - start <= _MOST_BEFORE_QUESTION
            found = _behind_inserted(s, at) if r.table.is_romance else _behind_comma(s, cue, at + 1, is_near=is_near)
            close = _close_of_relative(s, at + 1) or _close_of_date(s, at + 1)
            if found is not None or not close:
                return found
            at = close
            continue
        if flags & (STOP | DASH | CLOSING) or s.is_claimed(at) or _is_second_cue(s, at):
            return None
        if _is_question(s, cue, at):
            return _until_end(s, at - bool(r.lows[at - 1] == _WHY))
        at += 1
    return None


def _only_calls(cue: Cue) -> bool:
    """Whether a verb names things and tells nothing ("nennen", but "werten, dass …")."""
    return bool(cue.classes & CALL) and not cue.classes & (STATE | THINK)


def _quoted(s: Sentence, cue: Cue, quote: int, *, is_first: bool) -> list[Range] | None:
    """A quotation behind a cue; single words in marks belong to the object that they stand in."""
    if cue.classes & CALL and s.r.table.is_romance:
        return None
    return _quotes_from(s, s.r.quotes[quote][0]) if is_said(s.r, quote) or is_first else None


def _is_second_cue(s: Sentence, at: int) -> bool:
    """Whether a conjunction begins what a second verb of speech says."""
    r = s.r
    if not r.flags[at] & CONJUNCTION:
        return False
    return any(r.flags[spot] & CUE and not r.flags[spot] & CAPITAL for spot in range(at + 1, min(s.last, at + 3)))


def _is_question(s: Sentence, cue: Cue, at: int) -> bool:
    """Whether a question begins without a comma ("preguntó por qué …", "a demandé si …")."""
    r, flags = s.r, s.r.flags[at]
    if not flags & QUESTION or r.table.nouns_are_capitalised or flags & (AS | PREPOSITION):
        return False
    return bool(cue.classes & _TELLING)


def _behind_colon(s: Sentence, cue: Cue, at: int) -> list[Range] | None:
    """All that follows a colon: the quotation, or the rest of the sentence where it is one and no list."""
    if s.quote_starting(at) is not None:
        return _quotes_from(s, at)
    r = s.r
    content = s.trimmed(at, s.right_end(at))
    if content is None or content[1] - content[0] < _FEWEST_BEHIND_COLON:
        return None
    is_clause = any(r.flags[spot] & (AUXILIARY | MOOD | PRONOUN) for spot in range(*content))
    if r.table.nouns_are_capitalised and not (is_clause or (cue.classes & (SAY | STATE) and has_verb(s, *content))):
        return None
    return [content]


def _quotes_from(s: Sentence, first: int) -> list[Range]:
    """A quotation and what goes on with it in the sentence."""
    r = s.r
    found = [r.quotes[r.quote_of[first]]]
    at = found[0][1]
    limit = s.right_end(at)
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
    """A clause to the end of the sentence, to a colon with a quotation, or to a verb that shares the subject."""
    r, limit = s.r, s.right_end(at)
    is_asked = r.quote_of[s.last - 1] < 0 and r.lows[s.last - 1] == "?"
    is_verb_first = r.table.nouns_are_capitalised and r.flags[s.first] & AUXILIARY
    is_told = r.table.is_romance or (r.table.name_cases is not None and r.flags[at - 1] & THAT)
    if is_asked and (is_verb_first or is_told):
        return None  # "X a-t-il dit que …?": nobody says so.
    for spot in range(at + 2, limit):
        if r.quote_of[spot] >= 0:
            continue
        if r.lows[spot] == ";" and _is_told_apart(s, spot + 1, limit):
            limit = spot
            break
        is_joint = r.flags[spot] & CONJUNCTION and r.flags[spot - 1] & COMMA
        if (is_joint or r.flags[spot] & COMMA) and (is_another(s, spot + 1, limit) or acts_on(s, at, spot + 1)):
            limit = spot
            break
        if r.flags[spot] & COLON and (quote := s.quote_starting(spot + 1)) is not None and is_said(r, quote):
            limit = spot
            break
        if (begin := _begin_of_telling_on(s, spot)) < spot and goes_on_telling(s, spot + 1, limit):
            limit = begin
            break
        if not r.flags[spot] & CUE or r.flags[spot] & CAPITAL or not _tells(r, spot):
            continue
        if r.table.nouns_are_capitalised and r.flags[spot - 1] & CONJUNCTION and r.flags[spot - 2] & COMMA:
            limit = spot - 1  # "…, dass der Hafen schließe, *und versprach* neue Stellen"
            break
        joint = spot - 1
        while joint > at and r.flags[joint] & BEFORE_VERB and not r.flags[joint] & CONJUNCTION:
            joint -= 1
        joins = CONJUNCTION | (SUBORDINATOR if r.table.is_romance else 0)  # "…, *aunque matizó* que …"
        if r.flags[joint] & joins and (goes_on_telling(s, spot + 1, limit) or _refuses(r, spot, limit)):
            limit = joint
            break
    content = s.trimmed(at, limit)
    return [content] if content is not None else None


def _is_told_apart(s: Sentence, first: int, limit: int) -> bool:
    """Whether somebody tells or denies something behind a semicolon ("…; *губернатор заявил*, что это неправда")."""
    r = s.r
    if r.table.nouns_are_capitalised:
        return False
    verbs = (at for at in range(first, limit) if r.flags[at] & CUE and not r.flags[at] & CAPITAL and r.quote_of[at] < 0)
    return any(_tells(r, at) for at in verbs)


def _tells(r: Reading, at: int) -> bool:
    """Whether a verb can have words of its own; one that only refuses them cannot ("и *стал* депутатом, …")."""
    return any(form.classes & ~UNWILLING for form in r.lexicon.verbs[r.lows[at]])


def _refuses(r: Reading, verb: int, limit: int) -> bool:
    """Whether a second verb declines to comment ("negó haber pagado *y declinó hacer comentarios*")."""
    refuses = any(form.classes & REFUSE for form in r.lexicon.verbs[r.lows[verb]])
    return refuses and any(r.flags[at] & COMMENT for at in range(verb + 1, min(limit, verb + _NEAR_COMMENT)))


def _begin_of_telling_on(s: Sentence, at: int) -> int:
    """Where a gerund or an infinitive begins that tells on ("…, *ajoutant* que …", "…, *avant de préciser* que …")."""
    r = s.r
    if r.flags[at] & INFINITIVE:
        return begin_of_infinitive(r, at)
    is_behind = r.flags[at] & CUE and r.flags[at - 1] & COMMA and not r.flags[at] & CAPITAL
    return at - 1 if is_behind and any(form.is_gerund for form in r.lexicon.verbs[r.lows[at]]) else at


def _behind_comma(s: Sentence, cue: Cue, at: int, *, is_near: bool) -> list[Range] | None:
    """What a comma behind a cue introduces: a subordinator, a question word, a quotation or a clause in its mood.

    Args:
        is_near: nothing is between the cue and the comma that a relative clause could belong to.
    """
    r = s.r
    while (
        at + 1 < s.last and r.flags[at] & ADVERB and not r.flags[at] & (THAT | QUESTION | AS) and r.flags[at + 1] & THAT
    ):
        at += 1
    if at >= s.last:
        return None
    flags = r.flags[at]
    if r.quote_of[at] >= 0:
        return _quotes_from(s, at) if r.quotes[r.quote_of[at]][0] == at else None
    if _only_calls(cue):
        return None
    if flags & THAT:
        return _until_end(s, at + 1)
    if cue.classes & ASK and r.table.name_cases is not None and r.flags[at + 1] & CONDITION:
        return _until_end(s, at)  # "спросила, стар *ли* порт"
    if flags & QUESTION and cue.classes & (_TELLING | THINK) and (flags & CONDITION or cue.classes & ASK or is_near):
        return _until_end(s, at)
    is_own = is_main_clause(s, at, _marks_of(cue)) or (cue.classes & SAY and _is_own_clause(s, at))
    if cue.classes & _SPOKEN and is_own:
        return _until_end(s, at)
    if cue.opener & AS and cue.classes & _SPOKEN and not r.table.moods:
        return _until_end(s, at)  # Как сказал X, мост закроют.
    if cue.classes & (_SPOKEN | JUDGE | REFUSE) and is_to_infinitive(s, at):
        return _until_end(s, at)
    return None


def _behind_inserted(s: Sentence, comma: int) -> list[Range] | None:
    """What an insertion parts from its verb: "afirmó, *en Lima*, que …"; a *que* right behind a comma is a relative."""
    r = s.r
    if s.quote_starting(comma + 1) is not None:
        return _quotes_from(s, comma + 1)
    for at in range(comma + 2, min(s.last - 1, comma + _LONGEST_INSERTION)):
        if r.flags[at] & (CUE | STOP) and not r.flags[at] & CAPITAL:
            return None
        if r.flags[at] & COMMA and r.quote_of[at] < 0:
            return _until_end(s, at + 2) if r.flags[at + 1] & THAT and r.quote_of[at + 1] < 0 else None
    return None


def _marks_of(cue: Cue) -> int:
    """What shows that a clause without subordinator is somebody's words: its mood, behind "say" any auxiliary."""
    return MOOD | AUXILIARY if cue.classes & SAY else MOOD


def _is_own_clause(s: Sentence, at: int) -> bool:
    """A main clause that a pronoun begins ("er wird gehen")."""
    r = s.r
    return bool(r.flags[at] & (HE | SHE | THEY)) and not r.flags[at] & RELATIVE and r.table.nouns_are_capitalised


def is_main_clause(s: Sentence, at: int, marks: int = MOOD) -> bool:
    """Whether a clause without subordinator begins at a token that is somebody's words ("er werde gehen")."""
    r = s.r
    if at >= s.last or r.quote_of[at] >= 0 or not r.table.moods:
        return False
    flags = r.flags[at]
    if flags & (MOOD | AUXILIARY) or (
        flags & (SUBORDINATOR | CONJUNCTION | CONDITION | AS) and not flags & (ADVERB | PREPOSITION)
    ):
        return False
    for spot in range(at + 1, min(s.last, at + _MOOD_REACH)):
        if r.quote_of[spot] >= 0:
            continue
        if r.flags[spot] & marks or is_in_mood(r, spot):
            return not flags & RELATIVE or bool(r.flags[at + 1] & CAPITAL) or _is_right_behind(r, at, spot)
        if r.flags[spot] & PUNCTUATION and not r.flags[spot] & (OPENING | CLOSING):
            return False
    return False


def _is_right_behind(r: Reading, at: int, verb: int) -> bool:
    """Whether a verb stands right behind a noun phrase ("*die neue Linie* sei …"), as in no relative clause."""
    phrase = phrase_right(r, at, verb, skips=False)
    return phrase is not None and phrase.whole == (at, verb)


def _close_of_relative(s: Sentence, at: int) -> int | None:
    """The comma that closes a relative clause; None where none begins at a token."""
    r = s.r
    if at + 1 >= s.last:
        return None
    if not (r.flags[at] & RELATIVE or (r.flags[at] & PREPOSITION and r.flags[at + 1] & RELATIVE)):
        return None
    for spot in range(at, min(s.last, at + _RELATIVE_REACH)):
        if r.flags[spot] & COMMA and r.quote_of[spot] < 0:
            return spot
    return None


def _close_of_date(s: Sentence, at: int) -> int | None:
    """The comma that closes a date ("заявил во вторник, *14 мая*, что …"); None where none begins at a token."""
    end = at
    while end < s.last and s.r.flags[end] & (NUMBER | TIME) and s.r.quote_of[end] < 0:
        end += 1
    return end if at < end < s.last and s.r.flags[end] & COMMA else None


def _closing(s: Sentence, at: int) -> int:
    reach = range(at + 1, min(s.last, at + _LONGEST_BRACKET))
    return next((end + 1 for end in reach if s.r.flags[end] & CLOSING), at + 1)
