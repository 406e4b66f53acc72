"""The store in a relational database: each domain in SQLAlchemy Core, all over the same connections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Self
from zlib import crc32

from sqlalchemy import func, select, text

from retrieval.errors import ArchiveBusy, ArchiveUnavailable
from retrieval.store.contract.store import Store
from retrieval.store.lock import LifeSigns
from retrieval.store.sql.articles.sql_articles import SqlArticles
from retrieval.store.sql.articles.sql_catalogue import SqlCatalogue
from retrieval.store.sql.articles.sql_history import SqlHistory
from retrieval.store.sql.articles.sql_names import SqlNames
from retrieval.store.sql.articles.sql_stories import SqlStories
from retrieval.store.sql.chats.sql_admissions import SqlAdmissions
from retrieval.store.sql.chats.sql_chat_lives import SqlChatLives
from retrieval.store.sql.chats.sql_chats import SqlChats
from retrieval.store.sql.chats.sql_deliveries import SqlDeliveries
from retrieval.store.sql.chats.sql_inbox import SqlInbox
from retrieval.store.sql.chats.sql_reports import SqlReports
from retrieval.store.sql.chats.sql_saved import SqlSavedExcerpts
from retrieval.store.sql.chats.sql_shown import SqlShownAnswers
from retrieval.store.sql.chats.sql_subscriptions import SqlSubscriptions
from retrieval.store.sql.connections import Connections
from retrieval.store.sql.intake.sql_notices import SqlToldNotices
from retrieval.store.sql.intake.sql_posts import SqlPosts
from retrieval.store.sql.intake.sql_sources import SqlSources
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.tables import archive, articles

_LOOKS_AGAIN_S = 0.2


class SqlStore(Store):
    """Nothing here or in its domains is written for one database alone, except where it says so."""

    def __init__(self, connections: Connections) -> None:
        reading, writing, in_bulk = connections.reading, connections.writing, connections.writing_in_bulk
        cache = ReadCache(connections)
        self.connections = self._connections = connections
        self._archive_id: str | None = None
        self.admissions = SqlAdmissions(reading, writing)
        self.articles = SqlArticles(connections, cache)
        self.catalogue = SqlCatalogue(reading, cache)
        self.chats = SqlChats(reading, writing)
        self.deliveries = SqlDeliveries(reading, writing, in_bulk)
        self.history = SqlHistory(reading)
        file = connections.file
        self._life_signs = LifeSigns(file.with_name(f"{file.name}-workers")) if file else None
        self.inbox = SqlInbox(reading, writing, in_bulk, self._life_signs)
        self.lives = SqlChatLives(reading, writing)
        self.names = SqlNames(reading, cache)
        self.notices = SqlToldNotices(writing)
        self.posts = SqlPosts(reading, writing)
        self.reports = SqlReports(reading, writing, cache)
        self.saved = SqlSavedExcerpts(reading, writing)
        self.shown = SqlShownAnswers(reading, writing, in_bulk)
        self.sources = SqlSources(reading, writing, in_bulk)
        self.stories = SqlStories(reading, cache)
        self.subscriptions = SqlSubscriptions(reading, writing)

    @property
    def openings(self) -> int:
        return self._connections.openings

    @property
    def is_shared(self) -> bool:
        return self._connections.file is None

    @property
    def unseen(self) -> str:
        return self._connections.unseen

    @property
    def archive_id(self) -> str:
        if self._archive_id is None:
            with self._connections.reading() as connection:
                self._archive_id = connection.execute(select(archive.c.archive_id)).scalar_one()
        return self._archive_id

    @contextmanager
    def turn(self, name: str, *, timeout_s: float) -> Iterator[None]:
        if not self.is_shared:  # the writer's lock of the folder has all who could come
            yield
            return
        key = crc32(f"verbatim {name}".encode())
        until = time.monotonic() + timeout_s
        with self._connections.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.scalar(select(func.pg_try_advisory_lock(key))):
                if time.monotonic() >= until:
                    raise ArchiveBusy(self._connections.location, timeout_s)
                time.sleep(_LOOKS_AGAIN_S)
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(key)))

    def at_one_moment(self) -> AbstractContextManager[None]:
        return self._connections.at_one_moment()

    def verify(self) -> None:
        with self._connections.reading() as connection:
            if connection.dialect.name == "sqlite":
                found = list(connection.scalars(text("PRAGMA quick_check")))
                if found != ["ok"]:
                    raise ArchiveUnavailable(self._connections.location, f"the database file is damaged: {found[0]}")
            else:
                connection.execute(select(func.count()).select_from(articles))

    def close(self) -> None:
        if self._life_signs:
            self._life_signs.close()
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
