"""Gzip reading: all members of a file, within a limit of size, and never more than a piece at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from retrieval.errors import SourceError

GZIP = b"\x1f\x8b"
_MAX_MEMBERS = 2000
_PIECE = 1 << 14
_GZIP_OR_ZLIB, _ZLIB = 47, zlib.MAX_WBITS


def unpacked_pieces(pieces: Iterable[bytes], *, location: str, most: int, is_deflate: bool = False) -> Iterator[bytes]:
    """What was packed, piece by piece; members follow one another, and what follows the last is left out.

    Args:
        most: the bytes that may come out.
        is_deflate: HTTP's ``deflate``, which is one zlib stream.

    Raises:
        SourceError: it is broken, or more than ``most``.
    """
    unpacking = zlib.decompressobj(_ZLIB if is_deflate else _GZIP_OR_ZLIB)
    left, members = most, 1
    for piece in _small(pieces):
        while piece:
            if unpacking.eof:
                if is_deflate or not piece.startswith(GZIP[:1]):
                    return
                members += 1
                unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
            if members > _MAX_MEMBERS:
                raise SourceError(location, f"its gzip file has more than {_MAX_MEMBERS:,} members")
            try:
                found = unpacking.decompress(piece, left + 1)
            except zlib.error as error:
                if members > 1 and not piece.startswith(GZIP):
                    return
                raise SourceError(location, "its compression is broken") from error
            left -= len(found)
            if left < 0:
                raise SourceError(location, f"it is over {most // 1_000_000} MB unpacked")
            if found:
                yield found
            piece = unpacking.unused_data or unpacking.unconsumed_tail


def unpacked(raw: bytes, *, most: int, location: str = "the feed") -> bytes:
    """The bytes inside a gzip file, of all its members; other bytes as they are.

    Raises:
        SourceError: they are broken, or more than ``most``.

    >>> import gzip
    >>> unpacked(gzip.compress(b"rain, ") + gzip.compress(b"wind"), most=99)
    b'rain, wind'
    """
    if raw[:2] != GZIP:
        return raw
    return b"".join(unpacked_pieces([raw], location=location, most=most))


def _small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes; what follows a member is copied, so a piece must not be long."""
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            yield piece[start : start + _PIECE]
