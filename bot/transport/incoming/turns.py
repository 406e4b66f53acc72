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


class Counter(Generic[T]):
    """So many numbered things in hand at once, of each line one; the others wait for their turn.

    Args:
        most: that are in hand at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._turns = Turns[tuple[int, T]]()
        self._lines: dict[int, Hashable] = {}
        self._busy: set[int] = set()
        self._out_of_line: set[int] = set()

    def __len__(self) -> int:
        """How many came and have not ended."""
        return len(self._lines)

    def __contains__(self, number: object) -> bool:
        """Whether it came and has not ended."""
        return number in self._lines

    def add(self, number: int, line: Hashable, thing: T) -> None:
        """Something to do."""
        self._lines[number] = line
        self._turns.add(line, (number, thing))

    def take(self) -> T | None:
        """The next thing to do; None where there is no room, or all wait for what is in hand."""
        turn = self._turns.take() if len(self._busy) < self._most else None
        if turn is None:
            return None
        _line, (number, thing) = turn
        self._busy.add(number)
        return thing

    def give_way(self, number: int, *, leaves_line: bool) -> None:
        """It only waits: another may have its place, and where it leaves its line, the next one there its turn."""
        self._busy.discard(number)
        if leaves_line and number in self._lines and number not in self._out_of_line:
            self._out_of_line.add(number)
            self._turns.done(self._lines[number])

    def end(self, number: int) -> None:
        """It is done."""
        self._busy.discard(number)
        if number in self._lines and number not in self._out_of_line:
            self._turns.done(self._lines[number])
        self._lines.pop(number, None)
        self._out_of_line.discard(number)
