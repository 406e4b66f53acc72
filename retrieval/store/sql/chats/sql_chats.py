"""Chat settings in a relational database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, delete, insert, select

from retrieval.store.contract.chats import Chats
from retrieval.store.sql.chats.sql_subscriptions import forget_subscriptions
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.intake.sql_sources import forget_named
from retrieval.store.sql.tables import chats, saved, shown
from retrieval.store.values import ChatSettings

# Every update asks for its chat's.
_ONE = select(chats).where(chats.c.chat_id == bindparam("chat_id"))


class SqlChats(Chats):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, chat_id: int) -> ChatSettings | None:
        with self._reading() as connection:
            row = connection.execute(_ONE, {"chat_id": chat_id}).one_or_none()
        return ChatSettings(**row._asdict()) if row else None

    def get_many(self, chat_ids: Collection[int]) -> dict[int, ChatSettings]:
        with self._reading() as connection:
            rows = [
                row
                for part in chunks(sorted(set(chat_ids)))
                for row in connection.execute(select(chats).where(chats.c.chat_id.in_(part)))
            ]
        return {row.chat_id: ChatSettings(**row._asdict()) for row in rows}

    def save(self, chat: ChatSettings) -> None:
        with self._writing() as connection:
            connection.execute(delete(chats).where(chats.c.chat_id == chat.chat_id))
            connection.execute(insert(chats), {c.name: getattr(chat, c.name) for c in chats.c})

    def forget(self, chat_id: int) -> int:
        with self._writing() as connection:
            connection.execute(delete(chats).where(chats.c.chat_id == chat_id))
            connection.execute(delete(saved).where(saved.c.owner_id == chat_id))
            forget_subscriptions(connection, chat_id)
            forget_named(connection, chat_id)
            return connection.execute(delete(shown).where(shown.c.chat_id == chat_id)).rowcount
