"""The delivery outbox in a relational database."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, insert, or_, select, update

from retrieval.model import intent_as_json, intent_from_json
from retrieval.store.contract.deliveries import Deliveries, Delivery, DeliveryFigures, DeliveryState, NewDelivery
from retrieval.store.contract.subscriptions import Subscription
from retrieval.store.sql.chats.sql_subscriptions import of_numbers
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import chat_lives, cursors, deliveries, subscriptions

MAX_DIGEST = 50
_AN_HOUR = timedelta(hours=1)
# These are asked several times a second, so they are built once.
_NOW: BindParameter[Any] = bindparam("at")
_POSITION = select(cursors.c.position).where(cursors.c.name == bindparam("cursor"))
_IS_DUE = (
    deliveries.c.state == "pending",
    deliveries.c.due_utc <= _NOW,
    or_(deliveries.c.claimed_until_utc.is_(None), deliveries.c.claimed_until_utc <= _NOW),
)
_ANY_DUE = select(deliveries.c.number).where(*_IS_DUE).limit(1)
_HELD = select(deliveries.c.chat_id).where(
    deliveries.c.state.in_(("pending", "sending")), deliveries.c.claimed_until_utc > _NOW
)
_GONE = select(chat_lives.c.chat_id).where(
    or_(chat_lives.c.suspended_utc.is_not(None), chat_lives.c.left_utc.is_not(None))
)
_DUE = (
    select(deliveries)
    .where(*_IS_DUE, deliveries.c.chat_id.not_in(_HELD), deliveries.c.chat_id.not_in(_GONE))
    .order_by(deliveries.c.due_utc, deliveries.c.number)
    .limit(bindparam("most"))
)
_DUE_TO_ONE_ALONE = _DUE.with_for_update(skip_locked=True)


class SqlDeliveries(Deliveries):
    def __init__(self, reading: Transaction, writing: Transaction, writing_soon: Transaction) -> None:
        self._reading = reading
        self._writing = writing
        # For claims: a power cut that loses them ends those who held them too.
        self._writing_soon = writing_soon

    def position(self, cursor: str) -> int | None:
        with self._reading() as connection:
            found = connection.scalar(_POSITION, {"cursor": cursor})
        return None if found is None else int(found)

    def advance(self, cursor: str, before: int | None, after: int, found: Sequence[NewDelivery]) -> int | None:
        with self._writing() as connection:
            if not _moved(connection, cursor, before, after):
                return None
            rows = list(_new_rows(connection, found))
            for part in chunks(range(len(rows))):
                connection.execute(insert(deliveries), [rows[place] for place in part])
        return len(rows)

    def claim(self, worker: str, now: datetime, until: datetime, *, limit: int) -> tuple[Delivery, ...]:
        with self._reading() as connection:
            if connection.scalar(_ANY_DUE, {"at": now}) is None:
                return ()
        with self._writing_soon() as connection:
            due = _DUE_TO_ONE_ALONE if connection.dialect.name == "postgresql" else _DUE
            rows = _a_message_each(connection.execute(due, {"at": now, "most": limit}).all())
            claimed = {"claimed_by": worker, "claimed_until_utc": until}
            _set(connection, [row.number for row in rows], **claimed)
        return tuple(map(_delivery, rows))

    def renew(self, worker: str, until: datetime) -> None:
        mine = (deliveries.c.claimed_by == worker, deliveries.c.state.in_(("pending", "sending")))
        with self._writing_soon() as connection:
            connection.execute(update(deliveries).where(*mine).values(claimed_until_utc=until))

    def sending(self, worker: str, numbers: Collection[int]) -> bool:
        with self._writing() as connection:
            mine = select(func.count()).select_from(deliveries)
            mine = mine.where(deliveries.c.number.in_(numbers), deliveries.c.claimed_by == worker)
            if connection.scalar(mine.where(deliveries.c.state == "pending")) != len(numbers):
                return False
            _set(connection, numbers, state="sending", attempts=deliveries.c.attempts + 1)
        return True

    def sent(self, numbers: Collection[int], now: datetime, message_id: int | None) -> None:
        self._settle(numbers, state="sent", changed_utc=now, message_id=message_id, error="")

    def uncertain(self, numbers: Collection[int], now: datetime, error: str) -> None:
        self._settle(numbers, state="uncertain", changed_utc=now, error=error)

    def dead(self, numbers: Collection[int], now: datetime, error: str) -> None:
        self._settle(numbers, state="dead", changed_utc=now, error=error)

    def hold(self, numbers: Collection[int], now: datetime, error: str) -> tuple[Subscription, ...]:
        of_these = select(deliveries.c.subscription).where(deliveries.c.number.in_(numbers))
        with self._writing() as connection:
            _set(
                connection,
                numbers,
                state="held",
                changed_utc=now,
                error=error,
                claimed_by=None,
                claimed_until_utc=None,
                attempts=deliveries.c.attempts - 1,
            )
            theirs = connection.scalars(of_these.distinct()).all()
            waiting = (deliveries.c.subscription.in_(theirs), deliveries.c.state == "pending")
            connection.execute(update(deliveries).where(*waiting).values(state="held", changed_utc=now))
            paused = [one for one in of_numbers(connection, theirs) if not one.is_paused]
            those = subscriptions.c.number.in_([one.number for one in paused])
            connection.execute(update(subscriptions).where(those).values(is_paused=True))
        return tuple(replace(one, is_paused=True) for one in paused)

    def held(self, subscription: int) -> str:
        of_one = (deliveries.c.subscription == subscription, deliveries.c.state == "held", deliveries.c.error != "")
        with self._reading() as connection:
            newest = select(deliveries.c.error).where(*of_one).order_by(deliveries.c.changed_utc.desc()).limit(1)
            return connection.scalar(newest) or ""

    def told_in(self, subscription: int, article_ids: Collection[str]) -> int | None:
        told = (
            deliveries.c.subscription == subscription,
            deliveries.c.article_id.in_(article_ids),
            deliveries.c.state == "sent",
            deliveries.c.message_id.is_not(None),
        )
        newest = select(deliveries.c.message_id).where(*told)
        with self._reading() as connection:
            found = connection.scalar(
                newest.order_by(deliveries.c.changed_utc.desc(), deliveries.c.number.desc()).limit(1)
            )
        return None if found is None else int(found)

    def was_told(self, chat_id: int, message_id: int) -> bool:
        told = (deliveries.c.chat_id == chat_id, deliveries.c.message_id == message_id)
        with self._reading() as connection:
            return connection.scalar(select(deliveries.c.number).where(*told).limit(1)) is not None

    def told_since(self, subscription: int, since: datetime, *, limit: int) -> tuple[tuple[str, int], ...]:
        told = (
            deliveries.c.subscription == subscription,
            deliveries.c.changed_utc >= since,
            deliveries.c.state == "sent",
            deliveries.c.message_id.is_not(None),
        )
        newest = select(deliveries.c.article_id, deliveries.c.message_id).where(*told)
        newest = newest.order_by(deliveries.c.changed_utc.desc(), deliveries.c.number.desc()).limit(limit)
        with self._reading() as connection:
            return tuple((row.article_id, row.message_id) for row in connection.execute(newest))

    def put_back(self, numbers: Collection[int], due: datetime, error: str = "", *, is_tried: bool = True) -> None:
        less = {} if is_tried else {"attempts": deliveries.c.attempts - 1}
        self._settle(numbers, state="pending", due_utc=due, error=error, **less)

    def postpone(self, numbers: Collection[int], due: datetime) -> None:
        self._settle(numbers, is_digest=True, due_utc=due)

    def _settle(self, numbers: Collection[int], **values: Any) -> None:
        with self._writing() as connection:
            _set(connection, numbers, claimed_by=None, claimed_until_utc=None, **values)

    def drop(self, numbers: Collection[int]) -> None:
        with self._writing() as connection:
            for part in chunks(sorted(numbers)):
                connection.execute(delete(deliveries).where(deliveries.c.number.in_(part)))

    def settle_expired(self, now: datetime) -> int:
        expired = (deliveries.c.state == "sending", deliveries.c.claimed_until_utc <= now)
        values = {"state": "uncertain", "changed_utc": now, "claimed_by": None, "claimed_until_utc": None}
        with self._reading() as connection:
            if connection.scalar(select(deliveries.c.number).where(*expired).limit(1)) is None:
                return 0
        with self._writing() as connection:
            return connection.execute(update(deliveries).where(*expired).values(**values)).rowcount

    def sent_since(self, chat_id: int, since: datetime) -> int:
        # The parts of a digest went in one message.
        messages = func.count(func.distinct(func.coalesce(deliveries.c.message_id, deliveries.c.number)))
        of_chat = (deliveries.c.chat_id == chat_id, deliveries.c.state.in_(("sent", "uncertain")))
        with self._reading() as connection:
            return connection.scalar(select(messages).where(*of_chat, deliveries.c.changed_utc >= since)) or 0

    def failed(self, *, limit: int = 100) -> tuple[Delivery, ...]:
        rows = select(deliveries).where(deliveries.c.state.in_(("dead", "uncertain")))
        with self._reading() as connection:
            return tuple(map(_delivery, connection.execute(rows.order_by(deliveries.c.number.desc()).limit(limit))))

    def retry(self, now: datetime, *, states: Sequence[DeliveryState] = ("dead",)) -> int:
        again = update(deliveries).where(deliveries.c.state.in_(states))
        with self._writing() as connection:
            return connection.execute(again.values(state="pending", due_utc=now, attempts=0)).rowcount

    def figures(self, now: datetime) -> DeliveryFigures:
        due = (deliveries.c.state == "pending", deliveries.c.due_utc <= now)
        oldest = select(func.count(), func.min(deliveries.c.due_utc)).where(*due)
        recent = select(func.count()).where(deliveries.c.state == "sent", deliveries.c.changed_utc > now - _AN_HOUR)
        with self._reading() as connection:
            by_state = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
            counts = {state: int(count) for state, count in connection.execute(by_state)}
            due_now, oldest_due = connection.execute(oldest).one()
            sent_last_hour = connection.scalar(recent) or 0
        states = {state: counts.get(state, 0) for state in ("pending", "sending", "sent", "held", "uncertain", "dead")}
        return DeliveryFigures(due=due_now, oldest_due_utc=oldest_due, sent_last_hour=sent_last_hour, **states)

    def forget(self, before: datetime) -> int:
        settled = deliveries.c.state.in_(("sent", "held", "uncertain", "dead"))
        with self._writing() as connection:
            return connection.execute(delete(deliveries).where(settled, deliveries.c.changed_utc < before)).rowcount


def forget_article(connection: Connection, article_id: str) -> None:
    """Tell nobody of an article any more."""
    of_article = (deliveries.c.article_id == article_id, deliveries.c.state.in_(("pending", "held", "dead")))
    connection.execute(delete(deliveries).where(*of_article))


def _moved(connection: Connection, cursor: str, before: int | None, after: int) -> bool:
    if before is not None:
        is_there = (cursors.c.name == cursor, cursors.c.position == before)
        return connection.execute(update(cursors).where(*is_there).values(position=after)).rowcount == 1
    if connection.scalar(select(cursors.c.name).where(cursors.c.name == cursor)) is not None:
        return False
    connection.execute(insert(cursors), {"name": cursor, "position": after})
    return True


def _new_rows(connection: Connection, found: Sequence[NewDelivery]) -> Iterable[dict[str, Any]]:
    """What nobody was told of yet, and what is worded differently by now."""
    told = _told(connection, found)
    new: set[tuple[int, str]] = set()
    for one in found:
        known = [row for name in one.stories for row in told.get((one.subscription, name), ())]
        edition = 0
        if one.only_corrects and not known:
            continue
        if known:
            same = [row for row in known if row[0] == one.intent.article_id]
            if not one.is_reworded or not same or max(revision for _, revision in same) >= one.intent.revision:
                continue
            edition = one.intent.revision
        if not any((one.subscription, name) in new for name in one.stories):
            new |= {(one.subscription, one.stories[0]), (one.subscription, one.intent.article_id)}
            yield _row(one, edition)


def _told(connection: Connection, found: Sequence[NewDelivery]) -> dict[tuple[int, str], set[tuple[str, int]]]:
    """Of each subscription, the articles and revisions that were told, or will be, under every name they go by."""
    stories = {story for one in found for story in one.stories}
    told: dict[tuple[int, str], set[tuple[str, int]]] = {}
    wanted = (deliveries.c.subscription, deliveries.c.story, deliveries.c.article_id, deliveries.c.found)
    for of_part in chunks(sorted({one.subscription for one in found})):
        for about, name in product(chunks(sorted(stories)), (deliveries.c.story, deliveries.c.article_id)):
            those = (deliveries.c.subscription.in_(of_part), name.in_(about))
            for row in connection.execute(select(*wanted).where(*those)):
                article = (row.article_id, int(json.loads(row.found)["revision"]))
                for known_as in (row.story, row.article_id):
                    told.setdefault((row.subscription, known_as), set()).add(article)
    return told


def _row(one: NewDelivery, edition: int) -> dict[str, Any]:
    return {
        "subscription": one.subscription,
        "chat_id": one.chat_id,
        "story": one.stories[0],
        "edition": edition,
        "article_id": one.intent.article_id,
        "watch": one.intent.watch,
        "found": json.dumps(intent_as_json(one.intent), separators=(",", ":")),
        "state": "pending",
        "is_digest": one.is_digest,
        "due_utc": one.due_utc,
        "changed_utc": one.due_utc,
    }


def _a_message_each(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The first of each chat; where that waits for a digest, all of the digest."""
    first: dict[int, Row[Any]] = {}
    taken: list[Row[Any]] = []
    counts: dict[int, int] = {}
    for row in rows:
        head = first.setdefault(row.chat_id, row)
        together = row.is_digest and head.is_digest and counts[row.chat_id] < MAX_DIGEST if row is not head else True
        if together:
            counts[row.chat_id] = counts.get(row.chat_id, 0) + 1
            taken.append(row)
    return taken


def _set(connection: Connection, numbers: Collection[int], **values: Any) -> None:
    for part in chunks(sorted(numbers)):
        connection.execute(update(deliveries).where(deliveries.c.number.in_(part)).values(**values))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        row.number,
        row.subscription,
        row.chat_id,
        row.story,
        row.edition,
        intent_from_json(row.watch, json.loads(row.found)),
        row.state,
        row.is_digest,
        row.due_utc,
        row.attempts,
        row.error,
    )
