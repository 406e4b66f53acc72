"""``verbatim move``: from a file to a database server, or back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from bot.cli._support.options import data_option


@click.command("move", short_help="Copy the archive into another database.")
@click.option("--to", "target", required=True, metavar="URL", help="Where to, as postgresql://user@host/name.")
@data_option
def command(target: str) -> None:
    """Copy the whole archive into another database: articles, annotations, subscriptions, settings and what waits.

    Stop the bot first. The database must be empty, or hold an earlier try that was broken off: it goes on from there.
    In the end both are compared, row by row. The archive that was copied stays as it is; set VERBATIM_DATABASE_URL to
    use the other one. The index in the folder goes on to serve it.
    """
    from bot.cli._support.failures import Failure
    from bot.cli._support.opening import is_there, settings
    from retrieval.answers.archive import DATABASE_NAME
    from retrieval.store.lock import WriterLock
    from retrieval.store.moving import move_archive

    chosen = settings()
    if not is_there(chosen):
        raise Failure(f"there is no archive in {chosen.data} yet")
    source = chosen.database_url or chosen.data / DATABASE_NAME
    if str(source) == target:
        raise Failure("that is the database that it is in")
    with WriterLock(chosen.data), _bar() as tell:
        rows = move_archive(source, target, tell)
    click.echo(f"Moved and compared: {rows:,} rows copied. Now set VERBATIM_DATABASE_URL to the new database.")


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar over the rows of the table in hand, where a person looks on."""
    from bot.cli._support.screen import is_terminal

    if not is_terminal(sys.stderr):
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True)
    ) as bar:
        task = bar.add_task("", total=1)
        yield lambda table, done, total: bar.update(task, description=table, completed=done, total=max(1, total))
