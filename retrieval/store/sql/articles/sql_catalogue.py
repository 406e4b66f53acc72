"""The archive's figures in a relational database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from retrieval.store.contract.catalogue import Catalogue
from retrieval.store.sql.articles import article_reads
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.tables import articles
from retrieval.store.values import Counts


class SqlCatalogue(Catalogue):
    def __init__(self, reading: Transaction, cache: ReadCache) -> None:
        self._reading = reading
        self._cache = cache

    def counts(self) -> Counts:
        return self._cache.read("counts", article_reads.read_counts)

    def newest(self, limit: int, *, outlets: Collection[str] | None = None) -> tuple[str, ...]:
        by_day = select(articles.c.article_id, articles.c.published_day)
        by_day = by_day.order_by(articles.c.published_day.desc().nulls_last(), articles.c.article_id).limit(limit)
        parts = [by_day] if outlets is None else [by_day.where(articles.c.outlet.in_(p)) for p in keys(outlets)]
        with self._reading() as connection:
            rows = [row for part in parts for row in connection.execute(part)]
        rows.sort(key=lambda row: (-row.published_day.toordinal() if row.published_day else 0, row.article_id))
        return tuple(row.article_id for row in rows[:limit])

    def outlets(self) -> tuple[tuple[str, int], ...]:
        return self._cache.read("outlets", article_reads.read_outlets)

    def published_days(self) -> tuple[tuple[date, int], ...]:
        return self._cache.read("days", article_reads.read_days)

    def newest_day(self, until: date | None = None) -> date | None:
        kept: dict[date | None, date | None] = self._cache.read("newest days", lambda _: {})
        if until not in kept:
            day = articles.c.published_day
            newest = select(func.max(day))
            with self._reading() as connection:
                kept[until] = connection.scalar(newest if until is None else newest.where(day <= until))
        return kept[until]
