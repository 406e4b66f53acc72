"""Names in a relational database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from retrieval.store.contract.names import Names
from retrieval.store.sql.articles import article_reads
from retrieval.store.sql.articles.names_now import NamesNow, most_quoted_first
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.tables import names
from retrieval.store.values import Appearance, NameRow


class SqlNames(Names):
    def __init__(self, reading: Transaction, cache: ReadCache) -> None:
        self._reading = reading
        self._cache = cache

    def with_surnames(self, surname_keys: Collection[str]) -> tuple[NameRow, ...]:
        with self._reading() as connection:
            rows = [
                article_reads.as_name(row)
                for part in keys(surname_keys)
                for row in connection.execute(select(names).where(names.c.surname_key.in_(part)))
            ]
        return tuple(sorted(rows, key=most_quoted_first))

    def surnames(self) -> tuple[tuple[str, int], ...]:
        return self._cache.read("surnames", article_reads.read_surnames)

    def surnames_ending_in(self, word: str) -> tuple[str, ...]:
        return self.as_of_now().surnames_ending_in(word)

    def most_written(self) -> tuple[NameRow, ...]:
        return self._cache.read("most written", article_reads.read_most_written)

    def most_quoted(self, limit: int, offset: int = 0) -> tuple[NameRow, ...]:
        quoted = select(names).where(names.c.is_person.is_(True), names.c.attributions > 0)
        best = quoted.order_by(names.c.attributions.desc(), names.c.name).limit(limit).offset(offset)
        with self._reading() as connection:
            return tuple(article_reads.as_name(row) for row in connection.execute(best))

    def appearances(self, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
        with self._reading() as connection:
            return article_reads.read_appearances(connection, keys, limit)

    def as_of_now(self) -> Names:
        return self._cache.read("names", lambda _: NamesNow(self))
