"""``verbatim ask``: answer one question from the archive, or a batch of them."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING

import click

from bot.cli._support.batch import print_json, read_rows
from bot.cli._support.failures import Mistake, answering
from bot.cli._support.options import batch_option, data_option, json_option, language_option, now_option

PEOPLE_LIMIT, JSON_LIMIT = 3, 10

if TYPE_CHECKING:
    from retrieval.model import Answer


@click.command("ask", short_help="Answer one question, or a batch.")
@click.argument("question", nargs=-1)
@json_option
@batch_option('{"id","question"}')
@now_option
@language_option
@click.option(
    "-k",
    "limit",
    type=click.IntRange(1, 100),
    metavar="N",
    help=f"Excerpts at most (default {PEOPLE_LIMIT}; in JSON {JSON_LIMIT}).",
)
@data_option
def command(
    question: tuple[str, ...],
    as_json: bool,
    batch: IO[bytes] | None,
    today: date | None,
    language: str | None,
    limit: int | None,
) -> None:
    """Answer QUESTION from the archive, word for word.

    An archive that holds nothing is filled from seeds/ first. The exit code is 0 also where the archive has no answer.
    """
    if bool(question) == bool(batch):
        raise click.UsageError("Give one QUESTION or --batch FILE.")
    from bot.cli._support.opening import opened, settings
    from retrieval.answers.as_json import answer_json

    chosen = settings()
    day, hint = today or chosen.today(), language or chosen.language
    with opened(chosen, seeded=True) as archive:
        if batch:
            for row in read_rows(batch):
                asked = row.text("question")
                try:
                    with answering():
                        found = answer_json(archive.ask(asked, today=day, limit=limit or JSON_LIMIT, language=hint))
                except Mistake as mistake:
                    click.echo(f"verbatim: {row.location}: {mistake.message}", err=True)
                    found = answer_json(_failed(asked, mistake))
                print_json({**found, "id": row.id})
            return
        with answering():
            usual = JSON_LIMIT if as_json else PEOPLE_LIMIT
            answer = archive.ask(" ".join(question), today=day, limit=limit or usual, language=hint)
            if as_json:
                print_json(answer_json(answer))
                return
            from bot.cli._support.screen import show
            from bot.render.terminal import answer_lines

            show(answer_lines(answer), is_paged=True)


def _failed(asked: str, mistake: Mistake) -> Answer:
    """The answer to a question that ended in a mistake of the program's own."""
    from retrieval.model import Answer, Reason

    reason = Reason("failed", f"This could not be answered ({mistake.kind})")
    return Answer(asked, "search", reason=reason)
