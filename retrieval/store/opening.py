"""Which database is meant, and how is it spoken to?"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from retrieval.errors import ArchiveUnavailable
from retrieval.store.failures import place_of, translated
from retrieval.store.schema import bring_up_to_date
from retrieval.store.sql_store import SqlStore

BUSY_TIMEOUT_S = 15.0
_CACHE_KIB = 16_000
_WAL_TRIES = 150
# Any number will do, as long as every process takes the same.
_POSTGRES_LOCK = 7_304_825_551


def open_sql_store(url_or_path: str | Path) -> SqlStore:
    """The store in a database file, made with its folder where there is none, or behind a database URL."""
    url, location = _target(url_or_path)
    engine = _engine(url, location)
    writer = engine.execution_options(is_writing=True)
    try:
        with translated(location, BUSY_TIMEOUT_S):
            bring_up_to_date(engine, writer, location)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, writer, location=location, busy_timeout_s=BUSY_TIMEOUT_S)


def _target(url_or_path: str | Path) -> tuple[URL, str]:
    """Where the database is, and how to name it in messages."""
    if isinstance(url_or_path, str) and "://" in url_or_path:
        url = _parsed(url_or_path)
    else:
        url = URL.create("sqlite", database=str(url_or_path))
    location = place_of(url)
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:" or "mode" in url.query:
            raise ArchiveUnavailable(location, "an archive needs a file: sqlite:////absolute/path/to/file")
        _make(Path(url.database), location)
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


def _make(file: Path, location: str) -> None:
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
    if not os.access(folder, os.W_OK):
        raise ArchiveUnavailable(location, f"the folder {folder} cannot be written to; look at its owner and rights")


def _engine(url: URL, location: str) -> Engine:
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
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgres)
    return engine


def _prepare_sqlite(driver: sqlite3.Connection, _record: object) -> None:
    # Python's own idea of when a transaction begins leaves reads outside of it; _begin_sqlite does it instead.
    driver.isolation_level = None
    _use_wal(driver)
    for pragma in (
        "synchronous=NORMAL",
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
    # A transaction that begins as a reader cannot wait for its turn to write: it would fail at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing(connection) else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    # Positions of changes must become visible in their order, so writers take turns as they do in SQLite.
    if _is_writing(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")


def _is_writing(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("is_writing"))
