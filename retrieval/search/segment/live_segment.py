"""Live segment: a segment without its deletes, the articles withdrawn or replaced since it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.search.engine import Collection, Held
from retrieval.search.files.flat_file import Array
from retrieval.search.files.term_dictionary import decode
from retrieval.search.segment.postings import Postings
from retrieval.search.segment.ranges import NOWHERE, Ranges, size
from retrieval.search.segment.segment import Segment, Shelf


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

    @property
    def avgdl(self) -> float:
        """The average length when the segment was written, withdrawn units too; above 0."""
        return self.shelf.total_length / self.shelf.count if self.shelf.total_length else 1.0

    @property
    def is_narrow(self) -> bool:
        """Whether numbers are of the types that the kernel is compiled for."""
        return self.shelf.is_narrow

    def live_holders(self, postings: Postings) -> int:
        """How many units that can be found hold a term."""
        count = len(postings.keys)
        return count - len(postings.places_of(self.dead)[0]) if len(self.dead) and count else count

    def live_size(self, ranges: Ranges) -> int:
        """How many units in the ranges can be found."""
        starts, ends = ranges
        dead = np.searchsorted(self.dead, ends) - np.searchsorted(self.dead, starts)
        return size(ranges) - int(dead.sum())

    def live(self, docs: Array) -> Array:
        """Those of these units, given ascending, that can be found."""
        if not len(self.dead):
            return docs
        alive: Array = docs[~np.isin(docs, self.dead, assume_unique=True)]
        return alive


class LiveSegment:
    """A segment as the archive sees it now: without the articles withdrawn or replaced since it was written."""

    def __init__(self, segment: Segment, deleted: Array) -> None:
        self.segment, self.deleted = segment, deleted
        self.shelves: dict[Collection, LiveShelf] = {
            name: LiveShelf(shelf, shelf.docs_of_articles(deleted).astype(np.int64) if len(deleted) else NOWHERE)
            for name, shelf in segment.shelves.items()
        }

    def without(self, ids: Sequence[bytes]) -> LiveSegment:
        """The segment without these articles too; itself where it holds none of them."""
        found = self.segment.numbers_of(ids) if ids else []
        deleted = np.union1d(self.deleted, np.array(found, np.uint32)).astype(np.uint32)
        return self if len(deleted) == len(self.deleted) else LiveSegment(self.segment, deleted)

    @property
    def live_units(self) -> int:
        """Units of all collections that can be found."""
        return sum(shelf.count for shelf in self.shelves.values())

    def held(self) -> Iterator[tuple[str, Held]]:
        """Every article of which passages can be found."""
        deleted, shelf = set(self.deleted.tolist()), self.segment.shelves["passages"]
        for number, article in enumerate(self.segment.ids.all()):
            passages, end = shelf.extent(number)
            if passages and number not in deleted:
                [revision] = self.segment.revisions([number])
                yield decode(article), Held(revision, passages, end)

    def word_freq(self, number: int) -> int:
        """Passages that hold a word given by number."""
        words, live = self.segment.words, self.shelves["passages"]
        return len(live.live(words.docs(number))) if len(live.dead) else words.freq(number)
