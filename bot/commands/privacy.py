"""/privacy: what the bot keeps about those who ask."""

from __future__ import annotations

from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message, line
from bot.render.translate import N_, _

_TEXT = N_(
    "What is kept: each question that was answered, with the id of this chat and of the person who asked, so that "
    "buttons, replies and follow-ups work for them and nobody else; it is deleted after {days} days. A message to the "
    "bot is kept until it is handled. What the chat has chosen in /settings is kept until it is changed. /export sends "
    "all of it as a file, /forget deletes it at once.\n\n"
    "What is not kept: names, and messages that are not for the bot. Questions are not written to logs, and nothing is "
    "passed on to anyone.\n\n"
    "This bot is run by an independent person or organisation; Telegram's privacy policy applies beside theirs."
)

_FOLLOWED = N_(
    "What the chat follows is kept until it is unfollowed, and so is the list of articles it was alerted to, "
    "so that no alert comes twice."
)


_SAVED = N_("What you save is kept with your id until you remove it, or forget our private chat.")


_PRIVATE = N_("The sources that this chat names, and their articles, are for this chat alone; /forget deletes both.")


def privacy(_asked: Request, services: Services) -> tuple[Message, ...]:
    """Say what is kept and for how long."""
    text = _(_TEXT).format(days=services.settings.buttons_life_days)
    more = (_FOLLOWED, _SAVED, *((_PRIVATE,) if services.settings.sources_are == "private" else ()))
    return (line("\n\n".join((text, *(_(one) for one in more)))),)


COMMAND = Command(name="privacy", help=N_("What is kept about you"), run=privacy, is_aside=True)
