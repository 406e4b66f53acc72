"""Shared index: the same `SearchEngine` over a cluster of OpenSearch nodes, for an archive of several machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.search.opensearch.cluster import ClusterAddress

if TYPE_CHECKING:
    from retrieval.search.opensearch.shared_index import SharedIndex

__all__ = ["ClusterAddress", "SharedIndex"]


def __getattr__(name: str) -> object:
    """The engine when it is needed: an archive with an index of its own loads nothing of a cluster's."""
    if name != "SharedIndex":
        raise AttributeError(name)
    from retrieval.search.opensearch.shared_index import SharedIndex

    return SharedIndex
