"""Snapshot: the open segments of the index at one moment, never changed; a later state is another snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Self

import numpy as np

from retrieval.search.engine import MOST_GLUED, Collection, Held, Hit, Query
from retrieval.search.files.flat_file import FlatFile
from retrieval.search.files.term_dictionary import decode, encode
from retrieval.search.glued import as_words, key_start
from retrieval.search.index.manifest import Manifest, SegmentEntry
from retrieval.search.scoring.bm25 import FlatBM25, ranked
from retrieval.search.scoring.filters import allowed_ranges, ranges_of_any
from retrieval.search.scoring.weighted_terms import Ranked
from retrieval.search.segment.live_segment import LiveSegment, LiveShelf
from retrieval.search.segment.ranges import everything, gathered
from retrieval.search.segment.segment import COLLECTIONS, Segment
from retrieval.search.segment.write_buffer import EMPTY_BUFFER, WriteBuffer

_EMPTY = np.zeros(0, np.uint32)
_MAX_REMEMBERED = 1 << 14


class Snapshot:
    """The leaves of one manifest, in its order, and the tail.

    Args:
        tail: the changes since the manifest.
        before: the snapshot held so far; segments that stay are not opened again.
        news: ids of the articles that changed since then, where the manifest is the same.

    Attributes:
        base: the leaves as the manifest says, without regard to the tail.

    Raises:
        IndexDamaged: a file fails its checks.
        FileNotFoundError: a file is gone, as when a newer manifest has replaced this one.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        buffer: WriteBuffer | None = None,
        before: Snapshot | None = None,
        news: Iterable[str] = (),
    ) -> None:
        self.manifest = manifest
        known = dict(zip(before.manifest.segments, before.base, strict=True)) if before else {}
        segments = {entry.file: leaf.segment for entry, leaf in known.items()}
        self.base: tuple[LiveSegment, ...] = tuple(
            known.get(entry) or _open(folder, entry, segments) for entry in manifest.segments
        )
        is_on = before is not None and before.manifest == manifest
        changed = list(map(encode, news if is_on else buffer.changed if buffer else ()))
        leaves = before.leaves if is_on and before else self.base
        self._read(tuple(leaf.without(changed) for leaf in leaves), buffer)

    @classmethod
    def joined(cls, parts: Sequence[Snapshot], buffer: WriteBuffer) -> Self:
        """The leaves of several indexes as those of one.

        Args:
            parts: of which no article is in two.
            buffer: the tails of all of them, as one.
        """
        one = cls.__new__(cls)
        one.manifest, one.base = Manifest(), ()
        one._read(tuple(leaf for part in parts for leaf in part.leaves), buffer)
        return one

    def _read(self, leaves: tuple[LiveSegment, ...], buffer: WriteBuffer | None) -> None:
        """What is asked for here."""
        self.leaves = leaves
        self._scorers: dict[Collection, FlatBM25] = {}
        self._word_freqs: dict[str, int] = {}
        self.tails = buffer.view() if buffer else dict.fromkeys(COLLECTIONS, EMPTY_BUFFER)

    def scorer(self, collection: Collection) -> FlatBM25:
        """BM25 over a collection."""
        found = self._scorers.get(collection)
        if found is None:
            shelves = [leaf.shelves[collection] for leaf in self.leaves]
            found = self._scorers[collection] = FlatBM25(shelves, self.tails[collection])
        return found

    def search(self, collection: Collection, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best units, ties by article id, then ordinal."""
        if query.terms:
            found, newest = self.scorer(collection).top(query, limit=limit)
        else:
            found = [self._allowed(leaf.shelves[collection], query, limit) for leaf in self.leaves]
            newest = self.tails[collection].listed(query, limit)
        hits = [
            hit for leaf, rows in zip(self.leaves, found, strict=True) if rows for hit in _hits(leaf, rows)
        ] + newest
        if sum(map(bool, found)) + bool(newest) > 1:
            # Ids compare as their code points do.
            hits.sort(key=lambda hit: (-hit.score, hit.article_id, hit.ordinal))
        return tuple(hits[:limit])

    @staticmethod
    def _allowed(live: LiveShelf, query: Query, limit: int) -> list[Ranked]:
        """The first allowed units of a segment, in order of article and ordinal."""
        ranges = allowed_ranges(live, query)
        docs = live.live(gathered(everything(live.shelf.count) if ranges is None else ranges))
        articles, ordinals = live.shelf.column("article")[docs], live.shelf.column("ordinal")[docs]
        first = docs[np.lexsort((ordinals, articles))[:limit]]
        return ranked(live, first, np.zeros(len(first)), limit)

    def held(self) -> Iterator[tuple[str, Held]]:
        """Every article of which passages can be found."""
        for leaf in self.leaves:
            yield from leaf.held()
        yield from self.tails["passages"].held()

    def unit_count(self, collection: Collection) -> int:
        """Units that can be found."""
        return sum(leaf.shelves[collection].count for leaf in self.leaves) + self.tails[collection].count

    def doc_freq(self, collection: Collection, terms: Sequence[str]) -> tuple[int, ...]:
        """Units that hold each term."""
        scorer = self.scorer(collection)
        return tuple(scorer.doc_freq(term) for term in terms)

    def filter_count(self, collection: Collection, filters: frozenset[str]) -> int:
        """Units that carry at least one of the filters."""
        shelves = [leaf.shelves[collection] for leaf in self.leaves]
        counts = (live.live_size(ranges_of_any(live.shelf.filters, filters)) for live in shelves)
        return sum(counts) + len(self.tails[collection].with_filters(filters))

    def word_freq(self, word: str) -> int:
        """Passages that hold an unstemmed word."""
        found = self._word_freqs.get(word)
        if found is None:
            numbers = ((leaf, leaf.segment.words.number(word)) for leaf in self.leaves)
            found = sum([leaf.word_freq(number) for leaf, number in numbers if number is not None])
            found += self.tails["passages"].word_freq(word)
            if len(self._word_freqs) >= _MAX_REMEMBERED:
                self._word_freqs.clear()
            self._word_freqs[word] = found
        return found

    def words_with_prefix(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Words that begin so, sorted."""
        start = encode(prefix)
        old = (leaf.segment.words.strings.with_prefix(start) for leaf in self.leaves)
        return self._live_words(old, self.tails["passages"].words_with_prefix(prefix), limit)

    def glued_forms(self, word: str) -> tuple[str, ...]:
        """The words in which a word is glued to a neighbour, each in one passage alone."""
        start = key_start(word)
        keys = [key for leaf in self.leaves for key in leaf.segment.words.glued.with_prefix(encode(start))]
        forms = {decode(key)[len(start) :] for key in keys}.union(self.tails["passages"].glued_forms(word))
        held = (form for form in sorted(forms) if self.word_freq(form))
        return as_words(form for form in islice(held, MOST_GLUED) if self.word_freq(form) == 1)

    def _live_words(self, old: Iterable[Iterator[bytes]], new: list[str], limit: int) -> tuple[str, ...]:
        """The first of them, each once, without those that only withdrawn passages hold."""
        if not (any(len(leaf.deleted) for leaf in self.leaves) or self.tails["passages"].dead):
            found = {decode(word) for words in old for word in islice(words, limit)}
            return tuple(sorted(found.union(new[:limit]))[:limit])
        every = groupby(merge(*(map(decode, words) for words in old), new))
        return tuple(islice((word for word, _ in every if self.word_freq(word)), limit))


def _hits(leaf: LiveSegment, rows: Sequence[Ranked]) -> list[Hit]:
    """The units of a segment as they are known outside."""
    known = leaf.segment.known
    return [Hit(*known(article), ordinal, start, end, score) for score, _, article, ordinal, start, end in rows]


def _open(folder: Path, entry: SegmentEntry, segments: dict[str, Segment]) -> LiveSegment:
    segment = segments.get(entry.file) or Segment(folder / entry.file, size=entry.size)
    deleted = FlatFile(folder / entry.deleted, size=entry.deleted_size).whole("gone") if entry.deleted else _EMPTY
    return LiveSegment(segment, deleted)
