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
    "open_engine",
    "open_shared_engine",
]
