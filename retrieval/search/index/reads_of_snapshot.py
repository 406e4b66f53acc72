"""Reads of an index that answers from one snapshot: of one folder, or of several joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from retrieval.search.engine import NOTHING_BY_COLLECTION, Collection, Hit, Query
from retrieval.search.index.snapshot import Snapshot


class ReadsOfSnapshot:
    """What a `SearchEngine` is asked, answered by the snapshot that is current."""

    def _current(self) -> Snapshot:
        """The snapshot to answer from now."""
        raise NotImplementedError

    def search(self, collection: Collection, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best units: by score, highest first, ties by article id, then ordinal."""
        if limit < 1:
            raise ValueError(f"limit must be at least 1, got {limit}")
        return self._current().search(collection, query, limit=limit)

    def unit_count(self, collection: Collection) -> int:
        """Units that can be found now."""
        return self._current().unit_count(collection)

    def doc_freq(self, collection: Collection, terms: Sequence[str]) -> tuple[int, ...]:
        """Units that hold each term, in the order given; 0 for an unknown one."""
        return self._current().doc_freq(collection, terms)

    def filter_count(self, collection: Collection, filters: frozenset[str]) -> int:
        """Units that carry at least one of these filters."""
        return self._current().filter_count(collection, filters)

    def word_freq(self, word: str) -> int:
        """Passages that hold this unstemmed word."""
        return self._current().word_freq(word)

    def prefetch(
        self,
        *,
        words: Iterable[str] = (),
        glued: Iterable[str] = (),
        terms: Mapping[Collection, Iterable[str]] = NOTHING_BY_COLLECTION,
        prefixes: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Nothing: a look-up is as cheap by itself."""

    def words_with_prefix(self, prefix: str, *, limit: int) -> tuple[str, ...]:
        """Unstemmed words of the passages that begin with ``prefix``, sorted."""
        return self._current().words_with_prefix(prefix, limit)

    def glued_forms(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """For each word the words of the passages in which it is glued to a neighbour; sorted."""
        current = self._current()
        return tuple(current.glued_forms(word) for word in words)
