"""Pronouns: whom *she* means, where nobody else of the paragraph can be meant; open otherwise."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from retrieval.annotate.attributions.speakers.people import People, Person
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import CAPITAL, HIS, OF, ROLE
from retrieval.text.languages.cases import CASES
from retrieval.text.languages.english.names import FEMALE, MALE

_ANY = "any"
"""What a Romance possessive tells of its owner ("su", "seu", "son")."""


class PronounReader:
    """Resolves the pronouns of one article."""

    def __init__(self, r: Reading, people: People) -> None:
        self._r = r
        self._blocks = [first for first, _ in r.blocks]
        self._mentions = sorted(people.spoken_of)
        self._of = people.spoken_of
        self._people = people
        self._starts = [start for start, _ in people.runs]

    def resolve(self, at: int, gender: str) -> tuple[Person, bool] | None:
        """Whom the pronoun at a token means, and whether a name or title tells so; None where that is open."""
        if gender not in ("he", "she", _ANY):
            return None
        block = bisect_right(self._blocks, at) - 1
        for first in (self._blocks[block], self._blocks[block - 1] if block > 0 else None):
            if first is None:
                return None
            found = self._candidates(first, at, gender)
            if found is None:
                return None
            if found:
                is_sure = gender in (_ANY, self.gender_of(found[0]))
                return (found[0], is_sure) if is_sure or not self._has_relative(first, at) else None
        return None

    def _candidates(self, first: int, last: int, gender: str) -> list[Person] | None:
        """The one person between two places who can be meant; empty for nobody, None for several."""
        near = self._mentions[bisect_left(self._mentions, first) : bisect_left(self._mentions, last)]
        able: list[Person] = []
        for at in near:
            person = self._of[at]
            if person not in able and (gender == _ANY or self.gender_of(person) in ("", gender)):
                able.append(person)
        sure = [person for person in able if self.gender_of(person) == gender]
        if len(able) > 1 and len(sure) != 1:
            return None
        if len(able) > 1:
            return None if self._has_rival(first, last, gender, sure[0]) or len(able) > len(sure) else sure
        return able if not able or not self._has_rival(first, last, gender, able[0]) else None

    def _has_rival(self, first: int, last: int, gender: str, person: Person) -> bool:
        """Whether somebody is named whom nobody introduces, but who could be meant."""
        r = self._r
        near = slice(bisect_left(self._starts, first), bisect_left(self._starts, last))
        for a, b in self._people.runs[near]:
            if b - a < 2 or self._of.get(a) is person or r.quote_of[a] >= 0:
                continue
            other = self._of.get(a)
            told = self.gender_of(other) if other is not None else self._given_in_any_case(r.name(a, b))
            if gender == _ANY or told in ("", gender):
                return True
        return False

    def _has_relative(self, first: int, last: int) -> bool:
        """Whether somebody stands there without a name, whose somebody's they are ("falou *do irmão*")."""
        r = self._r
        return any(
            r.flags[at] & ROLE and r.flags[at - 1] & (OF | HIS) and not r.flags[at + 1] & CAPITAL
            for at in range(first + 1, last)
            if r.quote_of[at] < 0
        )

    def gender_of(self, person: Person) -> str:
        """What a person's roles, titles and given name tell."""
        if not person.gender and len(person.words) > 1:
            person.gender = self._given(person.words[0].lower())
        return person.gender

    def _given_in_any_case(self, words: tuple[str, ...]) -> str:
        """What a given name tells, in whatever case it stands; another's ending may be a case's."""
        cases = self._r.table.name_cases
        if cases is None or cases.is_given(words[0]):
            return self._given(words[0].lower())
        forms = {cases.nominative(words, case)[0].lower() for case in CASES}
        told = {self._given(form) for form in forms if cases.is_given(form)}
        return told.pop() if len(told) == 1 else ""

    def _given(self, low: str) -> str:
        table = self._r.table
        if table.name_cases is not None and table.name_cases.is_given(low):
            return "he" if low in table.name_cases.men else "she"
        if low in FEMALE or (low not in MALE and table.female_endings and low.endswith(table.female_endings)):
            return "she"
        return "he" if low in MALE or (table.male_endings and low.endswith(table.male_endings)) else ""
