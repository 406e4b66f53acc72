"""Segment: one immutable part of the index, with its articles and their units by collection."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import get_args

import numpy as np

from retrieval.search.engine import Collection
from retrieval.search.files.flat_file import Array, FlatFile
from retrieval.search.files.term_dictionary import TermDictionary, decode
from retrieval.search.segment.postings import Filters, Terms, Words
from retrieval.search.segment.ranges import Ranges, everything, spread

# Articles named before, about 150 bytes each.
_MAX_REMEMBERED = 1 << 16
COLLECTIONS: tuple[Collection, ...] = get_args(Collection)


class Shelf:
    """The units of one collection in a segment, numbered from 0 in order of arrival."""

    def __init__(self, file: FlatFile, collection: Collection) -> None:
        self._file, self._name = file, collection
        self.count = file.facts[f"{collection}.units"]
        self.total_length = file.facts[f"{collection}.length"]
        self.terms = Terms(file, f"{collection}.terms")
        self.filters = Filters(file, f"{collection}.filters")

    def column(self, column: str) -> Array:
        """One value a unit: "article" (its number), "ordinal", "start", "end" or "length" (in terms)."""
        return self._file.whole(f"{self._name}.{column}")

    @cached_property
    def lengths(self) -> Array:
        """In terms, one a unit."""
        return self.column("length")

    @cached_property
    def everything(self) -> Ranges:
        """All units."""
        return everything(self.count)

    @cached_property
    def facts(self) -> tuple[Array, Array, Array, Array]:
        """What is known of each unit: the number of its article, its ordinal, its start and end."""
        return self.column("article"), self.column("ordinal"), self.column("start"), self.column("end")

    @cached_property
    def is_narrow(self) -> bool:
        """Whether frequencies and lengths are of the types that the kernel is compiled for."""
        return self.terms.is_narrow and self.lengths.itemsize == 2

    def cells(self, column: str, docs: Sequence[int]) -> list[int]:
        """The values of some units."""
        return self._file.cells(f"{self._name}.{column}", docs)

    def extent(self, article: int) -> tuple[int, int]:
        """How many units an article has, given by number, and where the last of them ends."""
        [first] = self._file.cells(f"{self._name}.first", [article])
        [count] = self._file.cells(f"{self._name}.count", [article])
        return count, self.cells("end", [first + count - 1])[0] if count else 0

    def docs_of_articles(self, articles: Array) -> Array:
        """The units of articles given by number, ascending."""
        first = self._file.whole(f"{self._name}.first")[articles]
        counts = self._file.whole(f"{self._name}.count")[articles]
        return np.sort(spread(first, counts))


class Segment:
    """One file of the index: articles under ascending ids, and their units."""

    def __init__(self, path: Path, *, size: int) -> None:
        self.file = FlatFile(path, size=size)
        self.ids = TermDictionary(self.file, "articles")
        self.words = Words(self.file, "passages.words")
        self.shelves: dict[Collection, Shelf] = {name: Shelf(self.file, name) for name in COLLECTIONS}
        self._known: dict[int, tuple[str, int]] = {}

    @cached_property
    def unit_count(self) -> int:
        """Units of all collections, withdrawn ones too."""
        return sum(shelf.count for shelf in self.shelves.values())

    def revisions(self, articles: Sequence[int]) -> list[int]:
        """The revisions indexed of articles given by number."""
        return self.file.cells("articles.revision", articles)

    def known(self, article: int) -> tuple[str, int]:
        """The id and the revision of an article given by number."""
        found = self._known.get(article)
        if found is None:
            if len(self._known) > _MAX_REMEMBERED:
                self._known.clear()
            [revision] = self.revisions([article])
            found = self._known[article] = (decode(self.ids[article]), revision)
        return found

    def numbers_of(self, ids: Sequence[bytes]) -> list[int]:
        """The numbers of those articles that the segment holds, in no order."""
        # Past some hundred look-ups, reading all ids once is cheaper than bisecting for each.
        if len(ids) < 256 or len(self.ids) > 64 * len(ids):
            return [number for number in map(self.ids.find, ids) if number is not None]
        wanted = set(ids)
        return [number for number, article in enumerate(self.ids.all()) if article in wanted]
