"""What the tests of the sources share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.model import Article
from retrieval.sources import Refused, read_articles

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of a folder ``in``."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def read_one(write: Write) -> Callable[[str, bytes | str], Article | Refused]:
    """What comes of a file that holds one thing."""

    def read(name: str, content: bytes | str) -> Article | Refused:
        (only,) = read_articles([write(name, content)])
        return only

    return read


@pytest.fixture
def read(write: Write) -> Callable[[str, bytes | str], tuple[list[Article | Refused], list[str]]]:
    """What comes of a file, and what is noted about it."""

    def read(name: str, content: bytes | str) -> tuple[list[Article | Refused], list[str]]:
        reading = read_articles([write(name, content)])
        found = list(reading)
        return found, [noted.what for noted in reading.noted]

    return read
