"""``verbatim search``: show the passages that match some words best."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import IO

import click

from bot.cli._support.batch import print_json, read_rows
from bot.cli._support.failures import Mistake, answering
from bot.cli._support.options import batch_option, data_option, json_option, language_option, now_option


@click.command("search", short_help="Rank passages for some words.")
@click.argument("query", nargs=-1)
@click.option("-k", "limit", type=click.IntRange(1, 100), default=10, show_default=True, metavar="N", help="At most.")
@json_option
@batch_option('{"id","question"}')
@now_option
@language_option
@data_option
def command(
    query: tuple[str, ...],
    limit: int,
    as_json: bool,
    batch: IO[bytes] | None,
    today: date | None,
    language: str | None,
) -> None:
    """Rank the passages that hold the words of QUERY, best first.

    An archive that holds nothing is filled from seeds/ first.
    """
    if bool(query) == bool(batch):
        raise click.UsageError("Give one QUERY or --batch FILE.")
    from bot.cli._support.opening import opened, settings
    from retrieval.answers.as_json import search_json
    from retrieval.model import SearchAnswer

    chosen = settings()
    with opened(chosen, seeded=True) as archive:
        search = partial(archive.search, limit=limit, today=today, language=language or chosen.language)
        if batch:
            for row in read_rows(batch):
                asked = row.text("question")
                try:
                    with answering():
                        print_json({**search_json(search(asked)), "id": row.id})
                except Mistake as mistake:
                    click.echo(f"verbatim: {row.location}: {mistake.message}", err=True)
                    print_json({**search_json(SearchAnswer(asked, ())), "id": row.id, "error": mistake.kind})
            return
        with answering():
            found = search(" ".join(query))
        if as_json:
            print_json(search_json(found))
        else:
            from bot.cli._support.screen import show
            from bot.render.terminal import search_lines

            articles = {p.article_id: archive.article(p.article_id) for p in found.passages}
            show(search_lines(found, articles), is_paged=True)
