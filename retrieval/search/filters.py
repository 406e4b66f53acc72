"""Which units does a query allow? Exact filters, intersected before anything is scored."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from retrieval.search.engine import Query
from retrieval.search.flatfile import Array
from retrieval.search.leaf import LiveShelf
from retrieval.search.postings import Field


def allowed_docs(shelf: LiveShelf, query: Query) -> Array | None:
    """The live units that meet the demands and carry nothing refused, ascending; None where all live units do."""
    if not query.demands and not query.refuses:
        return None
    field = shelf.shelf.filters
    demanded = sorted((docs_of_any(field, demand) for demand in query.demands), key=len)
    if demanded:
        docs = demanded[0]
        for others in demanded[1:]:
            docs = np.intersect1d(docs, others, assume_unique=True)
    else:
        docs = np.arange(shelf.shelf.count)
    if query.refuses and len(docs):
        docs = np.setdiff1d(docs, docs_of_any(field, query.refuses), assume_unique=True)
    return shelf.live(docs)


def docs_of_any(field: Field, filters: Iterable[str]) -> Array:
    """The units that carry at least one of the filters, withdrawn ones too; ascending."""
    found = [docs for name in filters if len(docs := field.docs_of(name))]
    if not found:
        return np.zeros(0, np.int64)
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))
