"""``verbatim move``: from a file to a database server, or back."""

from __future__ import annotations

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
    from bot.cli._support.bars import row_bar
    from bot.cli._support.failures import Failure
    from bot.cli._support.opening import is_there, settings
    from retrieval.answers.archive import DATABASE_NAME
    from retrieval.answers.audiences import kept_chats
    from retrieval.store.lock import WriterLock
    from retrieval.store.moving import move_archive

    chosen = settings()
    if not is_there(chosen):
        raise Failure(f"there is no archive in {chosen.data} yet")
    source = chosen.database_url or chosen.data / DATABASE_NAME
    if str(source) == target:
        raise Failure("that is the database that it is in")
    with WriterLock(chosen.data), row_bar() as tell:
        rows = move_archive(source, target, tell)
    if kept_chats(chosen.data):
        click.echo(
            f"What is private to chats stays in {chosen.data}: another database knows no private sources.", err=True
        )
    click.echo(f"Moved and compared: {rows:,} rows copied. Now set VERBATIM_DATABASE_URL to the new database.")
