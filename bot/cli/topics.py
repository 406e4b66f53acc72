"""``verbatim topics``: what the archive's last week speaks of more than the months before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from bot.cli._support.batch import print_json
from bot.cli._support.options import data_option, json_option, now_option


@click.command("topics", short_help="Show what the last week speaks of more than before.")
@json_option
@now_option
@data_option
def command(as_json: bool, today: date | None) -> None:
    """List words that are unusually frequent in the last week's articles against those of three months before.

    Where a week holds few articles, the last four are looked at. Words and headlines are as the articles have them.
    """
    from bot.cli._support.opening import opened, settings
    from bot.cli._support.screen import show
    from bot.render.terminal_lists import topic_lines
    from retrieval.answers.as_json import topics_json

    with opened(settings()) as archive:
        found = archive.topics(today=today or datetime.now(UTC).date())
    if as_json:
        print_json(topics_json(found))
        return
    show(topic_lines(found))
