"""Inline cards: what an inline query is answered with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.render.message import Message
from bot.render.translate import _


@dataclass(frozen=True, slots=True)
class Card:
    """One excerpt to choose.

    Attributes:
        id: the same for the same excerpt, at most 64 bytes.
        message: what arrives in the chat.
    """

    id: str
    title: str
    description: str
    message: Message


@dataclass(frozen=True, slots=True)
class Cards:
    """What an inline query is answered with.

    Attributes:
        next_offset: comes back when the asker scrolls on; empty at the end.
        start: the parameter of the button that opens the bot with the question; empty where there are cards.
    """

    cards: tuple[Card, ...] = ()
    next_offset: str = ""
    start: str = ""

    @property
    def label(self) -> str:
        """The words on that button."""
        return _("Nothing found – ask me in a chat")
