"""/day: what happened on a day."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.ask import ask
from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message
from bot.render.phrases.day_wording import day
from bot.render.phrases.wording import what_happened
from bot.render.translate import N_, _


def day_(asked: Request, services: Services) -> tuple[Message, ...]:
    """The day named; without one, the newest day that the archive has something of."""
    words = asked.words
    if not words:
        days = services.archive.store.catalogue.published_days()
        words = day(days[-1][0]) if days else _("today")
    return ask(replace(asked, words=what_happened(words)), services)


COMMAND = Command(name="day", help=N_("What happened on a day"), run=day_, is_question=True)
