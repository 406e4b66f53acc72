"""/saved: the excerpts that somebody keeps, page by page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.dialogue import saving
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.moments import day_and_time
from bot.render.phrases import wording
from bot.render.rich import Rich, filled, joined, plain
from bot.render.translate import N_, _
from retrieval.store import Saved

_ROWS = 6
_LABEL_UNITS = 34
_PLACE = re.compile(r"(?P<owner>\d{1,16})(?: (?P<number>\d{1,12}))?")
_REMOVE = "remove"


def saved(asked: Request, services: Services) -> tuple[Message, ...]:
    """The list, one of it, or the list without one."""
    if not asked.is_private:
        return (line(_("What you save is yours alone: ask me for /saved in our private chat.")),)
    verb, _blank, number = asked.words.partition(" ")
    if verb == _REMOVE and number.isdecimal():
        services.archive.store.saved.remove(asked.asker_id, int(number))
        verb = ""
    # Whose it is is part of the words, so that a button looks at its own list.
    words = f"{asked.asker_id} {verb}" if verb.isdecimal() else str(asked.asker_id)
    return looked(COMMAND.name, look, replace(asked, words=words), services)


def look(what: str, page: int, _today: date, services: Services) -> View:
    """A page of the list, or one excerpt with what can be done with it."""
    found = _PLACE.fullmatch(what)
    mine = services.archive.store.saved.of_owner(int(found["owner"])) if found else ()
    if found and found["number"]:
        one = next((kept for kept in mine if kept.number == int(found["number"])), None)
        back = Offer(_("↩ Back"), f"/{COMMAND.name}")
        if one is None:
            return View(plain(_("You have not saved this, or not any more.")), offers=(back,))
        remove = Offer(_("Remove"), f"/{COMMAND.name} {_REMOVE} {one.number}", is_danger=True)
        return View(saving.shown(one, services), offers=(remove, back), article_ids=(one.article_id,))
    if not mine:
        return View(plain(_("You have saved nothing yet. Save under ⋯ details keeps an excerpt for you.")))
    first = min(page * _ROWS, (len(mine) - 1) // _ROWS * _ROWS)
    rows = list(enumerate(mine[first : first + _ROWS], start=first + 1))
    said = [(at, one, saving.in_a_line(one, services)) for at, one in rows]
    zone = services.zone(services.archive.store.chats.get(int(found["owner"]))) if found else services.zone(None)
    lines = [plain(f"{at}. {words} – ") + _saved_when(one, zone) for at, one, words in said]
    text = joined((plain(_("You have saved")).marked("bold"), *lines), "\n")
    offers = tuple(
        Offer(wording.clipped(f"{at} ⋯ {words}", _LABEL_UNITS), f"/{COMMAND.name} {one.number}")
        for at, one, words in said
    )
    return View(text, first + _ROWS < len(mine), offers, tuple(dict.fromkeys(one.article_id for _at, one in rows)))


def _saved_when(one: Saved, zone: ZoneInfo) -> Rich:
    return filled(_("saved {when}"), when=day_and_time(one.saved_utc, zone))


COMMAND = Command(
    name="saved",
    help=N_("The excerpts that you have saved"),
    run=saved,
    is_choice=True,
    look=look,
    is_aside=True,
)
