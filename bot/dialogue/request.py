"""Command and request: a name, a line of help, and a function from what was asked to what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from bot.dialogue.view import View
from bot.render.message import File, Message
from bot.render.pictures.painter import Painter
from bot.settings import Settings
from retrieval.store import ChatSettings

if TYPE_CHECKING:
    from retrieval.answers import Additions, Archive
    from retrieval.answers.audiences import Audiences

Chosen = ChatSettings | None
"""What a chat has chosen for itself; None where it has chosen nothing."""
ANYONE = 0
"""The asker's id where Telegram hides it: an anonymous admin, or a channel."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants of the bot.

    Attributes:
        words: the text after the command or beside the mention, without blanks around it.
        now: aware UTC.
        topic_id: the forum topic it was written in.
        message_id: the message that asks.
        reply_to: the message it replies to, where that is the bot's.
        file: one that an operator has sent.
        quote: the fragment of another message that it points at; the whole of it where none was chosen.
        language_code: of the writer's Telegram ("pt-br"); empty where Telegram does not tell.
        chosen: what its chat has chosen, as it was when the message came.
    """

    words: str
    chat_id: int
    asker_id: int
    is_private: bool
    now: datetime
    topic_id: int | None = None
    message_id: int | None = None
    reply_to: int | None = None
    quote: str = ""
    file: File | None = None
    language_code: str = ""
    chosen: Chosen = None


class SourceSeen(Protocol):
    """What is behind an address: its kind is "feed" or "page"."""

    @property
    def url(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def articles(self) -> int: ...


class Finder(Protocol):
    """Finds the sources that operators name; raises ``SourceError`` where nothing can be read."""

    def look(self, given: str, now: datetime) -> tuple[SourceSeen, ...]:
        """What is meant, without keeping it."""

    def add(self, given: str, now: datetime) -> tuple[SourceSeen, bool]:
        """Keep it; and whether it is a new one."""

    def name(self, given: str, chat_id: int, now: datetime) -> tuple[SourceSeen, bool | None]:
        """Keep it for a chat; and whether that had not named it yet, None where it may name no more."""


@dataclass(frozen=True, slots=True)
class Services:
    """What a command may use.

    Attributes:
        bot_name: the bot's name at Telegram, without the @.
        take_in: takes in the articles at an address or in a file.
        finder: finds the sources that operators name.
        has_inline: inline mode is switched on for the bot.
        audiences: which archive which chat may see; None where all see the same.
        new_token: makes the short id of a shown answer; never the same twice, not to be guessed.
    """

    archive: Archive
    settings: Settings
    commands: tuple[Command, ...]
    bot_name: str
    new_token: Callable[[], str]
    has_inline: bool = False
    take_in: Callable[[str | File], Additions] | None = None
    finder: Finder | None = None
    painter: Painter | None = None
    audiences: Audiences | None = None

    @contextmanager
    def of_chat(self, chat_id: int) -> Iterator[Services]:
        """The same for a chat, while the block runs: its archive is what this chat may see.

        Where no chat is named, the archive is what everybody sees.
        """
        if self.audiences is None:
            yield self
            return
        with self.audiences.of_chat(chat_id) as archive:
            yield self if archive is self.archive else replace(self, archive=archive)

    def zone(self, chosen: Chosen) -> ZoneInfo:
        """The time zone that a chat has chosen, else the operator's."""
        if chosen and chosen.time_zone:
            # The zone may be gone from this machine's tables.
            with suppress(ValueError, OSError, KeyError):
                return ZoneInfo(chosen.time_zone)
        return self.settings.timezone

    def today(self, now: datetime, chosen: Chosen) -> date:
        """The calendar day where the chat is."""
        return now.astimezone(self.zone(chosen)).date()


def settings_of(asked: Request) -> ChatSettings:
    """What the chat has chosen, to be changed: a chat that has chosen nothing begins with the defaults."""
    return asked.chosen or ChatSettings(asked.chat_id, datetime.min.replace(tzinfo=UTC))


Look = Callable[[str, int, date, Services], View]
"""From the words after the command, the page's number from 0 and the asker's day to that page."""
Run = Callable[[Request, Services], tuple[Message, ...]]


def _nobody(_settings: Settings) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Command:
    """One registration feeds the handler, the menu and the help.

    Attributes:
        name: after the slash: lower-case letters, digits and underscores.
        help: one line for the menu and /help.
        run: knows no Telegram and may take its time; it runs on a thread of its own.
        is_choice: with words after it, it changes what the chat has chosen; in a group, only for admins.
        is_aside: in a group, what it says is for whoever asks alone, as are an operator's commands.
        is_for_admins: in a group, only for admins, with words after it or without.
        is_operators: for the operators alone; to everyone else it is unknown.
        opens_to: for which settings it is everybody's after all.
        aliases: other names for it, which no menu shows.
        is_question: asked again when its message is edited.
        of_chat: which other chat the words after it are about, whose admins alone may change it.
        look: shows something to look through page by page, for the buttons under it.
    """

    name: str
    help: str
    run: Run
    is_choice: bool = False
    is_for_admins: bool = False
    look: Look | None = None
    is_operators: bool = False
    is_question: bool = False
    of_chat: Callable[[str], int | None] | None = None
    is_aside: bool = False
    opens_to: Callable[[Settings], bool] = _nobody
    aliases: tuple[str, ...] = ()

    def is_closed(self, settings: Settings) -> bool:
        """Whether only operators may give it."""
        return self.is_operators and not self.opens_to(settings)

    @property
    def is_for_asker(self) -> bool:
        """Whether a group's others need not see what it says."""
        return self.is_aside or self.is_operators

    def run_for_asker(self, asked: Request, services: Services) -> tuple[Message, ...]:
        """What it says, for whom it is; what asks for a reply is seen by all, or nobody could reply to it."""
        told = self.run(asked, services)
        return tuple(replace(one, is_for_asker=True) if self.is_for_asker and not one.asks else one for one in told)
