"""Do ranges do what sets do?"""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.files.varint import pack, unpack
from retrieval.search.segment.ranges import NOWHERE, Ranges, gathered, in_at_least, without

numbers = st.sets(st.integers(0, 40))


def ranges_of(numbers: set[int]) -> Ranges:
    """The numbers as ranges of one each, joined where they touch."""
    sorted_ = np.array(sorted(numbers), np.int64)
    breaks = np.flatnonzero(np.diff(sorted_) != 1)
    if not numbers:
        return NOWHERE, NOWHERE
    return sorted_[np.concatenate(([0], breaks + 1))], sorted_[np.concatenate((breaks, [len(sorted_) - 1]))] + 1


@given(st.lists(numbers, min_size=1, max_size=4), st.integers(1, 4))
def test_numbers_in_at_least_so_many_sets_are_found(sets: list[set[int]], wanted: int) -> None:
    found = gathered(in_at_least(wanted, [ranges_of(one) for one in sets]))

    assert found.tolist() == [n for n in range(41) if sum(n in one for one in sets) >= wanted]


@given(numbers, numbers)
def test_what_stands_in_others_is_left_out(some: set[int], others: set[int]) -> None:
    mine, theirs = (ranges_of(one) for one in (some, others))

    assert gathered(without(mine, theirs, 41)).tolist() == sorted(some - others)


@given(st.lists(st.sets(st.integers(0, 2**34), min_size=1), max_size=6))
def test_packed_numbers_come_back(lists: list[set[int]]) -> None:
    counts = np.array([len(one) for one in lists], np.int64)
    flat = np.array([n for one in lists for n in sorted(one)], np.int64)
    packed, starts = pack(np.cumsum(counts) - counts, flat)

    assert unpack(packed, counts).tolist() == flat.tolist()
    assert len(starts) == len(lists)
