"""What does an asker hear when something goes wrong? One kind line for each class of error, never its details."""

from __future__ import annotations

from bot.render.message import Message, line
from retrieval.errors import ArchiveBusy, ArchiveError, UnknownArticle

_SORRY = "Sorry, something went wrong here. Please ask again in a moment."
_LINES: tuple[tuple[type[BaseException], str], ...] = (
    (ArchiveBusy, "The archive is being written to just now. Please ask again in a moment."),
    (ArchiveError, "The archive cannot be read at the moment. Please ask again later."),
    (UnknownArticle, "That article is no longer in the archive."),
    (TimeoutError, "That takes too long just now. Please ask again in a moment, or more narrowly."),
)


def failure(error: BaseException) -> Message:
    """The line for an error.

    >>> failure(TimeoutError()).text.text
    'That takes too long just now. Please ask again in a moment, or more narrowly.'
    """
    return line(next((words for kind, words in _LINES if isinstance(error, kind)), _SORRY))
