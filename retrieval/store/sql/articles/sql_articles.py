"""Articles in a relational database: transactions around what `article_reads` and `article_writes` do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from retrieval.errors import ArchiveUnavailable
from retrieval.model import Annotations, Article
from retrieval.store import annotation_codec
from retrieval.store.contract.articles import Articles, EncodedAnnotations
from retrieval.store.sql.articles import article_reads, article_writes
from retrieval.store.sql.articles.write_plan import plan, refuse_unstorable
from retrieval.store.sql.connections import Connections
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.tables import articles
from retrieval.store.values import Outcome
from retrieval.text.bounded_cache import BoundedCache

T = TypeVar("T")
# The days of so many articles are kept, until the archive is in another state; about 150 bytes each.
_MOST_KEPT = 50_000
# Of texts, and as much of annotations, likewise.
_KEPT_CHARS = 8_000_000


class SqlArticles(Articles):
    def __init__(self, connections: Connections, cache: ReadCache) -> None:
        self._connections = connections
        self._cache = cache
        self._reading, self._writing = connections.reading, connections.writing
        self._writing_in_bulk = connections.writing_in_bulk

    def put(self, batch: Sequence[tuple[Article, Annotations]], *, now: datetime | None = None) -> tuple[Outcome, ...]:
        for article, _ in batch:
            refuse_unstorable(article)
        with self._writing_in_bulk() as connection:
            return article_writes.put(connection, batch, now)

    def outcomes(self, articles: Sequence[Article]) -> tuple[Outcome, ...]:
        with self._reading() as connection:
            known = article_reads.read_articles(connection, {article.id for article in articles})
        return tuple(outcome for outcome, _ in plan(known, articles))

    def reannotate(self, batch: Sequence[tuple[str, int, Annotations]]) -> int:
        with self._writing_in_bulk() as connection:
            return article_writes.reannotate(connection, batch)

    def remove(self, article_id: str) -> bool:
        with self._writing() as connection:
            is_removed = article_writes.remove(connection, article_id)
        if is_removed:
            self._connections.empty_log()
        return is_removed

    def get(self, article_id: str, revision: int | None = None) -> Article | None:
        with self._reading() as connection:
            if revision is not None:
                return article_reads.read_revision(connection, article_id, revision)
            return article_reads.read_articles(connection, [article_id]).get(article_id)

    def get_many(self, article_ids: Collection[str]) -> dict[str, Article]:
        return self._kept("articles", article_ids, article_reads.read_articles, lambda article: len(article.text))

    def _kept(
        self,
        what: str,
        article_ids: Collection[str],
        read: Callable[[Connection, Collection[str]], dict[str, T]],
        chars: Callable[[T], int],
    ) -> dict[str, T]:
        """What is read of articles, in the order asked for; kept until the archive is in another state."""
        if not article_ids:
            return {}
        with self._connections.at_one_moment():
            kept: BoundedCache[str, T] = self._cache.read(what, lambda _: BoundedCache(_KEPT_CHARS))
            found = {article_id: kept.get(article_id) for article_id in article_ids}
            if unread := [article_id for article_id, one in found.items() if one is None]:
                with self._reading() as connection:
                    new = read(connection, unread)
                found |= {article_id: kept.keep(article_id, one, chars(one)) for article_id, one in new.items()}
        return {article_id: one for article_id, one in found.items() if one is not None}

    def annotations(self, article_ids: Collection[str]) -> dict[str, Annotations]:
        found = self.encoded_annotations(article_ids)
        return {article_id: found.of(article_id) for article_id in found}

    def encoded_annotations(self, article_ids: Collection[str]) -> EncodedAnnotations:
        found = self._kept("annotations", article_ids, article_reads.read_annotations, len)
        return _EncodedAnnotations(found, self._connections.location)

    def published_days(self, article_ids: Collection[str]) -> dict[str, date]:
        kept: dict[str, date | None] = self._cache.read("days of articles", lambda _: {})
        found = {article_id: kept.get(article_id, date.max) for article_id in article_ids}
        if unread := [article_id for article_id, day in found.items() if day is date.max]:
            with self._reading() as connection:
                read = dict.fromkeys(unread) | article_reads.read_published_days(connection, unread)
            found |= read
            if len(kept) + len(read) > _MOST_KEPT:
                kept.clear()
            kept |= read
        return {article_id: day for article_id, day in found.items() if day is not None}

    def revision_times(self, article_id: str) -> dict[int, datetime | None]:
        with self._reading() as connection:
            return article_reads.read_revision_times(connection, article_id)

    def ids(self, *, after: str | None = None, limit: int = 1000) -> tuple[str, ...]:
        ids = select(articles.c.article_id).order_by(articles.c.article_id).limit(limit)
        with self._reading() as connection:
            return tuple(connection.scalars(ids if after is None else ids.where(articles.c.article_id > after)))

    def stale(self, version: int, limit: int) -> tuple[str, ...]:
        age = articles.c.annotation_version
        ids = select(articles.c.article_id).where(age < version, age != -version)
        with self._reading() as connection:
            return tuple(connection.scalars(ids.order_by(age).limit(limit)))

    def unread(self, limit: int) -> tuple[str, ...]:
        ids = select(articles.c.article_id).where(articles.c.annotation_version < 0)
        with self._reading() as connection:
            return tuple(connection.scalars(ids.order_by(articles.c.article_id).limit(limit)))


class _EncodedAnnotations(EncodedAnnotations):
    def __init__(self, encoded: Mapping[str, str], location: str) -> None:
        self._encoded, self._location = encoded, location

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def of(self, article_id: str) -> Annotations:
        return self._decoded(article_id, annotation_codec.decode)

    def edits_of(self, article_id: str) -> Sequence[tuple[int, int, str]] | None:
        return self._decoded(article_id, annotation_codec.decode_edits)

    def _decoded(self, article_id: str, decode: Callable[[str], T]) -> T:
        encoded = self._encoded[article_id]
        try:
            return decode(encoded)
        except (ValueError, TypeError, IndexError) as error:
            why = f"annotations in it cannot be read ({error})"
            raise ArchiveUnavailable(self._location, why) from error
