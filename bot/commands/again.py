"""/again: one's own last questions in this chat, each asked again by a tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import ANYONE, Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.moments import day_and_time
from bot.render.phrases import wording
from bot.render.rich import joined, plain
from bot.render.translate import N_, _

_MOST = 8
_LABEL_UNITS = 60


def again(asked: Request, services: Services) -> tuple[Message, ...]:
    """The list; the person is part of the words, so that a button looks at their own."""
    if asked.asker_id == ANYONE:
        return (line(_("I cannot tell who you are here. Ask me in our private chat.")),)
    return looked(COMMAND.name, look, replace(asked, words=f"{asked.chat_id} {asked.asker_id}"), services)


def look(whose: str, _page: int, _today: date, services: Services) -> View:
    """The last questions, the newest first."""
    chat_id, asker_id = (int(number) for number in whose.split())
    asked = services.archive.store.shown.questions_of(chat_id, asker_id, limit=_MOST)
    if not asked:
        return View(plain(_("You have asked me nothing here yet.")))
    zone = services.zone(services.archive.store.chats.get(chat_id))
    rows = [
        plain(f"{at}. {wording.clipped(wording.one_line(words), 300)} – ") + day_and_time(when, zone)
        for at, (words, when) in enumerate(asked, start=1)
    ]
    text = joined((plain(_("You asked here")).marked("bold"), *rows), "\n")
    offers = tuple(Offer(wording.clipped(wording.one_line(words), _LABEL_UNITS), words) for words, _when in asked)
    return View(text, offers=offers)


COMMAND = Command(name="again", help=N_("Your last questions, to ask again"), run=again, look=look, is_aside=True)
