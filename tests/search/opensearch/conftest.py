"""Three real nodes for the tests of this folder, started once, and indexes of their own in them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from retrieval.search import ClusterAddress
from retrieval.search.opensearch import SharedIndex
from tests.search.opensearch.nodes import Nodes


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="package")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Three nodes."""
    started = Nodes(tmp_path_factory.mktemp("nodes"), 3, free_port)
    try:
        started.wait_until_ready(nodes=3)
        yield started
    finally:
        started.stop()


@pytest.fixture
def shared(nodes: Nodes) -> Iterator[Callable[..., SharedIndex]]:
    """An index of its own in the cluster; another name for the same where one is given."""
    opened: list[SharedIndex] = []

    def make(name: str = "", *, replicas: int = 1) -> SharedIndex:
        address = ClusterAddress(nodes.urls, shards=3, replicas=replicas)
        opened.append(SharedIndex(address, name or f"test-{uuid4().hex[:12]}"))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
