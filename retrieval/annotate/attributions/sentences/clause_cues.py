"""Cues: the verbs of a sentence that carry somebody's words, each with its clause."""

from __future__ import annotations

from retrieval.annotate.attributions.sentences.clause_cue import Cue as Cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import CITE, DENY, EXCLUDE, REFUSE, UNWILLING, Form
from retrieval.annotate.lexicon import (
    ADVERB,
    AS,
    AUXILIARY,
    CAPITAL,
    COLON,
    COMMA,
    CONDITION,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HIS,
    INFINITIVE,
    LISTENER,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUESTION,
    REFLEXIVE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
    THEM,
    THIS,
)

_MOST_CUES = 40
"""More cues than this are no sentence; reading them all would take time by their square."""
_REST_REACH = 45
_AUXILIARY_REACH = 25
_BESIDE = 3
_TELLS_NEGATED = DENY | EXCLUDE | REFUSE | UNWILLING


def find_cues(s: Sentence) -> list[Cue]:
    """The cues of a sentence outside quotations, in order."""
    r = s.r
    spots = [
        at
        for at in range(s.first, s.last)
        if r.flags[at] & (CUE | INFINITIVE) and r.quote_of[at] < 0 and (at == s.first or not r.flags[at] & CAPITAL)
    ]
    return [cue for at in spots[:_MOST_CUES] if (cue := read_cue(s, at)) is not None]


def read_cue(s: Sentence, at: int) -> Cue | None:
    """The cue at a token; None where the word is something else here."""
    r = s.r
    if r.flags[at] & INFINITIVE and begin_of_infinitive(r, at) < at:
        return Cue(at, at, at + 1, r.lexicon.infinitives[r.lows[at]][0], (), at, 0)
    if not r.flags[at] & CUE:
        return None
    clause = s.segment_start(at)
    opener = _opener(r, clause, at)
    if at > s.first and not opener & AS and _is_noun(r, at):
        return None
    if opener & CONDITION or _is_under_if(r, clause, at) or _opens_with_verb(s, clause, at):
        return None
    if r.table.relative_endings and r.lows[at].endswith(r.table.relative_endings):
        return _as_relative(s, at, clause)
    found = (_as_form(s, at, form, clause) for form in r.lexicon.verbs[r.lows[at]])
    return next((cue for cue in found if cue is not None), None)


def _as_form(s: Sentence, at: int, form: Form, clause: int) -> Cue | None:
    """A token as one of the forms that it can be; None where it is not here."""
    r = s.r
    rest = _rest(s, at, form)
    if rest is None:
        return None
    auxiliary = _auxiliary(s, at, clause, form) if _may_be_participle(r, at, form) else None
    if form.is_participle and auxiliary is None:
        return Cue(at, at, at + 1, form, rest, at, 0) if _shares_auxiliary(s, at) else None
    is_passive = auxiliary is not None and _is_passive(r, at, auxiliary) and not form.classes & CITE
    is_negated = _is_negated(r, clause, at) and not form.classes & _TELLS_NEGATED
    if is_passive or is_negated:
        return None
    first = auxiliary if auxiliary is not None and auxiliary < at else at
    clause = s.segment_start(first)
    last = rest[-1] + 1 if rest and r.table.is_romance else at + 1  # "a *fait savoir* à l'AFP …"
    return Cue(at, first, last, form, rest, clause, _opener(r, clause, first))


def begin_of_infinitive(r: Reading, at: int) -> int:
    """Where the phrase begins that makes an infinitive tell on ("*avant de* préciser"); its own place without one."""
    before = at
    while before > 0 and r.flags[before - 1] & (REFLEXIVE | LISTENER) and r.flags[before - 1] & ~DETERMINER:
        before -= 1
    for words in r.lexicon.before_infinitives.get(r.lows[before - 1], ()):
        if tuple(reversed(r.lows[before - len(words) : before])) == words:
            return before - len(words)
    return at


def _is_noun(r: Reading, at: int) -> bool:
    """Whether an article makes a noun of a form ("*la* demande"), in a language that writes both alike."""
    before = r.flags[at - 1]
    no_article = LISTENER | RELATIVE | REFLEXIVE | THEM | THIS
    no_article |= CONJUNCTION if r.table.name_cases is not None else 0  # застерегла від ліків *та* порадила
    is_article = before & (DETERMINER | HIS) and not before & no_article
    return bool(is_article) and not r.table.nouns_are_capitalised


def _opens_with_verb(s: Sentence, clause: int, at: int) -> bool:
    """Whether a German sentence is a condition or a question ("*Hätte* X gesagt, dass …, wäre …")."""
    r = s.r
    is_first = r.table.nouns_are_capitalised and clause == s.first < at
    return is_first and bool(r.flags[clause] & CAPITAL) and bool(r.flags[clause] & AUXILIARY)


def _is_under_if(r: Reading, clause: int, at: int) -> bool:
    """Whether a Romance "if" inside a clause leaves open what is said ("No se sabe *si el alcalde* dijo que …")."""
    if not r.table.is_romance:
        return False
    for spot in range(at - 2, clause, -1):
        if r.flags[spot] & (THAT | CUE) and r.quote_of[spot] < 0:
            return False
        if r.flags[spot] & CONDITION and r.flags[spot + 1] & (DETERMINER | CAPITAL | PRONOUN | HIS):
            return True
    return False


def _is_passive(r: Reading, at: int, auxiliary: int) -> bool:
    """Whether an auxiliary, or one more behind a German verb, makes a passive ("war ihr vorgeworfen *worden*")."""
    is_doubled = r.table.nouns_are_capitalised and auxiliary < at and r.lows[at + 1] in r.table.passives
    return r.lows[auxiliary] in r.table.passives or is_doubled


def _as_relative(s: Sentence, at: int, clause: int) -> Cue | None:
    """ "Дана Лисова, *заявившая*, что …": behind a comma a participle is a relative clause, elsewhere an adjective."""
    r = s.r
    is_behind_comma = clause > s.first and r.flags[clause - 1] & COMMA and r.quote_of[clause - 1] < 0
    if not is_behind_comma or not all(r.flags[spot] & ADVERB for spot in range(clause, at)):
        return None
    form = next((one for one in r.lexicon.verbs[r.lows[at]] if not one.rest), None)
    is_negated = form is None or (_is_negated(r, clause, at) and not form.classes & _TELLS_NEGATED)
    return Cue(at, at, at + 1, form, (), clause, RELATIVE) if form is not None and not is_negated else None


def _opener(r: Reading, first: int, at: int) -> int:
    """What opens the clause of a cue: one of the flags of words that do."""
    while first < at and r.flags[first] & CONJUNCTION and not r.flags[first] & (AS | THAT | CONDITION):
        first += 1
    if first >= at:
        return 0
    flags = r.flags[first]
    # German *der* opens a main clause too, at the beginning of a sentence.
    before = r.flags[first - 1] if first and r.quote_of[first - 1] < 0 else STOP
    is_main = before & (STOP | COLON) or not before & PUNCTUATION
    if flags & PREPOSITION and first + 1 < at and r.flags[first + 1] & RELATIVE and not is_main:
        return RELATIVE
    is_plain = r.table.is_romance
    if is_plain and flags & RELATIVE and first > 0 and r.flags[first - 1] & COMMA:
        return RELATIVE  # ", que cita a X": no comma stands before a Romance *que* of what is said.
    if flags & REFLEXIVE and r.lows[first].endswith("'") and not r.flags[first + 1] & PRONOUN:
        return 0  # "s'emporte Anna Berg", and no "s'il dit"
    for kind in (CONDITION, AS, THAT, SUBORDINATOR, QUESTION):
        if flags & kind and not (kind == SUBORDINATOR and flags & PREPOSITION):
            return kind
    return RELATIVE if flags & RELATIVE and not is_main else 0


def _rest(s: Sentence, at: int, form: Form) -> tuple[int, ...] | None:
    """Where the words are that belong to a verb; None where they are not."""
    if not form.rest:
        return ()
    r, found, spot = s.r, [], at + 1
    if r.table.nouns_are_capitalised:
        before = at - len(form.rest)
        if before >= s.first and tuple(r.lows[before:at]) == form.rest:
            return tuple(range(before, at))
    limit = min(s.last, at + (_REST_REACH if r.table.nouns_are_capitalised else _BESIDE + len(form.rest)))
    for word in form.rest:
        while spot < limit and (r.lows[spot] != word or r.quote_of[spot] >= 0):
            if r.flags[spot] & (STOP | COLON) and r.quote_of[spot] < 0:
                return None
            spot += 1
        if spot >= limit:
            return None
        found.append(spot)
        spot += 1
    return tuple(found) if _closes(s, found[-1] + 1) else None


def _closes(s: Sentence, at: int) -> bool:
    """Whether a clause ends before a token, as it does behind a German particle."""
    if not s.r.table.nouns_are_capitalised or at >= s.last or s.r.quote_of[at] >= 0:
        return True
    return bool(s.r.flags[at] & (PUNCTUATION | CONJUNCTION | THAT | QUESTION | AUXILIARY))


def _may_be_participle(r: Reading, at: int, form: Form) -> bool:
    """Whether a form can stand with an auxiliary; a German past in -te cannot."""
    return form.is_participle or not r.table.nouns_are_capitalised or not r.lows[at].endswith(("te", "ten"))


def _auxiliary(s: Sentence, at: int, clause: int, form: Form) -> int | None:
    """The auxiliary of a participle in its clause."""
    r = s.r
    if not r.table.nouns_are_capitalised:
        # a déclaré, ha dicho, a-t-il ajouté, n'a pas répondu
        for spot in range(at - 1, max(clause, at - _BESIDE - 1) - 1, -1):
            if r.flags[spot] & AUXILIARY:
                return spot
            if not r.flags[spot] & (ADVERB | NEGATION | REFLEXIVE | LISTENER) and r.lows[spot] not in r.table.enclitics:
                return None
        return None
    if at + 1 < s.last and r.flags[at + 1] & AUXILIARY and r.quote_of[at + 1] < 0:
        return at + 1
    for spot in range(at - 1, max(clause, at - _AUXILIARY_REACH) - 1, -1):
        if r.quote_of[spot] < 0 and r.flags[spot] & AUXILIARY and not r.flags[spot] & CAPITAL:
            return spot
    if not form.is_participle:
        return None
    # "hatte X, der Minister, gesagt": over what commas enclose.
    before = s.segment_start(clause - 1) if clause > s.first + 1 and r.flags[clause - 1] & COMMA else clause
    before = s.segment_start(before - 1) if before > s.first + 1 and r.flags[before - 1] & COMMA else before
    for spot in range(before, min(clause, before + _AUXILIARY_REACH)):
        if r.flags[spot] & AUXILIARY and r.quote_of[spot] < 0:
            return spot
    return None


def _shares_auxiliary(s: Sentence, at: int) -> bool:
    """Whether a Romance participle behind "and" has the auxiliary of one before it ("a dit que … *et ajouté* que")."""
    r = s.r
    if not r.table.is_romance or not r.flags[at - 1] & CONJUNCTION or r.quote_of[at - 1] >= 0:
        return False
    for spot in range(at - 2, s.first, -1):
        is_cue = r.flags[spot] & CUE and r.flags[spot - 1] & AUXILIARY and r.quote_of[spot] < 0
        if is_cue and r.lows[spot - 1] not in r.table.passives:
            return any(form.is_participle for form in r.lexicon.verbs[r.lows[spot]])
    return False


def _is_negated(r: Reading, clause: int, at: int) -> bool:
    """Whether what a verb tells did not happen ("sagte nicht, dass", "no dijo que")."""
    # A Romance negation stands before its verb; one behind it is of what is said ("affirme *n'*avoir rien vu").
    beside = (*range(max(clause, at - 3), at), *(() if r.table.is_romance else (at + 1,)))
    return any(r.flags[spot] & NEGATION and not r.flags[spot] & DETERMINER for spot in beside)
