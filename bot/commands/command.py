"""What is a command? A name, a line of help and a function from what was asked to what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.render.message import Message
from bot.settings import Settings

if TYPE_CHECKING:
    from retrieval.answers import Archive

ANYONE = 0
"""The asker's id where Telegram hides it: an anonymous admin, or a channel."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of the bot.

    Attributes:
        words: what stands after the command or beside the mention, without blanks around it.
        now: aware UTC.
    """

    words: str
    chat_id: int
    asker_id: int
    is_private: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class House:
    """What a command may use.

    Attributes:
        bot_name: the bot's name at Telegram, without the @.
        new_token: makes the short id of a shown answer; never the same twice, not to be guessed.
    """

    archive: Archive
    settings: Settings
    commands: tuple[Command, ...]
    bot_name: str
    new_token: Callable[[], str]

    def today(self, now: datetime) -> date:
        """The operator's calendar day."""
        return self.settings.today(now)


Run = Callable[[Asked, House], tuple[Message, ...]]


@dataclass(frozen=True, slots=True)
class Command:
    """One registration feeds the handler, the menu and the help.

    Attributes:
        name: after the slash: lower-case letters, digits and underscores.
        help: one line for the menu and /help.
        run: knows no Telegram and may take its time; it runs on a thread of its own.
    """

    name: str
    help: str
    run: Run
