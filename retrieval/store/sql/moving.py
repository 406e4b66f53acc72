"""Moving an archive into another database: every table row by row, restartable, and compared at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select, text, tuple_, update

from retrieval.errors import ArchiveUnavailable
from retrieval.store.sql.connections import Connections
from retrieval.store.sql.tables import archive, cursors, metadata

ROWS_AT_ONCE = 500
# Stands in the new database as long as it is not the whole archive.
_MARKER = "moving"
Tell = Callable[[str, int, int], None]
"""Told the table, how many of its rows are done, and how many there are."""


class Move:
    """Copies one archive's tables into a database that holds no other archive.

    What is there already from an earlier try is not copied again: rows go in the order of their keys, a few hundred a
    transaction, so the last key tells where to go on.
    """

    def __init__(self, source: Connections, target: Connections) -> None:
        self._source, self._target = source, target
        self._tables = [table for table in metadata.sorted_tables if table is not archive]

    def run(self, tell: Tell = lambda *_: None) -> int:
        """Copy and compare; returns how many rows this try copied.

        Raises:
            ArchiveUnavailable: the target holds another archive, or the two are not the same in the end.
        """
        self._begin()
        rows = 0
        with self._source.reading() as source:  # one view of all tables
            for table in self._tables:
                rows += self._copy(source, table, tell)
        self._count_on()
        for table in self._tables:
            self._compare(table, tell)
        with self._target.writing() as connection:
            connection.execute(cursors.delete().where(cursors.c.name == _MARKER))
        return rows

    def _begin(self) -> None:
        """Make the target this archive's, or find that an earlier try did."""
        with self._source.reading() as connection:
            ours = connection.scalar(select(archive.c.archive_id))
        with self._target.writing() as connection:
            theirs = connection.scalar(select(archive.c.archive_id))
            is_begun = connection.scalar(select(cursors.c.position).where(cursors.c.name == _MARKER)) is not None
            if theirs != ours or not is_begun:
                if any(_count(connection, table) for table in self._tables):
                    raise ArchiveUnavailable(
                        self._target.location, "it holds an archive already; name a database that is empty"
                    )
                connection.execute(update(archive).values(archive_id=ours))
                connection.execute(insert(cursors), {"name": _MARKER, "position": 0})

    def _copy(self, source: Connection, table: Table, tell: Tell) -> int:
        """Copy the rows behind the last one that is there."""
        with self._target.writing() as connection:
            if table is cursors:  # a handful, with our marker among them
                connection.execute(cursors.delete().where(cursors.c.name != _MARKER))
            done = _count(connection, table) if table is not cursors else 0
            last = _last_key(connection, table) if done else None
        copied, total = 0, _count(source, table)
        tell(table.name, done, total)
        for rows in _chunks(source, table, last):
            with self._target.writing_in_bulk() as target:
                target.execute(insert(table), [row._asdict() for row in rows])
            copied += len(rows)
            tell(table.name, done + copied, total)
        return copied

    def _count_on(self) -> None:
        """A server's counters go on behind the numbers that were copied."""
        with self._target.writing() as connection:
            if connection.dialect.name != "postgresql":
                return
            for table in self._tables:
                (column, *others) = table.primary_key.columns
                name = connection.scalar(
                    text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
                )
                highest = connection.scalar(select(func.max(column))) if name and not others else None
                if highest is not None:
                    connection.execute(select(func.setval(name, highest)))

    def _compare(self, table: Table, tell: Tell) -> None:
        with self._source.reading() as source, self._target.reading() as target:
            ours, theirs = _digest(source, table), _digest(target, table)
        if ours != theirs:
            why = f"its table {table.name} is not the same; stop whatever writes, empty this database and move again"
            raise ArchiveUnavailable(self._target.location, why)
        tell(table.name, ours[0], ours[0])


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _key(table: Table) -> Sequence[Any]:
    return list(table.primary_key.columns)


def _last_key(connection: Connection, table: Table) -> tuple[Any, ...]:
    columns = _key(table)
    return tuple(connection.execute(select(*columns).order_by(*(c.desc() for c in columns)).limit(1)).one())


def _chunks(connection: Connection, table: Table, last: tuple[Any, ...] | None) -> Iterator[Sequence[Row[Any]]]:
    """The rows behind a key, in the order of their keys."""
    columns = _key(table)
    while True:
        wanted = select(table).order_by(*columns).limit(ROWS_AT_ONCE)
        rows = connection.execute(wanted if last is None else wanted.where(tuple_(*columns) > tuple_(*last))).all()
        if not rows:
            return
        yield rows
        last = tuple(getattr(rows[-1], column.name) for column in columns)


def _digest(connection: Connection, table: Table) -> tuple[int, str]:
    """How many rows a table has, and what they are."""
    digest, count = hashlib.blake2b(digest_size=16), 0
    for rows in _chunks(connection, table, None):
        for row in rows:
            if table is cursors and row.name == _MARKER:
                continue
            count += 1
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return count, digest.hexdigest()
