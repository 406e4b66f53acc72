"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.model import Annotations, Article
from retrieval.store import open_store


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """Make a database file that holds a few articles."""

    def make(*texts: str) -> Path:
        path = tmp_path / "filled" / "archive.db"
        with open_store(path) as store:
            store.articles.put([(Article(str(at), text), Annotations(1)) for at, text in enumerate(texts)])
        return path

    return make
