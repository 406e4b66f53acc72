"""What does one immutable segment of the index hold? Articles, and their units by collection."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import get_args

import numpy as np

from retrieval.search.engine import Collection
from retrieval.search.flatfile import Array, FlatFile
from retrieval.search.postings import Field, Words
from retrieval.search.strings import Strings

COLLECTIONS: tuple[Collection, ...] = get_args(Collection)


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
