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
from retrieval.search.postings import Postings
from retrieval.search.ranges import Ranges, gathered, size

# Sums of bounds are rounded otherwise than sums of scores; below this share of the floor nothing is dropped.
_SAFE = 1 - 1e-9
# Below this length adding a whole list costs less than thinking about it.
_SHORT_LIST = 2048
# Looking one unit up costs about as much as adding this many.
_LOOK_UP_COST = 12
_MAX_SPARE = 8

# Zeros to sum in, for whoever takes them first: clearing what was touched is cheaper than asking for new ones.
_spare: list[Array] = []


@dataclass(frozen=True, slots=True)
class TermList:
    """One term asked for, in one segment.

    Attributes:
        postings: the units that hold it.
        weight: what a unit would gain at a frequency without end.
        bound: what any unit gains at most.
        norm: what BM25 adds to the frequency below the line, for each unit of the segment.
    """

    postings: Postings
    weight: float
    bound: float
    norm: Array

    def __len__(self) -> int:
        return len(self.postings.keys)

    def between(self, first: int, last: int) -> TermList:
        """Only the units ``first:last``."""
        keys, shift = self.postings.keys, self.postings.shift
        borders = np.array([first, last]).astype(keys.dtype) << keys.dtype.type(shift)
        if last << shift > np.iinfo(keys.dtype).max:
            borders[1] = np.iinfo(keys.dtype).max
        start, end = np.searchsorted(keys, borders, side="left").tolist()
        end += end < len(keys) and last << shift > int(keys[end])
        part = self.postings._replace(keys=keys[start:end])
        return TermList(part, self.weight, self.bound, self.norm)

    def all_gains(self) -> tuple[Array, Array]:
        """The units that hold it and what each gains."""
        # NumPy converts other index types anew at every use.
        docs = self.postings.docs.astype(np.intp)
        return docs, self._gains(docs, self.postings.tfs)

    def gains(self, places: Array) -> Array:
        """What the units at these places gain."""
        keys = self.postings._replace(keys=self.postings.keys[places])
        return self._gains(keys.docs.astype(np.intp), keys.tfs)

    def _gains(self, docs: Array, tfs: Array) -> Array:
        above = tfs.astype(np.float64)
        below: Array = self.norm.take(docs)
        below += above
        above *= self.weight
        above /= below
        return above


def best_units(
    lists: Sequence[TermList], count: int, *, limit: int, floor: float, dead: Array, ranges: Ranges | None
) -> tuple[Array, Array]:
    """The units that may be among the best ``limit`` of all segments, ascending, and their scores.

    Args:
        lists: weightiest first.
        count: units of the segment.
        floor: a score that ``limit`` units are known to reach; 0 where unknown.
        dead: withdrawn units, ascending.
        ranges: the only units that count; None where all do.
    """
    first, last = 0, count
    if ranges is not None:
        if not len(ranges[0]):
            return np.zeros(0, np.intp), np.zeros(0)
        first, last = int(ranges[0][0]), int(ranges[1][-1])
        if (first, last) != (0, count):
            lists = [term.between(first, last) for term in lists]
    race = _Race(limit, floor, [sum(later.bound for later in lists[place:]) for place in range(len(lists) + 1)])
    if ranges is not None and size(ranges) * _LOOK_UP_COST * len(lists) < sum(map(len, lists)) + last - first:
        docs = gathered(ranges)
        docs = docs[~np.isin(docs, dead)] if len(dead) else docs
        docs, scores, place = docs, np.zeros(len(docs)), 0
    else:
        with _Sums(first, last, dead, ranges) as sums:
            docs, scores, place = race.add_whole_lists(lists, sums)
    docs, scores = race.look_up(lists, place, docs, scores)
    reached = (scores > 0) & (scores >= race.floor)
    return docs[reached], scores[reached]


class _Sums:
    """The scores of the units ``first:last`` as they grow; those that do not count stay below every floor."""

    def __init__(self, first: int, last: int, dead: Array, ranges: Ranges | None) -> None:
        self._first, self._size = first, last - first
        self._all = _spare.pop() if _spare else np.zeros(0)
        if len(self._all) < self._size:
            self._all = np.zeros(self._size)
        self._sums = self._all[: self._size]
        self._touched: list[Array] = []
        self._is_holey = ranges is not None and len(ranges[0]) > 1
        if ranges is not None and self._is_holey:
            self._sums[:] = -np.inf
            self._sums[gathered(ranges) - first] = 0.0
        graves = dead[np.searchsorted(dead, first) : np.searchsorted(dead, last)] - first
        self._sums[graves] = -np.inf
        self._touched.append(graves)

    def __enter__(self) -> _Sums:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_holey or self._is_dense:
            self._sums[:] = 0.0
        else:
            for places in self._touched:
                self._sums[places] = 0.0
        if len(_spare) < _MAX_SPARE:
            _spare.append(self._all)

    @property
    def _is_dense(self) -> bool:
        return sum(map(len, self._touched)) * 4 > self._size

    def add(self, term: TermList) -> Array:
        """Add what each unit gains; returns the sums of those units."""
        docs, gains = term.all_gains()
        if self._first:
            docs -= self._first
        gains += self._sums[docs]
        self._sums[docs] = gains
        self._touched.append(docs)
        return gains

    def reaching(self, least: float) -> tuple[Array, Array]:
        """The units that have scored, at least so much, ascending; and their sums."""
        if self._is_dense:
            places = np.flatnonzero(self._sums >= least if least > 0 else self._sums > 0)
        else:
            places = np.concatenate(self._touched)
            sums = self._sums[places]
            places = np.unique(places[sums >= least if least > 0 else sums > 0])
        return places + self._first, self._sums[places]


class _Race:
    """The floor as it rises, and what the terms still to come can add."""

    def __init__(self, limit: int, floor: float, rest: Sequence[float]) -> None:
        self._limit, self.floor, self._rest = limit, floor, rest

    def add_whole_lists(self, lists: Sequence[TermList], sums: _Sums) -> tuple[Array, Array, int]:
        """Add list after list until looking up is cheaper; returns units left, their scores, and the next list."""
        for place, term in enumerate(lists):
            if len(term) > _SHORT_LIST and self._rest[place] < self.floor * _SAFE:
                docs, scores = sums.reaching(self._least(place))
                if len(docs) * _LOOK_UP_COST < len(term):
                    return docs, scores, place
            reached = sums.add(term)
            if place + 1 < len(lists) and len(lists[place + 1]) > _SHORT_LIST and len(term) >= self._limit:
                self._raise_floor(reached)
        return *sums.reaching(self._least(len(lists))), len(lists)

    def look_up(self, lists: Sequence[TermList], place: int, docs: Array, scores: Array) -> tuple[Array, Array]:
        """Add what these units gain from the lists at ``place`` and later, dropping those that fall behind."""
        for at in range(place, len(lists)):
            mine, theirs = common(docs, lists[at].postings)
            scores[mine] += lists[at].gains(theirs)
            self._raise_floor(scores)
            kept = scores + self._rest[at + 1] >= self.floor * _SAFE
            if not kept.all():
                docs, scores = docs[kept], scores[kept]
        self._raise_floor(scores)
        return docs, scores

    def _least(self, place: int) -> float:
        """What a unit must have scored to reach the floor with the lists from ``place`` on."""
        return self.floor * _SAFE - self._rest[place]

    def _raise_floor(self, scores: Array) -> None:
        above = scores[scores > self.floor]
        if len(above) >= self._limit:
            self.floor = float(np.partition(above, len(above) - self._limit)[len(above) - self._limit])


def common(docs: Array, postings: Postings) -> tuple[Array, Array]:
    """The places of the units that stand among ``docs`` (ascending) and hold a term: in ``docs``, and in the keys."""
    if len(postings.keys) >= len(docs):
        return postings.places_of(docs)
    held = postings.docs.astype(np.int64)
    places = np.searchsorted(docs, held)
    places[places == len(docs)] = 0
    found = np.flatnonzero(docs[places] == held)
    return places[found], found
