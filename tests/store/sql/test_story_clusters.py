"""What is taken down leaves no sketch behind."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, text

from retrieval.model import Annotations, Article
from retrieval.store import open_store

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
