"""The intake's sources in a relational database."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, delete, insert, or_, select, update

from retrieval.store.contract.intake_sources import Source, Sources, SourceState
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import sources

# Columns that no `Source` has.
_OURS = ("is_end_told", "claimed_until_utc")


class SqlSources(Sources):
    def __init__(self, reading: Transaction, writing: Transaction, writing_soon: Transaction) -> None:
        self._reading = reading
        self._writing = writing
        # For claims: a power cut that loses them ends those who held them too.
        self._writing_soon = writing_soon

    def all(self) -> tuple[Source, ...]:
        with self._reading() as connection:
            rows = connection.execute(select(sources).order_by(sources.c.url)).all()
        return tuple(map(_as_source, rows))

    def add(self, source: Source) -> bool:
        with self._writing() as connection:
            if connection.scalar(select(sources.c.url).where(sources.c.url == source.url)) is not None:
                return False
            connection.execute(insert(sources), _row(source))
            return True

    def claim(self, now: datetime, until: datetime, *, limit: int) -> tuple[Source, ...]:
        is_free = or_(sources.c.claimed_until_utc.is_(None), sources.c.claimed_until_utc <= now)
        due = select(sources).where(sources.c.state == "active", sources.c.next_run_utc <= now, is_free)
        due = due.order_by(sources.c.next_run_utc, sources.c.url).limit(limit)
        with self._reading() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return ()
        with self._writing_soon() as connection:  # writers take turns, so each is claimed by one
            rows = connection.execute(due).all()
            taken = sources.c.url.in_([row.url for row in rows])
            connection.execute(update(sources).where(taken).values(claimed_until_utc=until))
        return tuple(map(_as_source, rows))

    def let_go(self, urls: Collection[str]) -> None:
        with self._writing_soon() as connection:
            for part in chunks(sorted(urls)):
                connection.execute(update(sources).where(sources.c.url.in_(part)).values(claimed_until_utc=None))

    def record(self, source: Source) -> bool:
        row = _row(source) | {"claimed_until_utc": None}
        row.pop("url")
        ends = row.pop("state") == "ended"
        if ends:
            row["state"] = case((sources.c.state == "active", "ended"), else_=sources.c.state)
        with self._writing() as connection:
            found = connection.execute(update(sources).where(sources.c.url == source.url).values(**row))
            return bool(found.rowcount)

    def set_state(self, url: str, state: SourceState, *, next_run_utc: datetime) -> bool:
        values = {"state": state, "next_run_utc": next_run_utc, "failures": 0, "last_error": None, "is_end_told": False}
        with self._writing() as connection:
            return bool(connection.execute(update(sources).where(sources.c.url == url).values(**values)).rowcount)

    def ended_untold(self) -> tuple[Source, ...]:
        untold = select(sources).where(sources.c.state == "ended", sources.c.is_end_told.is_(False))
        with self._reading() as connection:
            return tuple(map(_as_source, connection.execute(untold.order_by(sources.c.url))))

    def end_told(self, url: str) -> None:
        with self._writing() as connection:
            connection.execute(update(sources).where(sources.c.url == url).values(is_end_told=True))

    def remove(self, url: str) -> bool:
        with self._writing() as connection:
            return bool(connection.execute(delete(sources).where(sources.c.url == url)).rowcount)


def _as_source(row: Row[Any]) -> Source:
    facts = {name: value for name, value in row._asdict().items() if name not in _OURS}
    return Source(**facts | {"seen": json.loads(row.seen)})


def _row(source: Source) -> dict[str, Any]:
    row = {column.name: getattr(source, column.name) for column in sources.c if column.name not in _OURS}
    return row | {"seen": json.dumps(dict(source.seen), separators=(",", ":"))}
