"""Which units of a segment can be among the best? `skipping`'s question, compiled: MaxScore window by window.

Importing this module compiles for some seconds, or reads what was compiled from Numba's cache; `fast` does it in the
background. Sums that only decide what is skipped are of single precision and rounded safely; every score that is
returned is computed anew, in double precision and in the order of `skipping`, so that both return the same bits.

Source: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995.
"""

from __future__ import annotations

import numpy as np
from numba import float32, float64, int64, njit, types, uint16, uint32

# The window's sums stay in the processor's second cache.
WINDOW = 1 << 15
SHARE_ROWS = 16
# Columns of the table of lists.
START, END, GROUP, WEIGHT, BOUND, COLUMNS = 0, 1, 2, 3, 4, 5
# Sums of 64 numbers in single precision stay well within this share of their value.
_SAFE = 1 - 2e-5
_BLOCK = 32
# A list that holds less than one of so many units costs less to add than to think about.
_SHORT_LIST = 8
# Looking one unit up costs about as much as adding this many.
_LOOK_UP_COST = 8
# And as many more for every list that it may be looked up in afterwards.
_LATER_COST = 6

_KEYS = types.Array(uint32, 1, "C", readonly=True)
_LENGTHS = types.Array(uint16, 1, "C", readonly=True)
_OPTIONS = {"cache": True, "nogil": True, "error_model": "numpy"}


@njit(int64(_KEYS, int64, int64, int64, int64), **_OPTIONS)
def _first_at(keys, low, high, guess, target):
    """The first place in ``low:high`` whose key is not below ``target``, sought by galloping from ``guess``."""
    if low >= high or keys[low] >= target:
        return low
    guess = min(max(guess, low), high - 1)
    step = 4
    if keys[guess] < target:
        low = guess
        while low + step < high and keys[low + step] < target:
            low += step
            step *= 2
        high = min(low + step, high)
    else:
        high = guess
        while high - step > low and keys[high - step] >= target:
            high -= step
            step *= 2
        low = max(high - step, low)
    # Here keys[low] < target, and the key at high, if there is one, is not.
    while high - low > 1:
        middle = (low + high) >> 1
        if keys[middle] < target:
            low = middle
        else:
            high = middle
    return high


@njit(int64(_KEYS, int64, int64, int64, int64, float64), **_OPTIONS)
def _tf_of(keys, low, high, doc, base, density):
    """How often a unit holds the term whose keys are ``low:high``, the first of them not below unit ``base``."""
    place = _first_at(keys, low, high, low + int64((doc - base) * density), doc << 8)
    if place < high and keys[place] >> 8 == doc:
        return int64(keys[place] & 255)
    return int64(0)


@njit(types.void(float64[::1], int64, float64), **_OPTIONS)
def _replace_least(heap, size, score):
    """Put a score in the place of the least of a heap."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= score:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = score


@njit(types.boolean(int64[::1], int64[::1], int64), **_OPTIONS)
def _is_inside(starts, ends, doc):
    """Whether a unit stands in one of the ascending ranges."""
    place = np.searchsorted(starts, doc, side="right") - 1
    return place >= 0 and doc < ends[place]


_LISTS = float64[:, ::1]
_RUNS = int64[::1]


@njit(float64(_KEYS, _LENGTHS, _LISTS, float64, float64, float64, int64), **_OPTIONS)
def _exact(keys, lengths, lists, k1, b, avgdl, doc):
    """A unit's score, summed as `skipping` sums it."""
    norm = k1 * (1 - b + b * lengths[doc] / avgdl)
    score, at = 0.0, 0
    while at < len(lists):
        group, tf = lists[at, GROUP], int64(0)
        while at < len(lists) and lists[at, GROUP] == group:
            low, high = int64(lists[at, START]), int64(lists[at, END])
            density = (high - low) / len(lengths)
            tf += _tf_of(keys, low, high, doc, int64(0), density)
            at += 1
        if tf:
            score += float64(tf) * lists[at - 1, WEIGHT] / (norm + float64(tf))
    return score


@njit(
    int64(
        _KEYS,
        _LENGTHS,
        _LISTS,
        float64,
        float64,
        float64,
        int64,
        float64,
        _RUNS,
        _RUNS,
        _RUNS,
        float32[::1],
        float32[::1],
        float64[::1],
        int64[::1],
        float64[::1],
    ),
    **_OPTIONS,
)
def best_units(keys, lengths, lists, k1, b, avgdl, limit, floor, starts, ends, dead, shares, sums, heap, docs, scores):
    """Write the units that may be among the best and their scores; returns how many, or -1 where there is no room.

    Args:
        keys: of all terms of the segment: unit << 8 | frequency, ascending within a term.
        lengths: in terms, one a unit.
        lists: float64, a row a list, weightiest first: its place in ``keys`` (start, end), its group (lists of one
            group are forms of one term and stand together), what a unit would gain at a frequency without end, and
            what any unit gains at most.
        floor: a score that ``limit`` units are known to reach.
        starts, ends: ascending ranges of the only units that count.
        dead: withdrawn units, ascending.
        shares: frequency / (frequency + norm) for frequencies below ``SHARE_ROWS``, a row each, by length.
        sums: zeros, ``WINDOW`` of them; they are zeros again afterwards.
        heap: room for ``limit`` scores.
        docs, scores: room for the result.
    """
    held = len(lists)
    order = np.argsort(lists[:, BOUND])
    below = np.zeros(held + 1)
    cursors, tails = np.empty(held, np.int64), np.empty(held, np.int64)
    seen = np.zeros(held, np.int64)
    highs, density = np.empty(held, np.int64), np.empty(held)
    is_grouped = False
    for at in range(held):
        row = order[at]
        below[at + 1] = below[at] + lists[row, BOUND]
        cursors[at], highs[at] = int64(lists[row, START]), int64(lists[row, END])
        density[at] = (highs[at] - cursors[at]) / len(lengths)
        is_grouped |= row > 0 and lists[row, GROUP] == lists[row - 1, GROUP]
    rows, stride = np.uint64(SHARE_ROWS), np.uint64(len(shares) // SHARE_ROWS)
    one, slope = float32(k1 * (1 - b)), float32(k1 * b / avgdl)
    found, full, run, base = 0, 0, 0, int64(0)
    for at in range(limit):
        heap[at] = 0.0
    while run < len(starts):
        base = max(base, starts[run])
        if base >= ends[run]:
            run += 1
            continue
        last = base + WINDOW
        final = run
        while final + 1 < len(starts) and starts[final + 1] < last:
            final += 1
        last = min(last, ends[final])
        cut = floor * _SAFE
        if below[held] < cut:
            break
        work, size = 0, last - base
        first = held
        while first > 0:
            at = first - 1
            until = last << 8
            place = _first_at(
                keys, cursors[at], highs[at], cursors[at] + int64(density[at] * (base - seen[at])), base << 8
            )
            seen[at] = base
            tail = _first_at(keys, place, highs[at], place + int64(density[at] * size), until)
            cursors[at], tails[at] = place, tail
            if below[first] < cut and (tail - place) * _SHORT_LIST > size:
                # What has no sum yet is out of the race: would looking up those left in it cost less than this list?
                left, least = 0, float32(cut - below[first])
                for spot in range(size):
                    left += sums[spot] >= least
                if left * (_LOOK_UP_COST + _LATER_COST * at) < tail - place:
                    break
            weight = float32(lists[order[at], WEIGHT])
            # Unsigned, as Numba would ask of every signed index whether it counts from the end.
            origin = np.uint64(base)
            for spot in range(np.uint64(place), np.uint64(tail)):
                key = keys[spot]
                doc = np.uint64(key >> np.uint32(8))
                tf = np.uint64(key & np.uint32(255))
                if tf < rows:
                    sums[doc - origin] += weight * shares[tf * stride + np.uint64(lengths[doc])]
                else:
                    often = float32(tf)
                    sums[doc - origin] += weight * often / (often + one + slope * float32(lengths[doc]))
            work += tail - place
            first = at
        for at in range(first - 1):
            cursors[at] = _first_at(
                keys, cursors[at], highs[at], cursors[at] + int64(density[at] * (base - seen[at])), base << 8
            )
            seen[at] = base
        # Few sums: look at those that were added to. Many: look at all, a block at a time.
        is_dense = work * 4 > size
        rounds = 1 if is_dense else held - first
        for turn in range(rounds):
            at = first + turn
            place = 0 if is_dense else cursors[at]
            until = size if is_dense else tails[at]
            while place < until:
                if is_dense:
                    if place % _BLOCK == 0 and place + _BLOCK <= until and cut > 0:
                        some, least, block = 0, float32(cut - below[first]), sums[place : place + _BLOCK]
                        for inside in range(_BLOCK):
                            some += block[inside] >= least
                        if some == 0:
                            for inside in range(_BLOCK):
                                block[inside] = 0
                            place += _BLOCK
                            continue
                    spot = place
                else:
                    spot = int64(keys[place] >> 8) - base
                place += 1
                score = float64(sums[spot])
                sums[spot] = 0
                if score <= 0 or score + below[first] < cut:
                    continue
                doc = base + spot
                if (final > run or len(starts) > 1) and not _is_inside(starts, ends, doc):
                    continue
                other = first - 1
                while other >= 0 and score + below[other + 1] >= cut:
                    tf = _tf_of(keys, cursors[other], highs[other], doc, base, density[other])
                    if tf:
                        more = float32(tf)
                        score += lists[order[other], WEIGHT] * more / (more + one + slope * float32(lengths[doc]))
                    other -= 1
                if score < cut or other >= 0:
                    continue
                if len(dead):
                    grave = np.searchsorted(dead, doc)
                    if grave < len(dead) and dead[grave] == doc:
                        continue
                if is_grouped:
                    score = _exact(keys, lengths, lists, k1, b, avgdl, doc)
                if found == len(docs):
                    # Those behind the floor make room.
                    kept = 0
                    for old in range(found):
                        if scores[old] >= cut:
                            docs[kept], scores[kept] = docs[old], scores[old]
                            kept += 1
                    found = kept
                    if found * 2 > len(docs):
                        sums[:] = 0
                        return -1
                docs[found], scores[found] = doc, score
                found += 1
                sure = score * _SAFE
                if full < limit:
                    full += 1
                    # A heap of zeros is filled from its root, as zeros are the least.
                if sure > heap[0]:
                    _replace_least(heap, limit, sure)
                    if full == limit and heap[0] > floor:
                        floor = heap[0]
                        cut = floor * _SAFE
        for at in range(first, held):
            cursors[at] = tails[at]
        base = last
    kept, cut = 0, floor * _SAFE
    for old in range(found):
        if scores[old] >= cut:
            docs[kept] = docs[old]
            scores[kept] = _exact(keys, lengths, lists, k1, b, avgdl, docs[old])
            kept += 1
    return kept
