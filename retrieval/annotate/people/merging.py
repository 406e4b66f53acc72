"""Entity resolution across the archive: joins the names that articles write; order of arrival changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.annotate.name_keys import given_key, name_key, suffix_key, surname_key


class NameCount(Protocol):
    """A name as articles write it, with how often."""

    @property
    def name(self) -> str:
        """As written."""

    @property
    def is_person(self) -> bool:
        """A person's name, not an organisation's or an unnamed source's."""

    @property
    def articles(self) -> int:
        """Articles that write it."""

    @property
    def attributions(self) -> int:
        """Words said under it."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person, or one organisation, of the archive.

    Attributes:
        name: the full name written most often.
        names: every name that stands for this person, sorted.
        articles: in how many a name of this person occurs; an article that writes two of them counts twice.
    """

    name: str
    names: tuple[str, ...]
    is_person: bool
    articles: int
    attributions: int


def merge_names(names: Iterable[NameCount]) -> tuple[Person, ...]:
    """Join names into people, in order of name.

    Names of one surname are one person where their given names agree, an initial standing for a name. A shorter name
    joins a longer one only where it fits just one: "Clinton" stays by itself while there are Bill and Hillary,
    and a son ("Jr.") is not his father. An organisation is one with and without the article before its name.
    """
    families: dict[str, list[NameCount]] = defaultdict(list)
    organisations: dict[str, list[NameCount]] = defaultdict(list)
    for row in names:
        if row.is_person:
            families[surname_key(row.name)].append(row)
        else:
            organisations[_put_plainly(row.name)].append(row)
    people = [_person(cluster) for rows in families.values() for cluster in _clusters(rows)]
    people.extend(map(_person, organisations.values()))
    return tuple(sorted(people, key=lambda person: (person.name, person.names)))


def _clusters(rows: Sequence[NameCount]) -> list[list[NameCount]]:
    """Names of one surname, parted into people; the most telling names first, so that shorter ones can join them."""
    by_given: dict[tuple[tuple[str, ...], str], list[NameCount]] = defaultdict(list)
    for row in rows:
        by_given[given_key(row.name), suffix_key(row.name)].append(row)
    clusters: dict[tuple[tuple[str, ...], str], list[NameCount]] = {}
    for key in sorted(by_given, key=lambda k: (-sum(map(len, k[0])), k)):
        given, suffix = key
        fitting = [longer for longer in clusters if fits(given, longer[0]) and (suffix == longer[1] or not given)]
        clusters.setdefault(fitting[0] if len(fitting) == 1 else key, []).extend(by_given[key])
    return list(clusters.values())


def _put_plainly(name: str) -> str:
    words = name_key(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def fits(given: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether given names can be a shorter writing of others, middle names left off; none at all fits any.

    >>> fits(("donald",), ("donald", "j")), fits(("d",), ("donald",)), fits(("bill",), ("hillary",))
    (True, True, False)
    """
    return len(given) <= len(longer) and all(map(is_same_given, given, longer))


def is_same_given(word: str, other: str) -> bool:
    """Whether two given names are the same, or one is the other's initial."""
    return word == other or (min(len(word), len(other)) == 1 and word[0] == other[0])


def _person(rows: Sequence[NameCount]) -> Person:
    best = max(rows, key=lambda row: (_is_full(row.name), row.articles, len(row.name), row.name))
    return Person(
        best.name,
        tuple(sorted({row.name for row in rows})),
        best.is_person,
        sum(row.articles for row in rows),
        sum(row.attributions for row in rows),
    )


def _is_full(name: str) -> bool:
    """Whether a given name is written out."""
    return any(len(word) > 1 for word in given_key(name))
