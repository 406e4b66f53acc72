"""A store in a relational database: each method is one transaction in SQLAlchemy Core."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from retrieval.errors import ArchiveUnavailable
from retrieval.model import Annotations, Article
from retrieval.store.sql import article_reads, article_writes, history
from retrieval.store.sql.chunks import chunks, keys
from retrieval.store.sql.connections import Connections
from retrieval.store.sql.sql_chats import SqlChatLives
from retrieval.store.sql.sql_deliveries import SqlDeliveries
from retrieval.store.sql.sql_inbox import SqlInbox
from retrieval.store.sql.sql_reports import SqlReports
from retrieval.store.sql.sql_sources import SqlSources
from retrieval.store.sql.sql_stories import SqlStories
from retrieval.store.sql.sql_subscriptions import SqlSubscriptions, forget_subscriptions
from retrieval.store.sql.tables import (
    admissions,
    archive,
    articles,
    changes,
    chats,
    names,
    shown,
    shown_articles,
)
from retrieval.store.sql.write_plan import is_storable, plan, refuse_unstorable
from retrieval.store.values import (
    Admission,
    Appearance,
    Change,
    ChatSettings,
    Counts,
    Lineage,
    NameRow,
    Outcome,
    Shown,
)

_LOG_WAIT_MS = 500
T = TypeVar("T")


class SqlStore:
    """See ``Store``; nothing here is written for one database alone, except where it says so."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._reading, self._writing = connections.reading, connections.writing
        self._writing_in_bulk = connections.writing_in_bulk
        self._archive_id: str | None = None
        self._kept: dict[str, tuple[tuple[int, str], Any]] = {}
        self.deliveries = SqlDeliveries(self._reading, self._writing, self._writing_in_bulk)
        self.inbox = SqlInbox(self._reading, self._writing)
        self.lives = SqlChatLives(self._reading, self._writing)
        self.reports = SqlReports(self._reading, self._writing)
        self.sources = SqlSources(self._reading, self._writing)
        self.stories = SqlStories(self._reading)
        self.subscriptions = SqlSubscriptions(self._reading, self._writing)

    @property
    def openings(self) -> int:
        """See ``Store``."""
        return self._connections.openings

    @property
    def unseen(self) -> str:
        """See ``Store``."""
        return self._connections.unseen

    def _read_kept(self, what: str, read: Callable[[Connection], T]) -> T:
        """What goes over the whole archive is read once, until the archive is in another state."""
        with self._reading() as connection:
            now = (self.openings, history.lineage(connection, "").state)
            if what not in self._kept or self._kept[what][0] != now:
                self._kept[what] = (now, read(connection))
            found: T = self._kept[what][1]
            return found

    @property
    def archive_id(self) -> str:
        """See ``Store``."""
        if self._archive_id is None:
            with self._reading() as connection:
                self._archive_id = connection.execute(select(archive.c.archive_id)).scalar_one()
        return self._archive_id

    # -- articles ---------------------------------------------------------------------------------------------------

    def put(self, batch: Sequence[tuple[Article, Annotations]], *, now: datetime | None = None) -> tuple[Outcome, ...]:
        """See ``Store``."""
        for article, _ in batch:
            refuse_unstorable(article)
        with self._writing_in_bulk() as connection:
            return article_writes.put(connection, batch, now)

    def outcomes(self, articles: Sequence[Article]) -> tuple[Outcome, ...]:
        """See ``Store``."""
        with self._reading() as connection:
            known = article_reads.read_articles(connection, {article.id for article in articles})
        return tuple(outcome for outcome, _ in plan(known, articles))

    def reannotate(self, batch: Sequence[tuple[str, int, Annotations]]) -> int:
        """See ``Store``."""
        with self._writing_in_bulk() as connection:
            return article_writes.reannotate(connection, batch)

    def remove(self, article_id: str) -> bool:
        """See ``Store``."""
        with self._writing() as connection:
            is_removed = article_writes.remove(connection, article_id)
        if is_removed:
            self._forget_log()
        return is_removed

    def _forget_log(self) -> None:
        """What was taken down still stands in SQLite's log of writes; empty it, unless someone goes on reading it."""
        if self._connections.engine.dialect.name != "sqlite":
            return
        # Past SQLAlchemy, which would begin a transaction first.
        with suppress(sqlite3.Error, DBAPIError), closing(self._connections.engine.raw_connection()) as plain:
            cursor = plain.cursor()
            cursor.execute(f"PRAGMA busy_timeout={_LOG_WAIT_MS}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                cursor.execute(f"PRAGMA busy_timeout={self._connections.busy_timeout_ms}")

    def article(self, article_id: str, revision: int | None = None) -> Article | None:
        """See ``Store``."""
        with self._reading() as connection:
            if revision is not None:
                return article_reads.read_revision(connection, article_id, revision)
            return article_reads.read_articles(connection, [article_id]).get(article_id)

    def revision_times(self, article_id: str) -> dict[int, datetime | None]:
        """See ``Store``."""
        with self._reading() as connection:
            return article_reads.read_revision_times(connection, article_id)

    def articles(self, article_ids: Collection[str]) -> dict[str, Article]:
        """See ``Store``."""
        with self._reading() as connection:
            return article_reads.read_articles(connection, article_ids)

    def annotations(self, article_ids: Collection[str]) -> dict[str, Annotations]:
        """See ``Store``."""
        with self._reading() as connection:
            try:
                return article_reads.read_annotations(connection, article_ids)
            except (ValueError, TypeError, IndexError) as error:
                why = f"annotations in it cannot be read ({error})"
                raise ArchiveUnavailable(self._connections.location, why) from error

    def article_ids(self, *, after: str | None = None, limit: int = 1000) -> tuple[str, ...]:
        """See ``Store``."""
        ids = select(articles.c.article_id).order_by(articles.c.article_id).limit(limit)
        with self._reading() as connection:
            return tuple(connection.scalars(ids if after is None else ids.where(articles.c.article_id > after)))

    def stale(self, version: int, limit: int) -> tuple[str, ...]:
        """See ``Store``."""
        age = articles.c.annotation_version
        ids = select(articles.c.article_id).where(age < version, age != -version)
        with self._reading() as connection:
            return tuple(connection.scalars(ids.order_by(age).limit(limit)))

    def unread(self, limit: int) -> tuple[str, ...]:
        """See ``Store``."""
        ids = select(articles.c.article_id).where(articles.c.annotation_version < 0)
        with self._reading() as connection:
            return tuple(connection.scalars(ids.order_by(articles.c.article_id).limit(limit)))

    # -- changes and counts -----------------------------------------------------------------------------------------

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        """See ``Store``."""
        since = select(changes).where(changes.c.position > after).order_by(changes.c.position).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(since)
            return tuple(Change(row.position, row.article_id, row.is_removal) for row in rows)

    def last_position(self) -> int:
        """See ``Store``."""
        with self._reading() as connection:
            return history.last_position(connection)

    def lineage(self, state: str = "") -> Lineage:
        """See ``Store``."""
        with self._reading() as connection:
            return history.lineage(connection, state)

    def counts(self) -> Counts:
        """See ``Store``."""
        return self._read_kept("counts", article_reads.read_counts)

    # -- names ------------------------------------------------------------------------------------------------------

    def names(self, surname_keys: Collection[str]) -> tuple[NameRow, ...]:
        """See ``Store``."""
        with self._reading() as connection:
            rows = [
                article_reads.as_name(row)
                for part in keys(surname_keys)
                for row in connection.execute(select(names).where(names.c.surname_key.in_(part)))
            ]
        return tuple(sorted(rows, key=lambda row: (-row.attributions, -row.articles, row.name, not row.is_person)))

    def surnames(self) -> tuple[tuple[str, int], ...]:
        """See ``Store``."""
        return self._read_kept("surnames", article_reads.read_surnames)

    def most_quoted(self, limit: int, offset: int = 0) -> tuple[NameRow, ...]:
        """See ``Store``."""
        quoted = select(names).where(names.c.is_person.is_(True), names.c.attributions > 0)
        best = quoted.order_by(names.c.attributions.desc(), names.c.name).limit(limit).offset(offset)
        with self._reading() as connection:
            return tuple(article_reads.as_name(row) for row in connection.execute(best))

    def appearances(self, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
        """See ``Store``."""
        with self._reading() as connection:
            return article_reads.read_appearances(connection, keys, limit)

    def newest(self, limit: int, *, outlets: Collection[str] | None = None) -> tuple[str, ...]:
        """See ``Store``."""
        by_day = select(articles.c.article_id, articles.c.published_day)
        by_day = by_day.order_by(articles.c.published_day.desc().nulls_last(), articles.c.article_id).limit(limit)
        parts = [by_day] if outlets is None else [by_day.where(articles.c.outlet.in_(p)) for p in keys(outlets)]
        with self._reading() as connection:
            rows = [row for part in parts for row in connection.execute(part)]
        rows.sort(key=lambda row: (-row.published_day.toordinal() if row.published_day else 0, row.article_id))
        return tuple(row.article_id for row in rows[:limit])

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """See ``Store``."""
        return self._read_kept("outlets", article_reads.read_outlets)

    def published_days(self) -> tuple[tuple[date, int], ...]:
        """See ``Store``."""
        return self._read_kept("days", article_reads.read_days)

    # -- shown answers ----------------------------------------------------------------------------------------------

    def save_shown(self, answer: Shown) -> None:
        """See ``Store``."""
        cited = [
            {"token": answer.token, "article_id": article_id, "place": place}
            for place, article_id in enumerate(dict.fromkeys(answer.article_ids))
        ]
        # What hangs on it is on the disk with the next confirmation, which every answer ends with.
        with self._writing_in_bulk() as connection:
            connection.execute(delete(shown).where(shown.c.token == answer.token))
            row = {c.name: getattr(answer, c.name) for c in shown.c}
            connection.execute(insert(shown), row)
            if cited:
                connection.execute(insert(shown_articles), cited)

    def shown(self, token: str) -> Shown | None:
        """See ``Store``."""
        return self._shown(shown.c.token == token) if is_storable(token) else None

    def _shown(self, *conditions: ColumnElement[bool]) -> Shown | None:
        """The newest that fulfils all conditions."""
        newest = select(shown).where(*conditions).order_by(shown.c.created_utc.desc(), shown.c.token).limit(1)
        with self._reading() as connection:
            row = connection.execute(newest).one_or_none()
            if row is None:
                return None
            cited = select(shown_articles.c.article_id).where(shown_articles.c.token == row.token)
            ids = tuple(connection.scalars(cited.order_by(shown_articles.c.place)))
        return Shown(**row._asdict(), article_ids=ids)

    def all_shown(self, chat_id: int) -> tuple[Shown, ...]:
        """See ``Store``."""
        rows = select(shown).where(shown.c.chat_id == chat_id).order_by(shown.c.created_utc, shown.c.token)
        of_chat = select(shown.c.token).where(shown.c.chat_id == chat_id)
        cited = select(shown_articles).where(shown_articles.c.token.in_(of_chat)).order_by(shown_articles.c.place)
        with self._reading() as connection:
            ids: dict[str, list[str]] = {}
            for row in connection.execute(cited):
                ids.setdefault(row.token, []).append(row.article_id)
            found = connection.execute(rows).all()
        return tuple(Shown(**row._asdict(), article_ids=tuple(ids.get(row.token, ()))) for row in found)

    def mark_sent(self, token: str, message_id: int) -> None:
        """See ``Store``."""
        with self._writing_in_bulk() as connection:
            connection.execute(update(shown).where(shown.c.token == token).values(answer_message_id=message_id))

    def shown_as(
        self, chat_id: int, *, answer_message_id: int | None = None, question_message_id: int | None = None
    ) -> Shown | None:
        """See ``Store``."""
        if answer_message_id is not None:
            return self._shown(shown.c.chat_id == chat_id, shown.c.answer_message_id == answer_message_id)
        return self._shown(shown.c.chat_id == chat_id, shown.c.question_message_id == question_message_id)

    def last_shown(self, chat_id: int, topic_id: int | None, asker_id: int, since: datetime) -> Shown | None:
        """See ``Store``."""
        return self._shown(
            shown.c.chat_id == chat_id,
            shown.c.topic_id.is_(None) if topic_id is None else shown.c.topic_id == topic_id,
            shown.c.asker_id == asker_id,
            shown.c.created_utc >= since,
        )

    def shown_since(self, moment: datetime) -> tuple[int, int]:
        """See ``Store``."""
        counted = select(func.count(), func.count(shown.c.chat_id.distinct())).where(shown.c.created_utc >= moment)
        with self._reading() as connection:
            answers, chats = connection.execute(counted).one()
        return int(answers), int(chats)

    def forget_chat(self, chat_id: int) -> int:
        """See ``Store``."""
        with self._writing() as connection:
            connection.execute(delete(chats).where(chats.c.chat_id == chat_id))
            forget_subscriptions(connection, chat_id)
            return connection.execute(delete(shown).where(shown.c.chat_id == chat_id)).rowcount

    def forget_shown(self, before: datetime) -> int:
        """See ``Store``."""
        with self._writing() as connection:
            return connection.execute(delete(shown).where(shown.c.created_utc < before)).rowcount

    # -- chats ------------------------------------------------------------------------------------------------------

    def chats(self, chat_ids: Collection[int]) -> dict[int, ChatSettings]:
        """See ``Store``."""
        with self._reading() as connection:
            rows = [
                row
                for part in chunks(sorted(set(chat_ids)))
                for row in connection.execute(select(chats).where(chats.c.chat_id.in_(part)))
            ]
        return {row.chat_id: ChatSettings(**row._asdict()) for row in rows}

    def chat(self, chat_id: int) -> ChatSettings | None:
        """See ``Store``."""
        with self._reading() as connection:
            row = connection.execute(select(chats).where(chats.c.chat_id == chat_id)).one_or_none()
        return ChatSettings(**row._asdict()) if row else None

    def save_chat(self, chat: ChatSettings) -> None:
        """See ``Store``."""
        with self._writing() as connection:
            connection.execute(delete(chats).where(chats.c.chat_id == chat.chat_id))
            connection.execute(insert(chats), {c.name: getattr(chat, c.name) for c in chats.c})

    # -- admissions -------------------------------------------------------------------------------------------------

    def admissions(self, telegram_ids: Collection[int] | None = None) -> tuple[Admission, ...]:
        """See ``Store``."""
        rows = select(admissions).order_by(admissions.c.telegram_id)
        if telegram_ids is not None:
            rows = rows.where(admissions.c.telegram_id.in_(telegram_ids))
        with self._reading() as connection:
            return tuple(Admission(**row._asdict()) for row in connection.execute(rows))

    def admit(self, admission: Admission) -> None:
        """See ``Store``."""
        with self._writing() as connection:
            connection.execute(delete(admissions).where(admissions.c.telegram_id == admission.telegram_id))
            connection.execute(insert(admissions), {c.name: getattr(admission, c.name) for c in admissions.c})

    def forget_admission(self, telegram_id: int) -> bool:
        """See ``Store``."""
        gone = delete(admissions).where(admissions.c.telegram_id == telegram_id)
        with self._writing() as connection:
            return bool(connection.execute(gone).rowcount)

    # -- the database itself ----------------------------------------------------------------------------------------

    def verify(self) -> None:
        """See ``Store``."""
        with self._reading() as connection:
            if connection.dialect.name == "sqlite":
                found = list(connection.scalars(text("PRAGMA quick_check")))
                if found != ["ok"]:
                    raise ArchiveUnavailable(self._connections.location, f"the database file is damaged: {found[0]}")
            else:
                connection.execute(select(func.count()).select_from(articles))

    def close(self) -> None:
        """See ``Store``."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
