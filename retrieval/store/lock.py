"""Write lock of an archive's folder: one process at a time holds it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from retrieval.errors import ArchiveBusy, ArchiveUnavailable

FILE_NAME = "writer.lock"


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
