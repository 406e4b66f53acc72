"""Chats that are gone, silent or moved, in a relational database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Column, delete, insert, select, update

from retrieval.store.contract.chat_lives import ChatLife, ChatLives
from retrieval.store.sql.chats.sql_subscriptions import forget_subscriptions, settle_moved
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.intake.sql_sources import forget_named, move_named
from retrieval.store.sql.tables import admissions, chat_lives, metadata


class SqlChatLives(ChatLives):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, chat_id: int) -> ChatLife | None:
        with self._reading() as connection:
            row = connection.execute(select(chat_lives).where(chat_lives.c.chat_id == chat_id)).one_or_none()
        return ChatLife(**row._asdict()) if row else None

    def suspend(self, chat_id: int, now: datetime) -> None:
        self._note(chat_id, suspended_utc=now)

    def leave(self, chat_id: int, now: datetime) -> None:
        self._note(chat_id, left_utc=now)

    def _note(self, chat_id: int, **since: datetime) -> None:
        """Note since when; a moment that is known stays."""
        with self._writing() as connection:
            row = connection.execute(select(chat_lives).where(chat_lives.c.chat_id == chat_id)).one_or_none()
            known = {name: value for name, value in row._asdict().items() if value is not None} if row else {}
            connection.execute(delete(chat_lives).where(chat_lives.c.chat_id == chat_id))
            connection.execute(insert(chat_lives), {"chat_id": chat_id, **since, **known})

    def resume(self, chat_id: int) -> None:
        with self._writing() as connection:
            connection.execute(delete(chat_lives).where(chat_lives.c.chat_id == chat_id))

    def purge(self, before: datetime) -> tuple[int, ...]:
        gone = select(chat_lives.c.chat_id).where(chat_lives.c.left_utc < before).order_by(chat_lives.c.chat_id)
        with self._writing() as connection:
            ids = tuple(connection.scalars(gone))
            for chat_id in ids:
                forget_subscriptions(connection, chat_id)
                forget_named(connection, chat_id)
                for column in _chat_columns():
                    connection.execute(delete(column.table).where(column == chat_id))
        return ids

    def move(self, old_id: int, new_id: int) -> None:
        with self._writing() as connection:
            settle_moved(connection, old_id, new_id)
            move_named(connection, old_id, new_id)
            for column in _chat_columns():
                of_old = column.table.select().where(column == old_id).limit(1)
                if column.primary_key and connection.execute(of_old).first() is not None:
                    connection.execute(delete(column.table).where(column == new_id))
                connection.execute(update(column.table).where(column == old_id).values({column.name: new_id}))


def _chat_columns() -> Iterator[Column[int]]:
    """Every column that says to which chat a row belongs; the tables that hang on others first."""
    for table in reversed(metadata.sorted_tables):
        if "chat_id" in table.c:
            yield table.c.chat_id
    yield admissions.c.telegram_id
