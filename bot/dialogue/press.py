"""Callback data and tap results: what a button sends when tapped, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.dialogue.request import Chosen, Services
from bot.render.message import Message
from retrieval.store import Shown

_CALLBACK_DATA = re.compile(
    r"(?P<press>[a-z]):(?P<token>[A-Za-z0-9_-]{6,40}):(?:(?P<number>[0-9]{1,3})|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))"
)


class Press(StrEnum):
    """What a button does. Its letter is in messages sent long ago, so it never changes and is never given anew."""

    PAGE = "p"
    OFFER = "n"
    DAY = "d"
    ALONE = "e"
    CONTEXT = "c"
    OTHERS = "o"
    SPEAKER = "s"
    DAY_OF = "t"
    CITE = "q"
    WORDINGS = "v"
    FOLLOW = "f"
    MUTE = "m"
    LEAVE = "l"
    UNDO = "z"
    SAVE = "k"
    REPORT = "r"
    WRONG_SPEAKER = "w"
    NOT_SAID = "x"
    OTHER_DOUBT = "u"
    TIMELINE = "h"
    PICTURE = "i"


@dataclass(frozen=True, slots=True)
class CallbackData:
    """What a button carries: at most 64 bytes that come back when it is tapped.

    Attributes:
        token: of the remembered message that the button stands under.
        what: a place in its answer or list, counted from 0; the day itself for `Press.DAY`.

    >>> str(CallbackData(Press.PAGE, "Zx81kq", 2))
    'p:Zx81kq:2'
    """

    press: Press
    token: str
    what: int | date = 0

    def __str__(self) -> str:
        return f"{self.press}:{self.token}:{self.what}"

    @classmethod
    def read(cls, written: str) -> CallbackData | None:
        """What a button carried; None where somebody made it up.

        >>> CallbackData.read("d:Zx81kq:2024-05-04")
        CallbackData(press=<Press.DAY: 'd'>, token='Zx81kq', what=datetime.date(2024, 5, 4))
        """
        found = _CALLBACK_DATA.fullmatch(written)
        if found is None:
            return None
        try:
            press = Press(found["press"])
            what = date.fromisoformat(found["day"]) if found["day"] else int(found["number"])
        except ValueError:
            return None
        return cls(press, found["token"], what) if (press is Press.DAY) == isinstance(what, date) else None


def callback_data(press: Press, token: str, what: int | date = 0) -> str:
    """What a button says when it is tapped."""
    return str(CallbackData(press, token, what))


@dataclass(frozen=True, slots=True)
class TapResult:
    """What follows from a tap: a short notice, another text in place of the message, a new message.

    Attributes:
        needs_admin: nothing yet: only an admin's tap does it, and whether it is one's must be found out first.
        admin_of: of which other chat, where it is about another than the one that it was tapped in.
    """

    toast: str = ""
    edit: Message | None = None
    reply: Message | None = None
    tells_operators: Message | None = None
    needs_admin: bool = False
    admin_of: int | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """Somebody's tap; ``press`` is what the button carried, or what somebody made up.

    Attributes:
        is_admin: who taps may change what the chat has chosen; found out only where that matters.
        chosen: what its chat has chosen, as it was when the tap came.
    """

    press: str
    chat_id: int
    asker_id: int
    now: datetime
    is_admin: bool = False
    chosen: Chosen = None

    @property
    def is_private(self) -> bool:
        """Whether it is in a chat of one person with the bot."""
        return self.chat_id == self.asker_id

    def needs_admin(self, of_chat: int | None = None) -> TapResult | None:
        """The effect that asks for an admin, where a tap changes what a group, or that other chat, has chosen."""
        if of_chat is not None:
            return None if self.is_admin else TapResult(needs_admin=True, admin_of=of_chat)
        return None if self.is_private or self.is_admin else TapResult(needs_admin=True)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on a button that still lives, with the remembered message that it stands under."""

    data: CallbackData
    shown: Shown
    tap: Tap

    @property
    def press(self) -> Press:
        """Which button it is."""
        return self.data.press

    @property
    def place(self) -> int:
        """The place in the answer or list, counted from 0."""
        return self.data.what if isinstance(self.data.what, int) else 0

    def asking(self, question: str, token: str) -> Shown:
        """What to remember of a question that the button asks, answered in a message of its own."""
        shown, tap = self.shown, self.tap
        return Shown(token, tap.chat_id, tap.asker_id, question, shown.asked_on, tap.now, topic_id=shown.topic_id)


Handler = Callable[[Tapped, Services], TapResult]
"""What a button does; knows no Telegram and may take its time."""
