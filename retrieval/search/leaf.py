"""What of a segment can still be found? All but the articles withdrawn or replaced since it was written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retrieval.search.engine import Collection
from retrieval.search.flatfile import Array
from retrieval.search.segment import Segment, Shelf

_NONE = np.zeros(0, np.uint32)


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
