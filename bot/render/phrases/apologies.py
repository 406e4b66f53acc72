"""Error messages for askers: one kind line for each class of error, never its details."""

from __future__ import annotations

from bot.render.message import Message, line
from bot.render.translate import N_, _
from retrieval.errors import ArchiveBusy, ArchiveError, SearchUnavailable, UnknownArticle

_SORRY = N_("Sorry, something went wrong here. Please ask again in a moment.")
_LINES: tuple[tuple[type[BaseException], str], ...] = (
    (ArchiveBusy, N_("The archive is being updated right now. Please ask again in a moment.")),
    (ArchiveError, N_("The archive cannot be read at the moment. Please ask again later.")),
    (SearchUnavailable, N_("The search is down at the moment. Please ask again later.")),
    (UnknownArticle, N_("That article is no longer in the archive.")),
    (TimeoutError, N_("That is taking too long right now. Please ask again in a moment, or more narrowly.")),
)


def not_taken() -> Message:
    """That Telegram takes an answer in no form."""
    return line(_("Sorry, Telegram does not let me send this answer. Please ask in other words."))


def failure(error: BaseException) -> Message:
    """The line for an error.

    >>> failure(TimeoutError()).text.text
    'That is taking too long right now. Please ask again in a moment, or more narrowly.'
    """
    return line(_(next((words for kind, words in _LINES if isinstance(error, kind)), _SORRY)))
