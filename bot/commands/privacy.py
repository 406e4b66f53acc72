"""/privacy: what does the bot keep about those who ask?"""

from __future__ import annotations

from bot.commands.command import Asked, Command, House
from bot.render.message import Message, line

_TEXT = (
    "What is kept: where an answer has buttons, its question with the id of this chat and of the person who asked, so "
    "that the buttons work for them and nobody else. It is deleted after {days} days. Where a chat has chosen a time "
    "zone, that with the chat's id; /timezone default takes it back.\n\n"
    "What is not kept: names, other messages, questions whose answer has no buttons. Questions are not written to "
    "logs, and nothing is passed on to anyone.\n\n"
    "This bot is run by a person or an organisation of their own; Telegram's privacy policy holds beside theirs."
)


def privacy(_: Asked, house: House) -> tuple[Message, ...]:
    """Say what is kept and for how long."""
    return (line(_TEXT.format(days=house.settings.buttons_life_days)),)


COMMAND = Command(name="privacy", help="What is kept about you", run=privacy)
