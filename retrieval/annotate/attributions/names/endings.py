"""Which names end in these words? An article's names in order, found by their last words without a walk over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import product
from operator import contains

_MOST_OF_A_KIND = 50
"""So many names that end in the same two words are told apart; nobody has more namesakes in one article."""


class ByEnding:
    """Names in the order in which they came.

    >>> names = ByEnding()
    >>> names.add(("Olga", "Sedova"))
    >>> names.add(("Ivan", "Sedov"))
    >>> list(names.ending_in([("Sedov", "Sedova")]))
    [('Olga', 'Sedova'), ('Ivan', 'Sedov')]
    """

    def __init__(self) -> None:
        self._by_last: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
        self._count = 0

    def add(self, name: tuple[str, ...]) -> None:
        """One more name, behind all others."""
        for ending in {name[-1:], name[-2:]}:
            of_ending = self._by_last.setdefault(ending, [])
            if len(of_ending) < _MOST_OF_A_KIND:
                of_ending.append((self._count, name))
        self._count += 1

    def ending_in(self, cases: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
        """Names whose last words are each one of a word's cases, in order."""
        by_last, size = self._by_last, len(cases)
        buckets = [by_last[last] for last in product(*cases[-2:]) if last in by_last]
        for _, name in buckets[0] if len(buckets) == 1 else merge(*buckets):
            if len(name) >= size and all(map(contains, cases, name[-size:])):
                yield name
