"""Name index: the names of the archive by what people call them, so that a question's words are looked up in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

from retrieval.annotate.people import given_key, is_same_given, surname_key
from retrieval.answers.terms.keys import without_article
from retrieval.answers.terms.spellings import is_foreign, spellings
from retrieval.store import NameRow, Store

_MIN_GIVEN, _MIN_PREFIX = 3, 4
# How many times as much as the next one a person must be written of, to be meant by a first name alone.
_DOMINANT = 3
_MAX_CASED = 3


class NameIndex:
    """The names that most articles write."""

    def __init__(self, rows: Sequence[NameRow]) -> None:
        self._by_surname: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._rows = rows
        for row in rows:
            self._by_surname[row.surname_key].append(given_key(row.name))

    def name_length(self, written: tuple[str, ...]) -> int:
        """How many of the first words are together a name; 0 for none."""
        for length in range(len(written), 0, -1):
            if self.is_name(written[:length]):
                return length
        return 0

    def is_name(self, written: tuple[str, ...]) -> bool:
        """Whether some words are a name of the archive, in whatever case and alphabet."""
        name = without_article(" ".join(written))
        if name.isascii() or not is_foreign(name):
            return self._is_held(name) or (len(written) == 1 and bool(self.called(written[0])))
        if len(written) > _MAX_CASED or (len(written) > 1 and not all(word[:1].isupper() for word in written)):
            return False
        return any(self._is_held(form) for form in spellings(name))

    def _is_held(self, name: str) -> bool:
        surname, given = surname_key(name), given_key(name)
        if len(surname) < 2:
            return False
        known = self._by_surname.get(surname, ())
        if not given:
            return bool(known) and len(surname.split()) >= len(name.split())
        return any(len(given) <= len(other) and all(map(is_same_given, given, other)) for other in known)

    def called(self, word: str) -> tuple[str, ...]:
        """The surname of the one person whom a first name or initials stand for; of initials, everyone's."""
        key = surname_key(word)
        found = self._by_given.get(key, {})
        return _dominant(found) or tuple(self._by_initials.get(word.casefold(), ()))

    def given_of(self, surnames: tuple[str, ...]) -> frozenset[str]:
        """The first given names that are written before these surnames."""
        return frozenset(given[0] for surname in surnames for given in self._by_surname.get(surname, ()) if given)

    def shortened(self, word: str) -> tuple[str, ...]:
        """The surname of the one person of whom a word is the beginning of it ("Zuck"), with an initial or without."""
        key = surname_key(word)
        if len(key) < _MIN_PREFIX:
            return ()
        weights: dict[str, int] = defaultdict(int)
        for row in self._rows:
            given = given_key(row.name)
            is_begun = row.surname_key.startswith(key) and row.surname_key != key
            is_initialed = bool(given) and row.surname_key.startswith(key[1:]) and given[0][0] == key[0]
            if row.is_person and (is_begun or is_initialed):
                weights[row.surname_key] += row.articles
        return _dominant(weights)

    @cached_property
    def _by_given(self) -> dict[str, dict[str, int]]:
        """Under each given name, how much is written of each surname."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in self._rows:
            given = given_key(row.name)
            if row.is_person and given and len(given[0]) >= _MIN_GIVEN:
                found[given[0]][row.surname_key] += row.articles + row.attributions
        return found

    @cached_property
    def _by_initials(self) -> dict[str, list[str]]:
        """Under initials, the surnames of whom they may stand for."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._rows:
            given = given_key(row.name)
            if row.is_person and given and all(len(word) > 1 for word in given):
                initials = "".join(word[0] for word in (*given, *row.surname_key.split()))
                if row.surname_key not in found[initials]:
                    found[initials].append(row.surname_key)
        return found


def _dominant(weights: dict[str, int]) -> tuple[str, ...]:
    """The one of whom far more is written than of the next."""
    best, *rest = sorted(weights, key=lambda key: (-weights[key], key))[:2] or [""]
    return (best,) if best and (not rest or weights[best] >= _DOMINANT * weights[rest[0]]) else ()


_INDEXES: WeakKeyDictionary[Store, tuple[Sequence[NameRow], NameIndex]] = WeakKeyDictionary()


def name_index(store: Store) -> NameIndex:
    """The index of an archive's names, made once for each state of the archive."""
    rows = store.names.most_written()
    known = _INDEXES.get(store)
    if known is None or known[0] is not rows:
        known = _INDEXES[store] = (rows, NameIndex(rows))
    return known[1]
