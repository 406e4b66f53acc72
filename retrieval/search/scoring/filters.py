"""Exact filters: the units that a query allows, intersected before anything is scored."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.search.engine import Query
from retrieval.search.segment.live_segment import LiveShelf
from retrieval.search.segment.postings import Filters
from retrieval.search.segment.ranges import Ranges, everything, in_at_least, without

_MAX_REMEMBERED, _MAX_REMEMBERED_RANGES = 1024, 256


def allowed_ranges(shelf: LiveShelf, query: Query) -> Ranges | None:
    """The units that meet the demands and carry nothing refused, withdrawn ones too; None where all units do."""
    if not query.demands and not query.refuses:
        return None
    field, count = shelf.shelf.filters, shelf.shelf.count
    demanded = [ranges_of_any(field, demand) for demand in query.demands]
    ranges = in_at_least(len(demanded), demanded) if len(demanded) > 1 else (demanded or [everything(count)])[0]
    return without(ranges, ranges_of_any(field, query.refuses), count) if query.refuses else ranges


def ranges_of_any(field: Filters, filters: Iterable[str]) -> Ranges:
    """The units that carry at least one of the filters, withdrawn ones too."""
    key = frozenset(filters)
    found = field.unions.get(key)
    if found is None:
        found = field.union(key)
        if len(found[0]) <= _MAX_REMEMBERED_RANGES:
            if len(field.unions) > _MAX_REMEMBERED:
                field.unions.clear()
            field.unions[key] = found
    return found
