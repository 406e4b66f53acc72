"""What is a file that may hold articles? One opened for reading in bounded pieces, with a name and a place to count."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.model import Article
from retrieval.sources.values import Refused

MAX_TEXT_BYTES = 5_000_000
"""The longest text of an article, as UTF-8."""

MAX_ID_CHARACTERS = 2000

Yielded = Iterator[Article | Refused]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as a format sees it.

    Attributes:
        name: the file's name relative to the folder given, without its ending, parts joined by "/"; for a file that
            was given itself, its name without its ending.
        advance: to be told how many bytes were read.
    """

    path: Path
    name: str
    advance: Callable[[int], None]

    @property
    def location(self) -> str:
        """The path as it can be printed."""
        return printable(self.path)

    def refused(self, why: str, *, line: int | None = None) -> Refused:
        """A refusal that names the place."""
        return Refused(self.location if line is None else f"{self.location}:{line}", why)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        endings: in lower case, with the dot.
        read: the articles of a file, streaming. Raises OSError alone.
        is_exact: the file's text is the article's, to the code point; the others hold it among something else.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[SourceFile], Yielded]
    is_exact: bool = True


def printable(path: Path) -> str:
    """A path with what its bytes cannot say in UTF-8 replaced.

    >>> printable(Path("caf\\udce9.txt"))
    'caf�.txt'
    """
    return os.fsencode(path).decode("utf-8", "replace")


def undecodable(raw: bytes, error: UnicodeDecodeError) -> str:
    """Why bytes are no UTF-8, for people.

    >>> raw = "café".encode("latin-1")
    >>> try: raw.decode()
    ... except UnicodeDecodeError as error: undecodable(raw, error)
    'it is not UTF-8 (byte 0xe9 at 4); save it as UTF-8'
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it is UTF-16; save it as UTF-8"
    return f"it is not UTF-8 (byte {raw[error.start]:#04x} at {error.start + 1}); save it as UTF-8"


def too_long(what: str) -> str:
    """Why a text or a line is refused for its length."""
    return f"{what} is over {MAX_TEXT_BYTES // 1_000_000} MB"


def unfit_id(value: str) -> str | None:
    """Why a string cannot be an id, None where it can: ids are typed into terminals and written into tables.

    >>> unfit_id("2023/a"), unfit_id("a\\nb")
    (None, "holds a control character: 'a\\\\nb'")
    """
    if why := broken_characters(value):
        return why
    if len(value) > MAX_ID_CHARACTERS:
        return f"is longer than {MAX_ID_CHARACTERS} characters"
    if any(unicodedata.category(c) == "Cc" for c in value):
        return f"holds a control character: {value[:60]!r}"
    return None


def broken_characters(value: str) -> str | None:
    """Why a string is no text, None where it is: half of a surrogate pair is no character and cannot be sent on.

    >>> broken_characters("\\ud83d!")
    'holds half of a character (\\\\ud83d at 1)'
    """
    try:
        value.encode()
    except UnicodeEncodeError as error:
        return f"holds half of a character (\\u{ord(value[error.start]):04x} at {error.start + 1})"
    return None
