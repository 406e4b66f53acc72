"""Does an index in a cluster keep what every engine promises? The whole suite of the contract, on real nodes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.search.opensearch import SharedIndex
from tests.contracts.test_search_engine import *  # noqa: F403  # the suite is collected here once more
from tests.search.opensearch.nodes import WHY_NOT

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture
def engine(shared: Callable[..., SharedIndex]) -> SharedIndex:
    """An empty index of its own, of three parts without copies."""
    return shared(replicas=0)
