"""Subscriptions and the watches they share, in a relational database."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update

from retrieval.model import Watch, watch_as_json, watch_from_json, watch_key
from retrieval.store.contract.subscriptions import Subscription, Subscriptions
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.history import last_position
from retrieval.store.sql.tables import deliveries, subscriptions, watches

_CHANGEABLE = frozenset({"schedule", "at_minute", "weekday", "is_silent", "is_paused", "muted_until_utc"})


class SqlSubscriptions(Subscriptions):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def subscribe(
        self, watch: Watch, *, chat_id: int, created_by: int, now: datetime, topic_id: int | None = None
    ) -> Subscription:
        with self._writing() as connection:
            number = _filed(connection, watch)
            known = _same(connection, chat_id, topic_id or 0, number)
            if known is None:
                row = {
                    "watch": number,
                    "chat_id": chat_id,
                    "topic_id": topic_id or 0,
                    "created_by": created_by,
                    "since_position": last_position(connection),
                    "created_utc": now,
                }
                known = connection.execute(insert(subscriptions).returning(subscriptions.c.number), row).scalar_one()
            found = _one(connection, int(known))
        assert found is not None
        return found

    def get(self, number: int) -> Subscription | None:
        with self._reading() as connection:
            return _one(connection, number)

    def of_chat(self, chat_id: int) -> tuple[Subscription, ...]:
        rows = _joined().where(subscriptions.c.chat_id == chat_id).order_by(subscriptions.c.number)
        with self._reading() as connection:
            return tuple(map(_subscription, connection.execute(rows)))

    def change(self, number: int, **changed: Any) -> Subscription | None:
        if not changed.keys() <= _CHANGEABLE:
            raise ValueError(f"can be changed: {sorted(_CHANGEABLE)}, got {sorted(changed)}")
        with self._writing() as connection:
            found = _one(connection, number)
            if found is None:
                return None
            found = replace(found, **changed)
            connection.execute(update(subscriptions).where(subscriptions.c.number == number).values(**changed))
            if changed.get("is_paused") is False:
                of_it = (deliveries.c.subscription == number, deliveries.c.state == "held")
                connection.execute(update(deliveries).where(*of_it).values(state="pending", error=""))
        return found

    def follow_instead(self, number: int, watch: Watch) -> Subscription | None:
        with self._writing() as connection:
            found = _one(connection, number)
            if found is None:
                return None
            filed = _filed(connection, watch)
            same = _same(connection, found.chat_id, found.topic_id or 0, filed)
            if same is not None and same != number:
                connection.execute(delete(subscriptions).where(subscriptions.c.number == number))
            elif same is None:
                begun = {"watch": filed, "since_position": last_position(connection)}
                connection.execute(update(subscriptions).where(subscriptions.c.number == number).values(**begun))
            _sweep(connection, [found.watch_number])
            return _one(connection, same if same is not None else number)

    def unsubscribe(self, number: int) -> bool:
        with self._writing() as connection:
            watch = connection.scalar(select(subscriptions.c.watch).where(subscriptions.c.number == number))
            if watch is None:
                return False
            connection.execute(delete(subscriptions).where(subscriptions.c.number == number))
            _sweep(connection, [watch])
        return True

    def generation(self) -> tuple[int, int]:
        with self._reading() as connection:
            newest, count = connection.execute(select(func.max(watches.c.number), func.count())).one()
        return int(newest or 0), int(count)

    def watches(self) -> dict[int, Watch]:
        return self.watches_after(0)

    def watches_after(self, number: int) -> dict[int, Watch]:
        rows = select(watches.c.number, watches.c.spec).where(watches.c.number > number).order_by(watches.c.number)
        with self._reading() as connection:
            return {row.number: _watch(row.spec) for row in connection.execute(rows)}

    def watch_numbers(self) -> frozenset[int]:
        with self._reading() as connection:
            return frozenset(connection.scalars(select(watches.c.number)))

    def subscribers(
        self, watch_numbers: Collection[int], *, after: int = 0, limit: int = 1000
    ) -> tuple[Subscription, ...]:
        found: list[Subscription] = []
        with self._reading() as connection:
            for part in chunks(sorted(set(watch_numbers))):
                rows = _joined().where(subscriptions.c.watch.in_(part), subscriptions.c.number > after)
                found += map(_subscription, connection.execute(rows.order_by(subscriptions.c.number).limit(limit)))
        return tuple(sorted(found, key=lambda subscription: subscription.number)[:limit])


def _filed(connection: Connection, watch: Watch) -> int:
    """The number under which a watch is filed; a new one where nobody has followed it yet."""
    key = watch_key(watch)
    known = connection.scalar(select(watches.c.number).where(watches.c.key == key))
    if known is None:
        row = {"key": key, "spec": json.dumps(watch_as_json(watch), ensure_ascii=False)}
        known = connection.execute(insert(watches).returning(watches.c.number), row).scalar_one()
    return int(known)


def _same(connection: Connection, chat_id: int, topic_id: int, watch: int) -> int | None:
    same = (subscriptions.c.chat_id == chat_id, subscriptions.c.topic_id == topic_id, subscriptions.c.watch == watch)
    found = connection.scalar(select(subscriptions.c.number).where(*same))
    return None if found is None else int(found)


def forget_subscriptions(connection: Connection, chat_id: int) -> None:
    """Delete everything that a chat follows."""
    of_chat = subscriptions.c.chat_id == chat_id
    followed = connection.scalars(select(subscriptions.c.watch).where(of_chat)).all()
    connection.execute(delete(subscriptions).where(of_chat))
    _sweep(connection, followed)


def _sweep(connection: Connection, numbers: Iterable[int]) -> None:
    """Delete those watches that nobody follows any more."""
    is_followed = exists().where(subscriptions.c.watch == watches.c.number)
    for part in chunks(dict.fromkeys(numbers)):
        connection.execute(delete(watches).where(watches.c.number.in_(part), ~is_followed))


def settle_moved(connection: Connection, old_id: int, new_id: int) -> None:
    """Where a chat that moves and the one it becomes follow the same, the old one's subscription stays."""
    old, new = subscriptions.alias(), subscriptions.alias()
    both = select(new.c.number).join(old, (old.c.watch == new.c.watch) & (old.c.topic_id == new.c.topic_id))
    both = both.where(old.c.chat_id == old_id, new.c.chat_id == new_id)
    numbers: Iterable[int] = connection.scalars(both).all()
    for part in chunks(numbers):
        connection.execute(delete(subscriptions).where(subscriptions.c.number.in_(part)))


def _joined() -> Select[Any]:
    return select(subscriptions, watches.c.spec).join(watches, watches.c.number == subscriptions.c.watch)


def of_numbers(connection: Connection, numbers: Collection[int]) -> tuple[Subscription, ...]:
    """Subscriptions by their numbers."""
    return tuple(map(_subscription, connection.execute(_joined().where(subscriptions.c.number.in_(numbers)))))


def _one(connection: Connection, number: int) -> Subscription | None:
    row = connection.execute(_joined().where(subscriptions.c.number == number)).one_or_none()
    return _subscription(row) if row else None


_PLAIN = tuple(f.name for f in fields(Subscription) if f.name not in ("watch", "watch_number", "topic_id"))


def _subscription(row: Row[Any]) -> Subscription:
    facts = {name: getattr(row, name) for name in _PLAIN}
    return Subscription(watch_number=row.watch, watch=_watch(row.spec), topic_id=row.topic_id or None, **facts)


@lru_cache(maxsize=4096)
def _watch(spec: str) -> Watch:
    return watch_from_json(json.loads(spec))
