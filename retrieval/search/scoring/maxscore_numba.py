"""MaxScore compiled with Numba: what `maxscore` answers, window by window, to the same bits.

Importing this module compiles for some seconds, or reads what was compiled from Numba's cache; `kernel_loader` does it
in the background. While lists are summed, a posting counts with the bound that its last byte stands for (see `norms`);
every score that is returned is computed again, in double precision and in the order of `maxscore`, so that both return
the same bits.

Over 400 lines, as all that `best_units` calls must be compiled with it: from another module Numba's cache would not see
that it changed.

Source: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995.
"""

from __future__ import annotations

import numpy as np
from numba import float32, float64, int64, njit, types, uint16, uint32, uint64

from retrieval.search.scoring.prefetch import prefetch
from retrieval.search.segment.norms import MANY

# The window's sums stay in the processor's second cache; the first windows are small, so that the floor rises early.
WINDOW = 1 << 15
FIRST_WINDOW = 1 << 12
# Columns of the table of lists.
START, END, GROUP, WEIGHT, BOUND, COLUMNS = 0, 1, 2, 3, 4, 5
# What of a hit is written out.
DOC, ARTICLE, ORDINAL, BEGIN, FINISH, FACTS = 0, 1, 2, 3, 4, 5
# Sums of 64 numbers in single precision stay well within this share of their value.
_SAFE = 1 - 2e-5
# Candidates that wait for their exact score.
_WAITING = 256
# A list that holds less than one of so many units costs less to add than to think about.
_SHORT_LIST = 8
# Of so many sums only the best proves a floor.
_BLOCK = 64
# How far ahead of what is summed to read, in keys; how many keys lie in a line of the cache, and lines to begin with.
_AHEAD = 64
_LINE = 16
_LINES = 2
# Looking one unit up costs about as much as adding this many.
_LOOK_UP_COST = 30
# And as many more for every list that it may be looked up in afterwards.
_LATER_COST = 2

_KEYS = types.Array(uint32, 1, "C", readonly=True)
_LENGTHS = types.Array(uint16, 1, "C", readonly=True)
_PLACES = types.Array(int64, 1, "C", readonly=True)
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
def _place_of(keys, low, high, doc, base, density):
    """Where a unit is among the keys ``low:high``, the first not below unit ``base``; -1 where it does not."""
    place = _first_at(keys, low, high, low + int64((doc - base) * density), doc << 8)
    if place < high and keys[place] >> 8 == doc:
        return place
    return int64(-1)


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


@njit(types.boolean(float64, int64, float64, int64, _KEYS, _KEYS), **_OPTIONS)
def _is_behind(score, doc, other_score, other, article, ordinal):
    """Whether a unit comes after another one: by score, then by article and ordinal."""
    if score != other_score:
        return score < other_score
    if article[doc] != article[other]:
        return article[doc] > article[other]
    return ordinal[doc] > ordinal[other]


@njit(types.void(float64[::1], int64[::1], int64, float64, int64, _KEYS, _KEYS), **_OPTIONS)
def _sink(scores, docs, size, score, doc, article, ordinal):
    """Put a unit in the place of the hindmost of a heap."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and _is_behind(
            scores[child + 1], docs[child + 1], scores[child], docs[child], article, ordinal
        ):
            child += 1
        if not _is_behind(scores[child], docs[child], score, doc, article, ordinal):
            break
        scores[at], docs[at] = scores[child], docs[child]
        at = child
    scores[at], docs[at] = score, doc


@njit(int64(float64[::1], int64[::1], int64, float64, int64, _KEYS, _KEYS), **_OPTIONS)
def _rise(scores, docs, size, score, doc, article, ordinal):
    """Put one more unit into a heap, whose root is the hindmost; returns its new size."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if not _is_behind(score, doc, scores[above], docs[above], article, ordinal):
            break
        scores[at], docs[at] = scores[above], docs[above]
        at = above
    scores[at], docs[at] = score, doc
    return size + 1


@njit(types.boolean(int64[::1], int64[::1], int64), **_OPTIONS)
def _is_inside(starts, ends, doc):
    """Whether a unit is in one of the ascending ranges."""
    place = np.searchsorted(starts, doc, side="right") - 1
    return place >= 0 and doc < ends[place]


@njit(types.void(_KEYS, int64, int64, float32[::1], float32[::1], int64), **_OPTIONS)
def _add(keys, low, high, table, sums, base):
    """Add to the sums, which begin at unit ``base``, what the table says of each posting ``low:high``."""
    # Unsigned, as Numba would ask of every signed index whether it counts from the end. Four at a time, as units of one
    # list differ, which the compiler cannot know.
    origin, byte, eight = np.uint64(base), np.uint32(255), np.uint32(8)
    one, two, three, four, ahead = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4), np.uint64(_AHEAD)
    spot, end = np.uint64(low), np.uint64(high)
    while spot + four <= end:
        prefetch(keys, spot + ahead)
        key, other, third, last = keys[spot], keys[spot + one], keys[spot + two], keys[spot + three]
        at, beside = np.uint64(key >> eight) - origin, np.uint64(other >> eight) - origin
        further, behind = np.uint64(third >> eight) - origin, np.uint64(last >> eight) - origin
        some, more = sums[at] + table[np.uint64(key & byte)], sums[beside] + table[np.uint64(other & byte)]
        most, all_ = sums[further] + table[np.uint64(third & byte)], sums[behind] + table[np.uint64(last & byte)]
        sums[at], sums[beside], sums[further], sums[behind] = some, more, most, all_
        spot += four
    while spot < end:
        key = keys[spot]
        sums[np.uint64(key >> eight) - origin] += table[np.uint64(key & byte)]
        spot += one


@njit(int64(float32[::1], int64, float32), **_OPTIONS)
def _count(sums, size, least):
    """How many of the first sums reach this much."""
    count = 0
    for spot in range(size):
        count += sums[spot] >= least
    return count


@njit(float64(float32[::1], int64, int64, _LENGTHS, float32[::1], float64[::1]), **_OPTIONS)
def _floor_of(sums, size, base, lengths, ratios, heap):
    """A score that as many units as the heap has room for are sure of: the best of each block of the first sums."""
    # What is not below zero has the order of its bits, and whole numbers are compared many at a time.
    heap[:] = 0.0
    bits, full = sums.view(np.int32), len(heap)
    least = np.zeros(1, np.float32)
    least_bits = least.view(np.int32)
    for block in range(np.uint64(size // _BLOCK)):
        start = np.uint64(block * np.uint64(_BLOCK))
        most = np.int32(0)
        for spot in range(start, start + np.uint64(_BLOCK)):
            most = max(most, bits[spot])
        if most > least_bits[0]:
            best = start
            while bits[best] != most:
                best += np.uint64(1)
            sure = sums[best] * ratios[lengths[int64(best) + base]] * _SAFE
            if sure > heap[0]:
                _replace_least(heap, full, sure)
                least[0] = heap[0]
    return heap[0]


@njit(int64(float32[::1], int64, float32, uint64[::1], int64[::1], float32[::1]), **_OPTIONS)
def _take_all(sums, size, least, flags, spots, reached):
    """Write which of the first sums are above zero and reach this much, and these sums; clears all."""
    found, flag = np.uint64(0), flags.view(np.uint8)
    for spot in range(np.uint64(size)):
        flag[spot] = np.uint8(sums[spot] >= least)
    flag[np.uint64(size) : np.uint64(-(-size // 8) * 8)] = 0
    for word in range(np.uint64(-(-size // 8))):
        if flags[word]:
            for spot in range(np.uint64(word * np.uint64(8)), np.uint64(word * np.uint64(8) + np.uint64(8))):
                if flag[spot] and sums[spot] > 0:
                    spots[found], reached[found] = spot, sums[spot]
                    found += np.uint64(1)
    sums[:size] = 0
    return int64(found)


@njit(int64(float32[::1], _KEYS, int64, int64, int64, float32, int64, int64[::1], float32[::1]), **_OPTIONS)
def _take_touched(sums, keys, low, high, base, least, found, spots, reached):
    """Write on behind ``found`` which sums of the postings ``low:high`` are so large; clears these sums."""
    for place in range(low, high):
        spot = int64(keys[place] >> 8) - base
        total = sums[spot]
        sums[spot] = 0
        if total > 0 and total >= least:
            spots[found], reached[found] = spot, total
            found += 1
    return found


_LISTS = float64[:, ::1]
_RUNS = int64[::1]


@njit(float64(_KEYS, _PLACES, _PLACES, float64, int64, _LISTS, int64), **_OPTIONS)
def _exact(keys, many, many_tfs, norm, units, lists, doc):
    """A unit's score, summed as `maxscore` sums it."""
    score, at = 0.0, 0
    while at < len(lists):
        group, tf = lists[at, GROUP], int64(0)
        while at < len(lists) and lists[at, GROUP] == group:
            low, high = int64(lists[at, START]), int64(lists[at, END])
            place = _place_of(keys, low, high, doc, int64(0), (high - low) / units)
            if place >= 0:
                often = int64(keys[place] >> 4 & MANY)
                if often == MANY:
                    often = many_tfs[np.searchsorted(many, place)]
                tf += often
            at += 1
        if tf:
            score += float64(tf) * lists[at - 1, WEIGHT] / (norm + float64(tf))
    return score


@njit(
    int64(
        _KEYS,
        _LENGTHS,
        _PLACES,
        _PLACES,
        _LISTS,
        float64[::1],
        float32[::1],
        float32[::1],
        int64,
        float64,
        _RUNS,
        _RUNS,
        _PLACES,
        _KEYS,
        _KEYS,
        _KEYS,
        _KEYS,
        float32[::1],
        uint64[::1],
        int64[::1],
        float32[::1],
        int64[:, ::1],
        float64[::1],
    ),
    **_OPTIONS,
)
def best_units(
    keys,
    lengths,
    many,
    many_tfs,
    lists,
    norm,
    caps,
    ratios,
    limit,
    floor,
    starts,
    ends,
    dead,
    article,
    ordinal,
    begin,
    finish,
    sums,
    flags,
    spots,
    reached,
    rows,
    scores,
):
    """Write the best units, best first, ties by article and ordinal; returns how many there are.

    Args:
        keys: of all terms of the segment, ascending within a term, as in `norms`.
        lengths: in terms, one a unit.
        many, many_tfs: places in ``keys`` of frequencies that are kept beside them, and these.
        lists: float64, a row a list, weightiest first: its place in ``keys`` (start, end), its group (lists of one
            group are forms of one term and adjacent), what a unit would gain at a frequency without end, and
            what any unit gains at most.
        norm, caps, ratios: of a `LengthNorms`; the ratios those for many where a list holds such frequencies.
        floor: a score that ``limit`` units are known to reach.
        starts, ends: ascending ranges of the only units that count.
        dead: withdrawn units, ascending.
        article, ordinal, begin, finish: what is known of each unit.
        sums: zeros, ``WINDOW`` of them; they are zeros again afterwards.
        flags, spots, reached: room for ``WINDOW`` bytes, places and sums.
        rows, scores: room for ``limit`` results.
    """
    # One function, though long: what its loops share (floor, cut, cursors, heap, queue) changes in each of them, and
    # could only be handed back and forth in tuples or in arrays of one element.
    #
    # Lists in ascending order of what any unit gains from them: ``below[n]`` is what the weakest n give together. For
    # "the bridge collapse" that is "the", then "bridge", then "collapse".
    held, units = len(lists), int64(len(lengths))
    order = np.argsort(lists[:, BOUND])
    below = np.zeros(held + 1)
    cursors, tails = np.empty(held, np.int64), np.empty(held, np.int64)
    seen = np.zeros(held, np.int64)
    highs, density = np.empty(held, np.int64), np.empty(held)
    tables = np.empty((held, 256), np.float32)
    is_grouped = False
    for at in range(held):
        row = order[at]
        is_grouped |= row > 0 and lists[row, GROUP] == lists[row - 1, GROUP]
        below[at + 1] = below[at] + lists[row, BOUND]
        cursors[at], highs[at] = int64(lists[row, START]), int64(lists[row, END])
        density[at] = (highs[at] - cursors[at]) / units
        # A posting's last byte, a pair of frequency and length class, is looked up once for all units that have it.
        weight, most = float32(lists[row, WEIGHT]), float32(lists[row, BOUND])
        for code in range(256):
            tables[at, code] = min(weight * caps[code], most)
    # ``heap`` holds lower bounds of the best scores so far, from which the floor rises; ``best`` the exact scores.
    # Units wait in a queue between the two, as most fall below the floor before their exact score is needed.
    heap, tops, best, best_docs = np.zeros(limit), np.empty(limit), np.empty(limit), np.empty(limit, np.int64)
    waiting, hopes = np.empty(_WAITING, np.int64), np.empty(_WAITING)
    found, full, queued, run, base, window = 0, 0, 0, 0, int64(0), int64(FIRST_WINDOW)
    while run < len(starts):
        # Windows begin inside the allowed ranges: of a filter for one day only that day's units are ever looked at.
        base = max(base, starts[run])
        if base >= ends[run]:
            run += 1
            continue
        last = base + window
        window = min(window * 2, int64(WINDOW))
        final = run
        while final + 1 < len(starts) and starts[final + 1] < last:
            final += 1
        last = min(last, ends[final])
        cut = floor * _SAFE
        # A unit with every term could not be among the best any more.
        if below[held] < cut:
            break
        # Where each list goes on is guessed from how dense it is, and fetched before it is needed.
        work, size = 0, last - base
        for at in range(held):
            guess = np.uint64(cursors[at] + int64(density[at] * (base - seen[at])))
            for line in range(_LINES):
                prefetch(keys, guess + np.uint64(_LINE * line))
        # Weightiest lists first, each added to the sums of the window. Lists below ``first`` are the weak rest: a unit
        # that has none of the others cannot reach the floor by them, so they are only looked up ("the" is not read).
        first = held
        while first > 0:
            at = first - 1
            until = last << 8
            place = _first_at(
                keys, cursors[at], highs[at], cursors[at] + int64(density[at] * (base - seen[at])), base << 8
            )
            seen[at] = base
            buffer = _first_at(keys, place, highs[at], place + int64(density[at] * size), until)
            cursors[at], tails[at] = place, buffer
            if below[first] < cut and (buffer - place) * _SHORT_LIST > size:
                # What has no sum yet is out of the race: would looking up those left in it cost less than this list?
                left = _count(sums, size, float32(cut - below[first]))
                if left * (_LOOK_UP_COST + _LATER_COST * at) < buffer - place:
                    break
            _add(keys, place, buffer, tables[at], sums, base)
            work += buffer - place
            first = at
        # The lists left out are moved on to this window, where looking up begins; the first of them was moved above.
        for at in range(first - 1):
            cursors[at] = _first_at(
                keys, cursors[at], highs[at], cursors[at] + int64(density[at] * (base - seen[at])), base << 8
            )
            seen[at] = base
        # Withdrawn units of the window lose their sums.
        if len(dead):
            for grave in range(np.searchsorted(dead, base), np.searchsorted(dead, last)):
                sums[dead[grave] - base] = 0
        # Later windows have a floor from those before.
        if full < limit and work * 4 > size and size >= limit * _BLOCK and len(starts) == 1 and not is_grouped:
            floor = max(floor, _floor_of(sums, size, base, lengths, ratios, tops))
            cut = floor * _SAFE
        # Few sums: look at those that were added to. Many: look at all.
        least, taken = float32(cut - below[first]), 0
        if work * 16 > size:
            taken = _take_all(sums, size, least, flags, spots, reached)
        else:
            for at in range(first, held):
                taken = _take_touched(sums, keys, cursors[at], tails[at], base, least, taken, spots, reached)
        for turn in range(taken):
            # With all that the rest could give it, is it still in the race?
            score = float64(reached[turn])
            if score + below[first] < cut:
                continue
            doc = base + spots[turn]
            if (final > run or len(starts) > 1) and not _is_inside(starts, ends, doc):
                continue
            # Looked up in the weak rest, weightiest first, until it can reach the floor no more.
            other = first - 1
            while other >= 0 and score + below[other + 1] >= cut:
                where = _place_of(keys, cursors[other], highs[other], doc, base, density[other])
                if where >= 0:
                    score += tables[other, keys[where] & 255]
                other -= 1
            if score < cut or other >= 0:
                continue
            waiting[queued], hopes[queued] = doc, score
            queued += 1
            if is_grouped:
                # Forms of one term gain less together than each by itself.
                sure = _exact(keys, many, many_tfs, norm[lengths[doc]], units, lists, doc)
            else:
                sure = score * ratios[lengths[doc]] * _SAFE
            # What it surely gains raises the floor at once, before its exact score is known.
            if full < limit:
                full += 1
                # A heap of zeros is filled from its root, as zeros are the least.
            if sure > heap[0]:
                _replace_least(heap, limit, sure)
                if full == limit and heap[0] > floor:
                    floor = heap[0]
                    cut = floor * _SAFE
            # The queue is full: the exact scores of those still in the race, kept in a heap by score and then by order.
            if queued == _WAITING:
                for place_in in range(queued):
                    if hopes[place_in] >= cut:
                        doc = waiting[place_in]
                        score = _exact(keys, many, many_tfs, norm[lengths[doc]], units, lists, doc)
                        if found < limit:
                            found = _rise(best, best_docs, found, score, doc, article, ordinal)
                        elif _is_behind(best[0], best_docs[0], score, doc, article, ordinal):
                            _sink(best, best_docs, limit, score, doc, article, ordinal)
                        if found == limit and best[0] > floor:
                            floor = best[0]
                            cut = floor * _SAFE
                queued = 0
        for at in range(first, held):
            cursors[at] = tails[at]
        base = last
    # The same once more for those that still wait.
    cut = floor * _SAFE
    for place_in in range(queued):
        if hopes[place_in] >= cut:
            doc = waiting[place_in]
            score = _exact(keys, many, many_tfs, norm[lengths[doc]], units, lists, doc)
            if found < limit:
                found = _rise(best, best_docs, found, score, doc, article, ordinal)
            elif _is_behind(best[0], best_docs[0], score, doc, article, ordinal):
                _sink(best, best_docs, limit, score, doc, article, ordinal)
    # The least of the heap is the last of the answer.
    for left in range(found, 0, -1):
        score, doc = best[0], best_docs[0]
        rows[left - 1, DOC], rows[left - 1, ARTICLE] = doc, int64(article[doc])
        rows[left - 1, ORDINAL] = int64(ordinal[doc])
        rows[left - 1, BEGIN], rows[left - 1, FINISH] = int64(begin[doc]), int64(finish[doc])
        scores[left - 1] = score
        _sink(best, best_docs, left - 1, best[left - 1], best_docs[left - 1], article, ordinal)
    return found
