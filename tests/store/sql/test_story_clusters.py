"""What is taken down leaves no sketch behind, and articles that are like no other cost few statements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text

from retrieval.model import Annotations, Article
from retrieval.store import open_store
from retrieval.store.sql.articles import story_clusters
from retrieval.store.sql.opening import open_sql_store

TEXT = " ".join(f"word{n}" for n in range(200))


def test_a_removed_article_leaves_no_trace_of_its_text(tmp_path: Path) -> None:
    with open_store(tmp_path / "archive.db") as store:
        store.articles.put([(Article(name, TEXT), Annotations(1)) for name in "abc"])
        store.articles.put([(Article("b", TEXT + " and more"), Annotations(1))])
        for name in "abc":
            store.articles.remove(name)

    engine = create_engine(f"sqlite:///{tmp_path / 'archive.db'}")
    with engine.connect() as connection:
        left = [connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("stories", "story_bands")]
    engine.dispose()
    assert left == [0, 0]


def unlike(number: int) -> Article:
    return Article(f"a{number:03}", " ".join(f"word{number}x{n}" for n in range(60)))


@pytest.mark.parametrize("count", [100, 200])
def test_articles_that_are_like_no_other_are_settled_together(tmp_path: Path, count: int) -> None:
    store = open_sql_store(tmp_path / "archive.db")
    statements: list[str] = []

    @event.listens_for(store._connections.engine, "before_cursor_execute")
    def before(_c: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool) -> None:
        statements.append(statement)

    store.articles.put([(unlike(number), Annotations(1)) for number in range(count)])
    store.close()

    assert len(statements) <= 40


def test_articles_come_into_the_same_stories_together_and_one_by_one(tmp_path: Path) -> None:
    """Copies of one another, copies of what is there, and what is alone, in one batch and in as many as articles."""
    texts = {f"a{n:02}": TEXT.replace(f"word{n * 7} ", "other ") if n % 3 else unlike(n).text for n in range(20)}
    found = []
    for size in (1, 3, 20):
        with open_store(tmp_path / f"{size}.db") as store:
            batch = [(Article(name, text_), Annotations(1)) for name, text_ in texts.items()]
            for at in range(0, len(batch), size):
                store.articles.put(batch[at : at + size])
        engine = create_engine(f"sqlite:///{tmp_path / f'{size}.db'}")
        with engine.connect() as connection:
            found.append(
                [
                    connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4")).fetchall()
                    for table in ("stories", "story_bands")
                ]
            )
        engine.dispose()

    assert story_clusters._SOME <= 20
    assert len({row.first_article for row in found[0][0]}) == 8
    assert found[0] == found[1] == found[2]
