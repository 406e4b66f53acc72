"""Near words: what passages with a word hold far more often than others (pseudo-relevance feedback)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log

from retrieval.search.engine import Hit, Query, QueryTerm, SearchEngine

# How many passages with the word are read, and in which part of them a near word is.
_READ, _PART = 20, 0.25
# How many times as often as elsewhere.
_OFTENER = 8.0
_MOST = 12
_FEWEST = 3


def near_words(
    term: QueryTerm, engine: SearchEngine, stems_of: Callable[[Sequence[Hit]], Iterable[frozenset[str]]]
) -> frozenset[str]:
    """The stems found beside a term, and elsewhere too: the surest few.

    Args:
        stems_of: the stems of each passage.

    Source:
        Pointwise mutual information over passages, as in Church & Hanks, "Word Association Norms", 1990.
    """
    hits = engine.search("passages", Query((term,)), limit=_READ)
    counts = Counter(stem for held in stems_of(hits) for stem in held.difference(term.forms))
    usual = [stem for stem, count in counts.items() if count >= min(len(hits), max(_FEWEST, _PART * len(hits)))]
    whole = engine.unit_count("passages")
    worth: dict[str, float] = {}
    for stem, everywhere in zip(usual, engine.doc_freq("passages", usual), strict=True):
        oftener = (counts[stem] / len(hits)) / (max(1, everywhere) / whole)
        # What is nowhere else can be met nowhere else.
        if oftener >= _OFTENER and everywhere > counts[stem]:
            worth[stem] = counts[stem] * log(oftener)
    return frozenset(sorted(worth, key=lambda stem: (-worth[stem], stem))[:_MOST])
