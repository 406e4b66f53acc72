"""Flat file of arrays: opens at once by mapping, checksummed block by block so that damage is seen.

Layout: the arrays one after another, each on an 8-byte border; a footer with a checksum for every block of 16 KiB and
the arrays' names and places (JSON); a trailer of fixed size that says where the footer is. Numbers are little-endian.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from retrieval.errors import IndexDamaged

Array = npt.NDArray[Any]

_MAGIC = b"VBTMFLT1"
_TRAILER = struct.Struct("<QII8s")
_BLOCK = 1 << 14
_ALIGN = 8


def narrowest(values: Array) -> Array:
    """The same whole numbers in the smallest unsigned type that holds them all."""
    largest = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(largest))


# One array, or its parts in order, all of one type: what is large is never held twice.
Parts = Array | Sequence[Array]


class _Checked:
    """A file that is written from its beginning, and a checksum of every block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum, self._room = 0, _BLOCK
        self.written, self.sums = 0, array("I")

    def write(self, data: memoryview) -> None:
        """Write on."""
        self._file.write(data)
        self.written += len(data)
        while len(data) >= self._room:
            self.sums.append(zlib.crc32(data[: self._room], self._sum))
            data, self._sum, self._room = data[self._room :], 0, _BLOCK
        self._sum, self._room = zlib.crc32(data, self._sum), self._room - len(data)

    def align(self, *, least: int = 0) -> None:
        """Write zeros up to the next border, ``least`` of them or more."""
        self.write(memoryview(b"\0" * (least + (-self.written - least) % _ALIGN)))

    def finish(self) -> None:
        """Take the last block, which may be a short one."""
        if self._room < _BLOCK:
            self.sums.append(self._sum)


def write_flat(path: Path, arrays: Mapping[str, Parts], facts: Mapping[str, int]) -> int:
    """Write one-dimensional arrays and a few numbers to a new file, durably; returns its size in bytes."""
    places: dict[str, tuple[str, int, int]] = {}
    with path.open("wb") as file:
        out = _Checked(file)
        for name, values in arrays.items():
            out.align()
            parts = [values] if isinstance(values, np.ndarray) else values
            kind = parts[0].dtype.newbyteorder("<")
            places[name] = (kind.str, out.written, sum(map(len, parts)))
            for part in parts:
                if len(part):
                    out.write(memoryview(np.ascontiguousarray(part, dtype=kind)).cast("B"))  # type: ignore[arg-type]
        out.align(least=_ALIGN)
        out.finish()
        end = out.written
        names = json.dumps({"arrays": places, "facts": dict(facts)}).encode()
        footer = np.asarray(out.sums).astype("<u4").tobytes() + names
        file.write(footer + _TRAILER.pack(end, len(footer), _footer_sum(end, footer), _MAGIC))
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def _footer_sum(end: int, footer: bytes) -> int:
    return zlib.crc32(footer, zlib.crc32(end.to_bytes(8, "little")))


class FlatFile:
    """A file written by `write_flat`, mapped into memory; it outlives the removal of its name.

    Raises:
        IndexDamaged: at opening, where size or footer are wrong; later, where a block that is read for the first
            time fails its checksum.
        FileNotFoundError: there is no such file.
    """

    def __init__(self, path: Path, *, size: int) -> None:
        self.path = path
        with path.open("rb") as file:
            found = os.fstat(file.fileno()).st_size
            if found != size or size < _TRAILER.size:
                raise IndexDamaged(path, f"it has {found} bytes and should have {size}")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._end, self._sums, names = self._read_footer(size)
        self.facts: dict[str, int] = names["facts"]
        self._places: dict[str, tuple[str, int, int]] = names["arrays"]
        self._seen = bytearray(len(self._sums))
        self._arrays: dict[str, Array] = {
            name: np.frombuffer(self._map, dtype, count, offset)
            for name, (dtype, offset, count) in self._places.items()
        }

    def _read_footer(self, size: int) -> tuple[int, Array, dict[str, Any]]:
        """Where the arrays end, the checksums, the arrays' names and places."""
        end, length, checksum, magic = _TRAILER.unpack(self._map[size - _TRAILER.size :])
        footer = self._map[size - _TRAILER.size - length : size - _TRAILER.size]
        if magic != _MAGIC or _footer_sum(end, footer) != checksum:
            raise IndexDamaged(self.path, "its footer fails its checksum")
        blocks = -(-end // _BLOCK)
        return end, np.frombuffer(footer, "<u4", blocks), json.loads(footer[4 * blocks :])

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def length(self, name: str) -> int:
        """How many values the array has; reads none of them."""
        return len(self._arrays[name])

    def part(self, name: str, start: int, end: int) -> Array:
        """The slice ``start:end`` of an array, checked; a view, nothing is copied."""
        array = self._arrays[name]
        offset, width = self._places[name][1], array.itemsize
        self._check(offset + start * width, offset + end * width)
        return array[start:end]

    def cells(self, name: str, places: Iterable[int]) -> list[int]:
        """Some values of an array, checked."""
        offset, width, item = self._places[name][1], self._arrays[name].itemsize, self._arrays[name].item
        values = []
        for place in places:
            at = offset + place * width
            if not self._seen[at // _BLOCK]:
                self._check(at, at + 1)
            values.append(item(place))
        return values

    def text(self, name: str, start: int, end: int) -> bytes:
        """A slice of an array of bytes, checked; a copy."""
        offset = self._places[name][1]
        self._check(offset + start, offset + end)
        return self._map[offset + start : offset + end]

    def whole(self, name: str) -> Array:
        """An array, checked; a view, nothing is copied."""
        return self.part(name, 0, len(self._arrays[name]))

    def unchecked(self, name: str) -> Array:
        """An array of which only parts may be read that `part` has given before."""
        return self._arrays[name]

    def forget(self) -> None:
        """Let go of the memory that holds what was read; it is read again where it is needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Check every block, those seen before too."""
        self._seen = bytearray(len(self._sums))
        self._check(0, self._end)

    def _check(self, start: int, end: int) -> None:
        first, last = start // _BLOCK, -(-end // _BLOCK)
        block = self._seen.find(0, first, last)
        while block >= 0:
            at = block * _BLOCK
            if zlib.crc32(self._map[at : min(at + _BLOCK, self._end)]) != self._sums[block]:
                raise IndexDamaged(self.path, f"the block at byte {at} fails its checksum")
            self._seen[block] = 1
            block = self._seen.find(0, block + 1, last)
