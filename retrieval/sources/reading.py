"""What do some files and folders hold? Their articles one by one, and how far the reading is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources.files import Format, SourceFile, Yielded, printable
from retrieval.sources.values import Refused
from retrieval.sources.walking import FoundFile, Walk, name_of

_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)


class Reading(Iterator[Article | Refused]):
    """The articles of some paths, each file opened when its turn comes; to be gone through once.

    Attributes:
        read_bytes: how much has been read, for a progress bar; never more than ``total_bytes`` while no file grows.
        skipped: files in folders left out because of their ending.
    """

    def __init__(self, paths: Sequence[str | Path], formats: Sequence[Format]) -> None:
        self._formats = {ending: format_ for format_ in formats for ending in format_.endings}
        self._paths = [_existing(path) for path in paths]
        self._articles = self._read()
        self.read_bytes = 0
        self.skipped = 0

    def __iter__(self) -> Iterator[Article | Refused]:
        return self

    def __next__(self) -> Article | Refused:
        return next(self._articles)

    @cached_property
    def total_bytes(self) -> int:
        """The sizes of all files together; the first call walks the folders."""
        found = (file for path in self._paths for file in self._files(path, lambda _: None))
        return sum(file.size for file in found if isinstance(file, FoundFile))

    def _read(self) -> Yielded:
        for path in self._paths:
            for file in self._files(path, self._skip):
                if isinstance(file, Refused):
                    yield file
                else:
                    yield from self._read_file(file)

    def _skip(self, count: int) -> None:
        self.skipped += count

    def _advance(self, count: int) -> None:
        self.read_bytes += count

    def _read_file(self, file: FoundFile) -> Yielded:
        before = self.read_bytes
        source = SourceFile(file.path, file.name, self._advance)
        try:
            yield from self._formats[file.path.suffix.lower()].read(source)
        except OSError as error:
            yield source.refused(f"it cannot be read ({error.strerror or error})")
        # What a format leaves unread counts as done, so that the bar reaches its end.
        self.read_bytes = max(self.read_bytes, before + file.size)

    def _files(self, path: Path, skip: Callable[[int], None]) -> Iterator[FoundFile | Refused]:
        if not path.is_dir():
            yield self._named_file(path)
            return
        walk, is_empty = Walk(path, self._formats.keys()), True
        for file in walk:
            is_empty = False
            yield file
        skip(walk.others)
        if is_empty:
            others = f"; {walk.others} files have another ending" if walk.others else ""
            yield Refused(printable(path), f"the folder holds no articles ({self._endings}){others}")

    def _named_file(self, path: Path) -> FoundFile | Refused:
        if path.suffix.lower() not in self._formats:
            return Refused(printable(path), f"its ending is unknown; known are {self._endings}")
        try:
            if not path.is_file():
                return Refused(printable(path), "it is neither a file nor a folder")
            return FoundFile(path, name_of(Path(path.name)), path.stat().st_size)
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
