"""/forget: delete everything about this chat."""

from __future__ import annotations

from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.rich import plain
from bot.render.translate import N_, _

_YES = "yes"


def forget(asked: Request, services: Services) -> tuple[Message, ...]:
    """Ask once, then delete."""
    if asked.words.lower() == _YES:
        if services.audiences:
            services.audiences.forget(asked.chat_id)
        services.archive.store.chats.forget(asked.chat_id)
        return (line(_("Everything about this chat was deleted. We start from scratch with your next message.")),)
    if not asked.is_private:
        return (line(_("This deletes everything about this chat. Admins confirm it with /forget yes.")),)
    return looked(COMMAND.name, look, asked, services)


def look(_words: str, _page: int, _today: date, _services: Services) -> View:
    """The question, and the button that says yes."""
    asking = _(
        "Delete everything about this chat: its questions, their buttons, its settings, what it follows, and in our "
        "private chat what you have saved?"
    )
    return View(plain(asking), offers=(Offer(_("Delete everything"), f"/{COMMAND.name} {_YES}", is_danger=True),))


COMMAND = Command(
    name="forget",
    help=N_("Delete everything about this chat"),
    run=forget,
    is_choice=True,
    look=look,
    is_aside=True,
)
