"""Segment files of an index: written, merged, rid of deletes; none is in use before a manifest names it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from retrieval.errors import IndexDamaged
from retrieval.search import compiled
from retrieval.search.engine import Indexed, Withdrawn
from retrieval.search.files.flat_file import write_flat
from retrieval.search.files.term_dictionary import encode
from retrieval.search.index.manifest import NAME, Manifest, SegmentEntry, from_bytes, read_bytes
from retrieval.search.index.snapshot import Snapshot
from retrieval.search.segment.builder import SegmentBuilder, SegmentTokens
from retrieval.search.segment.live_segment import LiveSegment
from retrieval.search.segment.merge import merge_candidates, write_merged

# From so many units on a merge is worth the time that compiled code takes to load.
_LARGE_MERGE = 50_000
Leaves = list[tuple[SegmentEntry, LiveSegment]]
"""Segments with what the manifest says of their files."""
Fresh = tuple[Leaves, dict[str, int]]
"""New segments, and for each article the first of them that counts."""


class SegmentFiles:
    """Makes the files of segments in a folder; several threads may, each keeps account of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Names of files made by the calls at work, each thread's own.
        self._made = threading.local()

    def new_name(self, suffix: str) -> str:
        """A name that no reader can have seen: names are never used again."""
        name = secrets.token_hex(8) + suffix
        self._made.names = [*getattr(self._made, "names", ()), name]
        return name

    def _open(self, entry: SegmentEntry) -> tuple[SegmentEntry, LiveSegment]:
        return entry, Snapshot(self._folder, Manifest(segments=(entry,))).base[0]

    def write(self, changes: Iterable[Indexed | Withdrawn]) -> Fresh:
        """New segments, not yet seen by anybody, and for each article of the changes the first segment that counts.

        Segments are numbered from 0 in order of writing: what older ones hold of the article is replaced.
        """
        fresh: Leaves = []
        replaced: dict[str, int] = {}
        builder = SegmentBuilder()
        for change in changes:
            is_taken = builder.takes(change) if isinstance(change, Indexed) else change.article_id not in builder
            if not is_taken:
                compiled.load_counting()
                fresh.append(self._write_one(builder.tokens()))
                builder = SegmentBuilder()
            replaced[change.article_id] = len(fresh)
            if isinstance(change, Indexed) and change.units:
                builder.add(change)
        if len(builder):
            fresh.append(self._write_one(builder.tokens()))
        return fresh, replaced

    def write_parts(self, parts: Iterable[SegmentTokens]) -> Fresh:
        """The same of numbered strings, a segment each part."""
        fresh: Leaves = []
        replaced: dict[str, int] = {}
        for part in parts:
            replaced.update(dict.fromkeys(part.ids, len(fresh)))
            fresh.append(self._write_one(part))
        return fresh, replaced

    def _write_one(self, tokens: SegmentTokens) -> tuple[SegmentEntry, LiveSegment]:
        name = self.new_name(".seg")
        return self._open(SegmentEntry(name, tokens.write(self._folder / name)))

    def _without(
        self, entry: SegmentEntry, leaf: LiveSegment, ids: Sequence[bytes]
    ) -> tuple[SegmentEntry, LiveSegment]:
        """The segment without these articles."""
        less = leaf.without(ids)
        if less is leaf:
            return entry, leaf
        name = self.new_name(".gone")
        size = write_flat(self._folder / name, {"gone": less.deleted}, {})
        return SegmentEntry(entry.file, entry.size, name, size), less

    def merged(self, leaves: Leaves) -> Leaves:
        """The same units in fewer segments."""
        while chosen := merge_candidates([leaf for _, leaf in leaves]):
            leaves = self.merged_once(leaves, chosen)
        return leaves

    def merged_once(self, leaves: Leaves, chosen: Sequence[LiveSegment]) -> Leaves:
        """The chosen ones become one, in the place of the first."""
        if sum(leaf.live_units for leaf in chosen) >= _LARGE_MERGE:
            compiled.load_counting()
        name = self.new_name(".seg")
        merged = self._open(SegmentEntry(name, write_merged(self._folder / name, chosen)))
        place = next(number for number, (_, leaf) in enumerate(leaves) if leaf is chosen[0])
        leaves = [*leaves[:place], merged, *leaves[place + 1 :]]
        return [pair for pair in leaves if not any(pair[1] is leaf for leaf in chosen)]

    def replaced(self, leaves: Leaves, fresh: Leaves, replaced: Mapping[str, int]) -> Leaves:
        """Segments of before and new ones, each without the articles that later ones replace."""
        every = [
            self._without(entry, leaf, [encode(article) for article, last in replaced.items() if number < last])
            for number, (entry, leaf) in enumerate([*leaves, *fresh], start=-len(leaves))
        ]
        return [pair for pair in every if pair[1].live_units]

    @contextmanager
    def without_leftovers(self) -> Iterator[None]:
        """Where this fails, as on a full disk, the files that it made and nobody will read go."""
        self._made.names = []
        try:
            yield
        except BaseException:
            with suppress(OSError, IndexDamaged):
                kept = from_bytes(self._folder / NAME, read_bytes(self._folder)).files
                for name in set(self._made.names) - kept:
                    (self._folder / name).unlink(missing_ok=True)
            raise
