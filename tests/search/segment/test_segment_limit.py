"""Does an index split before a segment holds more units than the kernel takes, and answer as one that need not?"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.search import Indexed, Query, QueryTerm, SearchEngine, Withdrawn, open_engine
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.segment import postings

LIMIT = 64
WORDS = [f"word{number}" for number in range(40)]
Make = Callable[..., Indexed]


def articles(make: Make, count: int) -> list[Indexed]:
    """Of one to five passages each."""
    chance = random.Random(3)
    return [
        make(f"a{number:03}", [chance.choices(WORDS, k=chance.randint(1, 30)) for _ in range(chance.randint(1, 5))])
        for number in range(count)
    ]


def filled(folder: Path, held: list[Indexed]) -> LocalIndex:
    """Much at once, then a little at a time, with some replaced and withdrawn; all of it compacted."""
    index = LocalIndex(folder)
    index.apply(held[:150], position=1)
    for number in range(150, len(held), 7):
        index.apply([*held[number : number + 7], Withdrawn(f"a{number - 100:03}")], position=number)
    index.apply([Withdrawn(f"a{number:03}") for number in range(20)], position=len(held))
    index.compact()
    return index


def answers(index: SearchEngine) -> list[object]:
    chance = random.Random(4)
    asked = [Query(tuple(QueryTerm((w,)) for w in chance.sample(WORDS, chance.randint(1, 4)))) for _ in range(60)]
    frequencies = index.doc_freq("passages", WORDS)
    return [*(index.search("passages", query, limit=10) for query in asked), frequencies, index.held()]


def sizes(index: LocalIndex) -> list[int]:
    return [leaf.segment.shelves["passages"].count for leaf in index._current().leaves]


@pytest.mark.usefixtures("careless_disk", "segments_only")
def test_an_index_of_many_segments_answers_as_one_that_may_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_article: Make
) -> None:
    held = articles(make_article, 300)
    free = filled(tmp_path / "free", held)
    monkeypatch.setattr(postings, "MOST_UNITS", LIMIT)
    split = filled(tmp_path / "split", held)
    units = sum(sizes(split))

    assert max(sizes(free)) > LIMIT >= max(sizes(split))
    assert all(leaf.shelves["passages"].is_narrow for leaf in split._current().leaves)
    # Merged as far as it goes: no more than a few stay that are less than half full.
    assert len(sizes(split)) <= 2 * units / LIMIT + 4
    assert answers(split) == answers(free)
    assert not split.compact()


@pytest.mark.usefixtures("careless_disk", "segments_only")
def test_an_article_of_more_units_than_a_segment_takes_is_found_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_article: Make
) -> None:
    monkeypatch.setattr(postings, "MOST_UNITS", LIMIT)
    index = open_engine(tmp_path)
    index.apply([make_article("a", [["ship"]] * (LIMIT + 1)), make_article("b", [["ship"]])], position=1)

    assert len(index.search("passages", Query((QueryTerm(("ship",)),)), limit=500)) == LIMIT + 2
