"""``verbatim remove``: withdraw an article."""

from __future__ import annotations

import click

from bot.cli._support.options import data_option


@click.command("remove", short_help="Withdraw articles.")
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID...")
@click.option("--chat", type=int, metavar="ID", help="Those that this chat alone can read, by their addresses.")
@data_option
def command(article_ids: tuple[str, ...], chat: int | None = None) -> None:
    """Take articles down: text, revisions, index, and the answers that cite them.

    `verbatim quotes` and `verbatim ask --json` tell the ids.
    """
    from bot.cli._support.opening import opened, settings
    from retrieval.answers.audiences import remove_own

    with opened(settings()) as archive:
        for article_id in article_ids:
            if chat is None:
                archive.remove(article_id)
            else:
                remove_own(archive.folder, chat, article_id)
            click.echo(f"Removed {article_id}.")
