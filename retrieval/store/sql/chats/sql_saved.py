"""Saved excerpts in a relational database."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, delete, insert, select

from retrieval.model import Span
from retrieval.store.contract.saved import Saved, SavedExcerpts
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import saved


class SqlSavedExcerpts(SavedExcerpts):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def save(self, excerpt: Saved) -> bool:
        row = {
            "owner_id": excerpt.owner_id,
            "article_id": excerpt.article_id,
            "place": _place(excerpt),
            "saved_utc": excerpt.saved_utc,
        }
        same = (saved.c[name] == row[name] for name in ("owner_id", "article_id", "place"))
        with self._writing() as connection:
            if connection.scalar(select(saved.c.number).where(*same)) is not None:
                return False
            connection.execute(insert(saved), row)
        return True

    def of_owner(self, owner_id: int) -> tuple[Saved, ...]:
        rows = select(saved).where(saved.c.owner_id == owner_id)
        with self._reading() as connection:
            newest = connection.execute(rows.order_by(saved.c.saved_utc.desc(), saved.c.number.desc()))
            return tuple(map(_saved, newest))

    def remove(self, owner_id: int, number: int) -> bool:
        mine = (saved.c.owner_id == owner_id, saved.c.number == number)
        with self._writing() as connection:
            return connection.execute(delete(saved).where(*mine)).rowcount > 0


def _place(of: Saved) -> str:
    """Revision, span and content as one key, the same for the same place."""
    spans = [[span.start, span.end] for span in (of.span, *of.content)]
    return json.dumps([of.revision, *spans], separators=(",", ":"))


def _saved(row: Row[Any]) -> Saved:
    revision, span, *content = json.loads(row.place)
    words = tuple(Span(*one) for one in content)
    return Saved(row.owner_id, row.article_id, revision, Span(*span), words, row.saved_utc, row.number)
