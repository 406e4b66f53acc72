"""``verbatim backup``: copy a live archive."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli._support.options import data_option


@click.command("backup", short_help="Copy the archive, while it is in use.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")
@data_option
def command(folder: Path) -> None:
    """Copy the database into FOLDER, whole and consistent, while the bot goes on writing.

    To restore it, start with --data FOLDER, or put archive.db, and audiences/ where it is there, back in the archive's
    folder while nothing runs; the index is rebuilt from it.
    """
    from bot.cli._support.failures import Failure
    from bot.cli._support.opening import counted, is_there, settings
    from retrieval.answers.archive import DATABASE_NAME
    from retrieval.answers.audiences import copy_own
    from retrieval.store.backup import copy_database

    chosen = settings()
    if chosen.database_url is not None and not chosen.database_url.startswith("sqlite"):
        raise Failure("this archive's database is not SQLite; copy it with its own tool, as pg_dump for PostgreSQL")
    if not is_there(chosen):
        raise Failure(f"there is no archive in {chosen.data} yet")
    source = chosen.data / DATABASE_NAME
    if chosen.database_url is not None:
        source = Path(chosen.database_url.split("///", 1)[-1])
    target = folder / DATABASE_NAME
    if target.exists():
        raise Failure(f"{target} already exists; name a folder without an archive")
    # It gets its name when all is copied: where it is there, the backup is whole. The archives of chats come after it,
    # so that it knows of none of their news that they do not hold.
    copied = target.with_name(f"{target.name}.copied")
    size = copy_database(source, copied)
    own = copy_own(chosen.data, folder)
    copied.replace(target)
    of_chats = f", and the private sources of {counted(own, 'chat')}" if own else ""
    click.echo(f"Copied to {target} ({size / 1e6:,.1f} MB){of_chats}.")
