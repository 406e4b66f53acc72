"""Which units of a segment can be among the best? MaxScore: those that cannot reach the best few are left unscored.

Terms are taken weightiest first. Once the terms still to come cannot together lift a new unit to the floor (a score
that at least ``limit`` units are known to reach), only units that have scored already are looked up in their lists,
and those that cannot reach the floor any more are dropped. Nothing that could be among the best is ever left: the
result is that of scoring everything.

Source: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995, with whole lists in place of cursors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.search.flatfile import Array

# Sums of bounds are rounded otherwise than sums of scores; below this share of the floor nothing is dropped.
_SAFE = 1 - 1e-9
# Below this length adding a whole list costs less than thinking about it.
_SHORT_LIST = 2048
# Looking one unit up costs about as much as adding this many.
_LOOK_UP_COST = 12
_NOWHERE = np.zeros(0, np.intp)


@dataclass(frozen=True, slots=True)
class TermList:
    """One term asked for, in one segment.

    Attributes:
        docs: the units that hold it, ascending.
        tfs: how often each does.
        weight: what a unit would gain at a frequency without end.
        bound: what any unit gains at most.
        norm: what BM25 adds to the frequency below the line, for each unit of the segment.
    """

    docs: Array
    tfs: Array
    weight: float
    bound: float
    norm: Array

    def add_to(self, scores: Array) -> None:
        """Add what each unit gains to the scores of all units of the segment."""
        # NumPy converts other index types anew at every use.
        docs = self.docs.astype(np.intp)
        np.add.at(scores, docs, self._gains(docs, self.tfs))

    def gains(self, places: Array) -> Array:
        """What the units at these places of ``docs`` gain."""
        return self._gains(self.docs[places].astype(np.intp), self.tfs[places])

    def _gains(self, docs: Array, tfs: Array) -> Array:
        above = tfs.astype(np.float64)
        below: Array = self.norm.take(docs)
        below += above
        above *= self.weight
        above /= below
        return above


def best_units(
    lists: Sequence[TermList], count: int, *, limit: int, floor: float, dead: Array, allowed: Array | None
) -> tuple[Array, Array]:
    """The units that may be among the best ``limit`` of all segments, ascending, and their scores.

    Args:
        lists: weightiest first.
        count: units of the segment.
        floor: a score that ``limit`` units of other segments reach; 0 where unknown.
        dead: withdrawn units, ascending; ``allowed`` holds none of them.
        allowed: the only units that count, ascending; None where all do.
    """
    race = _Race(limit, floor, [sum(later.bound for later in lists[place:]) for place in range(len(lists) + 1)])
    if allowed is None:
        scores = np.zeros(count)
        scores[dead] = -np.inf
        docs, scores, place = race.add_whole_lists(lists, scores)
    else:
        docs, scores, place = allowed, np.zeros(len(allowed)), 0
    docs, scores = race.look_up(lists, place, docs, scores)
    reached = (scores > 0) & (scores >= race.floor)
    return docs[reached], scores[reached]


class _Race:
    """The floor as it rises, and what the terms still to come can add."""

    def __init__(self, limit: int, floor: float, rest: Sequence[float]) -> None:
        self._limit, self.floor, self._rest = limit, floor, rest

    def add_whole_lists(self, lists: Sequence[TermList], scores: Array) -> tuple[Array, Array, int]:
        """Add list after list until looking up is cheaper; returns units left, their scores, and the next list."""
        for place, term in enumerate(lists):
            if len(term.docs) > _SHORT_LIST and self._rest[place] < self.floor * _SAFE:
                docs = self._left(scores, place)
                if len(docs) * _LOOK_UP_COST < len(term.docs):
                    return docs, scores[docs], place
            term.add_to(scores)
            self._raise_floor_after(lists, place, scores)
        docs = self._left(scores, len(lists))
        return docs, scores[docs], len(lists)

    def look_up(self, lists: Sequence[TermList], place: int, docs: Array, scores: Array) -> tuple[Array, Array]:
        """Add what these units gain from the lists at ``place`` and later, dropping those that fall behind."""
        for at in range(place, len(lists)):
            mine, theirs = common(docs, lists[at].docs)
            scores[mine] += lists[at].gains(theirs)
            self._raise_floor(scores)
            kept = scores + self._rest[at + 1] >= self.floor * _SAFE
            if not kept.all():
                docs, scores = docs[kept], scores[kept]
        self._raise_floor(scores)
        return docs, scores

    def _left(self, scores: Array, place: int) -> Array:
        """Units that have scored and may still reach the floor with the lists from ``place`` on."""
        least = self.floor * _SAFE - self._rest[place]
        left: Array = np.flatnonzero(scores >= least if least > 0 else scores > 0)
        return left

    def _raise_floor_after(self, lists: Sequence[TermList], place: int, scores: Array) -> None:
        """Take the floor from the units just added to, where a long list or the end follows."""
        docs = lists[place].docs
        is_last = place + 1 == len(lists)
        if is_last:
            docs = min((term.docs for term in lists if len(term.docs) >= self._limit), key=len, default=docs)
        elif len(lists[place + 1].docs) <= _SHORT_LIST or len(lists[place + 1].docs) < len(docs):
            return
        self._raise_floor(scores[docs])

    def _raise_floor(self, scores: Array) -> None:
        above = scores[scores > self.floor]
        if len(above) >= self._limit:
            self.floor = float(np.partition(above, len(above) - self._limit)[len(above) - self._limit])


def common(some: Array, others: Array) -> tuple[Array, Array]:
    """The places in two ascending arrays of the numbers that stand in both; the type of each can hold either's.

    >>> common(np.array([1, 4, 6]), np.array([4, 5, 6, 7]))
    (array([1, 2]), array([0, 2]))
    """
    if len(some) > len(others):
        theirs, mine = common(others, some)
        return mine, theirs
    if not len(some):
        return _NOWHERE, _NOWHERE
    first, last = int(some[0]), int(some[-1])
    # NumPy would convert the long side to a common type, all of it, for every question.
    start, end = np.searchsorted(others, np.array([first, last], others.dtype), side="left").tolist()
    end += end < len(others) and int(others[end]) == last
    others = others[start:end]
    if len(others) < len(some):
        theirs, mine = _looked_up(others, some)
    else:
        mine, theirs = _looked_up(some, others)
    return mine, theirs + start


def _looked_up(few: Array, many: Array) -> tuple[Array, Array]:
    if not len(few):
        return _NOWHERE, _NOWHERE
    if int(many[-1]) - int(many[0]) == len(many) - 1:
        # All numbers of a range, as the units of some days are: no search is needed.
        places = few.astype(np.intp) - int(many[0])
        inside = np.flatnonzero((places >= 0) & (places < len(many)))
        return inside, places[inside]
    wanted = few.astype(many.dtype, copy=False)
    places = np.searchsorted(many, wanted)
    places[places == len(many)] = 0
    found = np.flatnonzero(many[places] == wanted)
    return found, places[found]
