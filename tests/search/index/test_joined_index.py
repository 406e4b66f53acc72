"""Is what several indexes hold found as in one index of all of it, whatever comes, goes and is compacted?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from retrieval.model import Span
from retrieval.search import Indexed, Query, QueryTerm, SearchEngine, Unit, Withdrawn, join_engines
from retrieval.search.index.local_index import LocalIndex

WORDS = tuple(f"w{a}{b}" for a in "abcdef" for b in "ghij")
Three = tuple[LocalIndex, LocalIndex, LocalIndex, SearchEngine]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    """Two indexes, one of all that either holds, and the two joined."""
    first, second, whole = (LocalIndex(tmp_path / name) for name in ("first", "second", "whole"))
    yield first, second, whole, join_engines(lambda: first, lambda: second)
    for index in (first, second, whole):
        index.settle()
        index.close()


def article(name: str, chance: Random) -> Indexed:
    units = []
    for ordinal in range(chance.randint(0, 4)):
        words = tuple(chance.choice(WORDS) for _ in range(chance.randint(1, 30)))
        filters = frozenset(f"day:{chance.randint(1, 3)}" for _ in range(chance.randint(0, 2)))
        span = Span(10 * ordinal, 10 * ordinal + 9)
        units.append(Unit("passages", ordinal, span, words, words, filters))
        units.append(Unit("quotations", ordinal, span, words[:5], words[:5], filters))
    return Indexed(name, chance.randint(1, 3), tuple(units))


def asked(chance: Random) -> Query:
    terms = tuple(
        QueryTerm(tuple(chance.sample(WORDS, chance.randint(1, 2))), chance.choice((1.0, 2.5)))
        for _ in range(chance.randint(0, 3))
    )
    demands = tuple(frozenset({f"day:{chance.randint(1, 3)}"}) for _ in range(chance.randint(0, 1)))
    return Query(terms, demands, frozenset({"day:2"} if chance.random() < 0.2 else ()))


def assert_same(joined: SearchEngine, whole: SearchEngine, chance: Random) -> None:
    for collection in ("passages", "quotations"):
        assert joined.unit_count(collection) == whole.unit_count(collection)
        assert joined.doc_freq(collection, WORDS) == whole.doc_freq(collection, WORDS)
        for day in "123":
            assert joined.filter_count(collection, frozenset({f"day:{day}"})) == whole.filter_count(
                collection, frozenset({f"day:{day}"})
            )
        for _ in range(8):
            query, limit = asked(chance), chance.randint(1, 20)
            found, expected = (one.search(collection, query, limit=limit) for one in (joined, whole))
            assert [hit[:5] for hit in found] == [hit[:5] for hit in expected]
            assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected])
    assert [joined.word_freq(word) for word in WORDS] == [whole.word_freq(word) for word in WORDS]
    assert joined.words_with_prefix("wa", limit=3) == whole.words_with_prefix("wa", limit=3)
    assert joined.held() == whole.held()


@pytest.mark.parametrize("seed", range(6))
def test_two_indexes_are_searched_as_one_of_all_they_hold(three: Three, seed: int) -> None:
    first, second, whole, joined = three
    chance, position = Random(seed), itertools.count(1)
    names = {first: [f"a{n}" for n in range(60)], second: [f"private:x:{n}" for n in range(25)]}
    for _ in range(12):
        part = chance.choice((first, first, second))
        chosen = chance.sample(names[part], chance.choice((1, 3, 20)))
        changes = [Withdrawn(name) if chance.random() < 0.2 else article(name, chance) for name in chosen]
        number = next(position)
        part.apply(changes, position=number, state=f"s{number}")
        whole.apply(changes, position=number, state=f"s{number}")
        if chance.random() < 0.3:
            part.compact()
        if chance.random() < 0.7:
            assert_same(joined, whole, chance)
    assert_same(joined, whole, chance)


def test_what_is_joined_is_another_state_whenever_a_part_changes(three: Three) -> None:
    first, second, _whole, joined = three
    chance, seen = Random(1), {joined.reached}
    for number, part in enumerate((first, second, second, first), start=1):
        part.apply([article(f"{number}", chance)], position=number, state=f"s{number}")
        seen.add(joined.reached)

    assert len(seen) == 5
    assert not joined.is_shared


def test_nothing_is_written_to_what_is_joined(three: Three) -> None:
    joined = three[3]

    for write in (lambda: joined.apply([], position=1), joined.clear, joined.publish):
        with pytest.raises(NotImplementedError, match="only read"):
            write()
    with pytest.raises(ValueError, match="limit must be at least 1, got 0"):
        joined.search("passages", Query(), limit=0)
