"""What the tests of search share: units from plain words, and the slow, obvious BM25 to agree with."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import pytest
from rank_bm25 import BM25Okapi

from retrieval.model import Span
from retrieval.search import Indexed, Unit
from retrieval.search.index import local_index
from retrieval.search.segment.norms import byte_length


class PlainBM25(BM25Okapi):
    """`rank_bm25` as it is, with Lucene's idf."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for word, freq in nd.items():
            self.idf[word] = math.log(1 + (self.corpus_size - freq + 0.5) / (freq + 0.5))


@pytest.fixture(scope="session")
def plain_scores() -> Callable[[Sequence[Sequence[str]], Sequence[str]], list[float]]:
    """Scores of a corpus for a query by plain `rank_bm25`."""

    def score(corpus: Sequence[Sequence[str]], query: Sequence[str]) -> list[float]:
        if not any(corpus):
            return [0.0] * len(corpus)
        plain = PlainBM25(corpus, k1=0.9, b=0.4)
        plain.doc_len = [byte_length(length) for length in plain.doc_len]
        scores: list[float] = plain.get_scores(query).tolist()
        return scores

    return score


@pytest.fixture(scope="module")
def careless_disk() -> Iterator[None]:
    """Nothing waits for the disk: for tests that build very many small indexes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda handle: None)
        yield


@pytest.fixture(scope="module")
def segments_only() -> Iterator[None]:
    """However few changes come, they become a segment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_index, "_FEW_UNITS", -1)
        yield


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Indexed]:
    """An article of passages given as lists of terms."""

    def make(article_id: str, units: Sequence[Sequence[str]], filters: frozenset[str] = frozenset()) -> Indexed:
        made = (
            Unit("passages", ordinal, Span(ordinal, ordinal + 1), tuple(terms), tuple(terms), filters)
            for ordinal, terms in enumerate(units)
        )
        return Indexed(article_id, 1, tuple(made))

    return make
