"""Opening a database: which one is meant, and how it is spoken to."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from retrieval.errors import ArchiveUnavailable
from retrieval.store.sql.connections import Connections, set_strange_log_aside
from retrieval.store.sql.database_errors import is_out_of_reach, place_of, translated
from retrieval.store.sql.schema import bring_up_to_date, refuse_other_schemas
from retrieval.store.sql.sql_store import SqlStore

BUSY_TIMEOUT_S = 15.0
_CACHE_KIB = 16_000
# What a connection remembers of itself.
_SYNCHRONOUS = "synchronous"
_WAL_TRIES = 150
# Any number will do, as long as every process takes the same.
_POSTGRES_LOCK = 7_304_825_551
Mode = Literal["", "rw", "ro"]


def open_sql_store(url_or_path: str | Path) -> SqlStore:
    """The store in a database file, made with its folder where there is none, or behind a database URL.

    Where a file is there and cannot be written to, or the disk is full, it is read as far as it can be.
    """
    url, location = _target(url_or_path)
    if url.get_backend_name() != "sqlite" or "uri" in url.query:
        return SqlStore(_connected(url, location, "", None))
    file = Path(url.database or "").absolute()
    why = f"the folder {file.parent} cannot be written to; look at its owner and rights"
    if _can_be_written(file, location):
        if not Connections.has_open(file):
            set_strange_log_aside(file)
        try:
            return SqlStore(_connected(url, location, "rw", file))
        except ArchiveUnavailable as error:
            if not is_out_of_reach(error):
                raise
            why = error.why
    return _only_read(url, location, file, why)


def _only_read(url: URL, location: str, file: Path, why: str) -> SqlStore:
    """The store as it can be seen without writing anything.

    Raises:
        ArchiveUnavailable: not even so; with what stands in the way of writing, which is to be mended.
    """
    try:
        return SqlStore(_connected(url, location, "ro", file, why))
    except ArchiveUnavailable as error:
        raise (ArchiveUnavailable(location, why) if is_out_of_reach(error) else error) from error


def _connected(url: URL, location: str, mode: Mode, file: Path | None, why: str = "") -> Connections:
    """Connections to a database that has today's tables."""
    if file is not None:
        name = f"file:{quote(os.fsencode(file))}"
        url = url.set(database=name).update_query_dict({"mode": mode, "uri": "true"})
    engine = _engine(url, location, is_only_read=mode == "ro")
    durable = engine.execution_options(is_writing=True, is_durable=True)
    try:
        with translated(location, BUSY_TIMEOUT_S):
            if mode == "ro":
                refuse_other_schemas(engine, location)
            else:
                bring_up_to_date(engine, durable, location)
    except BaseException:
        engine.dispose()
        raise
    return Connections(engine, location=location, busy_timeout_s=BUSY_TIMEOUT_S, file=file, why_only_read=why)


def _target(url_or_path: str | Path) -> tuple[URL, str]:
    """Where the database is, and how to name it in messages."""
    if isinstance(url_or_path, str) and "://" in url_or_path:
        url = _parsed(url_or_path)
    else:
        url = URL.create("sqlite", database=str(url_or_path))
    location = place_of(url)
    is_in_memory = not url.database or url.database == ":memory:" or "mode" in url.query
    if url.get_backend_name() == "sqlite" and is_in_memory:
        raise ArchiveUnavailable(location, "an archive needs a file: sqlite:////absolute/path/to/file")
    return url, location


def _parsed(given: str) -> URL:
    try:
        url = make_url(given)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except (ArgumentError, ValueError):
        # The cause quotes the URL, and the URL may hold a password.
        raise ArchiveUnavailable(
            "the database URL", "it cannot be read; write dialect://user:password@host/name"
        ) from None
    except NoSuchModuleError:
        raise ArchiveUnavailable("the database URL", "sqlite and postgresql are known, this dialect is not") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArchiveUnavailable(place_of(url), "sqlite and postgresql are known, this dialect is not")
    return url


def _can_be_written(file: Path, location: str) -> bool:
    """Make the file and its folder where they are missing; False for a file that can only be read.

    Raises:
        ArchiveUnavailable: there is none, and none can be made.
    """
    folder = file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise ArchiveUnavailable(location, f"{folder} is a file, and a folder is needed") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ArchiveUnavailable(location, f"the folder cannot be made ({why})") from error
    if file.is_dir():
        raise ArchiveUnavailable(location, "it is a folder, and the database is a file")
    is_writable = os.access(folder, os.W_OK)
    if file.exists():
        return is_writable and os.access(file, os.W_OK)
    if not is_writable:
        raise ArchiveUnavailable(location, f"the folder {folder} cannot be written to; look at its owner and rights")
    try:
        file.touch()
    except OSError as error:
        raise ArchiveUnavailable(location, f"the file cannot be made ({error.strerror or error})") from error
    return True


def _engine(url: URL, location: str, *, is_only_read: bool = False) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"connect_args": {"timeout": BUSY_TIMEOUT_S}} if is_sqlite else {"pool_pre_ping": True}
    try:
        # Errors and logs must never show the parameters: they are people's questions and publishers' texts.
        engine = create_engine(url, hide_parameters=True, **options)
    except ModuleNotFoundError as error:
        raise ArchiveUnavailable(
            location, f"the driver {error.name} is not installed; pip install {error.name}"
        ) from error
    except (ArgumentError, TypeError):
        raise ArchiveUnavailable(location, "the database URL has a part that its driver does not know") from None
    if is_sqlite:
        event.listen(engine, "connect", _prepare_reader if is_only_read else _prepare_writer)
        if is_only_read:
            event.listen(engine, "do_connect", _connect_to_read)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgres)
    return engine


def _connect_to_read(
    _dialect: Dialect, _record: object, arguments: list[str], options: dict[str, Any]
) -> sqlite3.Connection:
    """Read beside a writer where there may be one; where not even locks can be made, read the file as it lies there."""
    [name] = arguments
    try:
        driver: sqlite3.Connection = sqlite3.connect(name, **options)
        driver.execute("SELECT 1 FROM sqlite_master").close()
    except sqlite3.OperationalError:
        driver = sqlite3.connect(name.replace("mode=ro", "immutable=1"), **options)
    return driver


def _prepare_writer(driver: sqlite3.Connection, record: object) -> None:
    _prepare_reader(driver, record)
    _use_wal(driver)


def _prepare_reader(driver: sqlite3.Connection, _record: object) -> None:
    # Python's own idea of when a transaction begins leaves reads outside of it; _begin_sqlite does it instead.
    driver.isolation_level = None
    for pragma in (
        "fullfsync=ON",  # macOS takes it for written when the drive has not got it yet
        "foreign_keys=ON",
        "secure_delete=ON",  # what was taken down must not be left in the file's free pages
        f"cache_size=-{_CACHE_KIB}",
        "temp_store=MEMORY",
    ):
        driver.execute(f"PRAGMA {pragma}").close()


def _use_wal(driver: sqlite3.Connection) -> None:
    """Turn the log of writes on, where it is not: several at once make SQLite give up without waiting."""
    for left in reversed(range(_WAL_TRIES)):
        try:
            driver.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError:
            if not left:
                raise
            time.sleep(BUSY_TIMEOUT_S / _WAL_TRIES)


def _begin_sqlite(connection: Connection) -> None:
    if not _is_writing(connection):
        # Past SQLAlchemy, as every read begins with it: a transaction that takes no lock yet cannot fail.
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN").close()
        return
    # FULL: the log of writes is on the disk before the transaction has ended. It cannot be chosen within one.
    is_durable = connection.get_execution_options().get("is_durable")
    level = "FULL" if is_durable else "NORMAL"
    if connection.info.get(_SYNCHRONOUS) != level:
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.info[_SYNCHRONOUS] = level
    # A transaction that begins as a reader cannot wait for its turn to write: it would fail at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgres(connection: Connection) -> None:
    # Positions of changes must become visible in their order, so writers take turns as they do in SQLite.
    if _is_writing(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")


def _is_writing(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("is_writing"))
