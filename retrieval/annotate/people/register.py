"""The people of one article: joins the forms of each name and knows them by surname, title and role."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    NATION,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SUBORDINATOR,
    TITLE,
    VERBISH,
)
from retrieval.annotate.name_keys import PARTICLES, given_key, is_family_first, name_words, suffix_key, surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention, find_mentions, is_subject
from retrieval.annotate.people.namesakes import is_compatible, may_be_namesake
from retrieval.annotate.people.roles import behind_verb, is_post
from retrieval.annotate.people.things import Things
from retrieval.model import PersonInArticle, Role, Span
from retrieval.text.known_words import is_ordinary

_LONGEST_ROLE = 12
_LONGEST_FULL = 3
_MOST_NAMESAKES = 40
"""So many people of one surname are told apart in one article."""


@dataclass(slots=True)
class Person:
    """One person of an article while it is read."""

    surname: str
    given: tuple[str, ...]
    suffix: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    gender: str | None = None
    _name: str = ""
    _full: list[int] = field(default_factory=list)
    _short: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form, of two equally full ones the more frequent; its apostrophe straight, as most type it."""
        if not self._name:
            self._name = max(self.forms, key=lambda form: (_words(form), self.forms[form], form)).replace("’", "'")
        return self._name

    def add(self, mention: Mention, form: str) -> None:
        """One more place where the person is named; all with two words and more come before those with one."""
        self.mentions.append(mention)
        self.forms[form] += 1
        self._name = ""
        insort(self._full if mention.last - mention.first > 1 else self._short, mention.first)

    def mentions_before(self, at: int) -> int:
        """How often the person is named before a token."""
        return bisect_left(self._full, at) + bisect_left(self._short, at)


@lru_cache(maxsize=65536)
def _words(name: str) -> int:
    return len(name_words(name))


class Register:
    """The people of one article; finds who a name stands for."""

    def __init__(self, page: Page, speaking: Iterable[tuple[int, int]] = ()) -> None:
        self.page = page
        self.people: list[Person] = []
        self.by_surname: dict[str, list[Person]] = {}
        self.by_given: dict[str, list[Person]] = {}
        self.of_mention: dict[int, Person] = {}
        # "Researchers" at the beginning of a sentence is no name where the text has "researchers" too.
        self.plain_words = frozenset(filter(str.islower, set(page.words)))
        mentions = find_mentions(page)
        self._things = Things(page, mentions)
        speakers = {last for _, last in speaking}
        self._take_full(mentions, speakers)
        self._take_short(mentions, speakers)
        self._take_meant(mentions)
        for person in self.people:
            person.mentions.sort(key=lambda m: m.first)
            self._read_roles(person)

    # -- taking names ---------------------------------------------------------------------------------------------

    def _take_full(self, mentions: Sequence[Mention], speakers: set[int]) -> None:
        joined = (m for m in mentions if m.last - m.first > 1 and self._is_short(m) and self._can_speak(m, speakers))
        heard = {surname_key(self._name(m)) for m in joined}  # whose particles are there twice: "von der Leyen said"
        for mention in mentions:
            words = mention.last - mention.first
            if self._is_short(mention) or not mention.can_be_person:
                continue
            speaks = words <= 3 and self._can_speak(mention, speakers)
            if mention.is_person or speaks or surname_key(self._name(mention)) in heard:
                self._take(mention)
        self._take_quoted(mentions, speakers)
        self._take_namesakes(mentions)
        for mention in mentions:
            if not self._is_short(mention) and mention.can_be_person and mention.first not in self.of_mention:
                name = self._name(mention)
                known = [
                    p for p in self.by_surname.get(surname_key(name), ()) if p.given and p.given == given_key(name)
                ]
                if known:
                    self._add(known[0], mention)

    def _take_namesakes(self, mentions: Sequence[Mention]) -> None:
        """Full names that nothing introduces, where somebody else bears the surname."""
        for mention in mentions:
            if self._is_short(mention) or mention.first in self.of_mention or not may_be_namesake(self.page, mention):
                continue
            name = self._name(mention)
            known = [person.given for person in self.by_surname.get(surname_key(name), ()) if person.given]
            if known and not any(is_compatible(given, given_key(name)) for given in known):
                self._take(mention)

    def _take_quoted(self, mentions: Sequence[Mention], speakers: set[int]) -> None:
        """Full names that nothing introduces, where their last word is quoted alone: "Ricarda Lentz … Lentz said"."""
        quoted = self._quoted_surnames(mentions, speakers)
        known = {surname for surname, people in self.by_surname.items() if any(person.given for person in people)}
        for mention in mentions:
            surname = surname_key(self._name(mention))
            is_full = not self._is_short(mention) and mention.last - mention.first <= _LONGEST_FULL
            if not is_full or surname not in quoted - known or not mention.can_be_person:
                continue
            if not is_ordinary(self.page.lows[mention.first]):
                self._take(mention)

    def _quoted_surnames(self, mentions: Sequence[Mention], speakers: set[int]) -> set[str]:
        """The single names that are quoted word for word: a longer name that ends so is theirs ("Lentz said")."""
        page = self.page
        short = (m for m in mentions if m.last - m.first == 1 and m.last in speakers and self._can_speak(m, speakers))
        labels = (m for m in mentions if m.last in speakers and page.slice(m.first, m.last).isupper())
        return {surname_key(self._name(m)) for m in (*short, *labels)}

    def _take_short(self, mentions: Sequence[Mention], speakers: set[int]) -> None:
        for mention in mentions:
            if not self._is_short(mention) or mention.first in self.of_mention or self._is_of_firm(mention):
                continue
            person = self._known_short(mention)
            if person is not None:
                self._add(person, mention)
            elif mention.can_be_person and (mention.title is not None or self._can_speak(mention, speakers)):
                self._take(mention)

    def _take_meant(self, mentions: Sequence[Mention]) -> None:
        """The first name of an article that *she* in the next sentence can only mean: "Ida Vik works alone. She …"."""
        page = self.page
        starts = [first for first, _ in page.sentences]
        for mention in mentions:
            if mention.first in self.of_mention:
                return  # Somebody is known before: the pronoun may be theirs.
            number = bisect_right(starts, mention.first) - 1
            if number + 1 >= len(starts) or self._is_short(mention) or not mention.can_be_person:
                continue
            first, last = page.sentences[number + 1]
            is_meant = any(
                page.speech.gender_of(page.lows[at], "") and page.quote_of[at] < 0 for at in range(first, last)
            )
            if (
                is_meant
                and is_subject(page, starts[number], mention.run[0], mention.last)
                and not self._has_rival(mention, mentions, last)
            ):
                self._take(mention)
                return

    def _has_rival(self, mention: Mention, mentions: Sequence[Mention], last: int) -> bool:
        """Whether another name follows that could be a person's, or a word that is none opens this one."""
        near = (other for other in mentions if mention.last <= other.first < last)
        return any(other.can_be_person for other in near) or is_ordinary(self.page.lows[mention.first])

    def _is_short(self, mention: Mention) -> bool:
        """Whether a mention is one word, or a surname with its particles ("von der Leyen")."""
        return mention.last - mention.first == 1 or PARTICLES.issuperset(
            self.page.words[mention.first : mention.last - 1]
        )

    def _is_of_firm(self, mention: Mention) -> bool:
        """Whether a name is a part of a firm's: "*Berg* & Sons", "Moe & *Vik*"."""
        return "&" in (*self.page.words[mention.last : mention.last + 1], self.page.words[mention.first - 1])

    def _can_speak(self, mention: Mention, speakers: set[int]) -> bool:
        """Who speaks behind a name is a person, unless it is an agency or an outlet."""
        first = next(i for i in range(mention.first, mention.last) if self.page.words[i] not in PARTICLES)
        if mention.last not in speakers or self.page.lows[first] in self.plain_words:
            return False
        if mention.first > 0 and self.page.flags[mention.first - 1] & AGENCY:
            return False
        if mention.last - mention.first == 1 and mention.title is None and self._things.holds(first):
            return False
        return " ".join(self.page.lows[mention.first : mention.last]) not in self.page.speech.outlets

    def _known_short(self, mention: Mention) -> Person | None:
        name = self._name(mention)
        known = self.by_surname.get(surname_key(name), [])
        if not known and self.page.lows[mention.first - 1] in PARTICLES:
            known = self.by_surname.get(surname_key(f"{self.page.lows[mention.first - 1]} {name}"), [])  # Ten Hag said
        if known:
            return self._pick(known, mention)
        given = self.by_given.get(surname_key(name), [])
        return given[0] if len(given) == 1 and mention.can_be_person and mention.title is None else None

    def _pick(self, known: Sequence[Person], mention: Mention) -> Person:
        """Of several people of one surname, the one whose title fits, else the one most spoken of so far."""
        if len(known) == 1:
            return known[0]
        gender = self._title_gender(mention)
        fitting = [p for p in known if gender is None or p.gender in (gender, None)] or list(known)
        before = [p for p in fitting if p.mentions_before(mention.first)] or fitting
        return max(before, key=lambda p: (p.mentions_before(mention.first), -p.mentions[0].first))

    def _name(self, mention: Mention) -> str:
        return self.page.slice(mention.first, mention.last)

    def _take(self, mention: Mention) -> None:
        name = self._name(mention)
        surname, given, suffix = surname_key(name), given_key(name), suffix_key(name)
        if not surname:
            return
        for person in self.by_surname.get(surname, ()):
            if not is_compatible(person.given, given) or not self._same_gender(person, mention):
                continue
            if person.suffix == suffix or not given:
                self._add(person, mention)
                if len(given) > len(person.given):
                    person.given = given
                return
        person = Person(surname, given, suffix)
        self.people.append(person)
        namesakes = self.by_surname.setdefault(surname, [])
        if len(namesakes) < _MOST_NAMESAKES:
            namesakes.append(person)
        if given:
            self.by_given.setdefault(given[0], []).append(person)
        self._add(person, mention)

    def _same_gender(self, person: Person, mention: Mention) -> bool:
        gender = self._title_gender(mention)
        return gender is None or person.gender is None or person.gender == gender

    def _add(self, person: Person, mention: Mention) -> None:
        person.add(mention, self._name(mention))
        person.gender = person.gender or self._title_gender(mention) or self._given_gender(mention)
        self.of_mention[mention.first] = person

    def _title_gender(self, mention: Mention) -> str | None:
        speech = self.page.speech
        for at in range(mention.run[0], mention.first):
            if gender := speech.titles.get(self.page.lows[at].rstrip(".")):
                return gender
        return None

    def _given_gender(self, mention: Mention) -> str | None:
        if mention.last - mention.first < 2 or is_family_first(self._name(mention)):
            return None
        low, speech = self.page.lows[mention.first], self.page.speech
        is_male, is_female = low in speech.male_names, low in speech.female_names
        if is_male == is_female:
            return None
        return "he" if is_male else "she"

    # -- roles ----------------------------------------------------------------------------------------------------

    def _read_roles(self, person: Person) -> None:
        for mention in person.mentions:
            for role in (self._role_before(mention), self._role_behind(mention)):
                if role is not None:
                    person.roles.append(role)

    def _role_before(self, mention: Mention) -> tuple[int, int] | None:
        """ "Kremlin press secretary Dmitry Peskov", "the Russian president, Vladimir Putin"."""
        page = self.page
        last = mention.first
        at = last - 1
        if at < 0:
            return None
        comma = bool(page.flags[at] & COMMA)
        if comma:
            at -= 1
            if at < 0 or mention.last - mention.first < 2:
                return None
        head = at
        while head >= 0 and comma and page.flags[head] & (CAPITAL | NATION) and not page.flags[head] & ROLE:
            head -= 1
            if head >= 0 and page.lows[head] == "of":
                head -= 1
                break
        if head < 0 or not page.flags[head] & ROLE or page.lows[head].rstrip(".") in ("mr", "mrs", "ms"):
            return None
        start = self._role_start(head)
        if comma and (start == 0 or not page.flags[start - 1] & DETERMINER):
            return None
        if "\n" in page.text[page.starts[start] : page.starts[last]]:
            return None
        return start, at + 1

    def _role_start(self, head: int) -> int:
        """Where the words begin that belong to a role ("*Kremlin press* secretary")."""
        page, start = self.page, head
        apart = PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | PRONOUN | DETERMINER | NUMBER
        while start > 0 and head - start < 6 and page.quote_of[start - 1] < 0:
            value = page.flags[start - 1]
            if value & apart or (value & (CUE | VERBISH | ADVERB) and not value & (CAPITAL | ROLE)):
                break
            start -= 1
        return behind_verb(page, start, head, 0)

    def _role_behind(self, mention: Mention) -> tuple[int, int] | None:
        """ "Dmitry Peskov, the Kremlin’s spokesman, …"."""
        page = self.page
        at = mention.last
        if at + 2 >= len(page.flags) or not page.flags[at] & COMMA:
            return None
        first = at + 1
        if page.flags[first] & NUMBER and page.flags[first + 1] & COMMA and first + 3 < len(page.flags):
            first += 2  # Anna Berg, 54, the transport minister
        if page.flags[first] & DETERMINER and page.lows[first] in ("a", "an", "the", "his", "her", "one"):
            first += page.lows[first] in ("a", "an", "the")
        elif not page.flags[first] & ROLE and not page.flags[first] & NATION:
            return None
        last = first
        while last < len(page.flags) and last - first < _LONGEST_ROLE:
            value = page.flags[last]
            if page.quote_of[last] >= 0 or value & (PUNCTUATION | SUBORDINATOR | AUXILIARY | PRONOUN):
                break
            if value & CUE and not value & (ROLE | CAPITAL) and last > first:
                break
            last += 1
        if last >= len(page.flags) or not page.flags[last] & (PUNCTUATION | SUBORDINATOR):
            return None
        if "\n" in page.text[page.ends[at] : page.starts[last]]:
            return None
        while last > first and page.flags[last - 1] & PREPOSITION:
            last -= 1  # a host of “The Five”: the title of the show is no word of the role
        has_role = any(page.flags[i] & ROLE for i in range(first, min(last, first + 5)))
        has_role = has_role or (mention.last - mention.first > 1 and is_post(page, first, last))
        return (first, last) if has_role and last > first else None

    # -- asking ---------------------------------------------------------------------------------------------------

    def person_at(self, first: int, last: int) -> Person | None:
        """Whose name the tokens ``first`` to ``last`` are."""
        return next((self.of_mention[at] for at in range(first, last) if at in self.of_mention), None)

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody, in order of their first mention."""
        found = sorted(self.people, key=lambda p: p.mentions[0].first)
        return tuple(self._as_person(person) for person in found)

    def _as_person(self, person: Person) -> PersonInArticle:
        page = self.page
        spans = tuple(sorted({page.span(m.first, m.last) for m in person.mentions}))
        roles = tuple(Role(page.slice(*role), page.span(*role)) for role in person.roles)
        return PersonInArticle(person.name, spans, roles, self._introduction(person) or spans[0])

    def _introduction(self, person: Person) -> Span | None:
        """The first mention with a role of more than a title."""
        page = self.page
        firsts, lasts = [m.first for m in person.mentions], [m.last for m in person.mentions]
        for first, last in person.roles:
            if last - first == 1 and page.flags[first] & TITLE:
                continue
            behind, before = bisect_left(firsts, last), bisect_left(lasts, first - 2)
            near = [at for at, places in ((behind, firsts), (before, lasts)) if at < len(places)]
            for mention in (person.mentions[at] for at in sorted(near)):
                if last <= mention.first <= last + 1 or first - 2 <= mention.last <= first:
                    return page.span(min(first, mention.first), max(last, mention.last))
        return None
