"""Schema version: brings the tables of older programs up to date, refuses those of newer ones."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text

from retrieval.errors import ArchiveTooNew, ArchiveUnavailable

VERSIONS = tuple(f"{number:04}" for number in range(1, 19))
"""Every migration, oldest first. Kept here so that opening an archive that is up to date imports no Alembic."""

VERSION_TABLE = "verbatim_schema"


def bring_up_to_date(reader: Engine, writer: Engine, location: str) -> None:
    """Run the migrations that are missing, all of them in one transaction.

    Args:
        reader: for a look.
        writer: takes the database's write lock at the start of a transaction.

    Raises:
        ArchiveTooNew: the database names a version that this program does not know.
    """
    with reader.connect() as connection:
        if _found(connection, location) == VERSIONS[-1]:
            return
    with writer.connect() as connection, _foreign_keys_off(connection), connection.begin():
        # Another process may have done it while this one waited for the lock.
        if _found(connection, location) != VERSIONS[-1]:
            from retrieval.store.migrations import upgrade

            upgrade(connection, VERSION_TABLE)


def refuse_other_schemas(reader: Engine, location: str) -> None:
    """Make sure that the tables are today's, where they cannot be brought up to date.

    Raises:
        ArchiveTooNew: as in `bring_up_to_date`.
        ArchiveUnavailable: they are of an older version.
    """
    with reader.connect() as connection:
        if _found(connection, location) != VERSIONS[-1]:
            why = "it is of an older version and cannot be brought up to date, as it cannot be written to"
            raise ArchiveUnavailable(location, why)


def _found(connection: Connection, location: str) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 a constant
    if found is not None and found not in VERSIONS:
        raise ArchiveTooNew(location, found)
    return found


class _foreign_keys_off:  # noqa: N801 reads as a statement
    """SQLite changes a table by rebuilding it, which must not cascade; the switch works only outside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._set("OFF")

    def __exit__(self, *_: object) -> None:
        self._set("ON")

    def _set(self, value: str) -> None:
        if self._connection.dialect.name == "sqlite":
            # Past SQLAlchemy, which would begin a transaction first.
            driver = self._connection.connection.driver_connection
            assert driver is not None
            driver.execute(f"PRAGMA foreign_keys={value}")
