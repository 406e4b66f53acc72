"""Archives for the tests of questions and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.model import Article, Published
from retrieval.sources import read_articles

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seed_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive of a fresh checkout; nobody writes to it."""
    with Archive.open(tmp_path_factory.mktemp("seeds")) as archive:
        archive.add(read_articles([SEEDS]))
        yield archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(tmp_path / "archive") as archive:
        yield archive


@pytest.fixture
def article() -> Callable[..., Article]:
    """Make an article from its text and what matters of the rest."""

    def make(text: str, *, article_id: str = "a", day: str | None = "2024-05-02", **facts: str) -> Article:
        return Article(article_id, text, published=Published.parse(day) if day else None, **facts)

    return make
