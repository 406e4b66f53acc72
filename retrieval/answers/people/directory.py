"""Name lookup: the people and organisations an asker can mean, by the names that the archive writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.annotate.name_keys import PARTICLES
from retrieval.annotate.people import Person, given_key, is_same_given, merge_names, name_key, surname_key
from retrieval.answers.people.name_index import heard_key, name_index, surname_keys
from retrieval.answers.people.nicknames import by_first_name, nicknamed
from retrieval.answers.people.short_names import is_short_for
from retrieval.answers.terms.keys import has_article, joined_key, without_article
from retrieval.answers.terms.slips import is_slip
from retrieval.answers.terms.spellings import is_foreign, sound_key, spellings
from retrieval.model import Correction, Near
from retrieval.search.engine import SearchEngine
from retrieval.store import Store
from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages import LANGUAGES

MAX_NEAR = 5
MIN_CORRECTED_LETTERS = 5
LETTERS_PER_TYPO = 7
LETTERS_PER_DOUBT = 3
# "Jon" may be another name than "John".
MIN_MISTYPED_GIVEN = 5
# How many times as much as of the next one must be written of whom a mistyped name means.
DOMINANT = 3
MAX_INITIALS = 4
# How many times as often as all of a surname somebody of that first name must be written, to be meant by it.
FAR_OFTENER = 9
_POSSESSIVE = re.compile(r"['’]s?\s|\b(?:of|for|to)\b")


@dataclass(frozen=True, slots=True)
class Match:
    """Who a name in a question stands for; nobody where ``people`` is empty.

    Attributes:
        keys: the name keys under which these people are in the index and in articles.
    """

    asked: str
    people: tuple[Person, ...] = ()
    correction: Correction | None = None
    near: tuple[Near, ...] = ()
    keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [name for person in self.people for name in person.names]
        keys = frozenset([*map(joined_key, names), *(" ".join(name_key(name)) for name in names)])
        object.__setattr__(self, "keys", keys)

    def holds(self, name: str) -> bool:
        """Whether a name in an article is one of these people's."""
        return joined_key(name) in self.keys


class Directory:
    """Looks names up in the store.

    Args:
        engine: shows whose a nickname is; without it nicknames stand for nobody.
        is_of_one_question: each name is looked up once; what comes in meanwhile is not seen.

    Attributes:
        names: those that the archive writes.
    """

    def __init__(self, store: Store, engine: SearchEngine | None = None, *, is_of_one_question: bool = False) -> None:
        self.names = store.names.as_of_now() if is_of_one_question else store.names
        self._store = store
        self._engine = engine
        self._found: dict[tuple[str, bool], Match] | None = {} if is_of_one_question else None

    def find(self, asked: str, *, may_correct: bool = True) -> Match:
        """Everyone the words can stand for, misspelt names corrected where just one person is that near."""
        if self._found is None:
            return self._find(asked, may_correct=may_correct)
        if (asked, may_correct) not in self._found:
            self._found[asked, may_correct] = self._find(asked, may_correct=may_correct)
        return self._found[asked, may_correct]

    def _find(self, asked: str, *, may_correct: bool) -> Match:
        for name in endings(asked):
            if people := self._named(name) or self._with_particles(name):
                return self._with_initials(asked, people)
        if people := self._inflected(asked) or (self._sounding(asked) if may_correct or not asked.isascii() else ()):
            return Match(asked, people)
        if called := self._heard(asked) or self._shortened(asked) or self._nicknamed(asked):
            return Match(asked, (called,), correction=Correction(asked, called.name))
        return self._corrected(asked) if may_correct else Match(asked)

    def known(self, asked: str) -> Match:
        """Everyone the words can stand for as they are written; no misspelling is corrected."""
        found = self.find(asked, may_correct=False)
        return found if found.people or not asked.isascii() else Match(asked, self._sounding(asked))

    def _people(self, surnames: Iterable[str]) -> tuple[Person, ...]:
        """Everyone of these surnames; for one question out of what earlier ones have joined."""
        if self._found is None:
            return merge_names(self.names.with_surnames(frozenset(surnames)))
        return name_index(self.names).people(frozenset(surnames), self.names)

    def full_name(self, name: str) -> str:
        """The fullest name of the one person a name in an article stands for; the name itself where there are more."""
        people = [p for p in self._named(name) if name in p.names]
        return people[0].name if len(people) == 1 else name

    def _named(self, asked: str) -> tuple[Person, ...]:
        asked = without_article(asked.strip())
        surnames = surname_keys(asked)
        if not surnames:
            return ()
        known = self._people(surnames)
        people = [p for p in known if any(stands_for(asked, name) for name in p.names)]
        return tuple(sorted(people, key=_by_weight))

    def _with_particles(self, asked: str) -> tuple[Person, ...]:
        """The people whose surname is the one asked for behind particles ("Leyen" for Ursula von der Leyen)."""
        surname, given = surname_key(asked), given_key(asked)
        if not surname:
            return ()
        ending = self.names.surnames_ending_in(surname.rpartition(" ")[2])
        like = [known for known in ending if known.endswith(f" {surname}")]
        joined = {known for known in like if PARTICLES.issuperset(known[: -len(surname)].split())}
        people = self._people(joined) if joined else ()
        return tuple(sorted((p for p in people if p.is_person and _may_be(given, p)), key=_by_weight))

    def _inflected(self, asked: str) -> tuple[Person, ...]:
        """The people whose nominative some spelling of an inflected or foreign name is, one store look-up for all."""
        forms = [s for name in endings(asked) for s in spellings(name) if s != asked]
        surnames = {key for form in forms if (key := surname_key(form))}
        held = {surname_key(row.name) for row in self.names.with_surnames(surnames)} if surnames else set()
        found = (self._named(form) for form in forms if surname_key(form) in held)
        return next((people for people in found if people), ())

    def _sounding(self, asked: str) -> tuple[Person, ...]:
        """The people whose surname is another transliteration of the one asked for."""
        wanted = {sound_key(key) for form in spellings(asked) if (key := surname_key(form))}
        like = [surname for surname, _ in self.names.surnames() if sound_key(surname) in wanted]
        people = self._people(set(like)) if like else ()
        given = {sound_key(word) for form in spellings(asked) for word in given_key(form)}
        fitting = [p for p in people if p.is_person and (not given or _sounds_given(given, p))]
        return tuple(sorted(fitting, key=_by_weight))

    def _with_initials(self, asked: str, people: tuple[Person, ...]) -> Match:
        """The people of a name, first the one whose initials or first name it is, where that is far oftener written."""
        is_short = 1 < len(asked) <= MAX_INITIALS and any(p.name.isupper() for p in people)
        is_given = any(surname_key(p.name) == surname_key(asked) and not given_key(p.name) for p in people)
        is_asked = " " not in asked and self._engine is not None
        names = self.names.as_of_now()
        index = name_index(names)
        whole = by_first_name(asked, index, names, self._engine) if is_asked and self._engine else None
        least = sum(p.articles for p in people) * (1 if is_given else FAR_OFTENER)
        if whole is None or whole in people or (not is_short and whole.articles < least):
            return Match(asked, people)
        return Match(asked, (whole, *people), correction=Correction(asked, whole.name))

    def _shortened(self, asked: str) -> Person | None:
        """The one person of a surname whose first name is put in short ("Liz Warren"), or mistyped."""
        given, surname = given_key(asked), surname_key(asked)
        if not given or not surname:
            return None
        people = [p for p in self._people({surname}) if p.is_person]
        fitting = [p for p in people if any(is_short_for(given, given_key(name)) for name in p.names)]
        fitting = fitting or [p for p in people if any(_is_given_slip(given, given_key(name)) for name in p.names)]
        return fitting[0] if len(fitting) == 1 else None

    def _heard(self, asked: str) -> Person | None:
        """The one person whose name in other letters this may be, as it is heard."""
        surnames = name_index(self.names.as_of_now()).heard(asked) if is_foreign(asked) else ()
        people = [p for p in self._people(set(surnames)) if p.is_person]
        initials = {heard_key(word)[:1] for word in given_key(asked)}
        fitting = [p for p in people if not initials or any(heard_key(w)[:1] in initials for w in given_key(p.name))]
        return max(fitting, key=lambda p: (p.articles, p.name), default=None)

    def _nicknamed(self, asked: str) -> Person | None:
        """The one person whom a first name, initials or a clipped surname stands for."""
        if self._engine is None:
            return None
        names = self.names.as_of_now()
        return nicknamed(without_article(asked.strip()), name_index(names), names, self._store, self._engine)

    def _corrected(self, asked: str) -> Match:
        wanted = surname_key(asked)
        if not wanted:
            return Match(asked)
        allowed = len(wanted) // LETTERS_PER_TYPO + 1
        known = [surname for surname, _ in self.names.surnames()]
        farthest = min(allowed + 1, len(wanted) // LETTERS_PER_DOUBT)
        found = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=farthest, limit=MAX_NEAR)
        close = [surname for surname, distance, _ in found if distance <= allowed]
        people = self._people_of(close, asked)
        if len(people) == 1 and len(wanted) >= MIN_CORRECTED_LETTERS and close[0][:1] == wanted[:1]:
            return Match(asked, people, correction=Correction(asked, people[0].name))
        if meant := self._mistyped(asked, wanted, close):
            return Match(asked, meant, correction=Correction(asked, _read_as(asked, meant)))
        like = self._people_of([surname for surname, _, _ in found], asked)
        return Match(asked, near=tuple(Near("person", p.name, p.articles) for p in like[:MAX_NEAR]))

    def _mistyped(self, asked: str, wanted: str, close: Sequence[str]) -> tuple[Person, ...]:
        """The people of the surname that is meant by a slip of the hand, of which far more is written than of others.

        A first name that fits shows whose surname it is; a word that a dictionary has is nobody's without one.
        """
        given = given_key(asked)
        is_told = len(wanted) >= MIN_CORRECTED_LETTERS and not is_dictionary_word(asked.casefold())
        if not (given or is_told):
            return ()
        slips = [s for s in close if is_slip(wanted, s) and (given or s[0] == wanted[0])]
        of = {surname: self._people_of([surname], asked) for surname in slips or (close if given else ())}
        best, *others = sorted((s for s in of if of[s]), key=lambda s: (-_written(of[s]), s))[:2] or [""]
        return of[best] if best and all(_written(of[best]) >= DOMINANT * _written(of[s]) for s in others) else ()

    def _people_of(self, surnames: Iterable[str], asked: str) -> tuple[Person, ...]:
        """The persons of like surnames whose given names do not contradict those asked for."""
        given = given_key(asked)
        people = [p for p in self._people(set(surnames)) if p.is_person]
        fitting = [p for p in people if _may_be(given, p)]
        return tuple(sorted(fitting, key=_by_weight))


def _written(people: Sequence[Person]) -> int:
    """In how many articles people are."""
    return sum(person.articles for person in people)


def _read_as(asked: str, people: Sequence[Person]) -> str:
    """How a corrected name is told: one person's whole, of several that which they share."""
    best = people[0].name
    is_whole = len(people) == 1 or bool(given_key(asked))
    return best if is_whole else " ".join(best.split()[-len(surname_key(best).split()) :])


def _is_given_slip(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a first name is another one mistyped."""
    return bool(other) and len(given) == 1 and len(given[0]) >= MIN_MISTYPED_GIVEN and is_slip(given[0], other[0])


def _may_be(given: tuple[str, ...], person: Person) -> bool:
    """Whether the given names asked for, if any, fit a person."""
    return not given or any(_given_fit(given, given_key(name)) for name in person.names)


def _sounds_given(given: set[str], person: Person) -> bool:
    return any(sound_key(word) in given for name in person.names for word in given_key(name))


def endings(asked: str) -> Iterator[str]:
    """The words asked for, then without what may be a role before a full name ("Prime Minister Anders Vik").

    A small word ends no role ("polio *in* New Skarn").

    >>> list(endings("Prime Minister Anders Vik"))
    ['Prime Minister Anders Vik', 'Minister Anders Vik', 'Anders Vik']
    >>> list(endings("floods in New Skarn"))
    ['floods in New Skarn']
    """
    words = asked.split()
    yield asked
    if not _POSSESSIVE.search(asked):
        found = (" ".join(words[at:]) for at in range(1, len(words) - 1) if not _is_small(words[at - 1]))
        yield from (name for name in found if not has_article(name) and not _is_small(name.split()[0]))


def _is_small(word: str) -> bool:
    """Whether a word written small is a preposition or the like in any language of questions, and no particle."""
    return word in _small_words() and word not in PARTICLES


@cache
def _small_words() -> frozenset[str]:
    return frozenset(chain.from_iterable(language.stop_words for language in LANGUAGES.values()))


def _by_weight(person: Person) -> tuple[int, int, str]:
    return (-person.attributions, -person.articles, person.name)


def stands_for(asked: str, name: str) -> bool:
    """Whether a name in a question can stand for a name in an article.

    >>> [stands_for(asked, "Dmitry Peskov") for asked in ("peskov", "D. Peskov", "Ivan Peskov")]
    [True, True, False]
    """
    name = without_article(name)
    if name_key(asked) == name_key(name):
        return True
    if " of " in f" {asked.casefold()} ":
        return False  # "the mayor of New York" is nobody whose name ends so
    given = given_key(asked)
    return surname_key(asked) == surname_key(name) and (not given or _given_fit(given, given_key(name)))


def _given_fit(asked: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether the given names asked for are among those given, an initial standing for a name."""
    return bool(given) and all(any(is_same_given(word, other) for other in given) for word in asked)
