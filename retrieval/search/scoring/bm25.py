"""BM25: `rank_bm25`'s Okapi scores over postings in flat arrays, touching only the words asked for.

The class, its parameters and the meaning of its scores are those of ``rank_bm25.BM25Okapi``. Its idf is replaced by
Lucene's, which is above zero for every term ("Lucene (accurate)" in Kamphuis et al., "Which BM25 Do You Mean?",
ECIR 2020): Okapi's own is zero or negative for words of half the units, which on a small archive are most words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.search.engine import Hit, Query, QueryTerm
from retrieval.search.files.flat_file import Array
from retrieval.search.scoring import kernel_loader
from retrieval.search.scoring.filters import allowed_ranges
from retrieval.search.scoring.maxscore import TermList, best_units
from retrieval.search.scoring.weighted_terms import Plan, Ranked, WeightedTerm
from retrieval.search.segment.live_segment import LiveShelf
from retrieval.search.segment.norms import K1, B, LengthNorms
from retrieval.search.segment.postings import WIDE, Postings
from retrieval.search.segment.ranges import NOWHERE, Ranges
from retrieval.search.segment.write_buffer import EMPTY_BUFFER, Wanted, WriteBufferView

# A product rounded once more may be above the sum that it bounds from below.
_BELOW = 1 - 1e-12
_MAX_REMEMBERED = 1 << 14


def lucene_idf(doc_freq: int, doc_count: int) -> float:
    """Weigh a term by its rarity: natural log, above 0, larger for rarer terms.

    >>> round(lucene_idf(1, 1000), 4)
    6.5033
    """
    return math.log1p((doc_count - doc_freq + 0.5) / (doc_freq + 0.5))


class FlatBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 carries no types
    """BM25 over the live units of one collection.

    Args:
        corpus: the collection in each segment, instead of the base class's lists of words.
        tail: its newest units, which are in no segment yet.
    """

    def __init__(
        self, corpus: Sequence[LiveShelf], buffer: WriteBufferView = EMPTY_BUFFER, k1: float = K1, b: float = B
    ) -> None:
        self._buffer = buffer
        super().__init__(corpus, k1=k1, b=b)

    def _initialize(self, corpus: Sequence[LiveShelf]) -> dict[str, int]:
        self._shelves = tuple(corpus)
        # The largest segment first: its floor spares most of the work in the others.
        self._order = sorted(range(len(corpus)), key=lambda number: -corpus[number].count)
        self._scales: dict[int, LengthNorms] = {}
        self._terms: dict[tuple[str, ...], WeightedTerm | None] = {}
        self._freqs: dict[str, int] = {}
        self.corpus_size = sum(shelf.count for shelf in corpus) + self._buffer.count
        # Above 0, so that units without terms divide by something.
        length = sum(shelf.length for shelf in corpus) + self._buffer.length
        self.avgdl = length / max(1, self.corpus_size) or 1.0
        return {}

    def _calc_idf(self, nd: dict[str, int]) -> None:
        """Nothing to prepare: the archive changes, so a term is weighed when it is asked for."""

    def get_scores(self, query: Sequence[str]) -> Array:
        """The score of every unit, by segment and number, those of the tail last; float64, 0 where nothing matches."""
        plans = self._plans([QueryTerm((term,)) for term in query])
        newest = np.zeros(self._buffer.end)
        scored = self._buffer.scores(_wanted(plans), None, 0.0, self._parameters)
        newest[list(scored)] = list(scored.values())
        return np.concatenate([*(self._sum(number, plans) for number in range(len(self._shelves))), newest])

    def doc_freq(self, form: str) -> int:
        """Live units that hold this form."""
        freq = self._freqs.get(form)
        if freq is None:
            held = ((shelf, shelf.shelf.terms.postings(form)) for shelf in self._shelves)
            freq = sum([shelf.live_holders(found) for shelf, found in held if found is not None])
            freq += self._buffer.holders((form,))
            if len(self._freqs) >= _MAX_REMEMBERED:
                self._freqs.clear()
            self._freqs[form] = freq
        return freq

    @property
    def _parameters(self) -> tuple[float, float, float]:
        return self.k1, self.b, self.avgdl

    def top(self, query: Query, *, limit: int) -> tuple[list[list[Ranked]], list[Hit]]:
        """The best units of each segment, and of the tail, best first; ties by article and ordinal.

        All that could be among the best ``limit`` are there, and no more than that of each segment.
        """
        found: list[list[Ranked]] = [[] for _ in self._shelves]
        plans = self._plans(query.terms)
        if not plans:
            return found, []
        is_filtered = bool(query.demands or query.refuses)
        floor = 0.0 if is_filtered else _sure_floor(plans, limit)
        kernel = kernel_loader.kernel()
        scores: list[float] = []
        for number in self._order:
            shelf = self._shelves[number]
            ranges = allowed_ranges(shelf, query) if is_filtered else None
            way = self._by_kernel if kernel and shelf.is_narrow else self._by_numpy
            found[number] = way(number, plans, limit, floor, ranges)
            if len(self._order) > 1 or self._buffer.end:
                scores = sorted([*scores, *(one[0] for one in found[number])], reverse=True)[:limit]
                floor = max(floor, scores[-1] if len(scores) == limit else 0.0)
        if not self._buffer.end:
            return found, []
        wanted = _wanted(plans)
        return found, self._buffer.top(wanted, query, limit=limit, floor=floor, norms=self._parameters)

    def _by_kernel(
        self, number: int, plans: Sequence[Plan], limit: int, floor: float, ranges: Ranges | None
    ) -> list[Ranked]:
        rows: list[float] = []
        has_many = False
        for group, (weight, term) in enumerate(plans):
            if term.has_many:
                has_many = True
            for start, end, bound in term.rows[number]:
                rows += (start, end, group, weight, weight * bound)
        kernel = kernel_loader.kernel()
        if not rows or kernel is None:
            return []
        norms, shelf = self._scale(number), self._shelves[number]
        return kernel.best_units(shelf, rows, norms, limit, floor, ranges, has_many=has_many)

    def _by_numpy(
        self, number: int, plans: Sequence[Plan], limit: int, floor: float, ranges: Ranges | None
    ) -> list[Ranked]:
        shelf = self._shelves[number]
        lists = self._lists(number, plans)
        if not lists:
            return []
        docs, scores = best_units(
            lists,
            self._scale(number),
            shelf.shelf.lengths,
            limit=limit,
            floor=floor,
            dead=shelf.dead,
            ranges=ranges,
        )
        return ranked(shelf, docs, scores, limit)

    def _lists(self, number: int, plans: Sequence[Plan]) -> list[TermList]:
        """The terms that a segment holds, weightiest first."""
        norms, lengths = self._scale(number), self._shelves[number].shelf.lengths
        return [
            TermList(_joined(forms), weight, weight * min(1.0, sum(term.bounds[number])), norms, lengths)
            for weight, term in plans
            if (forms := term.forms[number])
        ]

    def _plans(self, terms: Sequence[QueryTerm]) -> list[Plan]:
        """What is asked for, weightiest first: an order that no segmentation changes, as sums in float depend on it."""
        weights: dict[tuple[str, ...], float] = {}
        for term in terms:
            forms = term.forms if len(term.forms) == 1 else tuple(sorted(set(term.forms)))
            weights[forms] = weights.get(forms, 0.0) + term.weight
        known, plans = self._terms, []
        for forms, weight in weights.items():
            found = known[forms] if forms in known else self._term(forms)
            if found is not None:
                plans.append((weight * found.weight, found))
        plans.sort(key=_weight, reverse=True)
        return plans

    def _term(self, forms: tuple[str, ...]) -> WeightedTerm | None:
        """What is known of a term; None where no unit holds it."""
        held = tuple(
            tuple([found for form in forms if (found := shelf.shelf.terms.postings(form)) is not None])
            for shelf in self._shelves
        )
        doc_freq = sum(
            [shelf.live_holders(_joined(found)) for shelf, found in zip(self._shelves, held, strict=True) if found]
        )
        doc_freq += self._buffer.holders(forms)
        term = None
        if doc_freq:
            bounds = tuple(map(self._bounds, range(len(held)), held))
            rows = tuple(
                tuple([(form.place, form.place + len(form.keys), bound) for form, bound in zip(*both, strict=True)])
                for both in zip(held, bounds, strict=True)
            )
            weight = lucene_idf(doc_freq, self.corpus_size) * (self.k1 + 1)
            has_many = any(len(form.many[0]) for forms_held in held for form in forms_held)
            term = WeightedTerm(forms, weight, held, bounds, self._reached(held), rows, has_many)
        if len(self._terms) > _MAX_REMEMBERED:
            self._terms.clear()
        self._terms[forms] = term
        return term

    def _bounds(self, number: int, forms: Sequence[Postings]) -> tuple[float, ...]:
        """For each form the share of its weight that any unit gains at most.

        What is stored was true at the average length of that time. Where units are longer on average now, a norm has
        fallen at most in that proportion, and so a share has risen at most in its inverse.
        """
        if (self.k1, self.b) != (K1, B):
            return (1.0,) * len(forms)
        fallen = min(1.0, self._shelves[number].avgdl / self.avgdl)
        return tuple(min(1.0, form.peak / fallen) for form in forms)

    def _reached(self, held: Sequence[Sequence[Postings]]) -> tuple[float, ...]:
        """What the champions of the best segment are sure of now, as shares of the weight, falling.

        What is stored was true at the average length of that time. Where units are shorter on average now, a norm has
        risen at most in that proportion, and so a share has fallen at most in its inverse.
        """
        if (self.k1, self.b) != (K1, B):
            return ()
        found: list[tuple[float, ...]] = []
        for shelf, forms in zip(self._shelves, held, strict=True):
            form = max(forms, key=_champion_count, default=None)
            if form is not None and len(form.champions):
                # Of one form only, so that no unit counts twice.
                alive = ~np.isin(form.champions, shelf.dead) if len(shelf.dead) else slice(None)
                risen = max(1.0, shelf.avgdl / self.avgdl)
                found.append(tuple((form.shares[alive] / risen).tolist()))
        return found[0] if len(found) == 1 else tuple(map(max, zip(*found, strict=False)))

    def _scale(self, number: int) -> LengthNorms:
        norms = self._scales.get(number)
        if norms is None:
            classes = self._shelves[number].shelf.terms.classes
            norms = self._scales[number] = LengthNorms.of(classes, self.avgdl, self.k1, self.b)
        return norms

    def _sum(self, number: int, plans: Sequence[Plan]) -> Array:
        shelf = self._shelves[number]
        scores = np.zeros(shelf.shelf.count)
        for term in self._lists(number, plans):
            docs, gains = term.all_gains()
            scores[docs] += gains
        scores[shelf.dead] = 0.0
        return scores


def ranked(shelf: LiveShelf, docs: Array, scores: Array, limit: int) -> list[Ranked]:
    """The best ``limit`` of these units, best first, ties by the article's number and the ordinal."""
    if len(scores) > limit:
        floor = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = scores >= floor
        docs, scores = docs[kept], scores[kept]
    columns = [shelf.shelf.cells(name, docs.tolist()) for name in ("article", "ordinal", "start", "end")]
    rows = zip(scores.tolist(), docs.tolist(), *columns, strict=True)
    return sorted(rows, key=lambda row: (-row[0], row[2], row[3]))[:limit]


def _sure_floor(plans: Sequence[Plan], limit: int) -> float:
    """A score that ``limit`` units reach by one term alone, as is known beforehand; 0 where it is not."""
    best, place = 0.0, limit - 1
    for weight, term in plans:
        reached = term.reached
        if len(reached) > place and weight * reached[place] > best:
            best = weight * reached[place]
    return best * _BELOW


def _wanted(plans: Sequence[Plan]) -> list[Wanted]:
    return [Wanted(term.written, weight) for weight, term in plans]


def _weight(plan: Plan) -> float:
    return plan[0]


def _champion_count(form: Postings) -> int:
    return len(form.champions)


def _joined(forms: Sequence[Postings]) -> Postings:
    """The units that hold any of the forms, with their frequencies added up."""
    if len(forms) == 1:
        return forms[0]
    docs, places = np.unique(np.concatenate([form.docs.astype(np.int64) for form in forms]), return_inverse=True)
    tfs = np.bincount(places, np.concatenate([form.tfs for form in forms])).astype(np.int64)
    return Postings(docs << WIDE | tfs, WIDE, -1, sum(form.peak for form in forms), NOWHERE, NOWHERE)
