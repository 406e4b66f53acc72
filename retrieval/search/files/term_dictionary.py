"""Term dictionary: a sorted string table in a file, searched by the heads of its short blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from retrieval.search.files.flat_file import FlatFile


def encode(text: str) -> bytes:
    """Text as its index bytes, which sort like its code points; lone surrogates survive."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The text of `encode`."""
    return data.decode("utf-8", "surrogatepass")


class _Block:
    """Neighbouring strings of a table, cut out one by one as they are looked at."""

    def __init__(self, blob: bytes, cuts: Sequence[int]) -> None:
        self._blob, self._cuts, self._base = blob, cuts, cuts[0]

    def __len__(self) -> int:
        return len(self._cuts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._blob[self._cuts[number] - self._base : self._cuts[number + 1] - self._base]

    def __iter__(self) -> Iterator[bytes]:
        blob, base = self._blob, self._base
        return (blob[start - base : end - base] for start, end in pairwise(self._cuts))


class TermDictionary:
    """A sorted table of byte strings in a file, found by bisection without reading it all.

    Every ``HEAD_EVERY``-th string is also kept in memory, so that a look-up reads one short stretch of the file.
    """

    HEAD_EVERY = 16
    # Read at a time where one follows another.
    _STRIDE = 64

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self._blob, self._cuts = f"{name}.blob", f"{name}.cuts"
        self._count = file.length(self._cuts) - 1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        start, end = self._file.cells(self._cuts, (number, number + 1))
        return self._file.text(self._blob, start, end)

    def all(self) -> list[bytes]:
        """Every string in order."""
        return list(self._between(0, self._count))

    def lower_bound(self, key: bytes) -> int:
        """The number of the first string that is not below ``key``."""
        first = max(0, bisect_left(self._heads, key) - 1) * self.HEAD_EVERY
        block = self._between(first, first + self.HEAD_EVERY)
        return first + bisect_left(block, key)

    def find(self, key: bytes) -> int | None:
        """The number of ``key``, None where it is not in the table."""
        first = max(0, bisect_right(self._heads, key) - 1) * self.HEAD_EVERY
        block = self._between(first, first + self.HEAD_EVERY)
        place = bisect_left(block, key)
        return first + place if place < len(block) and block[place] == key else None

    def with_prefix(self, prefix: bytes) -> Iterator[bytes]:
        """The strings that begin with ``prefix``, in order."""
        first = self.lower_bound(prefix)
        while first < self._count:
            for string in self._between(first, first + self._STRIDE):
                if not string.startswith(prefix):
                    return
                yield string
            first += self._STRIDE

    def _between(self, first: int, last: int) -> _Block:
        cuts = self._file.part(self._cuts, first, min(last, self._count) + 1).tolist()
        return _Block(self._file.part(self._blob, cuts[0], cuts[-1]).tobytes(), cuts)

    @cached_property
    def _heads(self) -> list[bytes]:
        return TermDictionary(self._file, f"{self._name}.heads").all()
