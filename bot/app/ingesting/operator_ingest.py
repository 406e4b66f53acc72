"""Operators' ingest: an address or a sent file becomes articles, as in the terminal."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from bot.intake.once import fetcher_of, take_in_addresses
from bot.render.message import File
from bot.settings import Settings
from retrieval.sources import read_articles

if TYPE_CHECKING:
    from retrieval.answers import Additions, Archive
    from retrieval.model import Article
    from retrieval.sources import Refused


def take_in(what: str | File, settings: Settings, archive: Archive) -> Additions:
    """Take in the articles at an address, or in a file.

    Raises:
        ArchiveBusy: another process is writing.
    """
    if isinstance(what, str):
        return take_in_addresses(archive, [what], fetcher_of(settings))
    return archive.add(_in_file(what))


def _in_file(file: File) -> Iterator[Article | Refused]:
    with tempfile.TemporaryDirectory() as folder:
        # Of the sender's name only the last part counts: it must not lead out of the folder.
        path = Path(folder) / (PurePath(file.name.replace("\\", "/")).name or "file.txt")
        path.write_bytes(file.content)
        yield from read_articles([path])
