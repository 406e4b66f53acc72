"""The log of changes in a relational database, read for those who follow it."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from retrieval.store.contract.history import History
from retrieval.store.sql import history
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import changes
from retrieval.store.values import Change, Lineage

# Who follows the archive asks several times a second.
_SINCE = (
    select(changes).where(changes.c.position > bindparam("after")).order_by(changes.c.position).limit(bindparam("most"))
)


class SqlHistory(History):
    def __init__(self, reading: Transaction) -> None:
        self._reading = reading

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        with self._reading() as connection:
            rows = connection.execute(_SINCE, {"after": after, "most": limit})
            return tuple(Change(row.position, row.article_id, row.is_removal) for row in rows)

    def last_position(self) -> int:
        with self._reading() as connection:
            return history.last_position(connection)

    def lineage(self, state: str = "") -> Lineage:
        with self._reading() as connection:
            return history.lineage(connection, state)
