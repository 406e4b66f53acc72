"""Does leaving units unscored ever change an answer? It never may: the top equals that of scoring everything."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.search import Indexed, Query, QueryTerm, Withdrawn
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.scoring import kernel_loader, maxscore
from retrieval.search.segment import field_writers, postings
from retrieval.search.segment.postings import NARROW, WIDE, Postings

Make = Callable[..., Indexed]
pytestmark = pytest.mark.usefixtures("careless_disk", "segments_only")


@pytest.fixture(scope="module", autouse=True)
def eager_skipping() -> Iterator[None]:
    """Skip as if every list were long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(maxscore, "_SHORT_LIST", 0)
        patch.setattr(maxscore, "_LOOK_UP_COST", 1)
        # Terms have champions as if they stood in many units.
        patch.setattr(field_writers, "CHAMPIONS_FROM", 32)
        patch.setattr(postings, "CHAMPIONS_FROM", 32)
        yield


@pytest.fixture(scope="module", params=["numpy", "kernel"], autouse=True)
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both ways to the same answers."""
    if request.param == "numpy":
        kernel_loader.switch_off()
    elif not kernel_loader.load_now():
        pytest.skip("the extra [fast] is not installed")
    yield request.param
    kernel_loader.switch_off()


def zipf_terms(chance: Random, count: int) -> list[str]:
    return [f"t{int(chance.paretovariate(0.7)) % 200}" for _ in range(count)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, make_article: Make, segments_only: None) -> LocalIndex:
    """Units with words as frequent as in real texts, in several segments, some withdrawn."""
    chance, index = Random(3), LocalIndex(tmp_path_factory.mktemp("index"))
    for batch, size in enumerate((200, 40, 40, 3)):
        articles = []
        for number in range(size):
            texts = [zipf_terms(chance, chance.randrange(1, 60)) for _ in range(chance.randrange(4))]
            articles.append(make_article(f"{batch}-{number}", texts, frozenset({f"day:{number % 7}"})))
        index.apply(articles, position=batch + 1)
    index.apply([Withdrawn(f"0-{number}") for number in range(0, 200, 9)], position=9)
    return index


def keys_of(index: LocalIndex) -> list[tuple[str, int]]:
    """Article id and ordinal of every unit, in the order of its scores."""
    keys = []
    for leaf in index._current().leaves:
        shelf = leaf.segment.shelves["passages"]
        ids = [article.decode() for article in leaf.segment.ids.all()]
        owners = [ids[number] for number in shelf.column("article").tolist()]
        keys.extend(zip(owners, shelf.column("ordinal").tolist(), strict=True))
    return keys


def scored_in_full(index: LocalIndex, query: Query, keys: list[tuple[str, int]]) -> list[tuple[str, int, float]]:
    """Every unit that passes the filters and holds a term, by plain summing, ranked."""
    terms = [form for term in query.terms for form in term.forms]
    scores = index._current().scorer("passages").get_scores(terms).tolist()
    ranked = [(*key, score) for key, score in zip(keys, scores, strict=True) if score > 0]
    if query.demands:
        demanded = index.search("passages", Query((), query.demands), limit=10_000)
        allowed = {(hit.article_id, hit.ordinal) for hit in demanded}
        ranked = [row for row in ranked if row[:2] in allowed]
    return sorted(ranked, key=lambda row: (-row[2], row[0], row[1]))


@pytest.fixture(scope="module")
def keys(index: LocalIndex) -> list[tuple[str, int]]:
    """The keys of the index's units."""
    return keys_of(index)


terms = st.integers(1, 210).map("t{}".format)
days = st.sets(st.integers(0, 7).map("day:{}".format), min_size=1, max_size=3).map(frozenset)


@settings(max_examples=100, deadline=None)
@given(st.lists(terms, min_size=1, max_size=8, unique=True), st.lists(days, max_size=1), st.integers(1, 30))
def test_the_top_equals_that_of_scoring_everything(
    index: LocalIndex, keys: list[tuple[str, int]], asked: list[str], demands: list[frozenset[str]], limit: int
) -> None:
    query = Query(tuple(QueryTerm((term,)) for term in asked), tuple(demands))

    found = [(hit.article_id, hit.ordinal, hit.score) for hit in index.search("passages", query, limit=limit)]

    assert found == scored_in_full(index, query, keys)[:limit]


query_terms = st.builds(
    QueryTerm, st.lists(terms, min_size=1, max_size=3, unique=True).map(tuple), st.sampled_from([0.5, 1.0, 3.0])
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(query_terms, min_size=1, max_size=8),
    st.lists(days, max_size=2),
    st.sets(st.sampled_from(["day:2", "day:5"])).map(frozenset),
    st.sampled_from([1, 3, 10, 40]),
)
def test_the_kernel_answers_as_numpy_does(
    index: LocalIndex,
    way: str,
    asked: list[QueryTerm],
    demands: list[frozenset[str]],
    refuses: frozenset[str],
    limit: int,
) -> None:
    """To the last bit: forms, weights, filters and withdrawn units."""
    if way == "numpy":
        return
    query = Query(tuple(asked), tuple(demands), refuses)
    compiled = index.search("passages", query, limit=limit)
    kernel_loader.switch_off()
    try:
        assert compiled == index.search("passages", query, limit=limit)
    finally:
        kernel_loader.load_now()


def test_units_are_in_fact_left_unscored(index: LocalIndex, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "kernel":
        pytest.skip("the kernel's work cannot be counted")
    scored, held = [], []

    def counted(term: maxscore.TermList, docs: Sequence[int], tfs: Sequence[int]) -> Sequence[float]:
        scored.append(len(docs))
        held.append(len(term))
        return plain(term, docs, tfs)

    plain = maxscore.TermList._gains
    monkeypatch.setattr(maxscore.TermList, "_gains", counted)
    index.search("passages", Query((QueryTerm(("t150",)), QueryTerm(("t1",)))), limit=1)

    assert sum(scored) < sum(held)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=6), min_size=1, max_size=30), st.integers(1, 6))
def test_ties_at_the_floor_are_all_kept(make_article: Make, corpus: list[list[str]], limit: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = LocalIndex(Path(folder))
        index.apply([make_article(f"{number:02}", [terms]) for number, terms in enumerate(corpus)], position=1)
        query = Query((QueryTerm(("a",)), QueryTerm(("b",)), QueryTerm(("c",))))

        found = [(hit.article_id, hit.ordinal, hit.score) for hit in index.search("passages", query, limit=limit)]

        assert found == scored_in_full(index, query, keys_of(index))[:limit]


ascending = st.sets(st.integers(0, 90)).map(sorted)


@given(ascending, ascending, st.sampled_from([NARROW, WIDE]))
def test_common_units_are_found_in_both(some: list[int], holders: list[int], shift: int) -> None:
    keys = np.array([doc << shift | 3 for doc in holders], np.uint32 if shift == NARROW else np.uint64)
    mine, theirs = maxscore.common(np.array(some, np.int64), Postings(keys, shift, 0, 1.0, np.zeros(0), np.zeros(0)))

    expected = sorted(set(some) & set(holders))
    assert [some[place] for place in mine.tolist()] == expected
    assert [holders[place] for place in theirs.tolist()] == expected
