"""The inbox of updates in a relational database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from retrieval.store.contract.inbox import Inbox, Received
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import inbox


class SqlInbox(Inbox):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def take(self, bot: str, bodies: Sequence[tuple[int, str]], now: datetime) -> tuple[int, ...]:
        given = dict(bodies)
        with self._writing() as connection:
            known: set[int] = set()
            for part in chunks(given):
                of_part = select(inbox.c.update_id).where(inbox.c.bot == bot, inbox.c.update_id.in_(part))
                known.update(connection.scalars(of_part))
            new = tuple(number for number in given if number not in known)
            if new:
                facts = {"bot": bot, "state": "waiting", "received_utc": now}
                connection.execute(insert(inbox), [{**facts, "update_id": n, "body": given[n]} for n in new])
        return new

    def known(self, bot: str, numbers: Collection[int]) -> frozenset[int]:
        found: set[int] = set()
        with self._reading() as connection:
            for part in chunks(numbers):
                of_part = select(inbox.c.update_id).where(inbox.c.bot == bot, inbox.c.update_id.in_(part))
                found.update(connection.scalars(of_part))
        return frozenset(found)

    def waiting(self, bot: str) -> tuple[Received, ...]:
        columns = (inbox.c.update_id, inbox.c.body, inbox.c.received_utc)
        rows = select(*columns).where(inbox.c.bot == bot, inbox.c.state == "waiting").order_by(inbox.c.update_id)
        with self._reading() as connection:
            return tuple(Received(**row._asdict()) for row in connection.execute(rows))

    def backlog(self) -> int:
        with self._reading() as connection:
            waiting = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")
            return connection.scalar(waiting) or 0

    def answering(self, bot: str, update_id: int) -> None:
        self._set(bot, update_id, state="answering")

    def put_back(self, bot: str, update_id: int) -> None:
        self._set(bot, update_id, state="waiting")

    def settle(self, bot: str, update_id: int, *, is_refused: bool = False) -> None:
        self._set(bot, update_id, state="refused" if is_refused else "handled", body=None)

    def _set(self, bot: str, update_id: int, **values: str | None) -> None:
        is_it = (inbox.c.bot == bot, inbox.c.update_id == update_id)
        with self._writing() as connection:
            connection.execute(update(inbox).where(*is_it, inbox.c.body.is_not(None)).values(**values))

    def settle_uncertain(self, bot: str) -> int:
        uncertain = update(inbox).where(inbox.c.bot == bot, inbox.c.state == "answering")
        with self._writing() as connection:
            return connection.execute(uncertain.values(state="uncertain", body=None)).rowcount

    def forget(self, before: datetime) -> int:
        with self._writing() as connection:
            return connection.execute(delete(inbox).where(inbox.c.received_utc < before)).rowcount
