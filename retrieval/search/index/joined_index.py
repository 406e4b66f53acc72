"""Joined index: several indexes of folders answer as one, with the statistics of all their units together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from retrieval.search.engine import (
    Held,
    Indexed,
    Reached,
    SearchEngine,
    Withdrawn,
)
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.index.reads_of_snapshot import ReadsOfSnapshot
from retrieval.search.index.snapshot import Snapshot
from retrieval.search.segment.write_buffer import WriteBuffer


class JoinedIndex(ReadsOfSnapshot):
    """A `SearchEngine` that only reads: the segments of all parts scored as one index, and their tails as one tail.

    So a unit scores as it would in one index of all articles, and a part tells nothing of itself to the others. What
    is joined is kept until a part changes.

    Args:
        parts: each gives an index in a folder; no article is in two of them.
    """

    def __init__(self, parts: Sequence[Callable[[], SearchEngine]]) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._of: tuple[Snapshot, ...] = ()
        self._joined: Snapshot | None = None
        self._tail = _Tail()

    @property
    def _engines(self) -> tuple[LocalIndex, ...]:
        found = tuple(part() for part in self._parts)
        assert all(isinstance(engine, LocalIndex) for engine in found)
        return found  # type: ignore[return-value]  # as was just asserted

    @property
    def is_shared(self) -> bool:
        """It is in folders of this machine."""
        return False

    @property
    def position(self) -> int:
        """How many changes of their archives the parts hold together."""
        return self.reached.position

    @property
    def reached(self) -> Reached:
        """Another one whenever a part has changed."""
        reached = [engine.reached for engine in self._engines]
        return Reached(sum(one.position for one in reached), " ".join(f"{one.position} {one.state}" for one in reached))

    def refresh(self) -> Reached:
        """See what other processes have applied to the parts since."""
        for engine in self._engines:
            engine.refresh()
        return self.reached

    def _current(self) -> Snapshot:
        engines = self._engines
        now = tuple(engine.snapshot for engine in engines)
        joined = self._joined
        if joined is not None and _are_same(now, self._of):
            return joined
        with self._lock:
            found = [engine.with_newest() for engine in engines]
            snapshots = tuple(snapshot for snapshot, _newest in found)
            newest = {name: change for _snapshot, changes in found for name, change in changes.items()}
            self._joined = Snapshot.joined(snapshots, self._tail.holding(newest))
            self._of = snapshots
            return self._joined

    def held(self) -> dict[str, Held]:
        """Every article of which passages can be found, by its id."""
        return {name: held for engine in self._engines for name, held in engine.held().items()}

    def standing(self) -> str:
        """Nothing to say beyond what `verify` finds."""
        return ""

    def verify(self) -> None:
        """Check every file of all parts in full."""
        for engine in self._engines:
            engine.verify()

    def close(self) -> None:
        """Let go of what is joined; the parts are whoever's that opened them."""
        with self._lock:
            self._of, self._joined, self._tail = (), None, _Tail()

    def apply(self, changes: Iterable[Indexed | Withdrawn], *, position: int, state: str = "") -> NoReturn:
        """Refused, as everything that writes: each part is written by itself."""
        raise NotImplementedError("what is joined is only read")

    def publish(self) -> NoReturn:
        """Refused."""
        raise NotImplementedError("what is joined is only read")

    def settle(self) -> None:
        """Nothing: frequencies in a folder are exact."""

    def clear(self) -> NoReturn:
        """Refused."""
        raise NotImplementedError("what is joined is only read")


class _Tail:
    """The tails of all parts as one, which takes what came since it was last asked for."""

    def __init__(self) -> None:
        self._taken: dict[str, Indexed | Withdrawn] = {}
        self._buffer = WriteBuffer()

    def holding(self, newest: dict[str, Indexed | Withdrawn]) -> WriteBuffer:
        """The tail that holds just these changes."""
        if not self._taken.keys() <= newest.keys():  # a part has made a segment of its tail
            self._taken, self._buffer = {}, WriteBuffer()
        self._buffer.take([change for name, change in newest.items() if self._taken.get(name) is not change])
        self._taken = newest
        return self._buffer


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
