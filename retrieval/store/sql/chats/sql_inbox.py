"""The inbox of updates in a relational database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from retrieval.store.contract.inbox import Arrival, Inbox, Kept, Received
from retrieval.store.lock import LifeSigns
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import inbox, inbox_workers

_MOST_CLAIMED = 2_000
# Every update asks these, so they are built once. Who asks, as whom, and when:
_BOT: BindParameter[Any] = bindparam("of_bot")
_WORKER: BindParameter[Any] = bindparam("as_worker")
_NOW: BindParameter[Any] = bindparam("at")
_LINES: BindParameter[Any] = bindparam("of_lines", expanding=True)
_IS_OPEN = inbox.c.body.is_not(None)
_LIVING = select(inbox_workers.c.worker).where(inbox_workers.c.bot == _BOT, inbox_workers.c.until_utc > _NOW)
_IS_FREE = or_(inbox.c.claimed_by.is_(None), inbox.c.claimed_by.not_in(_LIVING))
"""Nobody who lives has it in hand."""
_IS_NOT_ITS = or_(inbox.c.claimed_by.is_(None), inbox.c.claimed_by != _WORKER)
_IS_WAITING = and_(inbox.c.bot == _BOT, _IS_OPEN, inbox.c.state == "waiting", _IS_NOT_ITS, _IS_FREE)
"""It may be claimed by a worker, as far as it alone decides."""
_OTHERS = select(inbox.c.line).where(
    inbox.c.bot == _BOT, _IS_OPEN, inbox.c.claimed_by != _WORKER, inbox.c.claimed_by.in_(_LIVING)
)
"""The lines that another who lives has in hand."""
_CLAIMABLE = select(inbox.c.update_id).where(_IS_WAITING, inbox.c.line.not_in(_OTHERS)).limit(1)
_OLDEST_FIRST = (
    select(inbox.c.update_id, inbox.c.body, inbox.c.received_utc, inbox.c.line)
    .where(_IS_WAITING)
    .order_by(inbox.c.update_id)
    .limit(_MOST_CLAIMED)
)
_FREE = _OLDEST_FIRST.where(inbox.c.line.not_in(_OTHERS))
_FREE_OF_LINES = _OLDEST_FIRST.where(
    inbox.c.line.in_(_LINES), inbox.c.line.not_in(_OTHERS.where(inbox.c.line.in_(_LINES)))
)
_NUMBERS: BindParameter[Any] = bindparam("numbers", expanding=True)
_KNOWN = select(inbox.c.update_id).where(inbox.c.bot == _BOT, inbox.c.update_id.in_(_NUMBERS))
_TAKE = update(inbox).where(inbox.c.bot == _BOT, inbox.c.update_id.in_(_NUMBERS)).values(claimed_by=_WORKER)
_ITS = update(inbox).where(
    inbox.c.bot == _BOT, inbox.c.update_id == bindparam("number"), inbox.c.claimed_by == _WORKER, _IS_OPEN
)
_MARK = _ITS.values(state=bindparam("stands"))
_CLOSE = _MARK.values(body=None)
_LOST = (inbox.c.bot == _BOT, _IS_OPEN, inbox.c.state == "answering", _IS_FREE)
_IS_LOST = select(inbox.c.update_id).where(*_LOST).limit(1)
_CLOSE_LOST = update(inbox).where(*_LOST).values(state="uncertain", body=None)


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
            return frozenset(connection.scalars(_LIVING, {"of_bot": bot, "at": now}))

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
            if connection.scalar(_CLAIMABLE, {"of_bot": bot, "as_worker": worker, "at": now}) is None:
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
        return self._set(_MARK, bot, worker, update_id, "answering")

    def put_back(self, bot: str, worker: str, update_id: int) -> None:
        self._set(_MARK, bot, worker, update_id, "waiting")

    def settle(
        self, bot: str, worker: str, update_id: int, *, is_refused: bool = False, is_answered: bool = False
    ) -> None:
        state = "refused" if is_refused else "handled"
        self._set(_CLOSE, bot, worker, update_id, state, is_soon=is_answered)

    def _set(self, change: Update, bot: str, worker: str, update_id: int, state: str, *, is_soon: bool = False) -> bool:
        its = {"of_bot": bot, "as_worker": worker, "number": update_id, "stands": state}
        with self._writing_soon() if is_soon else self._writing() as connection:
            return bool(connection.execute(change, its).rowcount)

    def settle_expired(self, bot: str, now: datetime) -> int:
        asked = {"of_bot": bot, "at": now}
        with self._reading() as connection:
            if connection.scalar(_IS_LOST, asked) is None:
                return 0
        with self._writing() as connection:
            return connection.execute(_CLOSE_LOST, asked).rowcount

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
        found.update(connection.scalars(_KNOWN, {"of_bot": bot, "numbers": part}))
    return frozenset(found)


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
    asked = {"of_bot": bot, "as_worker": worker, "at": now}
    rows: list[Row[Any]] = []
    if lines is None:
        rows += connection.execute(_FREE, asked)
    else:
        for part in chunks(lines):
            rows += connection.execute(_FREE_OF_LINES, {**asked, "of_lines": part})
    if most_lines is not None:
        rows = _of_lines(rows, most_lines)
    for numbers in chunks([row.update_id for row in rows]):
        connection.execute(_TAKE, {"of_bot": bot, "as_worker": worker, "numbers": numbers})
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
