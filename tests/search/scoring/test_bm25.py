"""Do the scores equal those of plain `rank_bm25`, whatever came and went?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval.search import Indexed, Query, QueryTerm, Withdrawn
from retrieval.search.index import local_index
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.scoring.bm25 import FlatBM25

pytestmark = pytest.mark.usefixtures("careless_disk")
PARTS = ("peskov", "reuters")
terms = st.sampled_from([*"abcdef", "peskovhe", "reutersthat"])
units = st.lists(st.lists(terms, max_size=12), max_size=4)
corpora = st.dictionaries(st.sampled_from([f"id{n}" for n in range(12)]), units, max_size=10)
queries = st.lists(terms | st.just("unknown"), min_size=1, max_size=5)
PlainScores = Callable[[Sequence[Sequence[str]], Sequence[str]], list[float]]
Make = Callable[..., Indexed]


@pytest.fixture(scope="module", params=[-1, 2, 300], autouse=True)
def few_units(request: pytest.FixtureRequest) -> Iterator[None]:
    """All becomes segments; some of it; all of it stays in the tail."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_index, "_FEW_UNITS", request.param)
        yield


def ranking(index: LocalIndex, query: Sequence[str], limit: int) -> list[tuple[str, int, float]]:
    asked = Query(tuple(QueryTerm((term,)) for term in query))
    return [(hit.article_id, hit.ordinal, hit.score) for hit in index.search("passages", asked, limit=limit)]


@settings(deadline=None, max_examples=50)
@given(corpora, queries, st.integers(1, 12))
def test_the_ranking_equals_that_of_plain_rank_bm25(
    plain_scores: PlainScores, make_article: Make, corpus: dict[str, list[list[str]]], query: list[str], limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = LocalIndex(Path(folder))
        for position, (article_id, texts) in enumerate(corpus.items()):
            index.apply([make_article(article_id, texts)], position=position)
        found = ranking(index, query, 100)
        best = ranking(index, query, limit)

    keys = [(article_id, ordinal) for article_id, texts in corpus.items() for ordinal in range(len(texts))]
    scores = plain_scores([corpus[article_id][ordinal] for article_id, ordinal in keys], query)
    expected = {key: score for key, score in zip(keys, scores, strict=True) if score > 0}
    assert {(a, o): score for a, o, score in found} == pytest.approx(expected, rel=1e-6)
    assert found == sorted(found, key=lambda hit: (-hit[2], hit[0], hit[1]))
    assert best == found[:limit]


@settings(deadline=None, max_examples=50)
@given(corpora, corpora, queries, st.randoms(use_true_random=False))
def test_history_changes_no_score(
    make_article: Make,
    corpus: dict[str, list[list[str]]],
    passing: dict[str, list[list[str]]],
    query: list[str],
    random: Random,
) -> None:
    """Adding then withdrawing equals never adding; order and batches do not matter: equal to the last bit."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        straight, crooked = LocalIndex(Path(one)), LocalIndex(Path(other))
        straight.apply([make_article(*row) for row in corpus.items()], position=1)
        shuffled = list(corpus.items())
        random.shuffle(shuffled)
        crooked.apply([make_article(*row) for row in shuffled[::2]], position=1)
        crooked.apply([make_article(*row) for row in passing.items()], position=2)
        for article_id in passing:
            crooked.apply([Withdrawn(article_id)], position=3)
        crooked.apply([make_article(*row) for row in shuffled], position=4)

        assert ranking(crooked, query, 100) == ranking(straight, query, 100)
        assert crooked.unit_count("passages") == straight.unit_count("passages")
        assert crooked.doc_freq("passages", query) == straight.doc_freq("passages", query)
        assert crooked.words_with_prefix("", limit=50) == straight.words_with_prefix("", limit=50)
        assert crooked.glued_forms(PARTS) == straight.glued_forms(PARTS)
        crooked.verify()


def test_get_scores_means_what_rank_bm25_means(plain_scores: PlainScores, make_article: Make, tmp_path: Path) -> None:
    corpus = [["ship", "boat", "ship"], ["boat"], ["town"]]
    index = LocalIndex(tmp_path)
    index.apply([make_article("a", corpus)], position=1)
    scorer = index._current().scorer("passages")

    assert isinstance(scorer, BM25Okapi)
    assert scorer.get_scores(["ship", "boat", "ship"]).tolist() == pytest.approx(
        plain_scores(corpus, ["ship", "boat", "ship"]), rel=1e-12
    )


def test_an_empty_corpus_has_no_scores() -> None:
    assert FlatBM25([]).get_scores(["ship"]).tolist() == []


def test_a_batch_too_large_for_memory_becomes_several_segments(
    make_article: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"a{number % 40}", [["ship", f"word{number}"], ["boat"] * (number % 3)]) for number in range(60)]
    whole, pieces = LocalIndex(tmp_path / "whole"), LocalIndex(tmp_path / "pieces")
    whole.apply([make_article(*row) for row in rows], position=1)
    monkeypatch.setattr("retrieval.search.segment.builder._MAX_PENDING", 20)
    pieces.apply([make_article(*row) for row in rows], position=1)

    assert ranking(pieces, ["ship", "boat", "word59"], 200) == ranking(whole, ["ship", "boat", "word59"], 200)
    assert pieces.unit_count("passages") == 80
