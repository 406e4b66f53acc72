"""Weighted terms: the words of a query with their weights, forms and bounds, before any unit is scored."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.search.segment.postings import Postings


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A word asked for, under all its forms, in every segment.

    Attributes:
        written: the forms asked for.
        weight: what a unit would gain at a frequency without end, were it asked for once.
        forms: for each segment the forms that it holds.
        bounds: for each segment and form, what share of the weight any unit gains at most.
        reached: shares of the weight, falling; as many units gain at least the n-th as n, as is known beforehand.
        rows: for each segment and form, where its keys begin and end among those of all terms, and its bound.
        has_many: whether some frequencies are kept beside the keys.
    """

    written: tuple[str, ...]
    weight: float
    forms: tuple[tuple[Postings, ...], ...]
    bounds: tuple[tuple[float, ...], ...]
    reached: tuple[float, ...]
    rows: tuple[tuple[tuple[int, int, float], ...], ...]
    has_many: bool


# A term with its weight in a question.
Plan = tuple[float, WeightedTerm]

# A unit that was found: its score, its number, its article's number, its ordinal, its start and end.
Ranked = tuple[float, int, int, int, int, int]
