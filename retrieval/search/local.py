"""How does one process keep and read an index in a folder? Immutable segments under a manifest that is swapped."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from retrieval.errors import ArchiveUnavailable, IndexDamaged
from retrieval.search import compiled
from retrieval.search.building import SegmentBuilder, SegmentTokens
from retrieval.search.engine import Collection, Hit, Indexed, Query, Withdrawn
from retrieval.search.flatfile import write_flat
from retrieval.search.leaf import Leaf
from retrieval.search.manifest import NAME, Manifest, SegmentEntry, from_bytes, publish, read_bytes, sync_folder
from retrieval.search.merging import merge_candidates, write_merged
from retrieval.search.snapshot import Snapshot
from retrieval.search.strings import encode

_MAX_REREADS = 20
_SUFFIXES = (".seg", ".gone")
# New segments, and for each article the first of them that counts.
_Fresh = tuple[list[tuple[SegmentEntry, Leaf]], dict[str, int]]


class LocalIndex:
    """A `SearchEngine` in a folder; files are mapped, so opening reads next to nothing.

    Several threads may ask at once. A folder that does not exist is an empty index; `apply` makes it.
    Nothing is read before the first use, so that a damaged index can be opened and cleared.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = b""
        self._snapshot: Snapshot | None = None

    @property
    def position(self) -> int:
        """The last change of the archive that this index holds."""
        return self._current().manifest.position

    def refresh(self) -> None:
        """See what other processes have applied since."""
        self._refreshed()

    def _refreshed(self) -> Snapshot:
        for _ in range(_MAX_REREADS):
            data, before = self._read(), self._snapshot
            if data == self._seen and before:
                return before
            manifest = from_bytes(self._folder / NAME, data)
            try:
                snapshot = Snapshot(self._folder, manifest, before)
            except FileNotFoundError as error:
                # A writer has replaced these files since the manifest was read: there is a newer one.
                missing = Path(str(error.filename))
                if self._read() == data:
                    raise IndexDamaged(missing, "it is missing") from error
            except OSError as error:
                raise ArchiveUnavailable(str(self._folder), str(error)) from error
            else:
                self._snapshot, self._seen = snapshot, data
                return snapshot
        raise ArchiveUnavailable(str(self._folder), "the index is being rewritten faster than it can be opened")

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

    def words_with_prefix(self, prefix: str, *, limit: int) -> tuple[str, ...]:
        """Unstemmed words of the passages that begin with ``prefix``, sorted."""
        return self._current().words_with_prefix(prefix, limit)

    def words_with_suffix(self, suffix: str, *, limit: int) -> tuple[str, ...]:
        """Unstemmed words of the passages that end with ``suffix``, sorted by their reversal."""
        return self._current().words_with_suffix(suffix, limit)

    def apply(self, changes: Iterable[Indexed | Withdrawn], *, position: int) -> None:
        """Take the changes and become durable at ``position``."""
        self._taking(lambda: self._write_segments(changes), position)

    def apply_tokens(self, parts: Iterable[SegmentTokens], *, position: int) -> None:
        """Take many articles whose strings are numbered already, a segment each part; otherwise as `apply`."""
        compiled.load_counting()
        self._taking(lambda: self._write_parts(parts), position)

    def _taking(self, write: Callable[[], _Fresh], position: int) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            before = self._refreshed()
            fresh, replaced = write()
            leaves = [*zip(before.manifest.segments, before.leaves, strict=True), *fresh]
            leaves = [
                self._without(entry, leaf, {encode(article) for article, last in replaced.items() if number < last})
                for number, (entry, leaf) in enumerate(leaves, start=-len(before.leaves))
            ]
            self._publish(position, self._merged([pair for pair in leaves if pair[1].live_units]))
        except OSError as error:
            raise ArchiveUnavailable(str(self._folder), str(error)) from error

    def verify(self) -> None:
        """Check every file in full."""
        for _ in range(_MAX_REREADS):
            try:
                # Opened anew, as what this process has mapped long ago may have been sound then.
                leaves = Snapshot(self._folder, self._refreshed().manifest).leaves
            except FileNotFoundError:
                continue
            for leaf in leaves:
                leaf.segment.file.verify()
            return

    def clear(self) -> None:
        """Forget everything, durably."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._publish(0, [])
        except OSError as error:
            raise ArchiveUnavailable(str(self._folder), str(error)) from error

    def close(self) -> None:
        """Let go of files."""
        self._snapshot, self._seen = None, b""

    def _current(self) -> Snapshot:
        return self._snapshot or self._refreshed()

    def _read(self) -> bytes:
        try:
            return read_bytes(self._folder)
        except OSError as error:
            raise ArchiveUnavailable(str(self._folder), str(error)) from error

    def _new_name(self, suffix: str) -> str:
        """A name that no reader can have seen: names are never used again."""
        return secrets.token_hex(8) + suffix

    def _open(self, entry: SegmentEntry) -> tuple[SegmentEntry, Leaf]:
        return entry, Snapshot(self._folder, Manifest(segments=(entry,))).leaves[0]

    def _write_segments(self, changes: Iterable[Indexed | Withdrawn]) -> _Fresh:
        """New segments, not yet seen by anybody, and for each article of the changes the first segment that counts.

        Segments are numbered from 0 in order of writing: what older ones hold of the article is replaced.
        """
        fresh: list[tuple[SegmentEntry, Leaf]] = []
        replaced: dict[str, int] = {}
        builder = SegmentBuilder()
        for change in changes:
            if builder.is_full or change.article_id in builder:
                compiled.load_counting()
                fresh.append(self._write(builder.tokens()))
                builder = SegmentBuilder()
            replaced[change.article_id] = len(fresh)
            if isinstance(change, Indexed) and change.units:
                builder.add(change)
        if len(builder):
            fresh.append(self._write(builder.tokens()))
        return fresh, replaced

    def _write_parts(self, parts: Iterable[SegmentTokens]) -> _Fresh:
        fresh: list[tuple[SegmentEntry, Leaf]] = []
        replaced: dict[str, int] = {}
        for part in parts:
            replaced.update(dict.fromkeys(part.ids, len(fresh)))
            fresh.append(self._write(part))
        return fresh, replaced

    def _write(self, tokens: SegmentTokens) -> tuple[SegmentEntry, Leaf]:
        name = self._new_name(".seg")
        return self._open(SegmentEntry(name, tokens.write(self._folder / name)))

    def _without(self, entry: SegmentEntry, leaf: Leaf, ids: set[bytes]) -> tuple[SegmentEntry, Leaf]:
        """The segment without these articles."""
        found = leaf.segment.numbers_of(list(ids)) if ids else []
        gone = np.union1d(leaf.gone, np.array(found, np.uint32))
        if len(gone) == len(leaf.gone):
            return entry, leaf
        name = self._new_name(".gone")
        size = write_flat(self._folder / name, {"gone": gone.astype(np.uint32)}, {})
        return SegmentEntry(entry.file, entry.size, name, size), Leaf(leaf.segment, gone)

    def _merged(self, leaves: list[tuple[SegmentEntry, Leaf]]) -> list[tuple[SegmentEntry, Leaf]]:
        """The same units in fewer segments."""
        while chosen := merge_candidates([leaf for _, leaf in leaves]):
            name = self._new_name(".seg")
            merged = self._open(SegmentEntry(name, write_merged(self._folder / name, chosen)))
            place = next(number for number, (_, leaf) in enumerate(leaves) if leaf is chosen[0])
            leaves[place] = merged
            leaves = [pair for pair in leaves if pair[1] not in chosen]
        return leaves

    def _publish(self, position: int, leaves: list[tuple[SegmentEntry, Leaf]]) -> None:
        manifest = Manifest(position, tuple(entry for entry, _ in leaves))
        sync_folder(self._folder)
        publish(self._folder, manifest)
        self._refreshed()
        for path in self._folder.iterdir():
            if path.suffix in _SUFFIXES and path.name not in manifest.files:
                path.unlink(missing_ok=True)
