"""/people: who is quoted most in this archive."""

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


def people(asked: Request, services: Services) -> tuple[Message, ...]:
    """The people most quoted, a page at a time; a tap leads to somebody's words."""
    return looked(COMMAND.name, look, asked, services)


def look(_words: str, page: int, _today: date, services: Services) -> View:
    """One page of them."""
    found = services.archive.people(limit=PAGE_ROWS + 1, offset=page * PAGE_ROWS)
    shown = found[:PAGE_ROWS]
    if not shown:
        return View(plain(_("Nobody is quoted in this archive yet. /latest shows what is new.")))
    lines = [
        plain(f"{place}. {wording.one_line(person.name)} – {_quotes(person.attributions)}")
        for place, person in enumerate(shown, start=page * PAGE_ROWS + 1)
    ]
    text = joined((plain(_("Most quoted")).marked("bold"), joined(lines, "\n")), "\n\n")
    offers = tuple(Offer(wording.clipped(p.name, 30), f"/person {p.name}") for p in shown)
    return View(text, len(found) > PAGE_ROWS, offers)


def _quotes(count: int) -> str:
    return ngettext("{n} quote", "{n} quotes", count).format(n=number(count))


COMMAND = Command(name="people", help=N_("Who is quoted most"), run=people, look=look, is_question=True)
