"""File discovery: a file itself, or those of a folder and its folders, sorted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from retrieval.sources.files.source_file import printable
from retrieval.sources.refused import Refused

_MAX_ENDING = 20
_ENDINGS_TOLD = 20


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
        others: how many files were left out, by their ending.
    """

    folder: Path
    endings: Collection[str]
    others: Counter[str] = field(default_factory=Counter)
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
        ending = ending_of(path, self.endings)
        if ending not in self.endings:
            self.others[printable(Path(ending))[:_MAX_ENDING] if ending else ""] += 1
            return None
        try:
            stat = entry.stat()
            if not entry.is_file():
                return Refused(printable(path), "it is no plain file")
        except OSError as error:
            return Refused(printable(path), f"it cannot be read ({error.strerror})")
        return FoundFile(path, name_of(path.relative_to(self.folder), ending), stat.st_size)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def ending_of(path: PurePath, endings: Collection[str]) -> str:
    """How a file's name ends, in lower case: the longest of the endings that fits, else what follows the last dot.

    >>> ending_of(PurePath("a.TXT.gz"), {".txt.gz", ".gz"}), ending_of(PurePath("a.b.png"), {".txt"})
    ('.txt.gz', '.png')
    """
    two = "".join(path.suffixes[-2:]).lower()
    return two if two in endings else path.suffix.lower()


def name_of(relative: PurePath, ending: str) -> str:
    """A relative path without its ending, the same on every system.

    >>> name_of(PurePath("a", "b.c.txt"), ".txt")
    'a/b.c'
    """
    return relative.as_posix()[: len(relative.as_posix()) - len(ending)]


def by_ending(counts: Counter[str]) -> str:
    """Files counted by their ending, for people; the most frequent first.

    >>> by_ending(Counter({".png": 1, "": 2, ".xlsx": 12}))
    '12 .xlsx, 2 without an ending, 1 .png'
    """
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{count:,} {ending or 'without an ending'}" for ending, count in ranked[:_ENDINGS_TOLD]]
    rest = sum(count for _, count in ranked[_ENDINGS_TOLD:])
    return ", ".join(told + ([f"{rest:,} others"] if rest else []))
