"""What does one immutable segment of the index hold? Its words, postings and units, read where they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np

from retrieval.search.engine import Collection
from retrieval.search.flatfile import Array, FlatFile

COLLECTIONS: tuple[Collection, ...] = get_args(Collection)
# Words asked for before; their postings are views, so remembering them costs little.
_MAX_REMEMBERED = 1 << 14
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


class _Block:
    """Neighbouring strings of a table, cut out one by one as they are looked at."""

    def __init__(self, blob: bytes, cuts: Sequence[int]) -> None:
        self._blob, self._cuts, self._base = blob, cuts, cuts[0]

    def __len__(self) -> int:
        return len(self._cuts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._blob[self._cuts[number] - self._base : self._cuts[number + 1] - self._base]

    def __iter__(self) -> Iterator[bytes]:
        blob, base = self._blob, self._base
        return (blob[start - base : end - base] for start, end in pairwise(self._cuts))


class Strings:
    """A sorted table of byte strings in a file, found by bisection without reading it all.

    Every ``HEAD_EVERY``-th string is also kept in memory, so that a look-up reads one short stretch of the file.
    """

    HEAD_EVERY = 64

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self._blob, self._cuts = f"{name}.blob", f"{name}.cuts"
        self._count = file.length(self._cuts) - 1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        start, end = self._file.part(self._cuts, number, number + 2).tolist()
        return self._file.part(self._blob, start, end).tobytes()

    def all(self) -> list[bytes]:
        """Every string in order."""
        return list(self._between(0, self._count))

    def lower_bound(self, key: bytes) -> int:
        """The number of the first string that is not below ``key``."""
        first = max(0, bisect_left(self._heads, key) - 1) * self.HEAD_EVERY
        block = self._between(first, first + self.HEAD_EVERY)
        return first + bisect_left(block, key)

    def find(self, key: bytes) -> int | None:
        """The number of ``key``, None where it is not in the table."""
        first = max(0, bisect_right(self._heads, key) - 1) * self.HEAD_EVERY
        block = self._between(first, first + self.HEAD_EVERY)
        place = bisect_left(block, key)
        return first + place if place < len(block) and block[place] == key else None

    def with_prefix(self, prefix: bytes) -> Iterator[bytes]:
        """The strings that begin with ``prefix``, in order."""
        first = self.lower_bound(prefix)
        while first < self._count:
            for string in self._between(first, first + self.HEAD_EVERY):
                if not string.startswith(prefix):
                    return
                yield string
            first += self.HEAD_EVERY

    def _between(self, first: int, last: int) -> _Block:
        cuts = self._file.part(self._cuts, first, min(last, self._count) + 1).tolist()
        return _Block(self._file.part(self._blob, cuts[0], cuts[-1]).tobytes(), cuts)

    @cached_property
    def _heads(self) -> list[bytes]:
        return Strings(self._file, f"{self._name}.heads").all()


class Postings(NamedTuple):
    """One term in one segment.

    Attributes:
        docs: the units that hold it, ascending.
        tfs: how often each does.
        peak: no frequency is higher.
        shortest: no unit is shorter.
    """

    docs: Array
    tfs: Array
    peak: int
    shortest: int


class Field:
    """Strings and the units that hold each of them, with frequencies where the field keeps them."""

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self.strings = Strings(file, name)
        self._starts, self._docs = f"{name}.starts", f"{name}.docs"
        self.has_tfs = f"{name}.tfs" in file
        self._remembered: dict[str, Postings] = {}

    def docs(self, number: int) -> Array:
        """The units that hold a string, ascending."""
        start, end = self._file.part(self._starts, number, number + 2).tolist()
        return self._file.part(self._docs, start, end)

    def postings(self, text: str) -> Postings | None:
        """The units that hold ``text``, with frequencies; None where it is unknown."""
        found = self._remembered.get(text)
        if found is None:
            number = self.number(text)
            if number is None:
                return None
            found = self._remembered[text] = self._read(number)
            if len(self._remembered) > _MAX_REMEMBERED:
                self._remembered.clear()
        return found

    def _read(self, number: int) -> Postings:
        start, end = self._file.part(self._starts, number, number + 2).tolist()
        return Postings(
            self._file.part(self._docs, start, end),
            self._file.part(f"{self._name}.tfs", start, end),
            int(self._file.part(f"{self._name}.peak", number, number + 1)[0]),
            int(self._file.part(f"{self._name}.shortest", number, number + 1)[0]),
        )

    def number(self, text: str) -> int | None:
        """The number of a string, None where no unit holds it."""
        return self.strings.find(encode(text))

    def docs_of(self, text: str) -> Array:
        """The units that hold ``text``, ascending; none where it is unknown."""
        number = self.number(text)
        return _NONE if number is None else self.docs(number)

    def column(self, column: str) -> Array:
        """A whole array of the field ("starts", "docs", "tfs", …)."""
        return self._file.whole(f"{self._name}.{column}")


class Words(Field):
    """A field that is also searched by ending; its strings stand in the file once more, each reversed."""

    def __init__(self, file: FlatFile, name: str) -> None:
        super().__init__(file, name)
        self.turned = Strings(file, f"{name}.turned")


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
            return [number for number in map(self.ids.find, ids) if number is not None]
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
