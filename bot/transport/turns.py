"""Whose turn is it? Each chat's updates in their order, and nobody's first question behind another's many."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from heapq import heappop, heappush
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Lines of things to do, of which at most one of each line is being done.

    The line that had the fewest turns comes first, then the one that has waited longest. Turns are counted while a line
    has something to do; who comes back later is new.

    >>> turns = Turns[str]()
    >>> for line, thing in (("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1")):
    ...     turns.add(line, thing)
    >>> taken = []
    >>> while turn := turns.take():
    ...     taken.append(turn[1])
    ...     if len(taken) == 2:
    ...         turns.add("c", "c1")
    ...     turns.done(turn[0])
    >>> taken
    ['a1', 'b1', 'c1', 'a2', 'a3']
    """

    def __init__(self) -> None:
        self._lines: dict[Hashable, deque[T]] = {}
        self._had: dict[Hashable, int] = {}
        self._next: list[tuple[int, int, Hashable]] = []
        self._came = 0

    def __len__(self) -> int:
        """How many things wait."""
        return sum(map(len, self._lines.values()))

    def add(self, line: Hashable, thing: T) -> None:
        """Something to do, after what the line already has."""
        if line in self._lines:
            self._lines[line].append(thing)
            return
        self._lines[line] = deque((thing,))
        self._had[line] = 0
        self._queue(line)

    def take(self) -> tuple[Hashable, T] | None:
        """The next thing to do, and its line, which gets no other turn until it is `done`; None where all wait."""
        if not self._next:
            return None
        _, _, line = heappop(self._next)
        self._had[line] += 1
        return line, self._lines[line].popleft()

    def done(self, line: Hashable) -> None:
        """What was taken is done."""
        if self._lines[line]:
            self._queue(line)
        else:
            del self._lines[line], self._had[line]

    def _queue(self, line: Hashable) -> None:
        self._came += 1
        # The count of arrivals is never the same twice, so that lines themselves are not compared.
        heappush(self._next, (self._had[line], self._came, line))
