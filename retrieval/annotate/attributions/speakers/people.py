"""People of an article in a language without a register: those who speak or are named beside a role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.endings import ByEnding
from retrieval.annotate.attributions.names.genders import gender_of_name
from retrieval.annotate.attributions.names.inflected import (
    is_adjective,
    names_role,
    names_trade,
    own_part,
)
from retrieval.annotate.attributions.names.name_runs import name_runs, opens_sentence
from retrieval.annotate.attributions.phrases.speaker_phrases import apposition
from retrieval.annotate.attributions.speakers.pronouns import OBJECT, SUBJECT, Seen, salience
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    AUXILIARY,
    BODY,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    LISTENER,
    NEGATION,
    OF,
    OPENING,
    PREPOSITION,
    PUNCTUATION,
    REFLEXIVE,
    ROLE,
)
from retrieval.annotate.name_keys import PARTICLES
from retrieval.model import PersonInArticle, Role, Span
from retrieval.text.languages.cases import CASES, Case, nominatives
from retrieval.text.languages.english.names import FEMALE, MALE

_ROLE_REACH = 4
_LONGEST_NAME = 4
_LONGEST_CLUB = 5
_OPENS_VERB = AUXILIARY | REFLEXIVE | NEGATION
_FULL = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the text writes it.

    Attributes:
        words: of the name.
        role: where the words are that say what the person is.
        case: in which it stands, where that is not the nominative.
        gender: what its title, given name or role tells; "" where nothing does.
    """

    words: tuple[str, ...]
    tokens: Range
    role: Range | None = None
    case: Case | None = None
    gender: str = ""


@dataclass(slots=True)
class Person:
    """One person while the article is read."""

    words: tuple[str, ...]
    gender: str = ""
    mentions: list[Range] = field(default_factory=list)
    roles: list[Range] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form."""
        return " ".join(self.words)


class People:
    """The people of one article; knows the nominative and the full form of their names."""

    def __init__(self, r: Reading, speaking: Sequence[Named]) -> None:
        self._r = r
        self._endings = r.lexicon.endings
        # What is before a speaker's name is no part of it: "(do museu dos Bondes) Ana Lago".
        names = {named.tokens[1]: named.tokens[0] for named in speaking}
        runs = (own for run in name_runs(r, 0, r.size) if (own := _own(r, run)) is not None)
        self.runs = [(max(first, names.get(last, first)), last) for first, last in runs]
        full: Counter[tuple[str, ...]] = Counter(self._words(run) for run in self.runs if run[1] - run[0] > 1)
        # A subject is in the nominative; of other forms the commonest is the likeliest one.
        subjects = {named.words for named in speaking if named.case is None and len(named.words) > 1}
        forms = sorted({*full, *subjects}, key=lambda form: (form not in subjects, -full[form], form))
        self._forms = ByEnding()
        for form in dict.fromkeys(self._in_nominative(form) for form in forms):
            self._forms.add(form)
        self._names = ByEnding()
        self.known: dict[tuple[str, ...], Person] = {}
        for named in speaking:
            self._take(named, self.name_of(named))
        self._take_introduced()
        self.by_mention: dict[int, Person] = {}
        self._take_mentions()
        self.spoken_of = {**self.by_mention, **self._subjects()}

    def _words(self, run: Range) -> tuple[str, ...]:
        return self._r.name(*run)

    def _in_nominative(self, form: tuple[str, ...]) -> tuple[str, ...]:
        """A form whose given name tells its case, in the nominative; others as they are."""
        cases = self._r.table.name_cases
        if cases is None or len(form) < _FULL:
            return form
        found = [cases.nominative(form, case) for case in CASES if cases.is_inflected_given(form, case)]
        # Лева Губу: two cases explain the given name, and one of them the surname too.
        return next((name for name in found if name[-1] != form[-1]), found[0] if found else form)

    def is_somebody(self, words: tuple[str, ...]) -> bool:
        """Whether the article writes a longer form of a bare surname."""
        cases = [nominatives(word, self._endings) for word in words]
        return any(len(form) > len(words) for form in self._forms.ending_in(cases))

    def name_of(self, named: Named) -> tuple[str, ...]:
        """The fullest nominative that the article gives for a name."""
        words = self._nominative(named.words, named.case) if named.case is not None else named.words
        if self._has_given(words):
            return words
        # A bare surname, particles and all, may be the end of a longer form: its every word is its only case.
        longer = (form for form in self._forms.ending_in([(word,) for word in words]) if len(form) > len(words))
        return next(longer, words)

    def _has_given(self, words: tuple[str, ...]) -> bool:
        """Whether a name is no bare surname: neither with its particles nor of two ("Bermúdez Ortiz")."""
        own = [word.lower() for word in words if word.lower() not in PARTICLES]
        if len(own) == 2 and self._r.table.is_romance:
            return own[0] in FEMALE or own[0] in MALE
        return len(own) > 1

    def _nominative(self, words: tuple[str, ...], case: Case) -> tuple[str, ...]:
        """A form of the article that these words are a case of; else by the endings of names."""
        cases = [nominatives(word, self._endings) for word in words]
        for form in self._forms.ending_in(cases):
            is_other = form[-1] != words[0] if len(words) == 1 else len(form) == len(words) and form != words
            if is_other:
                return form
        name_cases = self._r.table.name_cases
        if name_cases is None:  # "nach *Ada Lunds* Angaben"
            return *words[:-1], nominatives(words[-1], self._endings)[-1]
        return name_cases.nominative(words, case)

    def _take(self, named: Named, name: tuple[str, ...]) -> None:
        if name not in self.known:
            self._names.add(name)
        person = self.known.setdefault(name, Person(name))
        person.gender = person.gender or named.gender
        if named.role is not None and named.role not in person.roles:
            person.roles.append(named.role)

    def _take_introduced(self) -> None:
        """People with a role beside their names, though they say nothing."""
        r, cases = self._r, self._r.table.name_cases
        for run in self.runs:
            if not 2 <= run[1] - run[0] <= _LONGEST_NAME:
                continue
            role = _role_before(r, run[0])
            if role is None and (behind := apposition(r, run[1], r.size)) is not None:
                role = behind[0]
            words = self._words(run)
            if role is None and cases is not None and names_role(r, run[0] - 1, run[1], cases):
                role = run[0] - 1, run[0]
            if role is None and (cases is None or not cases.is_given(words[0])):
                continue
            if role is None and (begin := _begin_of_trade(r, run[0])) < run[0]:
                role = begin, run[0]
            begins = role[0] if role is not None and role[0] < run[0] else max(0, run[0] - 1)
            named = Named(words, run, role, gender=gender_of_name(r, begins, run, role))
            if cases is None or not (cases.is_inflected_given(named.words) or not cases.is_nominative(named.words, "")):
                self._take(named, self._same(named.words) or named.words)

    def _same(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """The known person a name is another form or case of."""
        return next(self._names.ending_in([nominatives(word, self._endings) for word in words]), None)

    def _take_mentions(self) -> None:
        same = cache(self._same)
        for run in self.runs:
            name = same(self._words(run))
            if name is not None:
                person = self.known[name]
                person.mentions.append(run)
                self.by_mention[run[0]] = person

    def _subjects(self) -> dict[int, Person]:
        """Full names before a verb: whom a pronoun can mean though they are nowhere introduced."""
        r = self._r
        found = {}
        for first, last in self.runs:
            if not 2 <= last - first <= _LONGEST_NAME or first in self.by_mention or last >= r.size:
                continue
            is_verb = r.flags[last] & _OPENS_VERB or (r.words[last].islower() and not r.flags[last] & SMALL)
            begin = _begin_of_noun(r, first)
            if is_verb and opens_sentence(r, begin) and r.is_beside(last):
                is_role = begin < first and r.table.name_cases is not None
                found[first] = Person(self._words((first, last)), roles=[(begin, first)] if is_role else [])
        return found

    @property
    def everybody(self) -> Iterable[Person]:
        """Those who speak or have a role."""
        return self.known.values()

    def gender_of(self, person: Person) -> str:
        """What a person's roles, titles and given name tell."""
        if not person.gender and len(person.words) > 1:
            person.gender = self._of_given(person.words[0].lower())
        return person.gender

    def seen(self) -> Iterator[Seen[Person]]:
        """Those spoken of, and full names that nobody introduces."""
        others: dict[tuple[str, ...], Person] = {}
        for run in self.runs:
            person = self.spoken_of.get(run[0])
            if person is not None:
                yield Seen(run[0], person, self.gender_of(person), self._salience(run))
            elif run[1] - run[0] > 1 and self._r.quote_of[run[0]] < 0:
                words = self._words(run)
                other = others.setdefault(words, Person(words, self._given_in_any_case(words)))
                yield Seen(run[0], other, other.gender, self._salience(run), is_rival=True)

    def _salience(self, run: Range) -> float:
        """How much a name at a place counts; one in the nominative is a subject, wherever it is."""
        weight, cases = salience(self._r, run, run), self._r.table.name_cases
        is_subject = cases is not None and weight == OBJECT and cases.is_nominative(self._words(run), "")
        return SUBJECT if is_subject else weight

    def _given_in_any_case(self, words: tuple[str, ...]) -> str:
        """What a given name tells, in whatever case it stands; another's ending may be a case's."""
        cases = self._r.table.name_cases
        if cases is None or cases.is_given(words[0]):
            return self._of_given(words[0].lower())
        forms = {cases.nominative(words, case)[0].lower() for case in CASES}
        told = {self._of_given(form) for form in forms if cases.is_given(form)}
        return told.pop() if len(told) == 1 else ""

    def _of_given(self, low: str) -> str:
        table = self._r.table
        if table.name_cases is not None and table.name_cases.is_given(low):
            return "he" if low in table.name_cases.men else "she"
        if low in FEMALE or (low not in MALE and table.female_endings and low.endswith(table.female_endings)):
            return "she"
        return "he" if low in MALE or (table.male_endings and low.endswith(table.male_endings)) else ""

    def person_named(self, phrase: Phrase, rule: str) -> Person | None:  # noqa: ARG002
        """Who bears the fullest nominative of a name."""
        return self.known.get(self.name_of(named_in(self._r, phrase)))

    def owner(self, phrase: Phrase) -> Person | None:  # noqa: ARG002
        """Nobody: whose a letter is stands behind it, and is who speaks."""
        return None

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody, in order of their first mention."""
        found = sorted((p for p in self.known.values() if p.mentions), key=lambda p: p.mentions[0])
        return tuple(self._as_person(person) for person in found)

    def _as_person(self, person: Person) -> PersonInArticle:
        spans = tuple(sorted({self._r.span(*mention) for mention in person.mentions}))
        roles = tuple(Role(span.of(self._r.text), span) for span in (self._r.span(*role) for role in person.roles))
        return PersonInArticle(person.name, spans, roles, _introduction(spans, roles) or spans[0])


def named_in(r: Reading, phrase: Phrase) -> Named:
    """The name that a phrase is."""
    return Named(
        r.name(phrase.first, phrase.last), (phrase.first, phrase.last), phrase.role, phrase.case, phrase.gender
    )


def _begin_of_noun(r: Reading, name: int) -> int:
    """Where the noun for whoever bears a name begins, article and all ("*Le pilote* Serge Manin a survécu")."""
    at = name
    if r.table.name_cases is not None:
        return _begin_of_trade(r, name)
    while r.table.is_romance and at > 1 and name - at < _ROLE_REACH and r.words[at - 1].islower() and r.is_beside(at):
        if r.flags[at - 1] & (SMALL & ~DETERMINER & ~OF | CUE):
            break
        at -= 1
        if r.flags[at - 1] & DETERMINER:
            return at - 1
    return at if r.flags[at] & DETERMINER else name


def _begin_of_trade(r: Reading, name: int) -> int:
    """Where a noun begins that opens the sentence before whose it is and a name: "*Наглядач* музею Тиміш Опришко"."""
    at = name
    while at > 1 and name - at < _ROLE_REACH and r.words[at - 1].islower() and r.is_beside(at):
        if r.flags[at - 1] & (SMALL | CUE):
            return name
        at -= 1
    opens = at > 0 and r.is_beside(at) and names_trade(r, at - 1)
    return at - 1 if opens and opens_sentence(r, at - 1) else name


def _own(r: Reading, run: Range) -> Range | None:
    """A run without what is no name: the word that begins a sentence ("Прибыл Олег Седов"), a place in a genitive."""
    first, last = run
    cases = r.table.name_cases
    if cases is None or last - first == 1:
        return run
    is_full = r.lows[first + 1].endswith(r.table.patronymics)
    if last - first == 3 and opens_sentence(r, first) and not is_full and r.words[first + 1][-1] != ".":
        return first if cases.is_given(r.words[first]) else first + 1, last
    has_noun = first > 0 and (r.words[first - 1].islower() or r.flags[first - 1] & ROLE) and r.is_beside(first)
    begins = first - 1 if has_noun else first
    return own_part(r, begins, first, last, min(last + 1, r.size), "genitive")


def _role_before(r: Reading, name: int) -> Range | None:
    last = name
    while last > 0 and r.flags[last - 1] & PUNCTUATION and r.lows[last - 1] == ",":
        last -= 1
    first = _before_club(r, last)
    role = None
    while first > 0 and last - first < _ROLE_REACH and r.is_beside(first):
        flags = r.flags[first - 1]
        if flags & (PUNCTUATION | CONJUNCTION) or r.quote_of[first - 1] >= 0:
            break
        is_other = r.table.name_cases is not None and first < last and flags & r.flags[first - 2] & CAPITAL
        if is_other and not (r.flags[first - 1] | r.flags[first - 2]) & (ROLE | BODY) and first > 2:
            break  # "с тренером *Гуго Франковым* нападающий Кен Аду"
        if flags & LISTENER or (flags & CUE and not flags & (ROLE | CAPITAL)):
            break
        first -= 1
        if flags & ROLE and not flags & OPENING:
            role = first
    if role is not None and r.table.name_cases is not None and is_adjective(r, role - 1) and r.is_beside(role):
        role -= 1  # *міський* голова
    # "contó la policía *a* El Correo", "el portavoz *de* Ana Lago": no role ends so.
    hanging = DETERMINER | (PREPOSITION if r.table.is_romance else 0)
    return (role, last) if role is not None and not r.flags[last - 1] & hanging else None


def _before_club(r: Reading, name: int) -> int:
    """Before the club in marks that somebody's role belongs to: "*Полузащитница* «Звезды» Ангелина Мирзоева"."""
    if r.table.name_cases is None or name == 0 or r.quote_of[name - 1] < 0:
        return name
    first, last = r.quotes[r.quote_of[name - 1]]
    is_club = last == name and last - first <= _LONGEST_CLUB and first > 0 and r.flags[first - 1] & ROLE
    return first if is_club else name


def _introduction(mentions: Iterable[Span], roles: Iterable[Role]) -> Span | None:
    for role in roles:
        for mention in mentions:
            if 0 <= mention.start - role.span.end <= 2 or 0 <= role.span.start - mention.end <= 2:
                return Span(min(role.span.start, mention.start), max(role.span.end, mention.end))
    return None
