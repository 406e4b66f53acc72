"""ZIP archives: each file in it is read as it would be in a folder; what is not read is counted by its ending."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from retrieval.sources.files.source_file import Format, SourceFile, Yielded
from retrieval.sources.files.unpacking import Package
from retrieval.sources.walking import by_ending, ending_of, name_of

# What systems put beside the files of people; "." and ".." are ways, and no names.
_HIDDEN = ("__MACOSX", ".")
_BROKEN = "it is broken, or locked with a password"


def zip_of(formats: Sequence[Format]) -> Format:
    """The format of archives of files of these formats."""
    by_ending = {ending: format_ for format_ in formats for ending in format_.endings}
    return Format("ZIP", (".zip",), lambda file: _read(file, by_ending), is_exact=False)


def _read(file: SourceFile, formats: Mapping[str, Format]) -> Yielded:
    left, is_empty = Counter[str](), True
    try:
        with Package(file) as package, tempfile.TemporaryDirectory(prefix="verbatim-") as folder:
            for number, member in enumerate(_members(package), start=1):
                ending = ending_of(PurePosixPath(member), formats)
                if ending not in formats:
                    left[ending] += 1
                    continue
                is_empty = False
                # The name inside the archive never becomes a path: the file is called by a number.
                inner = _unpacked(file, package, member, Path(folder, f"{number}{ending}"), ending)
                yield from formats[ending].read(inner)
                inner.path.unlink()
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError):
        is_empty = False
        yield file.refused(_BROKEN)
    if left:
        file.noted(f"left aside: {by_ending(left)}")
    if is_empty:
        yield file.refused("it holds no file of a kind that is read")
    file.advance(file.path.stat().st_size)


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
