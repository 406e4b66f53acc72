"""Cache of reads over the whole archive: each is done once, until the archive is in another state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from retrieval.store.sql import history
from retrieval.store.sql.connections import Connections

T = TypeVar("T")
_STATE = "state"


class ReadCache:
    """What was read of the archive's present state, by name; a database put in its place counts as another state."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._kept: dict[str, tuple[tuple[int, str], Any]] = {}

    def read(self, what: str, read: Callable[[Connection], T]) -> T:
        """What a read found in this state, or finds now."""
        with self._connections.reading() as connection:
            now = self._now(connection)
            if what not in self._kept or self._kept[what][0] != now:
                self._kept[what] = (now, read(connection))
            found: T = self._kept[what][1]
            return found

    def _now(self, connection: Connection) -> tuple[int, str]:
        """The present state; asked for once a moment, as it is the same all the while."""
        moment = self._connections.read_at_this_moment
        if moment is None:
            return self._connections.openings, history.lineage(connection, "").state
        if _STATE not in moment:
            moment[_STATE] = self._connections.openings, history.lineage(connection, "").state
        found: tuple[int, str] = moment[_STATE]
        return found
