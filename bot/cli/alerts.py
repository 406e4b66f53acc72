"""``verbatim alerts``: list the alerts that did not arrive, and send them again."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli._support.batch import print_json
from bot.cli._support.options import data_option, json_option


@click.command("alerts", short_help="List alerts that did not arrive, or send them again.")
@click.option("--retry", "is_retry", is_flag=True, help="Send again what Telegram refused.")
@click.option(
    "--retry-uncertain",
    "is_uncertain_too",
    is_flag=True,
    help="Also send what may have arrived: some get it twice.",
)
@json_option
@data_option
def command(is_retry: bool, is_uncertain_too: bool, as_json: bool) -> None:
    """List dead and uncertain alerts, newest first; with --retry, a running bot sends the dead ones again."""
    from bot.cli._support.opening import opened, settings

    with opened(settings()) as archive:
        kept, now = archive.store.deliveries, datetime.now(UTC)
        if is_retry or is_uncertain_too:
            count = kept.retry(now, states=("dead", "uncertain") if is_uncertain_too else ("dead",))
            click.echo(f"{count} will be sent again.")
            return
        for one in kept.failed():
            row = {
                "number": one.number,
                "state": one.state,
                "chat_id": one.chat_id,
                "article_id": one.intent.article_id,
                "attempts": one.attempts,
                "error": one.error,
            }
            if as_json:
                print_json(row)
            else:
                click.echo("{state:9} chat {chat_id} article {article_id}: {error}".format(**row))
        figures = kept.figures(now)
    if not as_json:
        click.echo(f"{figures.dead} dead, {figures.uncertain} uncertain, {figures.pending} waiting")
