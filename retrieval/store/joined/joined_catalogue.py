"""How much two archives hold together, what came last in either, and which state both are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import astuple
from datetime import date

from retrieval.store.contract.articles import Articles
from retrieval.store.contract.catalogue import Catalogue
from retrieval.store.contract.history import History
from retrieval.store.values import Change, Counts, Lineage


class JoinedCatalogue(Catalogue):
    def __init__(self, shared: Catalogue, own: Catalogue, articles: Articles) -> None:
        self._shared = shared
        self._own = own
        self._articles = articles

    def counts(self) -> Counts:
        both = zip(astuple(self._shared.counts()), astuple(self._own.counts()), strict=True)
        return Counts(*(one + other for one, other in both))

    def newest(self, limit: int, *, outlets: Collection[str] | None = None) -> tuple[str, ...]:
        found = (*self._shared.newest(limit, outlets=outlets), *self._own.newest(limit, outlets=outlets))
        days = self._articles.published_days(found)

        def order(article_id: str) -> tuple[int, str]:
            return (-days[article_id].toordinal() if article_id in days else 0, article_id)

        return tuple(sorted(found, key=order)[:limit])

    def outlets(self) -> tuple[tuple[str, int], ...]:
        counts = Counter(dict(self._shared.outlets()))
        counts.update(dict(self._own.outlets()))
        return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))

    def published_days(self) -> tuple[tuple[date, int], ...]:
        counts = Counter(dict(self._shared.published_days()))
        counts.update(dict(self._own.published_days()))
        return tuple(sorted(counts.items()))

    def newest_day(self, until: date | None = None) -> date | None:
        return max((day for one in (self._shared, self._own) if (day := one.newest_day(until))), default=None)


class JoinedHistory(History):
    """The log is the one of all; the position says that either has changed, and is none of the log's."""

    def __init__(self, shared: History, own: History) -> None:
        self._shared = shared
        self._own = own

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        return self._shared.changes(after, limit)

    def last_position(self) -> int:
        return self._shared.last_position() + self._own.last_position()

    def lineage(self, state: str = "") -> Lineage:
        return self._shared.lineage(state)
