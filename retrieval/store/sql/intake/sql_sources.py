"""The intake's sources in a relational database."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, exists, insert, or_, select, update

from retrieval.store.contract.intake_sources import Source, Sources, SourceState
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import source_chats, sources

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

    def of_chat(self, chat_id: int) -> tuple[Source, ...]:
        named = select(sources).join(source_chats, source_chats.c.url == sources.c.url)
        with self._reading() as connection:
            rows = connection.execute(named.where(source_chats.c.chat_id == chat_id).order_by(sources.c.url)).all()
        return tuple(map(_as_source, rows))

    def channel(self, feed_url: str) -> Source | None:
        one = select(sources).where(sources.c.kind == "channel", sources.c.feed_url == feed_url)
        with self._reading() as connection:
            row = connection.execute(one).first()
        return _as_source(row) if row else None

    def add(self, source: Source) -> bool:
        with self._writing() as connection:
            if _is_there(connection, source.url):
                if source.is_operators:
                    of_it = update(sources).where(sources.c.url == source.url)
                    connection.execute(of_it.values(is_operators=True))
                return False
            connection.execute(insert(sources), _row(source))
            return True

    def name(self, source: Source, chat_id: int, *, most: int) -> bool | None:
        with self._writing() as connection:
            named = set(connection.scalars(select(source_chats.c.url).where(source_chats.c.chat_id == chat_id)))
            if source.url in named:
                return False
            if len(named) >= most:
                return None
            if not _is_there(connection, source.url):
                connection.execute(insert(sources), _row(replace(source, is_operators=False)))
            row = {"url": source.url, "chat_id": chat_id, "added_utc": source.added_utc}
            connection.execute(insert(source_chats), row)
            return True

    def unname(self, url: str, chat_id: int) -> bool:
        with self._writing() as connection:
            of_it = (source_chats.c.url == url, source_chats.c.chat_id == chat_id)
            if not connection.execute(delete(source_chats).where(*of_it)).rowcount:
                return False
            sweep_unnamed(connection, [url])
            return True

    def told(self, url: str, title: str | None, *, now: datetime, added: int) -> None:
        of_it = update(sources).where(sources.c.url == url)
        with self._writing() as connection:
            connection.execute(of_it.values(title=title, last_run_utc=now, articles=sources.c.articles + added))

    def claim(self, now: datetime, until: datetime, *, limit: int) -> tuple[Source, ...]:
        is_free = or_(sources.c.claimed_until_utc.is_(None), sources.c.claimed_until_utc <= now)
        is_due = (sources.c.kind == "web", sources.c.state == "active", sources.c.next_run_utc <= now)
        due = select(sources).where(*is_due, is_free)
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
        for whose in ("url", "kind", "is_operators"):
            row.pop(whose)
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
            connection.execute(delete(source_chats).where(source_chats.c.url == url))
            return bool(connection.execute(delete(sources).where(sources.c.url == url)).rowcount)


def forget_named(connection: Connection, chat_id: int) -> None:
    """A chat is forgotten, with what it has named."""
    of_chat = source_chats.c.chat_id == chat_id
    urls = connection.scalars(select(source_chats.c.url).where(of_chat)).all()
    connection.execute(delete(source_chats).where(of_chat))
    sweep_unnamed(connection, urls)


def sweep_unnamed(connection: Connection, urls: Collection[str]) -> None:
    """Forget those of these sources that nobody wants any more."""
    is_named = exists().where(source_chats.c.url == sources.c.url)
    for part in chunks(sorted(urls)):
        unwanted = (sources.c.url.in_(part), sources.c.is_operators.is_(False), ~is_named)
        connection.execute(delete(sources).where(*unwanted))


def move_named(connection: Connection, old_id: int, new_id: int) -> None:
    """What a chat has named is named by the one that it becomes."""
    there = select(source_chats.c.url).where(source_chats.c.chat_id == new_id)
    urls = connection.scalars(there).all()
    old = source_chats.c.chat_id == old_id
    connection.execute(delete(source_chats).where(old, source_chats.c.url.in_(urls)))
    connection.execute(update(source_chats).where(old).values(chat_id=new_id))


def _is_there(connection: Connection, url: str) -> bool:
    return connection.scalar(select(sources.c.url).where(sources.c.url == url)) is not None


def _as_source(row: Row[Any]) -> Source:
    facts = {name: value for name, value in row._asdict().items() if name not in _OURS}
    return Source(**facts | {"seen": json.loads(row.seen)})


def _row(source: Source) -> dict[str, Any]:
    row = {column.name: getattr(source, column.name) for column in sources.c if column.name not in _OURS}
    return row | {"seen": json.dumps(dict(source.seen), separators=(",", ":"))}
