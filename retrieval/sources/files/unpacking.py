"""Bounded decompression: bytes are counted as they come out, so a file may be far larger inside than outside.

What a package says of its own size is not believed: only what has come out counts, and reading stops at the limit.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from retrieval.sources.files.encodings import Encoding
from retrieval.sources.files.source_file import SourceFile

MAX_RATIO = 100
"""How much larger than outside a gzip may be inside, from ``FREE_BYTES`` on."""
FREE_BYTES = 200_000_000
MAX_MEMBERS = 10_000
MAX_MEMBER_BYTES = 60_000_000
MAX_PACKAGE_BYTES = 200_000_000
_PIECE = 1 << 16
_MEMBER_MARK = b"PK\x01\x02"


class Unreadable(Exception):
    """A file that cannot be read on; the text says why in one clause."""


@contextmanager
def open_unpacked(file: SourceFile) -> Iterator[tuple[BinaryIO, Callable[[int], None]]]:
    """The bytes inside a file, and whom to tell how many of them were read.

    Raises:
        Unreadable: while reading; the packing is broken, or there is far more inside than any archive of texts holds.
    """
    with file.path.open("rb") as opened:
        if file.path.suffix.lower() != ".gz":
            yield opened, file.advance
            return
        allowed = max(FREE_BYTES, MAX_RATIO * file.path.stat().st_size)
        packed = io.BufferedReader(_Told(opened, file.advance), _PIECE)
        with gzip.GzipFile(fileobj=packed) as unpacked:
            yield io.BufferedReader(_Bounded(unpacked, allowed), _PIECE), lambda _: None


def beginning_of(file: SourceFile, max_bytes: int) -> bytes:
    """The first bytes inside a file; looking at them counts for nothing."""
    with open_unpacked(replace(file, advance=lambda _: None)) as (opened, _):
        return opened.read(max_bytes)


def as_utf_8(opened: BinaryIO, encoding: Encoding) -> BinaryIO:
    """The same text as UTF-8, in pieces."""
    return io.BufferedReader(_Recoded(opened, encoding), _PIECE)


@dataclass(slots=True)
class Allowance:
    """How much may still come out of a package and of those packed in it, together.

    Attributes:
        members: parts that may still be listed.
        size: bytes that may still come out.
    """

    members: int = field(default_factory=lambda: MAX_MEMBERS)
    size: int = field(default_factory=lambda: MAX_PACKAGE_BYTES)

    def take_members(self, count: int) -> None:
        """Raises Unreadable where there are more parts than in any document."""
        self.members -= count
        if self.members < 0:
            raise Unreadable(f"it is packed of more than {MAX_MEMBERS:,} parts")

    def take(self, size: int) -> None:
        """Raises Unreadable where more has come out than is allowed."""
        self.size -= size
        if self.size < 0:
            raise Unreadable(f"it is over {MAX_PACKAGE_BYTES // 1_000_000} MB inside")


class Package:
    """A zip file: its members by name, each read up to a limit, all of them together up to another.

    Args:
        allowance: of the package that this one was packed in.

    Raises:
        Unreadable: it has more members than any document, or more inside than is allowed.
        zipfile.BadZipFile: it is none, or broken.
    """

    def __init__(self, file: SourceFile, allowance: Allowance | None = None) -> None:
        self._allowance = allowance or Allowance()
        # The directory is an object a member in memory, so its length is looked at before it is read.
        self._allowance.take_members(_members_at_most(file))
        self._zip = zipfile.ZipFile(file.path)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> list[str]:
        """Of all members, each once, those of folders with a slash at their end."""
        return list(self._zip.NameToInfo)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What is in a member, piece by piece. Raises KeyError where there is none of this name."""
        size = 0
        with self._zip.open(name) as member:
            while piece := member.read(_PIECE):
                size += len(piece)
                self._allowance.take(len(piece))
                if size > MAX_MEMBER_BYTES:
                    raise Unreadable(f"it is over {MAX_MEMBER_BYTES // 1_000_000} MB inside")
                yield piece

    def read(self, name: str, max_bytes: int = MAX_MEMBER_BYTES) -> bytes:
        """What is in a member, whole."""
        kept = bytearray()
        for piece in self.pieces(name):
            kept += piece
            if len(kept) > max_bytes:
                raise Unreadable(f"one of its parts is over {max_bytes // 1_000_000} MB")
        return bytes(kept)


def _members_at_most(file: SourceFile) -> int:
    """A bound on how many members the directory of a zip file lists: each begins with the same mark."""
    count, before = 0, b""
    with file.path.open("rb") as opened:
        while piece := opened.read(1 << 20):
            count += (before + piece).count(_MEMBER_MARK)
            before = piece[-len(_MEMBER_MARK) + 1 :]
    return count


class _Raw(io.RawIOBase):
    """A stream that is made by one function; what it gives too much is kept for the next call."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _next(self, most: int) -> bytes:
        raise NotImplementedError


class _Told(_Raw):
    """A stream that tells how much of it was read."""

    def __init__(self, opened: BinaryIO, tell: Callable[[int], None]) -> None:
        self._opened, self._tell = opened, tell

    def _next(self, most: int) -> bytes:
        piece = self._opened.read(most)
        self._tell(len(piece))
        return piece


class _Bounded(_Raw):
    """What comes out of a gzip, all members after one another, up to a limit."""

    def __init__(self, unpacked: gzip.GzipFile, allowed: int) -> None:
        self._unpacked, self._allowed, self._size = unpacked, allowed, 0

    def _next(self, most: int) -> bytes:
        try:
            piece = self._unpacked.read1(most)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable(f"its gzip packing is broken or cut short after {self._size:,} bytes of text") from error
        self._size += len(piece)
        if self._size > self._allowed:
            raise Unreadable(f"it is over {self._allowed // 1_000_000} MB inside, far more than its size allows")
        return piece


class _Recoded(_Raw):
    """The text of a stream as UTF-8."""

    def __init__(self, opened: BinaryIO, encoding: Encoding) -> None:
        self._opened, self._name = opened, encoding.name or encoding.codec
        self._decoder = codecs.getincrementaldecoder(encoding.codec)()
        self._kept, self._is_at_end = b"", False

    def _next(self, most: int) -> bytes:
        while not self._kept and not self._is_at_end:
            piece = self._opened.read(_PIECE)
            self._is_at_end = not piece
            try:
                self._kept = self._decoder.decode(piece, final=not piece).encode("utf-8", "surrogatepass")
            except UnicodeDecodeError as error:
                raise Unreadable(f"it begins as {self._name} and goes on as something else") from error
        piece, self._kept = self._kept[:most], self._kept[most:]
        return piece
