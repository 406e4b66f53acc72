"""Does every question find its rows by an index, however large the archive?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from retrieval.model import Annotations, Article
from retrieval.store import Store
from retrieval.store.sql.opening import open_sql_store

READS: dict[str, Callable[[Store], object]] = {
    "article": lambda store: store.article("a"),
    "revision": lambda store: store.article("a", 1),
    "articles": lambda store: store.articles(["a", "b"]),
    "annotations": lambda store: store.annotations(["a", "b"]),
    "outcomes": lambda store: store.outcomes([Article("a", "Text.")]),
    "ids": lambda store: store.article_ids(after="a", limit=10),
    "stale": lambda store: store.stale(2, 10),
    "changes": lambda store: store.changes(5, 10),
    "last position": lambda store: store.last_position(),
    "names": lambda store: store.names({"kim"}),
    "surnames": lambda store: store.surnames(),
    "most quoted": lambda store: store.most_quoted(10),
    "appearances": lambda store: store.appearances({"kim"}, 10),
    "outlets": lambda store: store.outlets(),
    "days": lambda store: store.published_days(),
    "shown": lambda store: store.shown("t"),
    "forget chat": lambda store: store.forget_chat(1),
    "remove": lambda store: store.remove("a"),
    "reannotate": lambda store: store.reannotate([("a", 1, Annotations(1))]),
    "put": lambda store: store.put([(Article("a", "New."), Annotations(1))]),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_no_statement_scans_a_table(tmp_path: Path, read: Callable[[Store], object]) -> None:
    store = open_sql_store(tmp_path / "archive.db")
    store.put([(Article("a", "Text."), Annotations(1))])
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
