"""Range sets: intersection of ascending, disjoint, half-open ranges of units, such as days and outlets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retrieval.search.files.flat_file import Array

# Starts and ends, int64; ranges are not empty and do not touch.
Ranges = tuple[Array, Array]
NOWHERE = np.zeros(0, np.int64)


def spread(starts: Array, counts: Array) -> Array:
    """The numbers of all ranges ``start, start + 1, …``, one range after another.

    >>> spread(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Array = np.arange(total) + np.repeat(starts.astype(np.int64) - ends + counts, counts)
    return numbers


def gathered(ranges: Ranges) -> Array:
    """The numbers in the ranges.

    >>> gathered((np.array([1, 7]), np.array([3, 8]))).tolist()
    [1, 2, 7]
    """
    return spread(ranges[0], ranges[1].astype(np.int64) - ranges[0])


def size(ranges: Ranges) -> int:
    """How many numbers are in the ranges."""
    return int(ranges[1].sum() - ranges[0].sum())


def everything(count: int) -> Ranges:
    """The numbers below ``count``."""
    return (np.zeros(1, np.int64), np.array([count])) if count else (NOWHERE, NOWHERE)


def in_at_least(wanted: int, sets: Sequence[Ranges]) -> Ranges:
    """The numbers that are in this many of the sets.

    >>> one, other = (np.array([0]), np.array([5])), (np.array([3]), np.array([9]))
    >>> [part.tolist() for part in in_at_least(2, [one, other])]
    [[3], [5]]
    >>> [part.tolist() for part in in_at_least(1, [one, other])]
    [[0], [9]]
    """
    borders = np.concatenate([part for one in sets for part in one]) if sets else NOWHERE
    if not len(borders):
        return NOWHERE, NOWHERE
    steps = np.concatenate([part for starts, ends in sets for part in (np.ones(len(starts)), -np.ones(len(ends)))])
    places, where = np.unique(borders, return_inverse=True)
    inside = np.cumsum(np.bincount(where, steps)).round() >= wanted
    changes = np.diff(inside, prepend=False)
    return places[changes & inside], places[changes & ~inside]


def merged(starts: Array, ends: Array) -> Ranges:
    """The numbers that are in any of some ranges, which need be in no order and may touch or share numbers.

    >>> [part.tolist() for part in merged(np.array([7, 1, 3]), np.array([9, 3, 5]))]
    [[1, 7], [5, 9]]
    """
    if not len(starts):
        return NOWHERE, NOWHERE
    order = np.argsort(starts, kind="stable")
    starts, reached = starts[order], np.maximum.accumulate(ends[order])
    begins = np.flatnonzero(starts[1:] > reached[:-1]) + 1
    return starts[np.append(0, begins)], reached[np.append(begins, len(starts)) - 1]


def without(some: Ranges, others: Ranges, count: int) -> Ranges:
    """The numbers of one set that are not in another; all are below ``count``."""
    starts, ends = others
    gaps = np.concatenate((NOWHERE[:0], [0], ends)), np.concatenate((starts, [count]))
    kept = gaps[0] < gaps[1]
    return in_at_least(2, [some, (gaps[0][kept].astype(np.int64), gaps[1][kept].astype(np.int64))])
