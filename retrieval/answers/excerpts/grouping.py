"""Result grouping: excerpts ordered by speaker, so that a first page holds each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.model import Excerpt

BLOCK = 2


def grouped(excerpts: Sequence[Excerpt], group_of: Callable[[Excerpt], int]) -> list[Excerpt]:
    """The excerpts by speaker, ``BLOCK`` of the first, then of the second and so on, and again; order kept within each.

    Args:
        group_of: the number of an excerpt's speaker; lower ones come first.
    """
    seen: dict[int, int] = {}
    placed: list[tuple[int, int, int, Excerpt]] = []
    for place, excerpt in enumerate(excerpts):
        group = group_of(excerpt)
        rank = seen.get(group, 0)
        seen[group] = rank + 1
        placed.append((rank // BLOCK, group, place, excerpt))
    return [excerpt for *_, excerpt in sorted(placed, key=lambda p: p[:3])]


def without_doubles(first: list[Excerpt], then: Sequence[Excerpt]) -> list[Excerpt]:
    """Excerpts one list behind the other, of those that share a place the first."""
    taken = {(e.article_id, e.span) for e in first}
    more = (e for e in then if not any(e.article_id == i and e.span.touches(span) for i, span in taken))
    return [*first, *more]
