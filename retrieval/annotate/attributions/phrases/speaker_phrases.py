"""Speaker phrases: who a verb of speech has for a subject, with name, role and gender."""

from __future__ import annotations

from dataclasses import replace

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.genders import gender_of_name, gender_of_pronoun
from retrieval.annotate.attributions.names.inflected import (
    agrees,
    is_attribute,
    joins_role,
    nominative_role,
)
from retrieval.annotate.attributions.names.name_runs import (
    LONGEST,
    head_run,
    is_joint,
    is_name,
    is_participle_alone,
    name_runs,
    over_name_particles,
)
from retrieval.annotate.attributions.names.outlets import outlet_at
from retrieval.annotate.attributions.phrases.adjuncts import has_span, is_partitive, over_attribute, skip_adjuncts
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AS,
    AUXILIARY,
    BODY,
    BY,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HIS,
    LISTENER,
    MARK,
    NEGATION,
    NUMBER,
    OF,
    OPENING,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUESTION,
    REFLEXIVE,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    THAT,
    THUS,
    TIME,
    TITLE,
)
from retrieval.text.languages.cases import Case

_ENDS = (
    CONJUNCTION | SUBORDINATOR | THAT | QUESTION | ADVERB | NEGATION | REFLEXIVE | PRONOUN | LISTENER | TIME | AS
    | AUXILIARY
)  # fmt: skip
_LONGEST_PHRASE = 30
_LONGEST_APPOSITION = 25
_LONGEST_BRACKET = 8
_ROLE_WITHIN = 4
_FULL = 2
_DANGLING = OF | DETERMINER | CONJUNCTION | PREPOSITION
_OPENERS = PREPOSITION | CONJUNCTION | SUBORDINATOR | THAT | QUESTION | AS | ADVERB | NEGATION | THUS


def phrase_right(r: Reading, at: int, limit: int, *, skips: bool = True, case: Case | None = None) -> Phrase | None:
    """The phrase that begins at a token, over what may stand between a verb and its subject."""
    if skips:
        at = skip_adjuncts(r, at, limit)
    if at >= limit:
        return None
    flags = r.flags[at]
    if flags & PRONOUN:
        return Phrase("pronoun", at, at + 1, (at, at + 1), gender=gender_of_pronoun(flags))
    is_no_noun = flags & RELATIVE and not flags & DETERMINER  # *Quien* dice que …
    if r.table.is_romance and (is_no_noun or is_participle_alone(r, at)):
        return None
    if r.quote_of[at] >= 0 and outlet_at(r, at, limit) is not None:
        marked = r.quotes[r.quote_of[at]]  # передаёт «Интерфакс»
        return Phrase("noun", *marked, marked)
    end = _phrase_end(r, at, min(limit, at + _LONGEST_PHRASE))
    if end == at:
        return None
    named = _named(r, at, end, limit, case)
    return named if case is None or r.table.name_cases is None else replace(named, case=case)


def _phrase_end(r: Reading, at: int, limit: int) -> int:
    """Where a noun phrase ends that begins at a token; its own place where none does."""
    walk = _Walk(r, at, limit)
    while walk.end < limit and walk.step():
        pass
    end = walk.end
    if r.table.nouns_are_capitalised:
        while end > at and r.quote_of[end - 1] < 0 and not r.flags[end - 1] & (CAPITAL | CLOSING):
            end -= 1  # A German phrase ends in its noun.
    while end > at and r.flags[end - 1] & _DANGLING and not r.flags[end - 1] & CAPITAL:
        end -= 1
    return end if walk.has_noun else at


class _Walk:
    """A walk along a noun phrase.

    Attributes:
        has_noun: its head, or what may be it, is behind.
        is_open: an article, a preposition or an adjective waits for its noun.
    """

    def __init__(self, r: Reading, at: int, limit: int) -> None:
        self.r = r
        self.at = at
        self.end = at
        self.limit = limit
        self.has_noun = False
        self.is_open = True

    def step(self) -> bool:
        """Take the next token, if it belongs to the phrase."""
        r, end = self.r, self.end
        flags = r.flags[end]
        if r.quote_of[end] >= 0:
            return self._over_quote(r.quotes[r.quote_of[end]])
        if flags & PUNCTUATION:
            if is_joint(r, end, self.limit):
                self.end = end + 1
                return True
            close = _closing(r, end, self.limit) if flags & OPENING and end > self.at else 0
            self.end = close or end
            return close > 0
        if flags & CAPITAL and not (end == self.at and flags & _OPENERS):
            self.is_open = bool(flags & (DETERMINER | TITLE | HIS))
            self.has_noun = self.has_noun or not self.is_open
            behind = end + 1 if _begins_noun(r, end + 1) else over_name_particles(r, end + 1, self.limit)
            self.end = max(end + 1, behind)
            return True
        if end > self.at and (behind := over_attribute(r, end, self.limit)) > end:
            self.end = behind
            return True
        if not self._takes(flags):
            return False
        self.end += 1
        return True

    def _over_quote(self, quote: Range) -> bool:
        """A short name in marks: "die Zeitung „Welt“"."""
        if self.end == self.at or quote[1] - quote[0] > LONGEST + 2 or quote[1] > self.limit or self._is_behind_name():
            return False
        self.end, self.has_noun, self.is_open = quote[1], True, False
        return True

    def _takes(self, flags: int) -> bool:
        """Whether a word in small letters belongs to the phrase."""
        r, end = self.r, self.end
        before = r.flags[end - 1] if end > self.at else 0
        follows = r.flags[end + 1] if end + 1 < self.limit else 0
        if (flags & DETERMINER or (flags & BY and self._is_agency_near())) and self._is_behind_name():
            return False
        if (
            (flags & OF and (self.has_noun or (end == self.at and is_partitive(r, end))))
            or (flags & (DETERMINER | HIS) and (not self.has_noun or (self.is_open and before & _DANGLING)))
            or (flags & CONJUNCTION and self.has_noun and follows & ROLE and not follows & CUE)
        ):
            self.is_open = True
            return True
        if flags & (_ENDS | PREPOSITION | DETERMINER | HIS) and not flags & ROLE:
            return bool(flags & PREPOSITION) and joins_role(r, end, self.at, self.limit)
        is_noun_near = follows & CAPITAL or not follows & SMALL
        is_adjective = self.is_open and before & (DETERMINER | HIS) and is_noun_near
        is_verb = flags & CUE and (not flags & ROLE or (self.has_noun and follows & THAT))  # "Anna Berg *juge* que"
        if is_verb and not is_adjective:
            return False
        if self.has_noun and not self.is_open and (r.table.nouns_are_capitalised or self._ends_name(before)):
            return is_attribute(r, end, self.limit)
        self.has_noun = self.has_noun or not r.table.nouns_are_capitalised
        return True

    def _is_agency_near(self) -> bool:
        near = range(self.end + 1, min(self.limit, self.end + 3))
        return any(self.r.flags[at] & AGENCY or self.r.lows[at] in self.r.lexicon.outlets for at in near)

    def _is_behind_name(self) -> bool:
        """ "sagte Jon Dahl *der* Agentur": a German name is followed by who is told."""
        r, end = self.r, self.end
        return r.table.nouns_are_capitalised and end - 1 > self.at and is_name(r, end - 1) and is_name(r, end - 2)

    def _ends_name(self, before: int) -> bool:
        """Whether the word before a small one ends a name ("Anna Berg *nage*", but "la Banque *nationale*")."""
        r, end = self.r, self.end
        is_body = before & (BODY | ROLE) and r.table.name_cases is None  # "la Première ministre"
        is_title = r.table.is_romance and r.lows[end].endswith("s") and r.lows[end - 1].endswith("s")
        return bool(before & CAPITAL) and not is_body and not is_title


def _begins_noun(r: Reading, at: int) -> bool:
    """Whether a German article stands behind a name, and no particle ("Jon Dahl *den* Fund", "Jon *den* Aue")."""
    if not r.table.nouns_are_capitalised or not r.flags[at] & DETERMINER or r.flags[at] & OF:
        return False
    return is_name(r, at - 1) and is_name(r, at - 2)


def _closing(r: Reading, at: int, limit: int) -> int:
    """Behind the bracket that closes the one at a token; 0 where it is far."""
    for end in range(at + 1, min(limit, at + _LONGEST_BRACKET)):
        if r.flags[end] & CLOSING:
            return end + 1
    return 0


def _over_bracket(r: Reading, at: int, limit: int) -> int:
    """Behind what stands in brackets at a token: "Arthur Lira *(PP-AL)*, …"; the token where nothing does."""
    return (_closing(r, at, limit) or at) if at < limit and r.flags[at] & OPENING else at


def _named(r: Reading, first: int, last: int, limit: int, case: Case | None) -> Phrase:
    run = head_run(r, first, last, case)
    behind = _apposed_name(r, last, limit)
    if behind is not None and not agrees(r, first, last, *behind, case):
        behind = None
    if run is not None and behind is not None and run[0] > first and not r.flags[run[0] - 1] & (ROLE | TITLE):
        run = None  # "der Direktor der BBC World, Jon Dahl": what comes behind the comma is the name.
    if run is None and behind is None:
        end = _over_attributes(r, first, last, limit)
        behind = _apposed_name(r, end, limit) if end > last else None
        last = end if behind is not None else last
    if run is None:
        if behind is not None:
            end = _over_bracket(r, behind[1], limit)
            end += 1 if end < limit and r.flags[end] & COMMA else 0
            is_doubled = r.flags[last] & COMMA and r.flags[last + 1] & ROLE and not r.flags[last + 1] & CAPITAL
            return _person(r, first, behind, (first, end), _role(r, first, behind[0] if is_doubled else last))
        return Phrase("noun", first, last, (first, last))
    role = _role(r, first, run[0])
    whole = (first, last)
    if (apposed := apposition(r, last, limit)) is not None and (role is None or _is_closed(r, apposed)):
        role, end = role or apposed[0], apposed[1]
        whole = (first, end)
    return _person(r, first, run, whole, role)


def _is_closed(r: Reading, apposed: tuple[Range, int]) -> bool:
    """Whether a comma closes what is set beside a name that has its role already, and names nobody else."""
    (first, last), end = apposed
    runs = name_runs(r, first, last)
    return bool(r.flags[end - 1] & COMMA) and all(b - a < _FULL or r.flags[a - 1] & OF for a, b in runs)


def _over_attributes(r: Reading, first: int, last: int, limit: int) -> int:
    """Behind what a preposition adds to somebody's role ("der Minister *für Wohnungsbau*, Jon Dahl")."""
    if not any(r.flags[at] & ROLE for at in range(first, last)):
        return last
    while last < limit and r.flags[last] & PREPOSITION and r.quote_of[last] < 0:
        end = _phrase_end(r, last + 1, min(limit, last + _LONGEST_APPOSITION))
        if end == last + 1:
            return last
        last = end
    return last


def _person(r: Reading, first: int, run: Range, whole: Range, role: Range | None) -> Phrase:
    return Phrase("name", *run, whole, role, gender_of_name(r, first, run, role))


def _role(r: Reading, first: int, last: int) -> Range | None:
    """The words before a name that say what its bearer is, without article and address."""
    while first < last and (r.flags[first] & (DETERMINER | HIS | TITLE | PUNCTUATION) and not r.flags[first] & ROLE):
        first += 1
    if first < last and first > 0 and r.quote_of[first] >= 0 and r.quotes[r.quote_of[first]][1] < last:
        first = max(first, r.quotes[r.quote_of[first]][1])  # zitiert der „Westkurier“ *Sportdirektor* Jon Dahl
    while last > first and _is_no_role(r, last - 1):
        last -= 1
    first = nominative_role(r, first, last)
    if first == last or not any(r.flags[at] & ROLE or not r.flags[at] & SMALL for at in range(first, last)):
        return None
    return first, last


def _is_no_role(r: Reading, at: int) -> bool:
    flags = r.flags[at]
    if flags & PUNCTUATION:
        return r.quote_of[at] < 0  # тренер «Луговска»
    return bool(flags & (TITLE | DETERMINER)) and not flags & ROLE


def _apposed_name(r: Reading, comma: int, limit: int) -> Range | None:
    """ ", Dmitri Peskov," behind what he is, or behind one thing of two (", министр транспорта Олег Седов")."""
    if comma + 1 >= limit or not r.flags[comma] & COMMA or r.quote_of[comma] >= 0:
        return None
    at = comma + 1
    while at < limit and r.flags[at] & TITLE:
        at += 1
    if at >= limit:
        return None
    if not r.flags[at] & (CAPITAL | CUE) and r.flags[at] & ROLE:
        end = _phrase_end(r, at, min(limit, at + _LONGEST_APPOSITION))
        return head_run(r, at, end)
    run = next(name_runs(r, at, min(limit, at + LONGEST)), None)
    if run is None or run[0] != at or not 2 <= run[1] - run[0] <= LONGEST:
        return None
    end = _over_bracket(r, run[1], limit)
    closes = PUNCTUATION | PREPOSITION | CUE | AUXILIARY | TIME
    return run if end >= limit or r.flags[end] & closes or r.quote_of[end] >= 0 else None


def apposition(r: Reading, comma: int, limit: int) -> tuple[Range, int] | None:
    """ ", portavoz del Kremlin," behind a name: the role, and where what is behind it begins."""
    if comma + 1 >= limit or not r.flags[comma] & COMMA or r.quote_of[comma] >= 0:
        return None
    comma = _over_age(r, comma, limit)
    first = comma + 1
    if r.table.is_romance and (r.quote_of[first] >= 0 or r.flags[first] & (PREPOSITION | CONJUNCTION)):
        return None
    end = next(
        (
            at
            for at in range(first, min(limit, first + _LONGEST_APPOSITION))
            if r.flags[at] & PUNCTUATION and not (r.flags[at] & (OPENING | CLOSING | MARK) or is_joint(r, at, limit))
        ),
        min(limit, first + _LONGEST_APPOSITION),
    )
    if not any(r.flags[at] & ROLE for at in range(first, min(end, first + _ROLE_WITHIN))):
        return None
    if any(r.flags[at] & (AUXILIARY | THAT) and not r.flags[at] & CAPITAL for at in range(first, end)):
        return None
    stop = first
    while stop < end and not (r.flags[stop] & (TIME | CUE) and not r.flags[stop] & (ROLE | CAPITAL)):
        stop += 1
        if stop < end and r.flags[stop] & TIME and has_span(r, stop):
            stop += 1
    role = _role(r, first, stop)
    if role is None:
        return None
    is_closed = stop == end and end < limit and bool(r.flags[end] & COMMA)
    return role, end + 1 if is_closed else stop


def _over_age(r: Reading, comma: int, limit: int) -> int:
    """The comma behind an age that stands before a role (", *54 ans*, patron …"); the same where there is none."""
    number = comma + (2 if r.flags[comma + 1] & OF else 1)
    if not r.table.is_romance or number >= limit or not r.flags[number] & NUMBER:
        return comma
    return next((at for at in range(number + 1, min(limit, number + 3)) if r.flags[at] & COMMA), comma)


def of_body(phrase: Phrase, r: Reading) -> bool:
    """Whether a phrase without a name speaks of a body or of people by what they are."""
    return any(r.flags[at] & (BODY | ROLE) for at in range(*phrase.whole))
