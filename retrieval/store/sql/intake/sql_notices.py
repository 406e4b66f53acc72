"""What operators were told, in a relational database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from retrieval.store.contract.told_notices import ToldNotices
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import notices


class SqlToldNotices(ToldNotices):
    def __init__(self, writing: Transaction) -> None:
        self._writing = writing

    def is_first(self, name: str, now: datetime, *, within: timedelta) -> bool:
        with self._writing() as connection:
            told = connection.scalar(select(notices.c.told_utc).where(notices.c.name == name))
            if told is not None and now - told < within:
                return False
            connection.execute(delete(notices).where(notices.c.name == name))
            connection.execute(insert(notices), {"name": name, "told_utc": now})
        return True
