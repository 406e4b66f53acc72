"""Which search engines are there? One line each; all implement `SearchEngine`."""

from __future__ import annotations

from pathlib import Path

from retrieval.search.engine import (
    Collection,
    Held,
    Hit,
    Indexed,
    Query,
    QueryTerm,
    Reached,
    SearchEngine,
    Unit,
    Withdrawn,
)


def open_engine(folder: Path) -> SearchEngine:
    """The index in an archive's folder; opening reads nothing, and a folder without one is an empty index."""
    from retrieval.search.index.local_index import LocalIndex

    return LocalIndex(folder)


__all__ = [
    "Collection",
    "Held",
    "Hit",
    "Indexed",
    "Query",
    "QueryTerm",
    "Reached",
    "SearchEngine",
    "Unit",
    "Withdrawn",
    "open_engine",
]
