"""Telegram posts as articles: the id that a post has by whichever way it comes, and the title that its form shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.model import Span

_MAX_TITLE_CHARS = 200
_ENDS_SENTENCE = ".!?…"
# Behind the mark that ends a sentence, its quotation or bracket may still close.
_CLOSING = "”»\"'’)]"
_WORD = re.compile(r"[^\W\d_]+")
_IS_LINK_OR_TAG = re.compile(r"(?:https?://|[#@])\S+(?:\s+(?:https?://|[#@])\S+)*", re.IGNORECASE)


def post_id(channel: int, number: int) -> str:
    """The id of the article that a post is, the same from an export and from the channel itself.

    Args:
        channel: the channel's own number, without the -100 that the Bot API puts before it.
    """
    return f"telegram/{channel}/{number}"


def post_title(text: str, bold: Iterable[Span] = ()) -> str | None:
    """The title that a post begins with, as it stands there; None where its form shows none.

    A title is a bold beginning that ends with its line or with its sentence, or a first line that no sentence ends and
    that an empty line sets apart. More must follow it.

    >>> post_title("Ferry stopped\\n\\nNo boat left the harbour on Monday.")
    'Ferry stopped'
    >>> post_title("Ferry stopped. No boat left.", [Span(0, 14)])
    'Ferry stopped.'
    >>> post_title("No boat left the harbour.\\n\\nThe sea was rough.") is None
    True
    """
    start = len(text) - len(text.lstrip())
    run = _bold_beginning(text, sorted(bold, key=lambda span: span.start))
    title = _bold_title(text, start, run) if run else _first_line(text, start)
    if title is None or len(title) > _MAX_TITLE_CHARS or len(_WORD.findall(title)) < 2:
        return None
    return None if _IS_LINK_OR_TAG.fullmatch(title) else title


def _bold_beginning(text: str, bold: Sequence[Span]) -> int:
    """Where the bold words end with which a post begins, 0 where it begins with others; a picture sign is no word."""
    end = 0
    for span in bold:
        if any(letter.isalnum() for letter in text[end : span.start]):
            break
        end = max(end, span.end)
    return end


def _bold_title(text: str, start: int, end: int) -> str | None:
    said = text[start:end].rstrip()
    rest = text[start + len(said) :]
    line = rest.partition("\n")[0]
    if not _says_something(rest):
        return None
    if not _says_something(line):
        said = (said + line).rstrip()  # a picture sign or a full stop behind it
    elif not said.rstrip(_CLOSING).endswith(tuple(_ENDS_SENTENCE)):
        return None  # it is some words of a sentence
    return " ".join(said.split())


def _first_line(text: str, start: int) -> str | None:
    line, _end, rest = text[start:].partition("\n")
    line = line.strip()
    is_apart = rest[: len(rest) - len(rest.lstrip())].count("\n") > 0
    if not is_apart or not _says_something(rest) or len(rest) < len(line):
        return None
    ended = line.rstrip(_CLOSING)
    return None if ended.endswith((".", ",", ";", ":", "…", "—", "–")) else line


def _says_something(words: str) -> bool:
    return _WORD.search(words) is not None
