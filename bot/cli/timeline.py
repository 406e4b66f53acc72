"""``verbatim timeline``: how often somebody is quoted, or something is written of, over time."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli._support.batch import print_json
from bot.cli._support.options import data_option, json_option


@click.command("timeline", short_help="Show how often somebody or something is in the archive over time.")
@click.argument("words", nargs=-1, required=True, metavar="PERSON_OR_WORDS...")
@json_option
@data_option
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Count statements of a person, or articles that speak of some words, by day, week, month or year.

    Two people stand side by side: verbatim timeline Aune and Reker. The busiest days are named with the shortest
    headline of the day, as its article has it.
    """
    from bot.cli._support.opening import opened, settings
    from bot.cli._support.screen import show
    from bot.render.terminal_lists import timeline_lines
    from retrieval.answers.as_json import timelines_json

    asked = " ".join(words)
    with opened(settings()) as archive:
        found = archive.timelines(asked, today=datetime.now(UTC).date())
    if as_json:
        print_json(timelines_json(found))
        return
    show(timeline_lines(found, asked))
