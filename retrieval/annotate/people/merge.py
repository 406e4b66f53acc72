"""Who is one person across the archive? Decided from the set of names alone, so that no order of arrival matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.annotate.names import given_key, name_words, suffix_key, surname_key


class CountedName(Protocol):
    """A form of a name with its counts, one row a form."""

    @property
    def name(self) -> str:
        """As articles write it."""

    @property
    def articles(self) -> int:
        """Articles in which somebody has this name."""

    @property
    def attributions(self) -> int:
        """Attributions to this name."""


@dataclass(frozen=True, slots=True)
class NameCount:
    """The plain form of ``CountedName``."""

    name: str
    articles: int = 1
    attributions: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the archive under all names.

    Attributes:
        name: the fullest form; a bare surname where several people share it and nothing says whose it is.
        names: every form, the fullest first.
    """

    name: str
    names: tuple[str, ...]
    articles: int
    attributions: int


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    given: tuple[str, ...]
    suffix: str
    articles: int
    attributions: int

    @property
    def fullness(self) -> tuple[int, int, int, str]:
        words = name_words(self.name)
        return -sum(len(w.rstrip(".")) > 1 for w in words), -len(words), -self.articles, self.name


def merge_names(names: Iterable[CountedName]) -> tuple[Person, ...]:
    """Group forms of names into people, most quoted first.

    Spellings that share a key are one person, an initial stands for the one given name it fits, and a bare surname
    belongs to the one person who has it; where two could be meant, the form stays apart.

    >>> [p.names for p in merge_names([NameCount("Dmitry Peskov"), NameCount("Dmitri Peskov"), NameCount("Peskov")])]
    [('Dmitri Peskov', 'Dmitry Peskov', 'Peskov')]
    """
    families: dict[str, list[_Row]] = defaultdict(list)
    for row in _added_up(names):
        families[surname_key(row.name) or row.name].append(row)
    people = [person for rows in families.values() for person in _people_of(rows)]
    return tuple(sorted(people, key=lambda p: (-p.attributions, -p.articles, p.name)))


def _added_up(names: Iterable[CountedName]) -> list[_Row]:
    counts: dict[str, list[int]] = {}
    for row in names:
        known = counts.setdefault(row.name, [0, 0])
        known[0] += row.articles
        known[1] += row.attributions
    return [_Row(n, _given(n), suffix_key(n), *counts[n]) for n in sorted(counts)]


def _given(name: str) -> tuple[str, ...]:
    # "Dmitri" and "Dmitry" are one name; so are "Sergei" and "Sergey", which share a key already.
    return tuple(word[:-1] + "y" if len(word) > 3 and word.endswith("i") else word for word in given_key(name))


def _people_of(rows: Sequence[_Row]) -> list[Person]:
    """The people of one surname."""
    bare = [row for row in rows if not row.given]
    by_initial = [row for row in rows if row.given and len(row.given[0]) == 1]
    groups = _by_first_name([row for row in rows if row.given and len(row.given[0]) > 1])
    groups = _join_the_only_fit(groups, by_initial)
    if len(groups) == 1:
        groups[0].extend(bare)
    elif bare:
        groups.append(bare)
    return [_person(group) for group in groups]


def _by_first_name(rows: Sequence[_Row]) -> list[list[_Row]]:
    firsts: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        firsts[row.given[0], row.suffix].append(row)
    return [group for key in sorted(firsts) for group in _by_middle_name(firsts[key])]


def _by_middle_name(rows: Sequence[_Row]) -> list[list[_Row]]:
    """George W. and George H. W. are two; George alone is either, so it joins only where there is one of them."""
    plain = [row for row in rows if len(row.given) == 1]
    groups: list[list[_Row]] = []
    for row in (row for row in rows if len(row.given) > 1):
        fitting = [g for g in groups if any(_fits(row.given[1:], other.given[1:]) for other in g)]
        merged = [row, *(other for g in fitting for other in g)]
        groups = [g for g in groups if g not in fitting] + [merged]
    if len(groups) == 1:
        groups[0].extend(plain)
    elif plain:
        groups.append(plain)
    return groups


def _fits(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two runs of middle names agree as far as both go, initials counting for names."""
    return all(x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) for x, y in zip(a, b, strict=False))


def _join_the_only_fit(groups: list[list[_Row]], rows: Sequence[_Row]) -> list[list[_Row]]:
    """Put "J. Smith" to the one Smith whose name begins so; forms that fit none or several stay apart by initial."""
    apart: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
    joined: list[tuple[int, _Row]] = []
    for row in rows:
        fitting = [
            number
            for number, group in enumerate(groups)
            if any(_fits(row.given, other.given) and row.suffix == other.suffix for other in group if other.given)
        ]
        if len(fitting) == 1:
            joined.append((fitting[0], row))
        else:
            apart[row.given].append(row)
    for number, row in joined:
        groups[number].append(row)
    return groups + [apart[given] for given in sorted(apart)]


def _person(rows: Sequence[_Row]) -> Person:
    ordered = sorted(rows, key=lambda row: row.fullness)
    return Person(
        name=ordered[0].name,
        names=tuple(row.name for row in ordered),
        articles=sum(row.articles for row in rows),
        attributions=sum(row.attributions for row in rows),
    )
