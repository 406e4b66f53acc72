"""Reading articles and what is derived from them: rows become values again, inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, func, select

from retrieval.model import Article, Picture, Published, Span
from retrieval.store.contract.names import MOST_WRITTEN
from retrieval.store.sql.chunks import is_storable, keys
from retrieval.store.sql.tables import appearances, articles, found_annotations, names, revisions
from retrieval.store.values import Appearance, Counts, NameRow


def _articles_and_revisions() -> Select[Any]:
    columns = [c for c in revisions.c if c.name not in ("article", "seen_utc")]
    return select(articles.c.article_id, *columns).join_from(
        articles, revisions, revisions.c.article == articles.c.number
    )


# Built once: SQLAlchemy takes longer to put such a statement together than SQLite to answer it.
_IS_ASKED_FOR = articles.c.article_id.in_(bindparam("ids", expanding=True))
_LATEST = _articles_and_revisions().where(revisions.c.revision == articles.c.revision, _IS_ASKED_FOR)
_DAYS = select(articles.c.article_id, articles.c.published_day).where(_IS_ASKED_FOR)
_ANNOTATIONS = (
    select(articles.c.article_id, found_annotations.c.found)
    .join_from(
        articles,
        found_annotations,
        (found_annotations.c.article == articles.c.number) & (found_annotations.c.revision == articles.c.revision),
    )
    .where(_IS_ASKED_FOR)
)
_NAMES = (
    select(names.c.number, names.c.name)
    .where(names.c.name_key.in_(bindparam("keys", expanding=True)))
    .order_by(names.c.name, names.c.is_person.desc())
)
_APPEARANCES = (
    select(articles.c.article_id, appearances)
    .join_from(appearances, articles, articles.c.number == appearances.c.article)
    .where(appearances.c.name == bindparam("number"))
    .order_by(appearances.c.published_day.desc().nulls_last(), articles.c.article_id)
    .limit(bindparam("most"))
)


def read_articles(connection: Connection, article_ids: Collection[str]) -> dict[str, Article]:
    """The latest revisions, in the order asked for."""
    found = {
        row.article_id: _as_article(row)
        for part in keys(article_ids)
        for row in connection.execute(_LATEST, {"ids": part})
    }
    return {article_id: found[article_id] for article_id in article_ids if article_id in found}


def read_revision(connection: Connection, article_id: str, revision: int) -> Article | None:
    """One revision, old or latest."""
    one = _articles_and_revisions().where(articles.c.article_id == article_id, revisions.c.revision == revision)
    row = connection.execute(one).one_or_none() if is_storable(article_id) else None
    return None if row is None else _as_article(row)


def read_revision_times(connection: Connection, article_id: str) -> dict[int, datetime | None]:
    """When each revision came in, oldest first."""
    times = select(revisions.c.revision, revisions.c.seen_utc).join(articles, articles.c.number == revisions.c.article)
    return {
        row.revision: row.seen_utc
        for part in keys([article_id])
        for row in connection.execute(times.where(articles.c.article_id.in_(part)).order_by(revisions.c.revision))
    }


def read_published_days(connection: Connection, article_ids: Collection[str]) -> dict[str, date]:
    """The days of publication of those that have one."""
    return {
        article_id: day
        for part in keys(article_ids)
        for article_id, day in connection.execute(_DAYS, {"ids": part})
        if day is not None
    }


def _as_article(row: Row[Any]) -> Article:
    published = None
    if row.published_as_given is not None:
        published = Published(row.published_as_given, row.published_day, row.published_utc)
    return Article(
        id=row.article_id,
        text=row.text,
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        published=published,
        url=row.url,
        language=row.language,
        revision=row.revision,
        categories=tuple(json.loads(row.categories)) if row.categories else (),
        picture=Picture(row.picture_url, row.picture_caption) if row.picture_url else None,
    )


def read_annotations(connection: Connection, article_ids: Collection[str]) -> dict[str, str]:
    """The annotations of the latest revisions, encoded."""
    return {
        article_id: found
        for part in keys(article_ids)
        for article_id, found in connection.execute(_ANNOTATIONS, {"ids": part})
    }


def as_name(row: Row[Any]) -> NameRow:
    """A row of ``names``."""
    return NameRow(
        name=row.name,
        key=row.name_key,
        surname_key=row.surname_key,
        is_person=row.is_person,
        articles=row.articles,
        mentions=row.mentions,
        attributions=row.attributions,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def read_appearances(connection: Connection, name_keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
    """Where names with these keys stand, newest first."""
    numbers = {
        row.number: row.name for part in keys(sorted(name_keys)) for row in connection.execute(_NAMES, {"keys": part})
    }
    # One name at a time: each walks its index from the newest and stops; together they would all be read and sorted.
    found = [
        _as_appearance(row, name)
        for number, name in numbers.items()
        for row in connection.execute(_APPEARANCES, {"number": number, "most": limit})
    ]
    return tuple(sorted(found, key=_newest_first)[:limit])


def _newest_first(appearance: Appearance) -> tuple[int, str, str]:
    day = appearance.published_day
    return (-day.toordinal() if day else 0, appearance.article_id, appearance.name)


def _as_appearance(row: Row[Any], name: str) -> Appearance:
    introduction = None
    if row.introduction_start is not None:
        introduction = Span(row.introduction_start, row.introduction_end)
    return Appearance(row.article_id, name, introduction, row.role, row.attributions, row.published_day)


def read_counts(connection: Connection) -> Counts:
    """How much there is."""
    from retrieval.annotate import ANNOTATION_VERSION

    age = articles.c.annotation_version
    stale = case(((age < ANNOTATION_VERSION) & (age != -ANNOTATION_VERSION), 1), else_=0)
    unread = case((age < 0, 1), else_=0)
    # Revisions count from 1 without a gap, so that the latest one is also their number.
    sums = [func.coalesce(func.sum(of), 0) for of in (articles.c.revision, articles.c.attributions, stale, unread)]
    return Counts(*map(int, connection.execute(select(func.count(), *sums).select_from(articles)).one()))


def read_surnames(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Surname keys with their number of articles."""
    counted = select(names.c.surname_key, func.sum(names.c.articles)).group_by(names.c.surname_key)
    return tuple((key, int(count)) for key, count in connection.execute(counted.order_by(names.c.surname_key)))


def read_most_written(connection: Connection) -> tuple[NameRow, ...]:
    """The names that most articles write."""
    order = (names.c.articles.desc(), names.c.attributions.desc(), names.c.name, names.c.is_person)
    return tuple(map(as_name, connection.execute(select(names).order_by(*order).limit(MOST_WRITTEN))))


def read_outlets(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Outlets, largest first."""
    counted = select(articles.c.outlet, func.count()).where(articles.c.outlet.is_not(None)).group_by(articles.c.outlet)
    rows = [(outlet, count) for outlet, count in connection.execute(counted)]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def read_days(connection: Connection) -> tuple[tuple[date, int], ...]:
    """Days of publication, in order."""
    day = articles.c.published_day
    counted = select(day, func.count()).where(day.is_not(None)).group_by(day).order_by(day)
    return tuple((day, count) for day, count in connection.execute(counted))
