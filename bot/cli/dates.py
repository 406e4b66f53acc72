"""``verbatim dates``: show which days a text means."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

import click

from bot.cli._support.batch import Row, print_json, read_rows
from bot.cli._support.failures import Mistake, answering
from bot.cli._support.options import batch_option, data_option, day_option, json_option


@click.command("dates", short_help="Read the dates in a text.")
@click.argument("text", nargs=-1)
@day_option("--on", help="The day on which the text was written (default: today).")
@click.option("--language", default="en", show_default=True, help="The text's language, as in BCP 47.")
@click.option("--outlet", help="Who published it; decides whether 5/12 is May or December.")
@json_option
@batch_option('{"id","text","on"}')
@data_option
def command(
    text: tuple[str, ...],
    on: date | None,
    language: str,
    outlet: str | None,
    as_json: bool,
    batch: IO[bytes] | None,
) -> None:
    """Show the dates that TEXT mentions, as understood on a day.

    Needs no archive. In JSON the days are half-open: "to" does not belong to them.
    """
    if bool(text) == bool(batch):
        raise click.UsageError("Give one TEXT or --batch FILE.")
    on = on or _today()
    if batch:
        for row in read_rows(batch):
            try:
                with answering():
                    print_json({"id": row.id, "mentions": _of_row(row, on, language, outlet)})
            except Mistake as mistake:
                click.echo(f"verbatim: {row.location}: {mistake.message}", err=True)
                print_json({"id": row.id, "mentions": [], "error": mistake.kind})
        return
    from retrieval.annotate.dates import find_dates

    joined = " ".join(text)
    with answering():
        mentions = find_dates(joined, on, language=language, outlet=outlet)
    if as_json:
        from retrieval.answers.as_json import dates_json

        print_json({"text": joined, "on": on.isoformat(), "mentions": dates_json(mentions, joined)})
    else:
        from bot.cli._support.screen import show
        from bot.render.terminal import date_lines

        show(date_lines(mentions, joined))


def _of_row(row: Row, on: date, language: str, outlet: str | None) -> list[dict[str, Any]]:
    from retrieval.annotate.dates import find_dates
    from retrieval.answers.as_json import dates_json

    text = row.text("text")
    language, outlet = row.optional_text("language") or language, row.optional_text("outlet") or outlet
    return dates_json(find_dates(text, row.day("on", on), language=language, outlet=outlet), text)


def _today() -> date:
    from bot.cli._support.opening import settings

    return settings().today()
