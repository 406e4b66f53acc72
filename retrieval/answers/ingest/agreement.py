"""Index consistency: does the index hold what the database holds? By what both say of each article."""

from __future__ import annotations

from typing import Literal

from retrieval.answers.ingest.batches import BATCH
from retrieval.model import Article
from retrieval.search.engine import Held, Reached, SearchEngine
from retrieval.store import Store
from retrieval.text.passages import passages

Relation = Literal["level", "behind", "foreign"]
"""Of an index to its database; a foreign one is of a state that the database is not of."""


def relation(store: Store, reached: Reached) -> Relation:
    """How an index relates to the database, which is read once.

    Args:
        reached: of the index, asked for before: whatever it held by then was in the database before.
    """
    now = store.history.lineage(reached.state)
    if reached.position and not now.is_of_it:
        return "foreign"
    return "behind" if reached.position < now.position else "level"


def agrees(store: Store, engine: SearchEngine) -> bool:
    """Whether the index has the passages of just the articles that the database had at the index's position.

    Reads every text once, a twentieth of the work of an index. A text that was changed without a new revision, and is
    cut into as many passages up to the same character, is not seen.
    """
    if engine.position > store.history.lineage().position:
        return False
    held, waiting = engine.held(), _changed_since(store, engine.position)
    after: str | None = None
    while ids := store.articles.ids(after=after, limit=BATCH):
        after = ids[-1]
        for article_id, article in store.articles.get_many([i for i in ids if i not in waiting]).items():
            if held.pop(article_id, None) != _expected(article):
                return False
    return held.keys() <= waiting


def _changed_since(store: Store, position: int) -> set[str]:
    found: set[str] = set()
    while changes := store.history.changes(position, BATCH):
        found.update(change.article_id for change in changes)
        position = changes[-1].position
    return found


def _expected(article: Article) -> Held | None:
    spans = passages(article.text)
    return Held(article.revision, len(spans), spans[-1].end) if spans else None
