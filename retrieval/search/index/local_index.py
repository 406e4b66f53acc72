"""Local index in a folder: immutable segments under a manifest that is swapped atomically, for one process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.errors import ArchiveUnavailable, IndexDamaged
from retrieval.search import compiled
from retrieval.search.engine import Held, Indexed, Reached, Withdrawn
from retrieval.search.index import write_ahead_log
from retrieval.search.index.manifest import (
    NAME,
    Manifest,
    from_bytes,
    publish,
    read_bytes,
    sync_folder,
    unusable,
)
from retrieval.search.index.reads_of_snapshot import ReadsOfSnapshot
from retrieval.search.index.segment_files import Fresh, Leaves, SegmentFiles
from retrieval.search.index.snapshot import Snapshot
from retrieval.search.segment.builder import SegmentTokens
from retrieval.search.segment.merge import merge_candidates
from retrieval.search.segment.write_buffer import WriteBuffer

_MAX_REREADS = 20
_SUFFIXES = (".seg", ".gone", ".tail")
# More units than this at once become a segment; a tail of so many is made one in the background; it holds no more than.
_FEW_UNITS, _BUFFER_UNITS, _MOST_BUFFER_UNITS = 300, 600, 2400


class LocalIndex(ReadsOfSnapshot):
    """A `SearchEngine` in a folder; files are mapped, so opening reads next to nothing.

    A few changes go to the tail, in memory and in a file that only grows; many become a segment. Segments are made of
    the tail, and merged, by a process beside this one. Several threads may ask at once. A folder that does not exist is
    an empty index; `apply` makes it. Nothing is read before the first use, so that a damaged index can be opened and
    cleared.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index_lock = FileLock(folder / "index.lock", thread_local=False, fallback_to_soft=False)
        self._files = SegmentFiles(folder)
        self._compaction: subprocess.Popen[bytes] | None = None
        self._forget()

    def _forget(self) -> None:
        self._seen = b""
        self._snapshot: Snapshot | None = None
        self._buffer, self._tail_end, self._reached = WriteBuffer(), 0, Reached()

    @property
    def is_shared(self) -> bool:
        """It is in a folder of this machine."""
        return False

    @property
    def position(self) -> int:
        """The last change of the archive that this index holds."""
        return self.reached.position

    @property
    def reached(self) -> Reached:
        """The same, with the state that the archive was in."""
        self._current()
        return self._reached

    def standing(self) -> str:
        """Nothing to say beyond what `verify` finds."""
        return ""

    def publish(self) -> None:
        """All read what is built as it is built."""

    def refresh(self) -> Reached:
        """See what other processes have applied since."""
        self._refreshed()
        return self._reached

    def _refreshed(self) -> Snapshot:
        with self._lock:
            for _ in range(_MAX_REREADS):
                found = self._look()
                if found is not None:
                    return found
        raise ArchiveUnavailable(str(self._folder), "the index is being rewritten faster than it can be opened")

    def _look(self) -> Snapshot | None:
        """What the files say now; None where they changed meanwhile."""
        data, before = self._read(), self._snapshot
        is_new = data != self._seen or before is None
        manifest = from_bytes(self._folder / NAME, data) if is_new or before is None else before.manifest
        buffer, end, reached = (
            (WriteBuffer(), 0, manifest.reached) if is_new else (self._buffer, self._tail_end, self._reached)
        )
        entries = self._entries(manifest.buffer, end)
        if entries is None:
            if end and self._read() != data:
                return None
            entries = []
        if before and not is_new and not entries:
            return before
        for entry in entries:
            buffer.take(entry.changes)
            end, reached = entry.end, entry.reached
        try:
            news = [change.article_id for entry in entries for change in entry.changes]
            snapshot = Snapshot(self._folder, manifest, buffer, before, news)
        except FileNotFoundError as error:
            # A writer has replaced these files since the manifest was read: there is a newer one.
            if self._read() == data:
                raise IndexDamaged(Path(str(error.filename)), "it is missing") from error
            return None
        except OSError as error:
            raise unusable(self._folder, error) from error
        self._snapshot, self._seen = snapshot, data
        self._buffer, self._tail_end, self._reached = buffer, end, reached
        return snapshot

    def _entries(self, name: str, end: int) -> list[write_ahead_log.Entry] | None:
        """What was added to the tail's file; None where there is none."""
        if not name:
            return []
        try:
            size = (self._folder / name).stat().st_size
        except FileNotFoundError:
            return None
        return write_ahead_log.read(self._folder / name, end) if size > end else []

    def apply(self, changes: Iterable[Indexed | Withdrawn], *, position: int, state: str = "") -> None:
        """Take the changes; a few are seen at once, many become segments. Either outlives the end of the process."""
        rest, reached = iter(changes), Reached(position, state)
        few, units = [], 0
        for change in rest:
            few.append(change)
            units += len(change.units) if isinstance(change, Indexed) else 1
            if units > _FEW_UNITS:
                break
        with self._files.without_leftovers(), self._writing():
            self._refreshed()
            if units <= _FEW_UNITS and self._buffer.unit_count + units <= _MOST_BUFFER_UNITS:
                self._append(few, reached)
            else:
                everything = chain(self._buffer.changed.values(), few, rest)
                self._replace(lambda: self._files.write(everything), reached)
        if self._buffer.unit_count >= _BUFFER_UNITS:
            self._compact_beside()

    def apply_tokens(self, parts: Iterable[SegmentTokens], *, position: int, state: str = "") -> None:
        """Take many articles whose strings are numbered already, a segment each part; otherwise as `apply`."""
        compiled.load_counting()
        with self._files.without_leftovers(), self._writing():
            self._refreshed()
            if self._buffer.changed:
                self._replace(lambda: self._files.write(self._buffer.changed.values()), self._reached)
            self._replace(lambda: self._files.write_parts(parts), Reached(position, state))

    def compact(self) -> bool:
        """Make a segment of the tail, and fewer segments of many; whether there was something to do.

        Others may search and `apply` meanwhile; where they replace segments themselves, their work counts.
        """
        try:
            with (
                FileLock(self._folder / "compaction.lock", timeout=0, fallback_to_soft=False),
                self._files.without_leftovers(),
            ):
                return self._compact()
        except Timeout:
            return False
        except OSError as error:
            raise unusable(self._folder, error) from error

    def _compact(self) -> bool:
        has_done = False
        while True:
            before, end, reached = self._refreshed(), self._tail_end, self._reached
            leaves = list(zip(before.manifest.segments, before.base, strict=True))
            if self._buffer.changed:
                changes = list(self._buffer.changed.values())
                leaves = self._files.replaced(leaves, *self._files.write(changes))
            elif chosen := merge_candidates([leaf for _, leaf in leaves]):
                leaves = self._files.merged_once(leaves, chosen)
            else:
                return has_done
            with self._writing():
                if from_bytes(self._folder / NAME, self._read()) != before.manifest:
                    return has_done
                self._publish(reached, leaves, carried=self._carried(before.manifest.buffer, end))
            has_done = True

    def _carried(self, name: str, end: int) -> bytes:
        """What was added to the tail since."""
        try:
            return (self._folder / name).read_bytes()[end:] if name else b""
        except FileNotFoundError:
            return b""

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Nobody else changes the manifest or the tail meanwhile."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._index_lock:
                yield
        except OSError as error:
            raise unusable(self._folder, error) from error

    def _append(self, changes: Sequence[Indexed | Withdrawn], reached: Reached) -> None:
        """Put changes into the tail."""
        if not self._current().manifest.buffer:
            self._publish(Reached(), [])
        name = self._current().manifest.buffer
        write_ahead_log.append(self._folder / name, self._tail_end, changes, reached)
        self._refreshed()

    def _compact_beside(self) -> None:
        """Start a process that compacts, unless one is at it."""
        if self._compaction is None or self._compaction.poll() is not None:
            command = [sys.executable, "-m", "retrieval.search.index.compaction", str(self._folder)]
            nothing = subprocess.DEVNULL
            self._compaction = subprocess.Popen(  # noqa: S603  # fixed words and our own folder
                command, stdin=nothing, stdout=nothing, stderr=nothing
            )

    def settle(self, timeout_s: float = 60.0) -> None:
        """Wait for the process that compacts, if there is one."""
        if self._compaction is not None:
            self._compaction.wait(timeout_s)
        self._refreshed()

    def _replace(self, write: Callable[[], Fresh], reached: Reached) -> None:
        """Add segments, of the tail too, and merge."""
        before = self._current()
        leaves = list(zip(before.manifest.segments, before.base, strict=True))
        self._publish(reached, self._files.merged(self._files.replaced(leaves, *write())))

    def held(self) -> dict[str, Held]:
        """Every article of which passages can be found, by its id."""
        return dict(self._refreshed().held())

    def verify(self) -> None:
        """Check every file in full."""
        for _ in range(_MAX_REREADS):
            try:
                # Opened again, as what this process has mapped long ago may have been sound then.
                leaves = Snapshot(self._folder, self._refreshed().manifest).base
            except FileNotFoundError:
                continue
            for leaf in leaves:
                leaf.segment.file.verify()
            return

    def clear(self) -> None:
        """Forget everything, durably."""
        with self._writing():
            self._publish(Reached(), [])

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            self._forget()

    @property
    def snapshot(self) -> Snapshot:
        """The index as it is read now; the same object while nothing changes."""
        return self._current()

    def with_newest(self) -> tuple[Snapshot, dict[str, Indexed | Withdrawn]]:
        """The index as it is read now, and what its tail holds, by article."""
        current = self._current()
        with self._lock:
            return self._snapshot or current, dict(self._buffer.changed)

    def _current(self) -> Snapshot:
        return self._snapshot or self._refreshed()

    def _read(self) -> bytes:
        try:
            return read_bytes(self._folder)
        except OSError as error:
            raise unusable(self._folder, error) from error

    def _publish(self, reached: Reached, leaves: Leaves, *, carried: bytes = b"") -> None:
        """Make these the segments, with a new tail that begins with what is carried over."""
        segments, buffer = tuple(entry for entry, _ in leaves), self._files.new_name(".tail")
        manifest = Manifest(reached.position, segments, buffer, reached.state)
        if carried:
            (self._folder / manifest.buffer).write_bytes(carried)
        sync_folder(self._folder)
        publish(self._folder, manifest)
        self._refreshed()
        for path in self._folder.iterdir():
            if path.suffix in _SUFFIXES and path.name not in manifest.files:
                path.unlink(missing_ok=True)
