"""Which units answer a query best? `rank_bm25`'s Okapi over postings in flat arrays, touching only the words asked for.

The class, its parameters and the meaning of its scores are those of ``rank_bm25.BM25Okapi``. Its idf is replaced by
Lucene's, which is above zero for every term ("Lucene (accurate)" in Kamphuis et al., "Which BM25 Do You Mean?",
ECIR 2020): Okapi's own is zero or negative for words of half the units, which on a small archive are most words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.search import fast
from retrieval.search.engine import Query, QueryTerm
from retrieval.search.fields import K1, B, norms
from retrieval.search.filters import allowed_ranges
from retrieval.search.flatfile import Array
from retrieval.search.leaf import LiveShelf
from retrieval.search.plans import Plan, Term
from retrieval.search.postings import WIDE, Postings
from retrieval.search.ranges import NOWHERE
from retrieval.search.skipping import TermList, best_units

# A product rounded once more may be above the sum that it bounds from below.
_BELOW = 1 - 1e-12
_MAX_REMEMBERED = 1 << 14


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


class FlatBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 carries no types
    """BM25 over the live units of one collection.

    Args:
        corpus: the collection in each segment, instead of the base class's lists of words.
    """

    def __init__(self, corpus: Sequence[LiveShelf], k1: float = K1, b: float = B) -> None:
        super().__init__(corpus, k1=k1, b=b)

    def _initialize(self, corpus: Sequence[LiveShelf]) -> dict[str, int]:
        self._shelves = tuple(corpus)
        # The largest segment first: its floor spares most of the work in the others.
        self._order = sorted(range(len(corpus)), key=lambda number: -corpus[number].count)
        self._norms: dict[int, Array] = {}
        self._terms: dict[tuple[str, ...], Term | None] = {}
        self.corpus_size = sum(shelf.count for shelf in corpus)
        self._share_tables: dict[int, Array] = {}
        # Above 0, so that units without terms divide by something.
        self.avgdl = sum(shelf.length for shelf in corpus) / max(1, self.corpus_size) or 1.0
        self._parameters = (self.k1, self.b, self.avgdl)
        return {}

    def _calc_idf(self, nd: dict[str, int]) -> None:
        """Nothing to prepare: the archive changes, so a term is weighed when it is asked for."""

    def get_scores(self, query: Sequence[str]) -> Array:
        """The score of every unit, by segment and number; float64, 0 where nothing matches or it is withdrawn."""
        plans = self._plans([QueryTerm((term,)) for term in query])
        dense = [self._sum(number, plans) for number in range(len(self._shelves))]
        return np.concatenate(dense) if dense else np.zeros(0)

    def doc_freq(self, form: str) -> int:
        """Live units that hold this form."""
        return sum(
            shelf.live_holders(found)
            for shelf in self._shelves
            if (found := shelf.shelf.terms.postings(form)) is not None
        )

    def top(self, query: Query, *, limit: int) -> list[Scored]:
        """At least the ``limit`` best units, and every one that ties with the last of them; in no order."""
        plans = self._plans(query.terms)
        if not plans:
            return []
        found: list[Scored] = []
        is_filtered = bool(query.demands or query.refuses)
        floor = 0.0 if is_filtered else self._sure_floor(plans, limit)
        kernel = fast.kernel()
        for number in self._order:
            shelf = self._shelves[number]
            ranges = allowed_ranges(shelf, query) if is_filtered else None
            if kernel and shelf.is_narrow:
                found.extend(
                    Scored(number, doc, score)
                    for doc, score in kernel.best_units(
                        shelf, plans, number, limit, floor, ranges, self._parameters, self._shares(number, kernel)
                    )
                )
            else:
                docs, scores = best_units(
                    self._lists(number, plans),
                    shelf.shelf.count,
                    limit=limit,
                    floor=floor,
                    dead=shelf.dead,
                    ranges=ranges,
                )
                found.extend(map(Scored, [number] * len(docs), docs.tolist(), scores.tolist()))
            if len(found) >= limit and len(self._order) > 1:
                floor = max(floor, sorted((scored.score for scored in found), reverse=True)[limit - 1])
        return found

    def _sure_floor(self, plans: Sequence[Plan], limit: int) -> float:
        """A score that ``limit`` units reach by one term alone, as is known beforehand; 0 where it is not."""
        sure = (plan.weight * plan.term.reached[limit - 1] for plan in plans if len(plan.term.reached) >= limit)
        return max(sure, default=0.0) * _BELOW

    def _lists(self, number: int, plans: Sequence[Plan]) -> list[TermList]:
        """The terms that a segment holds, weightiest first."""
        norm = self._norm(number)
        return [
            TermList(_joined(forms), plan.weight, plan.weight * min(1.0, sum(plan.term.bounds[number])), norm)
            for plan in plans
            if (forms := plan.term.forms[number])
        ]

    def _plans(self, terms: Sequence[QueryTerm]) -> list[Plan]:
        """What is asked for, weightiest first: an order that no segmentation changes, as sums in float depend on it."""
        weights: dict[tuple[str, ...], float] = {}
        for term in terms:
            forms = term.forms if len(term.forms) == 1 else tuple(sorted(set(term.forms)))
            weights[forms] = weights.get(forms, 0.0) + term.weight
        plans = []
        terms_known = self._terms
        for forms, weight in weights.items():
            found = terms_known[forms] if forms in terms_known else self._term(forms)
            if found is not None:
                plans.append(Plan(weight * found.weight, found))
        plans.sort(key=_weight, reverse=True)
        return plans

    def _term(self, forms: tuple[str, ...]) -> Term | None:
        """What is known of a term; None where no unit holds it."""
        held = tuple(
            tuple(found for form in forms if (found := shelf.shelf.terms.postings(form)) is not None)
            for shelf in self._shelves
        )
        doc_freq = sum(
            shelf.live_holders(_joined(found)) for shelf, found in zip(self._shelves, held, strict=True) if found
        )
        term = None
        if doc_freq:
            weight = lucene_idf(doc_freq, self.corpus_size) * (self.k1 + 1)
            bounds = tuple(map(self._bounds, range(len(held)), held))
            rows = tuple(
                tuple((form.place, form.place + len(form.keys), bound) for form, bound in zip(*both, strict=True))
                for both in zip(held, bounds, strict=True)
            )
            term = Term(weight, held, bounds, self._reached(held), rows)
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
        """What the champions of all segments gain now, as shares of the weight, falling."""
        shares: list[float] = []
        for number, forms in enumerate(held):
            # Of one form only, so that no unit counts twice.
            form = max(forms, key=lambda form: len(form.champions), default=None)
            if form is not None and len(form.champions):
                docs = self._shelves[number].live(np.sort(form.champions))
                found, places = form.places_of(docs)
                tfs = (form.keys[places] & ((1 << form.shift) - 1)).astype(np.float64)
                shares += (tfs / (tfs + self._norm(number)[docs[found]])).tolist()
        return tuple(sorted(shares, reverse=True))

    def _norm(self, number: int) -> Array:
        """What BM25 adds to the frequency below the line, for each unit of a segment."""
        norm = self._norms.get(number)
        if norm is None:
            lengths = self._shelves[number].shelf.lengths
            norm = self._norms[number] = norms(lengths, self.avgdl, self.k1, self.b)
        return norm

    def _shares(self, number: int, kernel: fast.Kernel) -> Array:
        shares = self._share_tables.get(number)
        if shares is None:
            lengths = self._shelves[number].shelf.lengths
            shares = self._share_tables[number] = kernel.shares(self._norm(number), lengths)
        return shares

    def _sum(self, number: int, plans: Sequence[Plan]) -> Array:
        shelf = self._shelves[number]
        scores = np.zeros(shelf.shelf.count)
        for term in self._lists(number, plans):
            docs, gains = term.all_gains()
            scores[docs] += gains
        scores[shelf.dead] = 0.0
        return scores


def _weight(plan: Plan) -> float:
    return plan.weight


def _joined(forms: Sequence[Postings]) -> Postings:
    """The units that hold any of the forms, with their frequencies added up."""
    if len(forms) == 1:
        return forms[0]
    docs, places = np.unique(np.concatenate([form.docs.astype(np.int64) for form in forms]), return_inverse=True)
    tfs = np.bincount(places, np.concatenate([form.tfs for form in forms])).astype(np.int64)
    return Postings(docs << WIDE | tfs, WIDE, -1, sum(form.peak for form in forms), NOWHERE)
