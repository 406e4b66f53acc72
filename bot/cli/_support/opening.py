"""Open the archive that a command works on, filled from the seeds where it is empty."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli._support.failures import Failure
from bot.cli._support.options import chosen_data
from bot.cli._support.screen import is_terminal
from bot.cli._support.seeds import find_seeds, places
from bot.settings import Settings, load_settings
from retrieval.answers.archive import DATABASE_NAME, Archive
from retrieval.errors import ArchiveBusy

if TYPE_CHECKING:
    from retrieval.model import Article
    from retrieval.sources import Refused


def settings() -> Settings:
    """What the operator chose; ``--data`` goes before the environment."""
    return load_settings(data=chosen_data())


@contextmanager
def opened(
    chosen: Settings, *, create: bool = False, seeded: bool = False, is_only_looked_at: bool = False
) -> Iterator[Archive]:
    """The archive in the chosen folder, closed at the end.

    Args:
        create: make it where it is missing.
        seeded: make it likewise, and load the seeds where it holds nothing.
        is_only_looked_at: leave its index as it is.

    Raises:
        Failure: there is none, and it is not to be made.
    """
    if not (create or seeded or is_there(chosen)):
        raise Failure(f"there is no archive in {chosen.data} yet; fill one with: verbatim ingest PATH")
    url, cluster = chosen.database_url, chosen.cluster
    with Archive.open(chosen.data, database_url=url, cluster=cluster, is_only_looked_at=is_only_looked_at) as archive:
        if seeded and archive.is_empty and not archive.store.unseen:
            fill_from_seeds(archive)
        yield archive


def is_there(chosen: Settings) -> bool:
    """Whether there is an archive to open; a database elsewhere is taken at its word."""
    return chosen.database_url is not None or (chosen.data / DATABASE_NAME).is_file()


def fill_from_seeds(archive: Archive) -> None:
    """Put the project's own articles in, unless somebody else is filling the archive; tell a person at a terminal."""
    folder = find_seeds()
    if folder is None:
        looked = " or ".join(str(place) for place in places())
        click.echo(f"The archive is empty and there is no {looked}; fill it with: verbatim ingest PATH", err=True)
        return
    with suppress(ArchiveBusy):
        taken = archive.add(_if_still_empty(archive, folder))
        if is_terminal(sys.stderr):
            click.echo(f"The archive was empty: {counted(taken.added, 'article')} loaded from {folder}", err=True)


def _if_still_empty(archive: Archive, folder: Path) -> Iterator[Article | Refused]:
    """The seeds; first looked at under the writer's lock, when another process may have brought its own articles."""
    if archive.is_empty:
        from retrieval.sources import read_articles

        yield from read_articles([folder])


def counted(number: int, noun: str) -> str:
    """A number with its noun in the right form.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
