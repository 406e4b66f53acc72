"""Delta + varint encoding of ascending ids; what is only counted needs no decoding."""

from __future__ import annotations

import numpy as np

from retrieval.search import compiled
from retrieval.search.files.flat_file import Array

_LONGEST = 5


def pack(heads: Array, numbers: Array) -> tuple[Array, Array]:
    """Lists of ascending numbers as bytes.

    Args:
        heads: where each list begins in ``numbers``, ascending; no list is empty.
        numbers: below 2**35.

    Returns:
        The bytes, and where each list begins in them.

    >>> packed, starts = pack(np.array([0, 2]), np.array([3, 300, 5]))
    >>> packed.tolist(), starts.tolist()
    ([3, 169, 2, 5], [0, 3])
    """
    fast = compiled.counting()
    if fast and len(heads):
        packed, sizes = np.empty(_LONGEST * len(numbers), np.uint8), np.empty(len(heads), np.int64)
        end = fast.pack(np.diff(heads, append=len(numbers)), numbers, packed, sizes)
        return packed[:end].copy(), np.cumsum(sizes) - sizes
    gaps = np.diff(numbers, prepend=0).astype(np.int64)
    gaps[heads] = numbers[heads]
    sizes = np.ones(len(gaps), np.uint8)
    for extra in range(1, _LONGEST):
        sizes += gaps >= 1 << 7 * extra
    ends = np.cumsum(sizes, dtype=np.int64)
    firsts = ends - sizes
    packed = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for place in range(_LONGEST):
        long = np.flatnonzero(sizes > place)
        if not len(long):
            break
        more = (sizes[long] > place + 1).astype(np.uint8) << 7
        packed[firsts[long] + place] = (gaps[long] >> 7 * place & 127).astype(np.uint8) | more
    return packed, firsts[heads]


def unpack(packed: Array, counts: Array) -> Array:
    """The numbers of lists packed end to end; int64.

    Args:
        counts: how many numbers each list has, above 0.

    >>> unpack(*(pack(np.array([0, 2]), np.array([3, 300, 5]))[0], np.array([2, 1]))).tolist()
    [3, 300, 5]
    """
    if not len(packed):
        return np.zeros(0, np.int64)
    fast = compiled.counting()
    if fast:
        found = np.empty(int(counts.sum()), np.int64)
        fast.unpack(packed, counts, found)
        return found
    lasts = np.flatnonzero(packed < 128)
    firsts = np.concatenate((lasts[:1] * 0, lasts[:-1] + 1))
    gaps = packed[firsts].astype(np.int64) & 127
    sizes = lasts - firsts
    for place in range(1, int(sizes.max()) + 1):
        long = np.flatnonzero(sizes >= place)
        gaps[long] |= (packed[firsts[long] + place].astype(np.int64) & 127) << 7 * place
    sums = np.cumsum(gaps)
    heads = np.cumsum(counts) - counts
    before = sums[heads] - gaps[heads]
    numbers: Array = sums - np.repeat(before, counts)
    return numbers
