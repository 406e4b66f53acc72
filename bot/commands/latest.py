"""/latest: what is new in the archive, at all or on a topic."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.ask import ask
from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message
from bot.render.translate import N_, _


def latest(asked: Request, services: Services) -> tuple[Message, ...]:
    """The newest excerpts."""
    question = _("latest on {topic}").format(topic=asked.words) if asked.words else _("latest news")
    return ask(replace(asked, words=question), services)


COMMAND = Command(name="latest", help=N_("What is new, in general or on a topic"), run=latest, is_question=True)
