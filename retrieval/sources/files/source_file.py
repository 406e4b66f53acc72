"""Source file: opened for reading in bounded pieces, with a name and a place to count."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retrieval.model import Article
from retrieval.sources.files.encodings import Encoding
from retrieval.sources.refused import Noted, Refused

MAX_TEXT_BYTES = 5_000_000
"""The longest text of an article, as UTF-8."""

MAX_ID_CHARACTERS = 2000

Yielded = Iterator[Article | Refused]


def _unheard(_: Mapping[str, Any]) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as a format sees it.

    Attributes:
        name: the file's name relative to the folder given, without its ending, parts joined by "/"; for a file that
            was given itself, its name without its ending.
        advance: to be told how many bytes were read.
        note: to be told what is odd about an article that is taken in.
        shown: what the file is called before people, where its path is not that: it was unpacked.
        names: fields by their plain names, each with the fact that an operator says it is.
        records: to be told the fields of each record, as they stand in the file.
    """

    path: Path
    name: str
    advance: Callable[[int], None]
    note: Callable[[Noted], None]
    shown: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    records: Callable[[Mapping[str, Any]], None] = _unheard

    @property
    def location(self) -> str:
        """The path as it can be printed."""
        return printable(self.path) if self.shown is None else self.shown

    def refused(self, why: str, *, line: int | None = None) -> Refused:
        """A refusal that names the place."""
        return Refused(self._at(line), why)

    def noted(self, what: str, *, line: int | None = None) -> None:
        """Tell what is odd about an article of this file."""
        self.note(Noted(self._at(line), what))

    def noted_encoding(self, encoding: Encoding) -> None:
        """Tell in which encoding the file was read, where that is not UTF-8."""
        if encoding.name:
            self.noted(f"read as {encoding.name}")

    def _at(self, line: int | None) -> str:
        return self.location if line is None else f"{self.location}:{line}"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        endings: in lower case, with the dot; of two that fit a name ("a.txt.gz") the longer one counts.
        read: the articles of a file, streaming. Raises OSError and ``Unreadable`` alone.
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
