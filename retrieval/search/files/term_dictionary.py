"""Term dictionary: a sorted string table in a file, searched by the heads of its short blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from retrieval.search.files.flat_file import FlatFile


def encode(text: str) -> bytes:
    """Text as its index bytes, which sort like its code points; lone surrogates survive."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The text of `encode`."""
    return data.decode("utf-8", "surrogatepass")


class Strings(NamedTuple):
    """Some strings as index bytes: in order, and to be looked up."""

    in_order: Sequence[bytes]
    held: frozenset[bytes]


@lru_cache(maxsize=4)
def strings_of(texts: frozenset[str]) -> Strings:
    """The texts in the order of the table; remembered, as each segment is asked for the same."""
    keys = tuple(map(encode, sorted(texts)))
    return Strings(keys, frozenset(keys))


class TermDictionary:
    """A sorted table of byte strings in a file, found by bisection without reading it all.

    Every ``HEAD_EVERY``-th string is also kept in memory, so that a look-up reads one short block of the file; blocks
    read lately are kept too, as a file never changes.
    """

    HEAD_EVERY = 16
    # About a kilobyte each.
    _MOST_BLOCKS = 1024

    def __init__(self, file: FlatFile, name: str) -> None:
        self._file, self._name = file, name
        self._blob, self._cuts = f"{name}.blob", f"{name}.cuts"
        self._count = file.length(self._cuts) - 1
        self._blocks: dict[int, tuple[bytes, ...]] = {}

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
        number = max(0, bisect_left(self._heads, key) - 1)
        return number * self.HEAD_EVERY + bisect_left(self._block(number), key)

    def find(self, key: bytes) -> int | None:
        """The number of ``key``, None where it is not in the table."""
        number = max(0, bisect_right(self._heads, key) - 1)
        block = self._block(number)
        place = bisect_left(block, key)
        return number * self.HEAD_EVERY + place if place < len(block) and block[place] == key else None

    def numbers(self, wanted: Strings) -> list[int]:
        """The numbers of those of some strings that are in the table, ascending.

        The strings and the table are gone through side by side: of the thousands of days of some years few are there.
        """
        found: list[int] = []
        keys, held = wanted
        last = keys[-1] if keys else b""
        place = 0
        while place < len(keys):
            first = max(0, bisect_right(self._heads, keys[place]) - 1)
            block = self._block(first)
            start = first * self.HEAD_EVERY
            found += [start + at for at, string in enumerate(block) if string in held]
            if not block or first + 1 >= len(self._heads) or self._heads[first + 1] > last:
                break
            place = bisect_left(keys, self._heads[first + 1])
        return found

    def with_prefix(self, prefix: bytes) -> Iterator[bytes]:
        """The strings that begin with ``prefix``, in order."""
        first = max(0, bisect_left(self._heads, prefix) - 1)
        for number in range(first, -(-self._count // self.HEAD_EVERY)):
            block = self._block(number)
            for string in block[bisect_left(block, prefix) :]:
                if not string.startswith(prefix):
                    return
                yield string

    def _block(self, number: int) -> tuple[bytes, ...]:
        """So many strings that follow one another; none of an empty table."""
        block = self._blocks.get(number)
        if block is None:
            if len(self._blocks) >= self._MOST_BLOCKS:
                self._blocks.clear()
            first = number * self.HEAD_EVERY
            block = self._blocks[number] = tuple(self._between(first, min(first + self.HEAD_EVERY, self._count)))
        return block

    def _between(self, first: int, last: int) -> Iterator[bytes]:
        cuts = self._file.part(self._cuts, first, last + 1).tolist()
        blob, base = self._file.part(self._blob, cuts[0], cuts[-1]).tobytes(), cuts[0]
        return (blob[start - base : end - base] for start, end in pairwise(cuts))

    @cached_property
    def _heads(self) -> list[bytes]:
        return TermDictionary(self._file, f"{self._name}.heads").all()
