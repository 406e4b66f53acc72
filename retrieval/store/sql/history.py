"""Change log and state marks: every commit leaves a mark that none can repeat, so that states can be told apart.

A database that is put back from a copy, or that loses its last commits to a power cut, counts the same positions again
with other contents. So each commit that writes into the log of changes also leaves a random mark at its last position:
whoever keeps the mark beside what was derived up to there can tell whether the database still holds what it is of. A
mark takes some forty bytes and is never removed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.tables import changes, marks
from retrieval.store.values import Lineage

_BYTES = 8
# What a database takes for a whole number.
_DIGITS = 18
# Built once: every question asks.
_LAST = select(func.max(changes.c.position))
_NEWEST = select(marks).where(marks.c.position == select(func.max(marks.c.position)).scalar_subquery())
_MARK_AT = select(marks.c.mark).where(marks.c.position == bindparam("position"))


def log(connection: Connection, article_ids: Iterable[str], *, is_removal: bool) -> None:
    """Say that these articles changed; what the log said of them before no longer matters and goes."""
    ids = list(article_ids)
    if not ids:
        return
    for part in chunks(ids):
        connection.execute(delete(changes).where(changes.c.article_id.in_(part)))
    connection.execute(insert(changes), [{"article_id": i, "is_removal": is_removal} for i in ids])
    mark = {"position": last_position(connection), "mark": secrets.token_hex(_BYTES)}
    connection.execute(insert(marks), mark)


def last_position(connection: Connection) -> int:
    """The position of the last change; 0 before the first."""
    return connection.scalar(_LAST) or 0


def lineage(connection: Connection, before: str) -> Lineage:
    """Which state the archive is in, and whether it came there from another."""
    row = connection.execute(_NEWEST).one_or_none()
    now = f"{row.position}:{row.mark}" if row else ""
    is_of_it = bool(before) and (before == now or _is_left(connection, before))
    return Lineage(row.position if row else 0, now, is_of_it=is_of_it)


def _is_left(connection: Connection, state: str) -> bool:
    """Whether the mark of a state stands in the database."""
    position, _, mark = state.partition(":")
    if not position.isdecimal() or len(position) > _DIGITS:
        return False
    return connection.scalar(_MARK_AT, {"position": int(position)}) == mark
