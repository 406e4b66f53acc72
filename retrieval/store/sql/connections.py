"""Connections and transactions: reading, writing so that it outlives a power cut, or writing much at once."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from retrieval.errors import ArchiveBusy
from retrieval.store.sql.database_errors import translated

_LOG_WAIT_MS = 500
_VERSIONS_AT = 18
# The least that SQLite needs beside a log to find its way in it; on a full disk it gets no further than an empty file.
_LOCKS_BYTES = 32_768
Transaction = Callable[[], AbstractContextManager[Connection]]
Identity = tuple[tuple[int, ...] | None, ...]


class Connections:
    """The connections to one database.

    A process that has SQLite's file open goes on with that file when another is put in its place, and what it writes
    is lost. So before each transaction it is looked whether the file is still the one that was opened; where it is
    not, all connections are made anew.

    Args:
        file: SQLite's; None for a server.
        busy_timeout_s: how long the database waits for a lock before it gives up.
        why_only_read: why nothing can be written; empty where it can.

    Attributes:
        file: SQLite's; None for a server.
        openings: how often the file was found to be another, so that nothing kept in memory is of use any more.
    """

    _open: ClassVar[WeakSet[Connections]] = WeakSet()

    def __init__(
        self, engine: Engine, *, location: str, busy_timeout_s: float, file: Path | None = None, why_only_read: str = ""
    ) -> None:
        self.engine = engine
        self.openings = 0
        self.location = location
        self._busy_timeout_s = busy_timeout_s
        self.file = file
        self._why_only_read = why_only_read
        self._files = () if file is None else (file, _beside(file, "-wal"))
        self._identity: Identity = self._identified()
        self._lock = threading.Lock()
        self._writers_turn = threading.Lock()
        self._held = threading.local()
        self._open.add(self)
        self._durable = engine.execution_options(is_writing=True, is_durable=True)
        self._bulk = engine.execution_options(is_writing=True)

    @classmethod
    def has_open(cls, file: Path) -> bool:
        """Whether this process holds a database's file open, so that reading it otherwise would end its locks."""
        return any(one.file == file for one in cls._open)

    @property
    def unseen(self) -> str:
        """Why, and of what, this process cannot see or write all; empty where it can."""
        if not self._why_only_read or self.file is None:
            return ""
        log, locks = _beside(self.file, "-wal"), _beside(self.file, "-shm")
        is_hidden = bool(_size(log)) and _size(locks) < _LOCKS_BYTES
        without = f", without the last changes, which stand in {log.name}" if is_hidden else ""
        return f"only read ({self._why_only_read}){without}"

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent view of the database."""
        held: Connection | None = getattr(self._held, "connection", None)
        return self._begun(self.engine) if held is None else self._joined(held)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Let all that this thread reads meanwhile share one view: a question begins one transaction, not thirty."""
        if getattr(self._held, "connection", None) is not None:
            yield
            return
        with self._begun(self.engine) as connection:
            self._held.connection, self._held.read = connection, {}
            try:
                yield
            finally:
                self._held.connection = self._held.read = None

    @property
    def read_at_this_moment(self) -> dict[str, Any] | None:
        """What this thread has read of the view that it shares now, by name; None where it shares none."""
        found: dict[str, Any] | None = getattr(self._held, "read", None)
        return found

    @contextmanager
    def _joined(self, held: Connection) -> Iterator[Connection]:
        with translated(self.location, self._busy_timeout_s):
            yield held

    def writing(self) -> AbstractContextManager[Connection]:
        """The only writing transaction; rolled back by any error, and on the disk when it ends well."""
        return self._begun_to_write(self._durable)

    def writing_in_bulk(self) -> AbstractContextManager[Connection]:
        """The same, without waiting for the disk; on it no later than the next `writing` that ends well.

        SQLite's log keeps the order of transactions, so a power cut takes the last ones and never one without those
        behind it: that a source was read cannot outlive its articles. PostgreSQL waits for the disk here too.
        """
        return self._begun_to_write(self._bulk)

    @contextmanager
    def _begun_to_write(self, engine: Engine) -> Iterator[Connection]:
        """Write when no other thread does.

        Whoever waits for SQLite's own lock sleeps and looks again, at last every tenth of a second; who waits for this
        one goes on at once. A server's lock wakes those that wait itself.
        """
        if self.file is None:
            with self._begun(engine) as connection:
                yield connection
            return
        if not self._writers_turn.acquire(timeout=self._busy_timeout_s):
            raise ArchiveBusy(self.location, self._busy_timeout_s)
        try:
            with self._begun(engine) as connection:
                yield connection
        finally:
            self._writers_turn.release()

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Connection]:
        self._look_at_file()
        with translated(self.location, self._busy_timeout_s), engine.begin() as connection:
            yield connection

    def _look_at_file(self) -> None:
        found = self._identified()
        # A log that was not there before is no other one.
        if found == self._identity or found[:1] == (None,):
            return
        with self._lock:
            before, self._identity = self._identity, found
            if any(old is not None and new != old for old, new in zip(before, found, strict=True)):
                self.openings += 1
                self.engine.dispose()
                if self.file is not None:
                    set_strange_log_aside(self.file)
                    self._identity = self._identified()

    def _identified(self) -> Identity:
        """Which files the database's name and its log's stand for."""
        # Who reads a file without locks must look whether it has changed meanwhile.
        return tuple(_identity(file, with_contents=bool(self._why_only_read)) for file in self._files)

    def empty_log(self) -> None:
        """What was taken down still stands in SQLite's log of writes; empty it, unless someone goes on reading it."""
        if self.engine.dialect.name != "sqlite":
            return
        # Past SQLAlchemy, which would begin a transaction first.
        with suppress(sqlite3.Error, DBAPIError), closing(self.engine.raw_connection()) as plain:
            cursor = plain.cursor()
            cursor.execute(f"PRAGMA busy_timeout={_LOG_WAIT_MS}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                cursor.execute(f"PRAGMA busy_timeout={int(self._busy_timeout_s * 1000)}")

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        self._open.discard(self)


def set_strange_log_aside(file: Path) -> None:
    """Keep SQLite from undoing a restore: it would write what an older log holds over the copy put back beside it.

    A copy that `backup` made says in its header (bytes 18 and 19, https://www.sqlite.org/fileformat2.html) that it has
    no such log, so one beside it is of the database that stood there before.
    No connection of this process may have the file open, as reading it would end their locks.
    """
    log = _beside(file, "-wal")
    with suppress(OSError):
        if not _size(log):
            return
        with file.open("rb") as header:
            header.seek(_VERSIONS_AT)
            is_without_log = header.read(2) == b"\1\1"
        if is_without_log:
            log.replace(log.with_name(f"{log.name}.of-another"))
            _beside(file, "-shm").unlink(missing_ok=True)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _size(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_size
    return 0


def _identity(file: Path, *, with_contents: bool) -> tuple[int, ...] | None:
    with suppress(OSError):
        found = file.stat()
        contents = (found.st_size, found.st_mtime_ns) if with_contents else ()
        return found.st_dev, found.st_ino, *contents
    return None
