"""What does one immutable segment of the index hold? Its words, postings and units, read where they lie."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args

import numpy as np

from retrieval.search.engine import Collection
from retrieval.search.flatfile import Array, FlatFile

COLLECTIONS: tuple[Collection, ...] = get_args(Collection)
_MAX_REMEMBERED = 1 << 16
_NONE = np.zeros(0, np.uint32)


def encode(text: str) -> bytes:
    """Text as its index bytes, which sort like its code points; lone surrogates survive."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The text of `encode`."""
    return data.decode("utf-8", "surrogatepass")


def spread(starts: Array, counts: Array) -> Array:
    """The numbers of all ranges ``start, start + 1, …``, one range after another.

    >>> spread(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Array = np.arange(total) + np.repeat(starts.astype(np.int64) - ends + counts, counts)
    return numbers


class Strings:
    """A sorted table of byte strings in a file, found by bisection without reading it all."""

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._blob, self._cuts = file, f"{name}.blob", f"{name}.cuts"
        self._places: dict[bytes, int] = {}

    def __len__(self) -> int:
        return self._file.length(self._cuts) - 1

    def __getitem__(self, number: int) -> bytes:
        start, end = self._file.part(self._cuts, number, number + 2).tolist()
        return self._file.part(self._blob, start, end).tobytes()

    def lower_bound(self, key: bytes) -> int:
        """The number of the first string that is not below ``key``."""
        return bisect_left(range(len(self)), key, key=self.__getitem__)

    def find(self, key: bytes) -> int:
        """The number of ``key``, -1 where it is not in the table."""
        place = self._places.get(key)
        if place is None:
            place = self.lower_bound(key)
            if place == len(self) or self[place] != key:
                place = -1
            if len(self._places) >= _MAX_REMEMBERED:
                self._places.clear()
            self._places[key] = place
        return place

    def all(self) -> list[bytes]:
        """Every string in order."""
        blob = self._file.whole(self._blob).tobytes()
        cuts = self._file.whole(self._cuts).tolist()
        return [blob[start:end] for start, end in itertools.pairwise(cuts)]


class Field:
    """Strings and the units that hold each of them, with frequencies where the field keeps them."""

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self.strings = Strings(file, name)
        self._starts, self._docs, self._tfs = f"{name}.starts", f"{name}.docs", f"{name}.tfs"
        self.has_tfs = self._tfs in file

    def bounds(self, number: int) -> tuple[int, int]:
        """Where the postings of a string begin and end."""
        start, end = self._file.part(self._starts, number, number + 2).tolist()
        return start, end

    def docs(self, number: int) -> Array:
        """The units that hold a string, ascending."""
        return self._file.part(self._docs, *self.bounds(number))

    def tfs(self, number: int) -> Array:
        """How often each of `docs` holds it."""
        return self._file.part(self._tfs, *self.bounds(number))

    def number(self, text: str) -> int | None:
        """The number of a string, None where no unit holds it."""
        number = self.strings.find(encode(text))
        return number if number >= 0 else None

    def docs_of(self, text: str) -> Array:
        """The units that hold ``text``, ascending; none where it is unknown."""
        number = self.number(text)
        return _NONE if number is None else self.docs(number)

    def column(self, column: str) -> Array:
        """A whole array of the field ("starts", "docs", "tfs", …)."""
        return self._file.whole(f"{self._name}.{column}")


class Words(Field):
    """A field that is also searched by beginning and by ending."""

    def from_prefix(self, prefix: bytes) -> Iterator[int]:
        """Numbers of the strings that begin with ``prefix``, in order."""
        for number in range(self.strings.lower_bound(prefix), len(self.strings)):
            if not self.strings[number].startswith(prefix):
                return
            yield number

    def from_suffix(self, suffix: str) -> Iterator[int]:
        """Numbers of the strings that end with ``suffix``, in the order of their reversals."""
        turned, count = suffix[::-1], len(self.strings)
        for place in range(bisect_left(range(count), turned, key=self._turned), count):
            if not self._turned(place).startswith(turned):
                return
            yield self._backwards(place)

    def _backwards(self, place: int) -> int:
        return int(self._file.part(f"{self._name}.backwards", place, place + 1)[0])

    def _turned(self, place: int) -> str:
        return decode(self.strings[self._backwards(place)])[::-1]


class Shelf:
    """The units of one collection in a segment, numbered from 0 in order of arrival."""

    def __init__(self, file: FlatFile, collection: Collection) -> None:
        self._file, self._name = file, collection
        self.count = file.facts[f"{collection}.units"]
        self.total_length = file.facts[f"{collection}.length"]
        self.terms = Field(file, f"{collection}.terms")
        self.filters = Field(file, f"{collection}.filters")

    def column(self, column: str) -> Array:
        """One value a unit: "article" (its number), "ordinal", "start", "end" or "length" (in terms)."""
        return self._file.whole(f"{self._name}.{column}")

    def cell(self, column: str, doc: int) -> int:
        """The value of one unit."""
        return int(self._file.part(f"{self._name}.{column}", doc, doc + 1)[0])

    def docs_of_articles(self, articles: Array) -> Array:
        """The units of articles given by number, ascending."""
        first = self._file.whole(f"{self._name}.first")[articles]
        counts = self._file.whole(f"{self._name}.count")[articles]
        return np.sort(spread(first, counts))


class Segment:
    """One file of the index: articles under ascending ids, and their units."""

    def __init__(self, path: Path, *, size: int) -> None:
        self.file = FlatFile(path, size=size)
        self.ids = Strings(self.file, "articles")
        self.words = Words(self.file, "passages.words")
        self.shelves: dict[Collection, Shelf] = {name: Shelf(self.file, name) for name in COLLECTIONS}

    @cached_property
    def unit_count(self) -> int:
        """Units of all collections, withdrawn ones too."""
        return sum(shelf.count for shelf in self.shelves.values())

    def revision(self, article: int) -> int:
        """The revision indexed of an article given by number."""
        return int(self.file.part("articles.revision", article, article + 1)[0])

    def numbers_of(self, ids: Sequence[bytes]) -> list[int]:
        """The numbers of those articles that the segment holds, in no order."""
        # Past some hundred look-ups, reading all ids once is cheaper than bisecting for each.
        if len(ids) < 256 or len(self.ids) > 64 * len(ids):
            return [number for number in map(self.ids.find, ids) if number >= 0]
        wanted = set(ids)
        return [number for number, article in enumerate(self.ids.all()) if article in wanted]


@dataclass(frozen=True, slots=True)
class LiveShelf:
    """A collection of a segment without its withdrawn units.

    Attributes:
        dead: numbers of the withdrawn units, ascending.
    """

    shelf: Shelf
    dead: Array

    @property
    def count(self) -> int:
        """Units that can be found."""
        return self.shelf.count - len(self.dead)

    @property
    def length(self) -> int:
        """Terms in them."""
        if not len(self.dead):
            return self.shelf.total_length
        return self.shelf.total_length - int(self.shelf.column("length")[self.dead].sum(dtype=np.int64))

    def live_among(self, docs: Array) -> int:
        """How many of these units, given ascending, can be found."""
        return len(docs) - self._dead_places(docs)[1]

    def live(self, docs: Array) -> Array:
        """Those of these units, given ascending, that can be found."""
        places, count = self._dead_places(docs)
        return docs if count == 0 else np.delete(docs, places)

    def _dead_places(self, docs: Array) -> tuple[Array, int]:
        if not len(self.dead) or not len(docs):
            return _NONE, 0
        dead = self.dead.astype(docs.dtype)
        places = np.searchsorted(docs, dead)
        places[places == len(docs)] = 0
        places = places[docs[places] == dead]
        return places, len(places)


class Leaf:
    """A segment as the archive sees it now: without the articles withdrawn or replaced since it was written."""

    def __init__(self, segment: Segment, gone: Array) -> None:
        self.segment, self.gone = segment, gone
        self.shelves: dict[Collection, LiveShelf] = {
            name: LiveShelf(shelf, shelf.docs_of_articles(gone) if len(gone) else _NONE)
            for name, shelf in segment.shelves.items()
        }

    @property
    def live_units(self) -> int:
        """Units of all collections that can be found."""
        return sum(shelf.count for shelf in self.shelves.values())

    def word_freq(self, number: int) -> int:
        """Passages that hold a word given by number."""
        return self.shelves["passages"].live_among(self.segment.words.docs(number))
