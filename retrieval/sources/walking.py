"""Which files are meant by a path? A file itself, or those of a folder and its folders, sorted."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from retrieval.sources.files import printable
from retrieval.sources.values import Refused


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with its name relative to the folder given, without its ending."""

    path: Path
    name: str
    size: int


@dataclass(slots=True)
class Walk:
    """The files of one folder in the order of their names, folders among them in place.

    Hidden files and folders are left out, links are followed, no folder is entered twice, however links lead to it.

    Attributes:
        endings: which files are wanted, in lower case.
        others: how many files with another ending were left out.
    """

    folder: Path
    endings: Collection[str]
    others: int = 0
    _entered: set[tuple[int, int]] = field(default_factory=set)

    def __iter__(self) -> Iterator[FoundFile | Refused]:
        return self._files(self.folder)

    def _files(self, folder: Path) -> Iterator[FoundFile | Refused]:
        # A list of open folders, not recursion: folders may be nested deeper than Python calls.
        waiting = [iter(self._entries(folder))]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
            elif isinstance(entry, Refused):
                yield entry
            elif _is_folder(entry):
                waiting.append(iter(self._entries(Path(entry.path))))
            elif (found := self._wanted(entry)) is not None:
                yield found

    def _entries(self, folder: Path) -> Sequence[os.DirEntry[str] | Refused]:
        try:
            stat = folder.stat()
            if (stat.st_dev, stat.st_ino) in self._entered:
                return []
            self._entered.add((stat.st_dev, stat.st_ino))
            with os.scandir(folder) as scanned:
                shown = [entry for entry in scanned if not entry.name.startswith(".")]
        except OSError as error:
            return [Refused(printable(folder), f"the folder cannot be read ({error.strerror})")]
        return sorted(shown, key=lambda entry: entry.name)

    def _wanted(self, entry: os.DirEntry[str]) -> FoundFile | Refused | None:
        path = Path(entry.path)
        if path.suffix.lower() not in self.endings:
            self.others += 1
            return None
        try:
            stat = entry.stat()
            if not entry.is_file():
                return Refused(printable(path), "it is no plain file")
        except OSError as error:
            return Refused(printable(path), f"it cannot be read ({error.strerror})")
        return FoundFile(path, name_of(path.relative_to(self.folder)), stat.st_size)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def name_of(relative: PurePath) -> str:
    """A relative path without its ending, the same on every system.

    >>> name_of(PurePath("a", "b.c.txt"))
    'a/b.c'
    """
    return relative.with_suffix("").as_posix()
