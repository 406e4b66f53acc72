"""``verbatim quotes``: show who says what in the archive's articles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

import click

from bot.cli._support.batch import print_json
from bot.cli._support.options import data_option, json_option
from retrieval.model import Attribution


@click.command("quotes", short_help="List who said what.")
@click.argument("article_ids", nargs=-1, metavar="[ARTICLE_ID]...")
@click.option("--person", metavar="NAME", help="Only what this person says.")
@json_option
@data_option
def command(article_ids: tuple[str, ...], person: str | None, as_json: bool) -> None:
    """List every attribution found: in the articles named, else in all."""
    from bot.cli._support.opening import opened, settings

    with opened(settings()) as archive:
        found = archive.attributions(article_ids, person=person)
        if as_json:
            _print_lines(found)
            return
        from bot.cli._support.screen import show
        from bot.render.terminal import attribution_lines

        shown = 0
        for article_id, group in groupby(found, key=itemgetter(0)):
            attributions = [attribution for _, attribution in group]
            show(attribution_lines(archive.article(article_id), attributions))
            shown += len(attributions)
        if not shown:
            click.echo(f"No words of {person} in the archive." if person else "No attributions found.")


def _print_lines(found: Iterable[tuple[str, Attribution]]) -> None:
    from retrieval.answers.as_json import attribution_json

    for article_id, attribution in found:
        print_json(attribution_json(article_id, attribution))
