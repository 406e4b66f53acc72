"""The outcome of one call of the Bot API, by what it means for the message: was it taken, can it be sent again?

Whoever decides anything after a call matches these, and never Telegram's errors themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.transport.backoff import wait_asked_s
from bot.transport.wire import may_have_arrived

# Telegram names what is wrong with a place by the place ("TOPIC_CLOSED", "CHAT_WRITE_FORBIDDEN") or by the rights that
# the bot lacks there, in a sentence; what is wrong with a message, by the message, its text, its entities or buttons.
_OF_THE_PLACE = re.compile(
    r"\b(?:chat|topic|channel|forum|user)_(?!not_found|id_)[a-z_]+\b"
    r"|\b(?:not?|need|without)\b[^.]*\b(?:rights|permissions?)\b"
    r"|\bneed to be\b[^.]*\b(?:administrator|member)\b|\bnot a member\b",
    re.IGNORECASE,
)
# What is not there any more, or never was: the chat, the message that is changed or answered.
_OF_ITS_TARGET = re.compile(
    r"\b(?:chat|user|peer|group|thread|topic|channel|message)\b[^.]*\b(?:not found|deactivated|deleted)\b"
    r"|\bcan't be edited\b|\b(?:chat|user|peer|message)_id_",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)+")


@dataclass(frozen=True, slots=True)
class Taken:
    """Telegram took it."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Telegram did not say that it took it."""

    error: TelegramError

    @property
    def words(self) -> str:
        """Why, in Telegram's words; the library takes the capitals out of its names.

        >>> Refused(BadRequest("TOPIC_CLOSED")).words, Refused(BadRequest("Message text is empty")).words
        ('TOPIC_CLOSED', 'Message text is empty')
        """
        return _NAME.sub(lambda name: name[0].upper(), self.error.message)


class NeverSent(NotTaken):
    """It failed before it left, so that it certainly did not arrive: no connection."""


class Uncertain(NotTaken):
    """It failed after it may have arrived: no answer in time, a gateway's page, a server's failure."""


class RateLimited(NotTaken):
    """429: Telegram asks to wait first."""

    error: RetryAfter

    @property
    def wait_s(self) -> float:
        """The seconds that Telegram asks for."""
        return wait_asked_s(self.error)


class Blocked(NotTaken):
    """403: the bot was blocked or put out of the chat."""


class Moved(NotTaken):
    """400: the group has another id by now."""


class PlaceClosed(NotTaken):
    """400: the chat or the topic takes no message of the bot's at all, though it is there."""


class Refused(NotTaken):
    """400: something is wrong with the message, or with where it goes."""


class Failed(NotTaken):
    """Anything else that Telegram answers, as 401 and 409."""


CallOutcome: TypeAlias = Taken | NotTaken


def outcome_of(error: TelegramError) -> NotTaken:
    """What an error says of the call that it ended.

    >>> type(outcome_of(BadRequest("Not enough rights to send text messages to the chat"))).__name__
    'PlaceClosed'
    >>> type(outcome_of(BadRequest("TOPIC_CLOSED"))).__name__, type(outcome_of(BadRequest("Text is empty"))).__name__
    ('PlaceClosed', 'Refused')
    """
    match error:
        case RetryAfter():
            return RateLimited(error)
        case Forbidden():
            return Blocked(error)
        case ChatMigrated():
            return Moved(error)
        case BadRequest():
            return PlaceClosed(error) if _OF_THE_PLACE.search(error.message) else Refused(error)
        case NetworkError():
            return Uncertain(error) if may_have_arrived(error) else NeverSent(error)
    return Failed(error)


def is_of_what_was_sent(error: BadRequest) -> bool:
    """Whether a refusal is about the text, its marks or its buttons, so that other ones may be taken.

    >>> is_of_what_was_sent(BadRequest("Wrong HTTP URL")), is_of_what_was_sent(BadRequest("Message to edit not found"))
    (True, False)
    """
    return not (_OF_THE_PLACE.search(error.message) or _OF_ITS_TARGET.search(error.message))
