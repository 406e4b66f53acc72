"""MaxScore: top-k search of a segment that leaves units unscored which cannot reach the best few.

Terms are taken weightiest first. Once the terms still to come cannot together lift a new unit to the floor (a score
that at least ``limit`` units are known to reach), only units that have gained already are looked up in their lists, and
those that cannot reach the floor any more are dropped. A posting counts with the bound that its last byte stands for
(see `norms`); what is left at the end is scored exactly. Nothing that could be among the best is ever left: the result
is that of scoring everything.

Source: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995, with whole lists in place of cursors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from retrieval.search.files.flat_file import Array
from retrieval.search.segment.norms import LengthNorms
from retrieval.search.segment.postings import NARROW, Postings
from retrieval.search.segment.ranges import Ranges, gathered, size

# Sums of 64 numbers in single precision stay well within this share of their value.
_SAFE = 1 - 2e-5
# Of one rounding to single precision.
_UP = 1 + 1e-6
# Postings that are added at a time: small arrays stay near, and need no fresh memory.
_AT_ONCE = 1 << 13
# Where more than one of so many sums was added to, looking at all is cheaper than sorting those.
_SCAN_FROM = 64
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
        scale: of the segment.
        lengths: in terms, for each unit of the segment.
        table: what a narrow posting gains at most, by its last byte; float32.
    """

    postings: Postings
    weight: float
    bound: float
    norms: LengthNorms
    lengths: Array
    table: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        table = np.minimum(self.norms.caps * np.float32(self.weight), np.float32(self.bound))
        object.__setattr__(self, "table", table)

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
        return TermList(self.postings.part(start, end), self.weight, self.bound, self.norms, self.lengths)

    def caps_between(self, start: int, end: int) -> tuple[Array, Array]:
        """The units at the places ``start:end`` and what each gains at most; float32."""
        postings = self.postings.part(start, end)
        # NumPy converts other index types again at every use.
        docs = postings.docs.astype(np.intp)
        if postings.shift != NARROW:
            return docs, (self._gains(docs, postings.tfs) * _UP).astype(np.float32)
        return docs, self._caps(postings.keys)

    def caps_at(self, places: Array) -> Array:
        """What the units at these places gain at most."""
        keys = self.postings.keys[places]
        if self.postings.shift != NARROW:
            docs = (keys >> self.postings.shift).astype(np.intp)
            return (self._gains(docs, self.postings.tfs_at(places)) * _UP).astype(np.float32)
        return self._caps(keys)

    def _caps(self, keys: Array) -> Array:
        caps: Array = self.table.take((keys & 255).astype(np.intp))
        return caps

    def all_gains(self) -> tuple[Array, Array]:
        """The units that hold it and what each gains."""
        docs = self.postings.docs.astype(np.intp)
        return docs, self._gains(docs, self.postings.tfs)

    def gains_of(self, docs: Array) -> tuple[Array, Array]:
        """Which of these units, ascending, hold it, as places in ``docs``, and what each gains."""
        mine, theirs = common(docs, self.postings)
        return mine, self._gains(docs[mine], self.postings.tfs_at(theirs))

    def _gains(self, docs: Array, tfs: Array) -> Array:
        above = tfs.astype(np.float64)
        below: Array = self.norms.norm.take(self.lengths.take(docs))
        below += above
        above *= self.weight
        above /= below
        return above


def best_units(
    lists: Sequence[TermList],
    norms: LengthNorms,
    lengths: Array,
    *,
    limit: int,
    floor: float,
    dead: Array,
    ranges: Ranges | None,
) -> tuple[Array, Array]:
    """The units that may be among the best ``limit`` of all segments, ascending, and their scores.

    Args:
        lists: weightiest first.
        scale: of the segment.
        lengths: in terms, one a unit.
        floor: a score that ``limit`` units are known to reach; 0 where unknown.
        dead: withdrawn units, ascending.
        ranges: the only units that count; None where all do.
    """
    first, last = 0, len(lengths)
    if ranges is not None:
        if not len(ranges[0]):
            return np.zeros(0, np.intp), np.zeros(0)
        first, last = int(ranges[0][0]), int(ranges[1][-1])
        if (first, last) != (0, len(lengths)):
            lists = [term.between(first, last) for term in lists]
    race = _Race(lists, norms, lengths, limit, floor)
    if ranges is not None and size(ranges) * _LOOK_UP_COST * len(lists) < sum(map(len, lists)) + last - first:
        docs = gathered(ranges)
        docs = docs[~np.isin(docs, dead)] if len(dead) else docs
        docs, sums, place = docs, np.zeros(len(docs), np.float32), 0
    else:
        with _Sums(first, last, dead, ranges) as added:
            docs, sums, place = race.add_whole_lists(added)
    return race.scored(race.look_up(place, docs, sums))


class _Sums:
    """What the units ``first:last`` gain at most, as it grows; those that do not count stay below every floor."""

    def __init__(self, first: int, last: int, dead: Array, ranges: Ranges | None) -> None:
        self._first, self._size = first, last - first
        self._all = _spare.pop() if _spare else np.zeros(0, np.float32)
        if len(self._all) < self._size:
            self._all = np.zeros(self._size, np.float32)
        self._sums = self._all[: self._size]
        self._touched: list[Array] = []
        self._is_holey = ranges is not None and len(ranges[0]) > 1
        if ranges is not None and self._is_holey:
            self._sums[:] = -np.inf
            self._sums[gathered(ranges) - first] = 0.0
        graves = dead[np.searchsorted(dead, first) : np.searchsorted(dead, last)] - first
        self._sums[graves] = -np.inf
        self._touched.append(graves)
        self._count = len(graves)

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
        return self._count * 4 > self._size

    def add(self, term: TermList) -> Iterator[tuple[Array, Array]]:
        """Add what each unit gains at most; gives those units, some at a time, and their sums."""
        for start in range(0, len(term), _AT_ONCE):
            docs, caps = term.caps_between(start, start + _AT_ONCE)
            places = docs - self._first if self._first else docs
            caps += self._sums[places]
            self._sums[places] = caps
            self._count += len(places)
            if not self._is_dense:
                self._touched.append(places)
            yield docs, caps

    def reaching(self, least: float) -> tuple[Array, Array]:
        """The units that have gained, at least so much, ascending; and their sums."""
        if self._count * _SCAN_FROM > self._size:
            places = np.flatnonzero(self._sums >= np.float32(least) if least > 0 else self._sums > 0)
        else:
            places = np.concatenate(self._touched)
            sums = self._sums[places]
            places = np.sort(places[sums >= np.float32(least) if least > 0 else sums > 0])
            places = places[np.flatnonzero(np.diff(places, prepend=-1))]
        return places + self._first, self._sums[places]


class _Race:
    """The floor as it rises, and what the terms still to come can add."""

    def __init__(self, lists: Sequence[TermList], norms: LengthNorms, lengths: Array, limit: int, floor: float) -> None:
        self._lists, self._lengths, self._limit, self._floor = lists, lengths, limit, floor
        self._rest = [sum(later.bound for later in lists[place:]) for place in range(len(lists) + 1)]
        has_many = any(len(term.postings.many[0]) for term in lists)
        self._ratios = norms.ratios_of_many if has_many else norms.ratios

    def add_whole_lists(self, sums: _Sums) -> tuple[Array, Array, int]:
        """Add list after list until looking up is cheaper; returns units left, their sums, and the next list."""
        lists = self._lists
        for place, term in enumerate(lists):
            if len(term) > _SHORT_LIST and self._rest[place] < self._floor * _SAFE:
                docs, reached = sums.reaching(self._least(place))
                if len(docs) * _LOOK_UP_COST < len(term):
                    return docs, reached, place
            is_telling = place + 1 < len(lists) and len(lists[place + 1]) > _SHORT_LIST and len(term) >= self._limit
            for docs, reached in sums.add(term):
                if is_telling:
                    self._raise_floor(docs, reached)
        return *sums.reaching(self._least(len(lists))), len(lists)

    def look_up(self, place: int, docs: Array, sums: Array) -> Array:
        """The units that may be among the best, the lists at ``place`` and later looked up."""
        for at in range(place, len(self._lists)):
            mine, theirs = common(docs, self._lists[at].postings)
            sums[mine] += self._lists[at].caps_at(theirs)
            self._raise_floor(docs, sums)
            kept = sums >= np.float32(self._least(at + 1))
            if not kept.all():
                docs, sums = docs[kept], sums[kept]
        self._raise_floor(docs, sums)
        return docs[sums >= np.float32(self._floor * _SAFE)]

    def scored(self, docs: Array) -> tuple[Array, Array]:
        """Those of these units that reach the floor, and their scores."""
        scores = np.zeros(len(docs))
        for term in self._lists:
            mine, gains = term.gains_of(docs)
            scores[mine] += gains
        reached = (scores > 0) & (scores >= self._floor * _SAFE)
        return docs[reached], scores[reached]

    def _least(self, place: int) -> float:
        """What a unit must have gained to reach the floor with the lists from ``place`` on."""
        return self._floor * _SAFE - self._rest[place]

    def _raise_floor(self, docs: Array, sums: Array) -> None:
        """The best so far are sure of a share of their sums."""
        above = np.flatnonzero(sums > np.float32(self._floor))
        if len(above) < self._limit:
            return
        best = above[np.argpartition(sums[above], len(above) - self._limit)[len(above) - self._limit :]]
        sure = sums[best] * self._ratios.take(self._lengths.take(docs[best]))
        self._floor = max(self._floor, float(sure.min()) * _SAFE)


def common(docs: Array, postings: Postings) -> tuple[Array, Array]:
    """The places of the units that are among ``docs`` (ascending) and hold a term: in ``docs``, and in the keys."""
    if not len(docs) or not len(postings.keys):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    if len(postings.keys) >= len(docs):
        return postings.places_of(docs)
    held = postings.docs.astype(np.int64)
    places = np.searchsorted(docs, held)
    places[places == len(docs)] = 0
    found = np.flatnonzero(docs[places] == held)
    return places[found], found
