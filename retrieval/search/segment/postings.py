"""Postings: the units that hold a string, read in place in a mapped file; three kinds of field.

*Terms* are scored: a posting is one number, the unit and how often it holds the term, so that a list is searched and
scored as it lies. *Words* are looked up in the vocabulary and counted: their postings are packed, and unpacked only
where units are withdrawn. *Filters* are intersected: whole articles and days carry them, so runs of units are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from retrieval.search.files.flat_file import Array, FlatFile
from retrieval.search.files.term_dictionary import TermDictionary, encode, strings_of
from retrieval.search.files.varint import unpack
from retrieval.search.segment.norms import MANY
from retrieval.search.segment.ranges import NOWHERE, Ranges, everything, gathered, merged

# A key is the unit and, in its last bits, the frequency; a narrow one ends as `norms` says. The wide kind is for what
# the narrow one cannot hold.
NARROW, WIDE = 8, 32
# Units of a collection in a segment that the narrow kind can number; more are in several segments.
MOST_UNITS = 1 << (32 - NARROW)
# Terms in this many units or more have champions, this many each.
CHAMPIONS_FROM, CHAMPIONS = 512, 32
# Words asked for before; their postings are views, so remembering them costs little.
_MAX_REMEMBERED = 1 << 14


def fits_one_segment(units: Iterable[int]) -> bool:
    """Whether so many units of each collection can be in one segment that the kernel takes."""
    return all(count <= MOST_UNITS for count in units)


class Postings(NamedTuple):
    """One term in one segment.

    Attributes:
        keys: ``unit << shift | frequency`` for each unit that holds it, ascending.
        place: where the keys begin among those of all terms; -1 where they were put together for a question.
        peak: the largest frequency / (frequency + norm) of its units when it was written, or more.
        champions: units among the best for it when it was written, best first; may be none.
        shares: their frequency / (frequency + norm) then, or less.
        many: places in ``keys`` of those whose frequency does not fit them, ascending; and these frequencies.
    """

    keys: Array
    shift: int
    place: int
    peak: float
    champions: Array
    shares: Array
    many: tuple[Array, Array] = (NOWHERE, NOWHERE)

    @property
    def docs(self) -> Array:
        """The units that hold it, ascending."""
        return self.keys >> self.shift

    @property
    def tfs(self) -> Array:
        """How often each does."""
        found = tfs_in(self.keys, self.shift)
        found[self.many[0]] = self.many[1]
        return found

    def tfs_at(self, places: Array) -> Array:
        """How often the units at these places do."""
        found = tfs_in(self.keys[places], self.shift)
        if len(self.many[0]):
            large = np.flatnonzero(found == MANY)
            found[large] = self.many[1][np.searchsorted(self.many[0], places[large])]
        return found

    def places_of(self, docs: Array) -> tuple[Array, Array]:
        """Where those of these units (ascending, or not) that hold it are in ``docs``, and in ``keys``."""
        wanted = docs.astype(self.keys.dtype) << self.shift
        places = np.searchsorted(self.keys, wanted)
        places[places == len(self.keys)] = 0
        found = np.flatnonzero(self.keys[places] >> self.shift == wanted >> self.shift)
        return found, places[found]

    def part(self, start: int, end: int) -> Postings:
        """Those at the places ``start:end``."""
        if not start and end >= len(self.keys):
            return self
        places, tfs = self.many
        first, last = np.searchsorted(places, [start, end]) if len(places) else (0, 0)
        return self._replace(keys=self.keys[start:end], many=(places[first:last] - start, tfs[first:last]))


def tfs_in(keys: Array, shift: int) -> Array:
    """The frequencies that keys hold; int64, fresh."""
    if shift == NARROW:
        return (keys >> 4 & MANY).astype(np.int64)
    return (keys & ((1 << shift) - 1)).astype(np.int64)


class Field:
    """Strings and something about each of them."""

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self.strings = TermDictionary(file, name)

    def number(self, text: str) -> int | None:
        """The number of a string, None where no unit holds it."""
        return self.strings.find(encode(text))

    def counts(self) -> Array:
        """How many units hold each string."""
        return np.diff(self.column("starts").astype(np.int64))

    def counts_of(self, first: int, last: int) -> Array:
        """How many units hold each of the strings ``first:last``."""
        return np.diff(self.part("starts", first, last + 1).astype(np.int64))

    def slice_of(self, first: int, last: int) -> tuple[Array, Array | None]:
        """The units of the strings ``first:last``, one string after another; frequencies where they are kept."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of the memory of what was read."""
        self._file.forget()

    def column(self, column: str) -> Array:
        """A whole array of the field."""
        return self._file.whole(f"{self._name}.{column}")

    def part(self, column: str, start: int, end: int) -> Array:
        """A slice of an array of the field."""
        return self._file.part(f"{self._name}.{column}", start, end)

    def pair(self, column: str, number: int) -> tuple[int, int]:
        """A value and the one after it."""
        start, end = self.part(column, number, number + 2).tolist()
        return start, end


class Terms(Field):
    """What is scored."""

    def __init__(self, file: FlatFile, name: str) -> None:
        super().__init__(file, name)
        self.shift = file.facts[f"{name}.shift"]
        self.is_narrow = self.shift == NARROW
        self._remembered: dict[str, Postings | None] = {}

    def postings(self, text: str) -> Postings | None:
        """The units that hold ``text``, with frequencies; None where it is unknown."""
        if text in self._remembered:
            # Another thread may have let go of all meanwhile.
            return self._remembered.get(text) or self._found(text)
        return self._found(text)

    def _found(self, text: str) -> Postings | None:
        number = self.number(text)
        found = None if number is None else self._read(number)
        if len(self._remembered) > _MAX_REMEMBERED:
            self._remembered.clear()
        self._remembered[text] = found
        return found

    def _read(self, number: int) -> Postings:
        start, end = self._file.cells(f"{self._name}.starts", (number, number + 1))
        [peak] = self._file.cells(f"{self._name}.peak", (number,))
        champions, shares = self._champions(number) if end - start >= CHAMPIONS_FROM else (NOWHERE, NOWHERE)
        return Postings(
            self.part("keys", start, end), self.shift, start, peak, champions, shares, self._many_of(start, end)
        )

    def _champions(self, number: int) -> tuple[Array, Array]:
        row = int(np.searchsorted(self.column("famous"), number)) * CHAMPIONS
        return self.part("champions", row, row + CHAMPIONS), self.part("shares", row, row + CHAMPIONS)

    def _many_of(self, start: int, end: int) -> tuple[Array, Array]:
        """The places of large frequencies among the keys ``start:end``, counted from ``start``; and these."""
        places = self._many_places
        first = bisect_left(places, start)
        if first == len(places) or places[first] >= end:
            return NOWHERE, NOWHERE
        last = bisect_left(places, end)
        return self.many[first:last] - start, self.many_tfs[first:last]

    @cached_property
    def _many_places(self) -> memoryview:
        return memoryview(self.many)  # type: ignore[arg-type]  # NumPy before 2.3 does not say that it is a buffer

    @cached_property
    def many(self) -> Array:
        """Where, among the keys of all terms, the frequency is kept beside the key; ascending."""
        return self.column("many")

    @cached_property
    def many_tfs(self) -> Array:
        """The frequencies at these places."""
        return self.column("many_tfs")

    @cached_property
    def classes(self) -> Array:
        """The class of each length, as in `norms`."""
        return self.column("classes")

    @cached_property
    def keys(self) -> Array:
        """The keys of all terms, unchecked: only parts that `postings` has given may be read."""
        return self._file.unchecked(f"{self._name}.keys")

    def slice_of(self, first: int, last: int) -> tuple[Array, Array | None]:
        """Units and frequencies of the terms ``first:last``, one term after another."""
        cuts = self.column("starts")
        start, end = int(cuts[first]), int(cuts[last])
        keys = self.part("keys", start, end)
        tfs = tfs_in(keys, self.shift)
        places, many = self._many_of(start, end)
        tfs[places] = many
        return (keys >> self.shift).astype(np.int64), tfs


class Words(Field):
    """The vocabulary, with the keys of `glued_keys`."""

    def __init__(self, file: FlatFile, name: str) -> None:
        super().__init__(file, name)
        self.glued = TermDictionary(file, f"{name}.glued")

    def freq(self, number: int) -> int:
        """Units that hold a word."""
        start, end = self.pair("starts", number)
        return end - start

    def docs(self, number: int) -> Array:
        """The units that hold a word, ascending."""
        start, end = self.pair("cuts_packed", number)
        return unpack(self.part("packed", start, end), np.array([self.freq(number)]))

    def slice_of(self, first: int, last: int) -> tuple[Array, Array | None]:
        """The units of the words ``first:last``, one word after another."""
        starts, cuts = self.part("starts", first, last + 1), self.part("cuts_packed", first, last + 1)
        packed = self.part("packed", int(cuts[0]), int(cuts[-1]))
        return unpack(packed, np.diff(starts.astype(np.int64))), None


def _side_by_side(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers, ascending, as half-open ranges.

    >>> list(_side_by_side([3, 4, 5, 9]))
    [(3, 6), (9, 10)]
    """
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[first], numbers[at - 1] + 1
            first = at


class Filters(Field):
    """What a search can demand."""

    def __init__(self, file: FlatFile, name: str) -> None:
        super().__init__(file, name)
        # Unions asked for before.
        self.unions: dict[frozenset[str], Ranges] = {}

    def union(self, texts: frozenset[str]) -> Ranges:
        """The units that carry at least one of these filters."""
        numbers = self.strings.numbers(strings_of(texts))
        runs = [self._runs(*part) for part in _side_by_side(numbers)]
        if not runs:
            return everything(0)
        firsts, lasts = (np.concatenate(parts).astype(np.int64) for parts in zip(*runs, strict=True))
        return (firsts, lasts) if len(numbers) == 1 else merged(firsts, lasts)

    def _runs(self, first: int, last: int) -> tuple[Array, Array]:
        """Where the runs of the filters ``first:last`` begin and end, one filter after another."""
        start, end = self._file.cells(f"{self._name}.runs", (first, last))
        return self.part("firsts", start, end), self.part("lasts", start, end)

    def slice_of(self, first: int, last: int) -> tuple[Array, Array | None]:
        """The units of the filters ``first:last``, one filter after another."""
        cuts = self.column("runs")
        start, end = int(cuts[first]), int(cuts[last])
        return gathered((self.part("firsts", start, end), self.part("lasts", start, end))), None
