"""Articles that are followed, for the tests of alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from bot.commands import COMMANDS, Services
from bot.settings import load_settings
from retrieval.answers import Archive
from retrieval.model import Article, Published

NOW = datetime(2024, 5, 4, 12, tzinfo=UTC)
TEXT = (
    "It rained in Oxbow.\n\n“The dam will hold all winter”, said Ada Reed, the mayor.\n\n“Coal is old”, said Tom Hale."
)


def told_by(outlet: str, text: str = TEXT) -> Article:
    """An article of an outlet, named after it."""
    day = Published.parse("2024-05-04")
    return Article(outlet.lower(), text, title="Dam", outlet=outlet, published=day, url=f"https://{outlet}.example/1")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as archive:
        archive.add([told_by("Mill")])
        yield archive


@pytest.fixture
def services(archive: Archive, tmp_path: Path) -> Services:
    numbers = count()
    settings = load_settings(environ={}, folder=tmp_path)
    return Services(archive, settings, COMMANDS, "verbatim_bot", lambda: f"token-{next(numbers)}")
