"""Articles for the tests of annotation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.annotate import annotate
from retrieval.model import Annotations, Article


@pytest.fixture
def annotated() -> Callable[[str], Annotations]:
    """Annotate a bare text."""

    def run(text: str) -> Annotations:
        return annotate(Article(id="sample", text=text))

    return run
