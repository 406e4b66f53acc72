"""Counting and laying out postings, compiled with Numba: the same as `builder` and others do in NumPy.

Imported by `compiled` alone, and only for large builds: importing compiles, or reads Numba's cache. Every
function here gives what its namesake in NumPy gives, to the bit.
"""

from __future__ import annotations

from numba import float32, float64, int64, njit, types, uint8, uint32

_OPTIONS = {"cache": True, "nogil": True, "error_model": "numpy"}
_NUMBERS = types.Array(uint32, 1, "C", readonly=True)
_LONGS = types.Array(int64, 1, "C", readonly=True)
_BYTES = types.Array(uint8, 1, "C", readonly=True)
_FLOATS = types.Array(float64, 1, "C", readonly=True)


@njit(types.void(_NUMBERS, _NUMBERS, _LONGS, int64[::1], int64[::1]), **_OPTIONS)
def count_units(flat, lengths, rank, last, counts):
    """How many units hold each string, by its rank.

    Args:
        flat: the strings of unit after unit, by number; ``lengths`` of them a unit.
        rank: of each number, its place among the strings in order.
        last: below zero, one a string.
        counts: zeros, one a string.
    """
    at = 0
    for unit in range(len(lengths)):
        for _ in range(lengths[unit]):
            place = rank[flat[at]]
            at += 1
            if last[place] != unit:
                last[place] = unit
                counts[place] += 1


@njit(types.void(_NUMBERS, _NUMBERS, _LONGS, int64[::1], int64[::1], uint32[::1], uint32[::1]), **_OPTIONS)
def lay_out(flat, lengths, rank, last, ends, docs, tfs):
    """Write the units that hold each string, string after string, and how often each does.

    Args:
        last: below zero, one a string.
        ends: where the share of each string begins; where it ends, afterwards.
        docs, tfs: room.
    """
    at = 0
    for unit in range(len(lengths)):
        for _ in range(lengths[unit]):
            place = rank[flat[at]]
            at += 1
            if last[place] != unit:
                last[place] = unit
                docs[ends[place]], tfs[ends[place]] = unit, 1
                ends[place] += 1
            else:
                tfs[ends[place] - 1] += 1


@njit([int64(_LONGS, some, uint8[::1], int64[::1]) for some in (_LONGS, _NUMBERS)], **_OPTIONS)
def pack(counts, numbers, packed, sizes):
    """Lists of ascending numbers as gaps, seven bits a byte; returns how many bytes.

    Args:
        counts: of the numbers of each list.
        packed: room for five bytes a number.
        sizes: room for the bytes of each list.
    """
    at, end = 0, 0
    for row in range(len(counts)):
        before, start = int64(0), end
        for _ in range(counts[row]):
            gap = int64(numbers[at]) - before
            before = int64(numbers[at])
            at += 1
            while gap > 127:
                packed[end] = uint8(gap & 127 | 128)
                end += 1
                gap >>= 7
            packed[end] = uint8(gap)
            end += 1
        sizes[row] = end - start
    return end


@njit(int64(_BYTES, _LONGS, int64[::1]), **_OPTIONS)
def unpack(packed, counts, numbers):
    """What `pack` wrote; returns how many numbers."""
    at, end = 0, 0
    for row in range(len(counts)):
        number = 0
        for _ in range(counts[row]):
            shift = 0
            while packed[at] > 127:
                number += int64(packed[at] & 127) << shift
                shift += 7
                at += 1
            number += int64(packed[at]) << shift
            at += 1
            numbers[end] = number
            end += 1
    return end


@njit(
    [
        types.void(_LONGS, some, some, _BYTES, _FLOATS, int64, int64, uint32[::1], float32[::1], float64[::1])
        for some in (_LONGS, _NUMBERS)
    ],
    **_OPTIONS,
)
def keys_of(counts, docs, tfs, class_of, norms, classes, many, keys, peaks, gains):
    """Narrow keys as in `norms`, the peak of each term, and what each posting gains."""
    at = 0
    for row in range(len(counts)):
        peak = 0.0
        for _ in range(counts[row]):
            doc, tf = int64(docs[at]), int64(tfs[at])
            gain = tf / (tf + norms[doc])
            gains[at] = gain
            peak = max(peak, gain)
            keys[at] = uint32(doc << 8 | min(tf, many) * classes | class_of[doc])
            at += 1
        peaks[row] = float32(peak * (1 + 1e-6))


@njit(types.void(_LONGS, _LONGS, _LONGS, _LONGS, int64[::1], int64[::1], int64[::1]), **_OPTIONS)
def lay_in(counts, numbers, docs, tfs, cursor, all_docs, all_tfs):
    """Lay lists, end to end, into their places among those of other segments; a unit below zero is gone.

    Args:
        counts: of the postings of each list.
        numbers: of each list, its place in ``cursor``.
        tfs: of the postings; may be empty.
        cursor: where the next postings of each string go; moved.
        all_docs, all_tfs: room.
    """
    at = 0
    for row in range(len(counts)):
        place = cursor[numbers[row]]
        for _ in range(counts[row]):
            if docs[at] >= 0:
                all_docs[place] = docs[at]
                if len(tfs):
                    all_tfs[place] = tfs[at]
                place += 1
            at += 1
        cursor[numbers[row]] = place
