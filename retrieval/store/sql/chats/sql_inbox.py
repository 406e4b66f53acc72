"""The inbox of updates in a relational database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from retrieval.store.contract.inbox import Arrival, Inbox, Kept, Received
from retrieval.store.lock import LifeSigns
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import inbox, inbox_workers

_MOST_CLAIMED = 2_000
_IS_OPEN = inbox.c.body.is_not(None)


class SqlInbox(Inbox):
    """Writers take turns in every database, see `Connections`, so what was looked up before a write still holds."""

    def __init__(
        self, reading: Transaction, writing: Transaction, writing_soon: Transaction, life_signs: LifeSigns | None = None
    ) -> None:
        self._life_signs = life_signs
        self._reading = reading
        self._writing = writing
        # For who lives: a power cut that loses it ends those too. And for what was answered: it stays uncertain then.
        self._writing_soon = writing_soon

    def renew(self, bot: str, worker: str, until: datetime) -> None:
        if self._life_signs:
            self._life_signs.begin(worker)
        is_it = (inbox_workers.c.bot == bot, inbox_workers.c.worker == worker)
        with self._writing_soon() as connection:
            if not connection.execute(update(inbox_workers).where(*is_it).values(until_utc=until)).rowcount:
                connection.execute(insert(inbox_workers), {"bot": bot, "worker": worker, "until_utc": until})

    def release_ended(self) -> None:
        for worker in self._life_signs.ended() if self._life_signs else ():
            self.release(worker)

    def release(self, worker: str) -> None:
        if self._life_signs:
            self._life_signs.end(worker)
        with self._writing_soon() as connection:
            connection.execute(delete(inbox_workers).where(inbox_workers.c.worker == worker))
            its = (_IS_OPEN, inbox.c.claimed_by == worker, inbox.c.state == "waiting")
            connection.execute(update(inbox).where(*its).values(claimed_by=None))

    def workers(self, bot: str, now: datetime) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(connection.scalars(_living(bot, now)))

    def take(self, bot: str, worker: str, arrivals: Sequence[Arrival], now: datetime, *, claims: bool = True) -> Kept:
        given = {one.update_id: one for one in arrivals}
        with self._writing() as connection:
            known = _known(connection, bot, given)
            new = tuple(number for number in given if number not in known)
            if new:
                connection.execute(insert(inbox), [_row(bot, given[number], now) for number in new])
            lines = sorted({given[number].line for number in new})
            taken = _claim(connection, bot, worker, now, lines=lines) if claims and new else ()
        return Kept(new, taken)

    def claim(self, bot: str, worker: str, now: datetime, *, lines: int) -> tuple[Received, ...]:
        with self._reading() as connection:
            if not _claimable(connection, bot, worker, now):
                return ()
        with self._writing_soon() as connection:
            return _claim(connection, bot, worker, now, most_lines=lines)

    def known(self, bot: str, numbers: Collection[int]) -> frozenset[int]:
        with self._reading() as connection:
            return _known(connection, bot, numbers)

    def backlog(self) -> int:
        with self._reading() as connection:
            waiting = select(func.count()).select_from(inbox).where(_IS_OPEN, inbox.c.state == "waiting")
            return connection.scalar(waiting) or 0

    def answering(self, bot: str, worker: str, update_id: int) -> bool:
        return self._set(bot, worker, update_id, state="answering")

    def put_back(self, bot: str, worker: str, update_id: int) -> None:
        self._set(bot, worker, update_id, state="waiting")

    def settle(
        self, bot: str, worker: str, update_id: int, *, is_refused: bool = False, is_answered: bool = False
    ) -> None:
        state = "refused" if is_refused else "handled"
        self._set(bot, worker, update_id, is_soon=is_answered, state=state, body=None)

    def _set(self, bot: str, worker: str, update_id: int, *, is_soon: bool = False, **values: str | None) -> bool:
        is_its = (inbox.c.bot == bot, inbox.c.update_id == update_id, inbox.c.claimed_by == worker, _IS_OPEN)
        with self._writing_soon() if is_soon else self._writing() as connection:
            return bool(connection.execute(update(inbox).where(*is_its).values(**values)).rowcount)

    def settle_expired(self, bot: str, now: datetime) -> int:
        lost = (inbox.c.bot == bot, _IS_OPEN, inbox.c.state == "answering", _is_free(bot, now))
        with self._reading() as connection:
            if connection.scalar(select(inbox.c.update_id).where(*lost).limit(1)) is None:
                return 0
        with self._writing() as connection:
            return connection.execute(update(inbox).where(*lost).values(state="uncertain", body=None)).rowcount

    def forget(self, before: datetime) -> int:
        with self._writing() as connection:
            connection.execute(delete(inbox_workers).where(inbox_workers.c.until_utc < before))
            return connection.execute(delete(inbox).where(inbox.c.received_utc < before)).rowcount


def _row(bot: str, one: Arrival, now: datetime) -> dict[str, Any]:
    facts = {"bot": bot, "update_id": one.update_id, "body": one.body, "line": one.line}
    return {**facts, "state": "waiting", "received_utc": now}


def _known(connection: Connection, bot: str, numbers: Collection[int]) -> frozenset[int]:
    found: set[int] = set()
    for part in chunks(numbers):
        of_part = select(inbox.c.update_id).where(inbox.c.bot == bot, inbox.c.update_id.in_(part))
        found.update(connection.scalars(of_part))
    return frozenset(found)


def _living(bot: str, now: datetime) -> Any:
    return select(inbox_workers.c.worker).where(inbox_workers.c.bot == bot, inbox_workers.c.until_utc > now)


def _is_free(bot: str, now: datetime) -> ColumnElement[bool]:
    """Nobody who lives has it in hand."""
    return or_(inbox.c.claimed_by.is_(None), inbox.c.claimed_by.not_in(_living(bot, now)))


def _waiting(bot: str, worker: str, now: datetime) -> ColumnElement[bool]:
    """It may be claimed by a worker, as far as it alone decides."""
    is_not_its = or_(inbox.c.claimed_by.is_(None), inbox.c.claimed_by != worker)
    return and_(inbox.c.bot == bot, _IS_OPEN, inbox.c.state == "waiting", is_not_its, _is_free(bot, now))


def _others(bot: str, worker: str, now: datetime) -> Any:
    """The lines that another who lives has in hand."""
    is_others = (inbox.c.claimed_by != worker, inbox.c.claimed_by.in_(_living(bot, now)))
    return select(inbox.c.line).where(inbox.c.bot == bot, _IS_OPEN, *is_others)


def _claimable(connection: Connection, bot: str, worker: str, now: datetime) -> bool:
    wanted = _waiting(bot, worker, now), inbox.c.line.not_in(_others(bot, worker, now))
    return connection.scalar(select(inbox.c.update_id).where(*wanted).limit(1)) is not None


def _claim(
    connection: Connection,
    bot: str,
    worker: str,
    now: datetime,
    *,
    lines: Sequence[str] | None = None,
    most_lines: int | None = None,
) -> tuple[Received, ...]:
    """Have a worker take what is free, the oldest first: of these lines, or of so many."""
    columns = (inbox.c.update_id, inbox.c.body, inbox.c.received_utc, inbox.c.line)
    wanted = select(*columns).where(_waiting(bot, worker, now)).order_by(inbox.c.update_id).limit(_MOST_CLAIMED)
    rows: list[Row[Any]] = []
    for part in [None] if lines is None else chunks(lines):
        of_part = () if part is None else (inbox.c.line.in_(part),)
        others = _others(bot, worker, now).where(*of_part)
        rows += connection.execute(wanted.where(*of_part, inbox.c.line.not_in(others)))
    if most_lines is not None:
        rows = _of_lines(rows, most_lines)
    for numbers in chunks([row.update_id for row in rows]):
        is_it = (inbox.c.bot == bot, inbox.c.update_id.in_(numbers))
        connection.execute(update(inbox).where(*is_it).values(claimed_by=worker))
    return tuple(Received(row.update_id, row.body, row.received_utc) for row in rows)


def _of_lines(rows: Iterable[Row[Any]], most: int) -> list[Row[Any]]:
    """Those of the first lines."""
    chosen: set[str] = set()
    found = []
    for row in rows:
        if row.line in chosen or len(chosen) < most:
            chosen.add(row.line)
            found.append(row)
    return found
