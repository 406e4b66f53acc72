"""ZIP archives: each file in one is read as it would be in a folder; what is not read is counted by its ending.

An archive in an archive is a folder in it. All of them together may hold no more than one may.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from retrieval.sources.files.source_file import Format, SourceFile, Yielded
from retrieval.sources.files.unpacking import Allowance, Package, Unreadable
from retrieval.sources.walking import by_ending, ending_of, name_of

# What systems put beside the files of people; "." and ".." are ways, and no names.
_HIDDEN = ("__MACOSX", ".")
_BROKEN = "it is broken, or locked with a password"
_ZIP = ".zip"
MAX_DEPTH = 3
"""So many archives may be packed in one another: an export of exports holds two."""


def zip_of(formats: Sequence[Format]) -> Format:
    """The format of archives of files of these formats."""
    by_ending = {ending: format_ for format_ in formats for ending in format_.endings}
    reader = _Reader(by_ending)
    return Format("ZIP", (_ZIP,), lambda file: reader.read(file, Allowance(), depth=1), is_exact=False)


class _Reader:
    """Reads archives.

    Args:
        formats: those of the files in them, by ending.
    """

    def __init__(self, formats: Mapping[str, Format]) -> None:
        self._formats = formats
        self._endings = {*formats, _ZIP}

    def read(self, file: SourceFile, allowance: Allowance, *, depth: int) -> Yielded:
        """What is in an archive.

        Args:
            allowance: what it and all that it was packed in may still hold.
            depth: 1 for an archive that is packed in none.

        Raises:
            Unreadable: it holds more; what it was packed in is read no further either.
        """
        left, is_empty = Counter[str](), True
        try:
            with Package(file, allowance) as package, tempfile.TemporaryDirectory(prefix="verbatim-") as folder:
                for number, member in enumerate(_members(package), start=1):
                    ending = ending_of(PurePosixPath(member), self._endings)
                    if ending not in self._endings:
                        left[ending] += 1
                        continue
                    is_empty = False
                    # The name inside the archive never becomes a path: the file is called by a number.
                    inner = _unpacked(file, package, member, Path(folder, f"{number}{ending}"), ending)
                    yield from self._inner(inner, ending, allowance, depth)
                    inner.path.unlink()
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError):
            is_empty = False
            yield file.refused(_BROKEN)
        if left:
            file.noted(f"left aside: {by_ending(left)}")
        if is_empty:
            yield file.refused("it holds no file of a kind that is read")
        file.advance(file.path.stat().st_size)

    def _inner(self, inner: SourceFile, ending: str, allowance: Allowance, depth: int) -> Yielded:
        if ending != _ZIP:
            try:
                yield from self._formats[ending].read(inner)
            except Unreadable as error:  # the files beside it are read on
                yield inner.refused(str(error))
        elif depth < MAX_DEPTH:
            yield from self.read(inner, allowance, depth=depth + 1)
        else:
            yield inner.refused(f"it is packed in more than {MAX_DEPTH - 1} other archives; unpack it first")


def _members(package: Package) -> Iterator[str]:
    for member in sorted(package.names()):
        parts = PurePosixPath(member).parts
        is_hidden = any(part.startswith(_HIDDEN) and part.strip(".") for part in parts)
        if parts and not member.endswith("/") and not is_hidden:
            yield member


def _unpacked(file: SourceFile, package: Package, member: str, path: Path, ending: str) -> SourceFile:
    with path.open("wb") as written:
        for piece in package.pieces(member):
            written.write(piece)
    name = name_of(PurePosixPath(member), ending)
    return replace(file, path=path, name=f"{file.name}/{name}", shown=f"{file.location}/{member}", advance=_nobody)


def _nobody(_: int) -> None:
    """What is unpacked counts for nothing: the archive's own size is what the bar goes through."""
