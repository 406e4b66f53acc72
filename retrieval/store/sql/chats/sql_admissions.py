"""Who is let in or banned, in a relational database."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select

from retrieval.store.contract.admissions import Admissions
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import admissions
from retrieval.store.values import Admission

_ALL = select(admissions).order_by(admissions.c.telegram_id)
# Every update asks for its writer's.
_OF = _ALL.where(admissions.c.telegram_id.in_(bindparam("ids", expanding=True)))


class SqlAdmissions(Admissions):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def all(self) -> tuple[Admission, ...]:
        return self._read(_ALL)

    def of(self, telegram_ids: Collection[int]) -> tuple[Admission, ...]:
        return self._read(_OF, ids=list(telegram_ids))

    def _read(self, rows: Select[Any], **asked: Any) -> tuple[Admission, ...]:
        with self._reading() as connection:
            return tuple(Admission(**row._asdict()) for row in connection.execute(rows, asked))

    def save(self, admission: Admission) -> None:
        with self._writing() as connection:
            connection.execute(delete(admissions).where(admissions.c.telegram_id == admission.telegram_id))
            connection.execute(insert(admissions), {c.name: getattr(admission, c.name) for c in admissions.c})

    def forget(self, telegram_id: int) -> bool:
        gone = delete(admissions).where(admissions.c.telegram_id == telegram_id)
        with self._writing() as connection:
            return bool(connection.execute(gone).rowcount)
