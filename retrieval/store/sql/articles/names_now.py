"""Names of one state of the archive, kept in memory as far as they were asked for: a question reads no name twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from retrieval.store.contract.names import Names
from retrieval.store.values import Appearance, NameRow

# So many rows are kept at most; a few hundred bytes each.
_MOST_ROWS = 20_000


class NamesNow(Names):
    """Reads through to the names of the archive and keeps what it read; a surname that nobody has costs nothing.

    Threads may share it: what two of them read at once, both keep alike.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._rows: dict[str, tuple[NameRow, ...]] = {}
        self._room = _MOST_ROWS

    def with_surnames(self, surname_keys: Collection[str]) -> tuple[NameRow, ...]:
        wanted = self._held.intersection(surname_keys)
        rows = self._rows
        if unread := wanted - rows.keys():
            rows = {key: rows[key] for key in wanted - unread} | self._read(unread)
        found = [row for key in wanted for row in rows[key]]
        return tuple(sorted(found, key=most_quoted_first))

    def _read(self, surname_keys: Collection[str]) -> dict[str, tuple[NameRow, ...]]:
        """The rows of surnames that were not read before, with one statement."""
        found: defaultdict[str, list[NameRow]] = defaultdict(list)
        for row in self._names.with_surnames(surname_keys):
            found[row.surname_key].append(row)
        self._room -= sum(map(len, found.values()))
        if self._room < 0:
            self._rows, self._room = {}, _MOST_ROWS
        read = {key: tuple(found[key]) for key in surname_keys}
        self._rows.update(read)
        return read

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.surnames())

    @cached_property
    def _surnames(self) -> tuple[tuple[str, int], ...]:
        return self._names.surnames()

    @cached_property
    def _most_written(self) -> tuple[NameRow, ...]:
        return self._names.most_written()

    @cached_property
    def _by_last_word(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, _ in self.surnames():
            if " " in key:
                found[key.rpartition(" ")[2]].append(key)
        return {word: tuple(keys) for word, keys in found.items()}

    def surnames(self) -> tuple[tuple[str, int], ...]:
        return self._surnames

    def surnames_ending_in(self, word: str) -> tuple[str, ...]:
        return self._by_last_word.get(word, ())

    def most_written(self) -> tuple[NameRow, ...]:
        return self._most_written

    def most_quoted(self, limit: int, offset: int = 0) -> tuple[NameRow, ...]:
        return self._names.most_quoted(limit, offset)

    def appearances(self, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
        return self._names.appearances(keys, limit)

    def as_of_now(self) -> Names:
        return self


def most_quoted_first(row: NameRow) -> tuple[int, int, str, bool]:
    """The order of names: a person before what is called alike and is none."""
    return (-row.attributions, -row.articles, row.name, not row.is_person)
