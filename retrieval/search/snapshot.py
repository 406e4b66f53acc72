"""What does the index hold at one moment? Open segments, never changed; a later state is another snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

import numpy as np

from retrieval.model import Span
from retrieval.search.bm25 import FlatBM25, Scored
from retrieval.search.engine import Collection, Hit, Query
from retrieval.search.filters import allowed_ranges, ranges_of_any
from retrieval.search.flatfile import FlatFile
from retrieval.search.leaf import Leaf
from retrieval.search.manifest import Manifest, SegmentEntry
from retrieval.search.ranges import everything, gathered
from retrieval.search.segment import COLLECTIONS, Segment
from retrieval.search.strings import decode, encode

_EMPTY = np.zeros(0, np.uint32)


# Score below zero, id, ordinal, segment, number of the article, of the unit.
_Ranked = tuple[float, bytes, int, int, int, int]


class Snapshot:
    """The leaves of one manifest, in its order.

    Args:
        before: the snapshot held so far; segments that stay are not opened again.

    Raises:
        IndexDamaged: a file fails its checks.
        FileNotFoundError: a file is gone, as when a newer manifest has replaced this one.
    """

    def __init__(self, folder: Path, manifest: Manifest, before: Snapshot | None = None) -> None:
        self.manifest = manifest
        known = dict(zip(before.manifest.segments, before.leaves, strict=True)) if before else {}
        segments = {entry.file: leaf.segment for entry, leaf in known.items()}
        self.leaves: tuple[Leaf, ...] = tuple(
            known.get(entry) or _open(folder, entry, segments) for entry in manifest.segments
        )

    @cached_property
    def scorers(self) -> dict[Collection, FlatBM25]:
        """BM25 over each collection."""
        return {name: FlatBM25([leaf.shelves[name] for leaf in self.leaves]) for name in COLLECTIONS}

    def search(self, collection: Collection, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best units, ties by article id, then ordinal."""
        if query.terms:
            found: Iterable[Scored] = self.scorers[collection].top(query, limit=limit)
        else:
            found = self._allowed(collection, query, limit)
        ranked = sorted(self._ranked(collection, self._best(found, limit)))[:limit]
        return self._hits(collection, ranked)

    def _best(self, found: Iterable[Scored], limit: int) -> list[Scored]:
        """Without those that cannot be among the first ``limit`` whatever their ids."""
        scored = sorted(found, key=lambda one: -one.score)
        if len(scored) <= limit:
            return scored
        floor = scored[limit - 1].score
        return [one for one in scored if one.score >= floor]

    def _allowed(self, collection: Collection, query: Query, limit: int) -> Iterator[Scored]:
        """The first allowed units of each segment, in order of article and ordinal."""
        for number, leaf in enumerate(self.leaves):
            live = leaf.shelves[collection]
            ranges = allowed_ranges(live, query)
            docs = live.live(gathered(everything(live.shelf.count) if ranges is None else ranges))
            articles, ordinals = live.shelf.column("article")[docs], live.shelf.column("ordinal")[docs]
            for doc in docs[np.lexsort((ordinals, articles))[:limit]].tolist():
                yield Scored(number, doc, 0.0)

    def _ranked(self, collection: Collection, found: Sequence[Scored]) -> list[_Ranked]:
        """What decides the order (ids compare as their code points do), then where the unit is."""
        ranked: list[_Ranked] = []
        for number, leaf in enumerate(self.leaves):
            mine = [one for one in found if one.shelf == number] if len(self.leaves) > 1 else found
            if mine:
                docs = [one.doc for one in mine]
                shelf, ids = leaf.segment.shelves[collection], leaf.segment.ids
                articles, ordinals = shelf.cells("article", docs), shelf.cells("ordinal", docs)
                for one, article, ordinal in zip(mine, articles, ordinals, strict=True):
                    ranked.append((-one.score, ids[article], ordinal, number, article, one.doc))
        return ranked

    def _hits(self, collection: Collection, ranked: Sequence[_Ranked]) -> tuple[Hit, ...]:
        """The units as they are known outside, in the order given."""
        hits: dict[int, Hit] = {}
        for number, leaf in enumerate(self.leaves):
            places = [place for place, one in enumerate(ranked) if one[3] == number]
            if not places:
                continue
            shelf = leaf.segment.shelves[collection]
            docs = [ranked[place][5] for place in places]
            starts, ends = shelf.cells("start", docs), shelf.cells("end", docs)
            revisions = leaf.segment.revisions([ranked[place][4] for place in places])
            for place, start, end, revision in zip(places, starts, ends, revisions, strict=True):
                score, name, ordinal, _, _, _ = ranked[place]
                hits[place] = Hit(decode(name), revision, ordinal, Span(start, end), -score)
        return tuple(hits[place] for place in range(len(ranked)))

    def unit_count(self, collection: Collection) -> int:
        """Units that can be found."""
        return sum(leaf.shelves[collection].count for leaf in self.leaves)

    def doc_freq(self, collection: Collection, terms: Sequence[str]) -> tuple[int, ...]:
        """Units that hold each term."""
        scorer = self.scorers[collection]
        return tuple(scorer.doc_freq(term) for term in terms)

    def filter_count(self, collection: Collection, filters: frozenset[str]) -> int:
        """Units that carry at least one of the filters."""
        shelves = [leaf.shelves[collection] for leaf in self.leaves]
        return sum(live.live_size(ranges_of_any(live.shelf.filters, filters)) for live in shelves)

    def word_freq(self, word: str) -> int:
        """Passages that hold an unstemmed word."""
        return sum(
            leaf.word_freq(number) for leaf in self.leaves if (number := leaf.segment.words.number(word)) is not None
        )

    def words_with_prefix(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Words that begin so, sorted."""
        found = merge(*(leaf.segment.words.strings.with_prefix(encode(prefix)) for leaf in self.leaves))
        return tuple(islice(self._live_words(map(decode, found)), limit))

    def words_with_suffix(self, suffix: str, limit: int) -> tuple[str, ...]:
        """Words that end so, sorted by their reversal."""
        start = encode(suffix[::-1])
        found = merge(*(leaf.segment.words.turned.with_prefix(start) for leaf in self.leaves))
        return tuple(islice(self._live_words(decode(turned)[::-1] for turned in found), limit))

    def _live_words(self, found: Iterable[str]) -> Iterator[str]:
        """Each once, without those that only withdrawn passages hold."""
        has_gone = any(len(leaf.gone) for leaf in self.leaves)
        for word, _ in groupby(found):
            if not has_gone or self.word_freq(word):
                yield word


def _open(folder: Path, entry: SegmentEntry, segments: dict[str, Segment]) -> Leaf:
    segment = segments.get(entry.file) or Segment(folder / entry.file, size=entry.size)
    gone = FlatFile(folder / entry.gone, size=entry.gone_size).whole("gone") if entry.gone else _EMPTY
    return Leaf(segment, gone)
