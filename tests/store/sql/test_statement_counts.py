"""Does every question find its rows by an index, however large the archive?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from retrieval.model import Annotations, Article
from retrieval.store import Store
from retrieval.store.sql.opening import open_sql_store

READS: dict[str, Callable[[Store], object]] = {
    "article": lambda store: store.articles.get("a"),
    "revision": lambda store: store.articles.get("a", 1),
    "articles": lambda store: store.articles.get_many(["a", "b"]),
    "annotations": lambda store: store.articles.annotations(["a", "b"]),
    "outcomes": lambda store: store.articles.outcomes([Article("a", "Text.")]),
    "ids": lambda store: store.articles.ids(after="a", limit=10),
    "stale": lambda store: store.articles.stale(2, 10),
    "changes": lambda store: store.history.changes(5, 10),
    "last position": lambda store: store.history.last_position(),
    "names": lambda store: store.names.with_surnames({"kim"}),
    "surnames": lambda store: store.names.surnames(),
    "surnames by their end": lambda store: store.names.surnames_ending_in("kim"),
    "most quoted": lambda store: store.names.most_quoted(10),
    "appearances": lambda store: store.names.appearances({"kim"}, 10),
    "outlets": lambda store: store.catalogue.outlets(),
    "days": lambda store: store.catalogue.published_days(),
    "newest day": lambda store: store.catalogue.newest_day(date(2024, 5, 2)),
    "days of articles": lambda store: store.articles.published_days(["a", "b"]),
    "shown": lambda store: store.shown.get("t"),
    "forget chat": lambda store: store.chats.forget(1),
    "remove": lambda store: store.articles.remove("a"),
    "reannotate": lambda store: store.articles.reannotate([("a", 1, Annotations(1))]),
    "put": lambda store: store.articles.put([(Article("a", "New."), Annotations(1))]),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_no_statement_scans_a_table(tmp_path: Path, read: Callable[[Store], object]) -> None:
    store = open_sql_store(tmp_path / "archive.db")
    store.articles.put([(Article("a", "Text."), Annotations(1))])
    plans: list[str] = []

    def explain(cursor: Any, statement: str, parameters: Any, many: bool) -> None:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
            values = parameters[0] if many else parameters
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.extend(row[3] for row in cursor.fetchall())

    @event.listens_for(store._connections.engine, "before_cursor_execute")
    def before(_c: Any, cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        explain(cursor, statement, parameters, many)

    read(store)
    store.close()

    assert plans
    assert [p for p in plans if p.startswith("SCAN") and "USING COVERING INDEX" not in p] == []
