"""``verbatim reindex``: build the index anew, in the folder or in a cluster."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import click

from bot.cli._support.options import data_option

HERE = "folder"


@click.command("reindex", short_help="Build the index anew, here or in a cluster.")
@click.option(
    "--to",
    "target",
    metavar="URL",
    help=f"Where to: nodes of an OpenSearch cluster, or the word {HERE}; without it, where it is now.",
)
@data_option
def command(target: str | None) -> None:
    """Build the index anew from the database, which stays as it is.

    One that several bots share is built beside the old one and put in its place when it is whole, so that they answer
    all the time. To move between the folder and a cluster, build the index there with --to, set VERBATIM_SEARCH_URL
    (or take it away) and start the bots again; what came in meanwhile they add themselves.
    """
    from bot.cli._support.bars import row_bar
    from bot.cli._support.failures import Failure
    from bot.cli._support.opening import is_there, opened, settings
    from retrieval.answers.audiences import reindex_own

    chosen = settings()
    if not is_there(chosen):
        raise Failure(f"there is no archive in {chosen.data} yet")
    if target is not None:
        chosen = replace(chosen, search_url=() if target == HERE else _nodes(target))
    with opened(chosen, is_only_looked_at=True) as archive, row_bar() as tell:
        passages = archive.reindex(partial(tell, "changes")) + reindex_own(archive.folder)
    where = ", ".join(chosen.search_url) or str(chosen.data)
    click.echo(f"Built: {passages:,} passages in {where}.")


def _nodes(given: str) -> tuple[str, ...]:
    from bot.cli._support.failures import Failure
    from bot.settings import node_addresses

    try:
        nodes = node_addresses(given)
    except ValueError as error:
        raise Failure(f"--to {given!r} {error}, or the word {HERE}") from None
    if not nodes:
        raise Failure(f"--to must name a node, or be the word {HERE}")
    return nodes
