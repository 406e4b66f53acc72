"""Write lock of an archive's folder: one process at a time holds it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from retrieval.errors import ArchiveBusy, ArchiveUnavailable

FILE_NAME = "writer.lock"
_ALIVE = ".alive"


class WriterLock:
    """The writer's lock of a folder, as a context manager; the system frees it when the process dies.

    Two locks on one folder exclude each other inside one process too. One lock is not taken twice.

    Args:
        timeout_s: how long to wait for another writer.
    """

    def __init__(self, folder: Path, timeout_s: float = 10.0) -> None:
        self._folder = folder
        self._timeout_s = timeout_s
        self._lock = FileLock(folder / FILE_NAME, thread_local=False, fallback_to_soft=False)

    def acquire(self) -> None:
        """Take it.

        Raises:
            ArchiveBusy: another writer holds it still after ``timeout_s``.
            ArchiveUnavailable: the folder cannot be written to.
        """
        if self._lock.is_locked:
            raise ArchiveBusy(str(self._folder), 0.0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=self._timeout_s)
        except Timeout as error:
            raise ArchiveBusy(str(self._folder), self._timeout_s) from error
        except (OSError, NotImplementedError) as error:
            why = f"the file {FILE_NAME} cannot be locked ({getattr(error, 'strerror', None) or error})"
            raise ArchiveUnavailable(str(self._folder), why) from error

    def release(self) -> None:
        """Give it back; harmless when it is not held."""
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class LifeSigns:
    """Which workers' processes have ended, as far as this machine can tell: each holds a lock on a file of its own.

    The system frees the lock when the process dies, so nobody has to wait until its time has run out. Where files
    cannot be locked, nothing is known, and nothing breaks.

    Args:
        folder: of these files; made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, FileLock] = {}

    def begin(self, worker: str) -> None:
        """A worker of this process lives."""
        if worker in self._held:
            return
        with suppress(Timeout, OSError, NotImplementedError):
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = self._lock(worker)
            lock.acquire(timeout=0)
            self._held[worker] = lock

    def end(self, worker: str) -> None:
        """A worker of this process has ended."""
        if lock := self._held.pop(worker, None):
            self._let_go(worker, lock)

    def ended(self) -> tuple[str, ...]:
        """The workers whose processes have ended without a word; each is named once."""
        gone = []
        for name in sorted(path.stem for path in self._files()):
            lock = self._lock(name)
            with suppress(Timeout, OSError, NotImplementedError):
                lock.acquire(timeout=0)
                self._let_go(name, lock)
                gone.append(name)
        return tuple(gone)

    def close(self) -> None:
        """No worker of this process lives."""
        for worker in tuple(self._held):
            self.end(worker)

    def _files(self) -> tuple[Path, ...]:
        with suppress(OSError):
            return tuple(self._folder.glob(f"*{_ALIVE}"))
        return ()

    def _lock(self, worker: str) -> FileLock:
        return FileLock(self._folder / f"{worker}{_ALIVE}", thread_local=False, fallback_to_soft=False)

    def _let_go(self, worker: str, lock: FileLock) -> None:
        # Unlinked while it is held: who waits for it locks a file that nobody finds any more.
        with suppress(OSError):
            (self._folder / f"{worker}{_ALIVE}").unlink(missing_ok=True)
        lock.release()
