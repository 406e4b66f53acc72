"""What is a tap, and what follows from one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.render.message import Message


@dataclass(frozen=True, slots=True)
class TapResult:
    """What follows from a tap: a short notice, another text in place of the message, a new message.

    Attributes:
        needs_admin: nothing yet: only an admin's tap does it, and whether it is one's must be found out first.
    """

    toast: str = ""
    edit: Message | None = None
    reply: Message | None = None
    tells_operators: Message | None = None
    needs_admin: bool = False


@dataclass(frozen=True, slots=True)
class Tap:
    """Somebody's tap; ``press`` is what the button carried, or what somebody made up.

    Attributes:
        is_admin: who taps may change what the chat has chosen; found out only where that matters.
    """

    press: str
    chat_id: int
    asker_id: int
    now: datetime
    is_admin: bool = False

    @property
    def is_private(self) -> bool:
        """Whether it is in a chat of one person with the bot."""
        return self.chat_id == self.asker_id

    def needs_admin(self) -> TapResult | None:
        """The effect that asks for an admin, where a tap changes what a group has chosen."""
        return None if self.is_private or self.is_admin else TapResult(needs_admin=True)
