"""Which search engines are there? One line each; all implement `SearchEngine`."""

from __future__ import annotations

from collections.abc import Callable
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
from retrieval.search.opensearch.cluster import ClusterAddress


def open_shared_engine(address: ClusterAddress, name: str) -> SearchEngine:
    """The index of this name in a cluster; asks nothing of it before the first use.

    Raises:
        SearchUnavailable: the extra ``[opensearch]`` is not installed.
    """
    from retrieval.search.opensearch import SharedIndex

    return SharedIndex(address, name)


def open_engine(folder: Path) -> SearchEngine:
    """The index in an archive's folder; opening reads nothing, and a folder without one is an empty index."""
    from retrieval.search.index.local_index import LocalIndex

    return LocalIndex(folder)


def join_engines(*parts: Callable[[], SearchEngine]) -> SearchEngine:
    """Several indexes in folders, read as one whose articles are those of all; nothing can be written to it.

    Args:
        parts: each gives an index, which may be another one later; no article is in two of them.
    """
    from retrieval.search.index.joined_index import JoinedIndex

    return JoinedIndex(parts)


__all__ = [
    "ClusterAddress",
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
    "join_engines",
    "open_engine",
    "open_shared_engine",
]
