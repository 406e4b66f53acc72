"""The archive that the quality floors are measured on; written for this project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.sources import read_articles


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Ten articles of four outlets on two towns; nobody writes to it."""
    with Archive.open(tmp_path_factory.mktemp("quality")) as archive:
        archive.add(read_articles([Path(__file__).with_name("articles.jsonl")]))
        yield archive
