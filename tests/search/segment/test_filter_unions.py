"""Does a demand of many filters allow what each of them allows?"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.files.flat_file import FlatFile, write_flat
from retrieval.search.files.term_dictionary import TermDictionary, encode, strings_of
from retrieval.search.segment.field_writers import strings_arrays
from retrieval.search.segment.ranges import gathered, merged

pytestmark = pytest.mark.usefixtures("careless_disk")
NUMBERS = st.integers(0, 60)
RANGE = st.tuples(NUMBERS, st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(RANGE, max_size=12))
def test_merged_ranges_hold_every_number_once(ranges: list[tuple[int, int]]) -> None:
    starts, ends = (np.array([one[side] for one in ranges], np.int64) for side in (0, 1))

    found = merged(starts, ends)

    wanted = sorted({number for start, end in ranges for number in range(start, end)})
    assert gathered(found).tolist() == wanted
    assert all(end < start for end, start in zip(found[1].tolist(), found[0].tolist()[1:], strict=False))


@given(st.frozensets(st.text("ab:", max_size=4), max_size=80), st.frozensets(st.text("ab:c", max_size=4), max_size=60))
def test_many_strings_are_found_at_once_where_each_is_found_alone(held: frozenset[str], asked: frozenset[str]) -> None:
    with TemporaryDirectory() as folder:
        size = write_flat(Path(folder) / "table", strings_arrays("f", sorted(map(encode, held))), {})
        table = TermDictionary(FlatFile(Path(folder) / "table", size=size), "f")

        found = table.numbers(strings_of(asked))

        alone = (table.find(encode(text)) for text in asked)
        assert found == sorted(number for number in alone if number is not None)
