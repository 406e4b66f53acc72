"""/person: who somebody is, how often quoted, and the newest words."""

from __future__ import annotations

from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import PAGE_ROWS, Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import plain
from bot.render.telegram import cards
from bot.render.translate import N_, _
from retrieval.model import Near

_NEWEST = 3


def person(asked: Request, services: Services) -> tuple[Message, ...]:
    """A person's card; without a name, how to ask for one."""
    if not asked.words:
        return (line(_("Write a name after the command, for example: {example}").format(example=_example(services))),)
    return looked(COMMAND.name, look, asked, services)


def look(name: str, _page: int, _today: date, services: Services) -> View:
    """The card, or who else could be meant."""
    found = services.archive.profile(name, quotes=_NEWEST)
    if found.profile is None:
        return View(plain(_unknown(name, found.near)), offers=_people(found.near))
    known = found.profile.person.name
    offers = (
        Offer(_("All quotes"), wording.what_said(known)),
        Offer(_("Follow"), f"/subscribe {known}"),
        Offer(_("Who is it?"), wording.who_is(known)),
        Offer(_("Timeline"), f"/timeline {known}"),
    )
    ids = tuple(dict.fromkeys(excerpt.article_id for excerpt in found.profile.newest))
    return View(cards.profile_card(found.profile, found.correction), offers=offers, article_ids=ids)


def _unknown(name: str, near: tuple[Near, ...]) -> str:
    shown = wording.clipped(name, 60)
    if near and any(wording.one_line(name).casefold() in offer.value.casefold() for offer in near):
        return _("Several people are called {name}. Which one do you mean?").format(name=shown)
    said = _("The archive names nobody called {name}.").format(name=shown)
    return f"{said} {_('Did you mean:')}" if near else said


def _people(near: tuple[Near, ...]) -> tuple[Offer, ...]:
    return tuple(Offer(wording.clipped(offer.value, 30), f"/person {offer.value}") for offer in near[:PAGE_ROWS])


def _example(services: Services) -> str:
    known = services.archive.people(limit=1)
    return f"/{COMMAND.name} {wording.one_line(known[0].name) if known else 'Ada Reed'}"


COMMAND = Command(
    name="person", help=N_("A person: roles, how often quoted, newest words"), run=person, look=look, is_question=True
)
