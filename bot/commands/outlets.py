"""/outlets: who published what is in this archive."""

from __future__ import annotations

from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import PAGE_ROWS, Offer, View
from bot.render.message import Message
from bot.render.phrases import wording
from bot.render.phrases.numbers import number
from bot.render.rich import joined, plain
from bot.render.translate import N_, _, ngettext


def outlets(asked: Request, services: Services) -> tuple[Message, ...]:
    """The outlets with their number of articles; a tap leads to an outlet's newest."""
    return looked(COMMAND.name, look, asked, services)


def look(_words: str, page: int, _today: date, services: Services) -> View:
    """One page of them."""
    known = services.archive.store.catalogue.outlets()
    first = page * PAGE_ROWS
    shown = known[first : first + PAGE_ROWS]
    if not shown:
        return View(plain(_("No article of this archive names its outlet.")))
    lines = [
        plain(f"{place}. {wording.clipped(name, 80)} – {_articles(count)}")
        for place, (name, count) in enumerate(shown, start=first + 1)
    ]
    text = joined((plain(_("Outlets")).marked("bold"), joined(lines, "\n")), "\n\n")
    offers = tuple(
        Offer(wording.clipped(name, 30), _("latest from {outlet}").format(outlet=name)) for name, _count in shown
    )
    return View(text, first + PAGE_ROWS < len(known), offers)


def _articles(count: int) -> str:
    return ngettext("{n} article", "{n} articles", count).format(n=number(count))


COMMAND = Command(name="outlets", help=N_("Which outlets are in the archive"), run=outlets, look=look, is_question=True)
