"""/ingest: an operator takes in a page, a feed or a sent file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.phrases.numbers import number
from bot.render.translate import N_, _

if TYPE_CHECKING:
    from retrieval.answers import Additions

_MAX_REFUSALS = 3


def ingest(asked: Request, services: Services) -> tuple[Message, ...]:
    """Take it in and say what came of it."""
    what = asked.file or asked.words
    is_address = isinstance(what, str) and what.lower().startswith(("http://", "https://"))
    if services.take_in is None or not (asked.file or is_address):
        return (
            line(_("Write an address after the command, as in {example}, or send a file.").format(example=_EXAMPLE)),
        )
    done = services.take_in(what)
    counts = _("{added} added, {updated} updated, {unchanged} unchanged, {refused} refused").format(
        added=number(done.added),
        updated=number(done.updated),
        unchanged=number(done.unchanged),
        refused=number(len(done.refused)),
    )
    why = (wording.clipped(wording.one_line(f"{r.location}: {r.why}"), 300) for r in done.refused[:_MAX_REFUSALS])
    return (line("\n".join((counts, *why, *_unread(done)))),)


def _unread(done: Additions) -> tuple[str, ...]:
    """The line that names what is in and found, but could not be read for people and quotations."""
    if not done.unread:
        return ()
    named = ", ".join(f"{article_id} ({failure})" for article_id, failure in done.unread[:_MAX_REFUSALS])
    return (
        wording.clipped(
            wording.one_line(_("Not read for people and quotations: {articles}").format(articles=named)), 600
        ),
    )


_EXAMPLE = "/ingest https://herald.example/rain"
COMMAND = Command(
    name="ingest", help=N_("Add a page, a feed or a sent file to the archive"), run=ingest, is_operators=True
)
