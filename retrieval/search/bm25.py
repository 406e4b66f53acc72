"""Which units answer a query best? `rank_bm25`'s Okapi over postings in flat arrays, touching only the words asked for.

The class, its parameters and the meaning of its scores are those of ``rank_bm25.BM25Okapi``. Its idf is replaced by
Lucene's, which is above zero for every term ("Lucene (accurate)" in Kamphuis et al., "Which BM25 Do You Mean?",
ECIR 2020): Okapi's own is zero or negative for words of half the units, which on a small archive are most words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.search.engine import Query, QueryTerm
from retrieval.search.filters import allowed_docs
from retrieval.search.flatfile import Array
from retrieval.search.leaf import LiveShelf
from retrieval.search.postings import Field, Postings
from retrieval.search.skipping import TermList, best_units

K1, B = 0.9, 0.4


def lucene_idf(doc_freq: int, doc_count: int) -> float:
    """Weigh a term by its rarity: natural log, above 0, larger for rarer terms.

    >>> round(lucene_idf(1, 1000), 4)
    6.5033
    """
    return math.log1p((doc_count - doc_freq + 0.5) / (doc_freq + 0.5))


class Scored(NamedTuple):
    """A unit that matched: its segment, its number there, its score."""

    shelf: int
    doc: int
    score: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """One term asked for, in every segment.

    Attributes:
        weight: what a unit would gain at a frequency without end.
    """

    weight: float
    postings: tuple[Postings | None, ...]


class FlatBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 carries no types
    """BM25 over the live units of one collection.

    Args:
        corpus: the collection in each segment, instead of the base class's lists of words.
    """

    def __init__(self, corpus: Sequence[LiveShelf], k1: float = K1, b: float = B) -> None:
        super().__init__(corpus, k1=k1, b=b)

    def _initialize(self, corpus: Sequence[LiveShelf]) -> dict[str, int]:
        self._shelves = tuple(corpus)
        self._norms: dict[int, Array] = {}
        self.corpus_size = sum(shelf.count for shelf in corpus)
        self.avgdl = sum(shelf.length for shelf in corpus) / self.corpus_size if self.corpus_size else 0.0
        return {}

    def _calc_idf(self, nd: dict[str, int]) -> None:
        """Nothing to prepare: the archive changes, so a term is weighed when it is asked for."""

    def get_scores(self, query: Sequence[str]) -> Array:
        """The score of every unit, by segment and number; float64, 0 where nothing matches or it is withdrawn."""
        plans = self._plans([QueryTerm((term,)) for term in query])
        dense = [self._sum(number, plans) for number in range(len(self._shelves))]
        return np.concatenate(dense) if dense else np.zeros(0)

    def doc_freq(self, forms: Sequence[str]) -> int:
        """Live units that hold any of these forms."""
        return sum(
            shelf.live_among(found.docs)
            for shelf in self._shelves
            if (found := _find(shelf.shelf.terms, forms)) is not None
        )

    def top(self, query: Query, *, limit: int) -> list[Scored]:
        """At least the ``limit`` best units, and every one that ties with the last of them; in no order."""
        plans = self._plans(query.terms)
        found: list[Scored] = []
        floor = 0.0
        # The largest segment first: its floor spares most of the work in the others.
        for number in sorted(range(len(self._shelves)), key=lambda number: -self._shelves[number].count):
            shelf = self._shelves[number]
            docs, scores = best_units(
                self._lists(number, plans),
                shelf.shelf.count,
                limit=limit,
                floor=floor,
                dead=shelf.dead,
                allowed=allowed_docs(shelf, query),
            )
            found.extend(map(Scored, [number] * len(docs), docs.tolist(), scores.tolist()))
            if len(found) >= limit:
                floor = sorted((scored.score for scored in found), reverse=True)[limit - 1]
        return found

    def _lists(self, number: int, plans: Sequence[_Plan]) -> list[TermList]:
        """The terms that a segment holds, weightiest first."""
        lists = []
        for plan in plans:
            if (found := plan.postings[number]) is not None:
                least = self.k1 * (1 - self.b + self.b * found.shortest / self.avgdl)
                bound = plan.weight * found.peak / (found.peak + least)
                lists.append(TermList(found.docs, found.tfs, plan.weight, bound, self._norm(number)))
        return lists

    def _plans(self, terms: Sequence[QueryTerm]) -> list[_Plan]:
        """What is asked for, weightiest first: an order that no segmentation changes, as sums in float depend on it."""
        weights: dict[tuple[str, ...], float] = {}
        for term in terms:
            forms = tuple(sorted(set(term.forms)))
            weights[forms] = weights.get(forms, 0.0) + term.weight
        plans = []
        for forms, weight in weights.items():
            postings = tuple(_find(shelf.shelf.terms, forms) for shelf in self._shelves)
            doc_freq = sum(
                shelf.live_among(found.docs)
                for shelf, found in zip(self._shelves, postings, strict=True)
                if found is not None
            )
            if doc_freq:
                plans.append(_Plan(weight * lucene_idf(doc_freq, self.corpus_size) * (self.k1 + 1), postings))
        return sorted(plans, key=lambda plan: -plan.weight)

    def _norm(self, number: int) -> Array:
        """What BM25 adds to the frequency below the line, for each unit of a segment."""
        norm = self._norms.get(number)
        if norm is None:
            lengths = self._shelves[number].shelf.column("length")
            norm = self._norms[number] = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        return norm

    def _sum(self, number: int, plans: Sequence[_Plan]) -> Array:
        shelf = self._shelves[number]
        scores = np.zeros(shelf.shelf.count)
        for term in self._lists(number, plans):
            term.add_to(scores)
        scores[shelf.dead] = 0.0
        return scores


def _find(field: Field, forms: Sequence[str]) -> Postings | None:
    """The units that hold any of the forms, with their frequencies added up."""
    found = [postings for form in forms if (postings := field.postings(form)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    docs, places = np.unique(np.concatenate([one.docs for one in found]), return_inverse=True)
    tfs = np.bincount(places, np.concatenate([one.tfs for one in found])).astype(np.int64)
    return Postings(docs, tfs, sum(one.peak for one in found), min(one.shortest for one in found))
