"""Reading files and folders: their articles one by one, and how far the reading is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources.files.source_file import Format, SourceFile, Yielded, printable
from retrieval.sources.files.unpacking import Unreadable
from retrieval.sources.formats.unread_formats import what_to_do
from retrieval.sources.refused import Noted, Refused
from retrieval.sources.walking import FoundFile, Walk, by_ending, ending_of, name_of

MAX_NOTED = 10_000
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)


def _unheard(_: str, __: Mapping[str, Any]) -> None:
    """Nobody wants to know."""


class Reading(Iterator[Article | Refused]):
    """The articles of some paths, each file opened when its turn comes; to be gone through once.

    Args:
        names: fields of records by their plain names, each with the fact that it is.
        records: told the place and the fields of each record.

    Attributes:
        read_bytes: how much has been read, for a progress bar; never more than ``total_bytes`` while no file grows.
        read_files: how many files have been read to their end.
        place: the file that is read, as it was given.
        left_aside: how many files of folders were left out so far, by the ending that is the reason ("" for none).
        noted: what is odd about articles that were taken in, as far as it has been read; the first of very many.
    """

    def __init__(
        self,
        paths: Sequence[str | Path],
        formats: Sequence[Format],
        *,
        names: Mapping[str, str] = MappingProxyType({}),
        records: Callable[[str, Mapping[str, Any]], None] = _unheard,
    ) -> None:
        self._names, self._records = names, records
        self._formats = {ending: format_ for format_ in formats for ending in format_.endings}
        self._paths = [_existing(path) for path in paths]
        self._articles = self._read()
        self.read_bytes = self._until = self.read_files = 0
        self.left_aside: Counter[str] = Counter()
        self.noted: list[Noted] = []
        self.place = ""

    def __iter__(self) -> Iterator[Article | Refused]:
        return self

    def __next__(self) -> Article | Refused:
        return next(self._articles)

    @property
    def total_bytes(self) -> int:
        """The sizes of all files together; the first call walks the folders."""
        return self._totals[0]

    @property
    def total_files(self) -> int:
        """How many files there are to be read, likewise."""
        return self._totals[1]

    @cached_property
    def _totals(self) -> tuple[int, int]:
        size = count = 0
        for path in self._paths:
            for file in self._files(path, Counter()):
                if isinstance(file, FoundFile):
                    size, count = size + file.size, count + 1
        return size, count

    def _read(self) -> Yielded:
        for path in self._paths:
            for file in self._files(path, self.left_aside):
                if isinstance(file, Refused):
                    yield file
                else:
                    yield from self._read_file(file)

    def _note(self, noted: Noted) -> None:
        if len(self.noted) < MAX_NOTED:
            self.noted.append(noted)

    def _advance(self, count: int) -> None:
        self.read_bytes = min(self.read_bytes + count, self._until)

    def _read_file(self, file: FoundFile) -> Yielded:
        self._until = self.read_bytes + file.size
        source = SourceFile(file.path, file.name, self._advance, self._note, names=self._names)
        source = replace(source, records=lambda record: self._records(source.location, record))
        self.place = source.location
        try:
            yield from self._formats[ending_of(file.path, self._formats)].read(source)
        except OSError as error:
            yield source.refused(f"it cannot be read ({error.strerror or error})")
        except Unreadable as error:
            yield source.refused(str(error))
        # What a format leaves unread counts as done, so that the bar reaches its end.
        self.read_bytes = self._until
        self.read_files += 1

    def _files(self, path: Path, others: Counter[str]) -> Iterator[FoundFile | Refused]:
        """The files of a path; those that are left out are counted as the walk passes them."""
        if not path.is_dir():
            yield self._named_file(path)
            return
        before, is_empty = others.copy(), True
        walk = Walk(path, self._formats.keys(), others)
        for file in walk:
            is_empty = False
            yield file
        if is_empty:
            here = others - before
            told = f"; left aside: {by_ending(here)}" if here else ""
            yield Refused(printable(path), f"the folder holds no articles ({self._endings}){told}")

    def _named_file(self, path: Path) -> FoundFile | Refused:
        ending = ending_of(path, self._formats)
        if ending not in self._formats:
            return Refused(printable(path), what_to_do(ending) or f"its ending is unknown; known are {self._endings}")
        try:
            if not path.is_file():
                return Refused(printable(path), "it is neither a file nor a folder")
            return FoundFile(path, name_of(Path(path.name), ending), path.stat().st_size)
        except OSError as error:
            return Refused(printable(path), f"it cannot be read ({error.strerror})")

    @property
    def _endings(self) -> str:
        return ", ".join(self._formats)


def _existing(given: str | Path) -> Path:
    if _ADDRESS.match(str(given)):
        raise SourceError(str(given), "it is an address, and a file or a folder is needed")
    path = Path(given)
    try:
        path.stat()
    except FileNotFoundError as error:
        raise SourceError(printable(path), "there is no such file or folder") from error
    except (OSError, ValueError) as error:
        raise SourceError(
            printable(path), f"it cannot be reached ({getattr(error, 'strerror', None) or error})"
        ) from error
    return path
