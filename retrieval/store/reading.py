"""What does the database hold? Rows become values again; every function runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from retrieval.model import Annotations, Article, Published, Span
from retrieval.store import codec
from retrieval.store.chunks import chunks
from retrieval.store.tables import appearances, articles, found_annotations, names, revisions
from retrieval.store.values import Appearance, NameRow


def _articles_and_revisions() -> Select[Any]:
    columns = [c for c in revisions.c if c.name != "article"]
    return select(articles.c.article_id, *columns).join_from(
        articles, revisions, revisions.c.article == articles.c.number
    )


def read_articles(connection: Connection, article_ids: Collection[str]) -> dict[str, Article]:
    """The latest revisions, in the order asked for."""
    latest = _articles_and_revisions().where(revisions.c.revision == articles.c.revision)
    found = {
        row.article_id: _as_article(row)
        for part in chunks(dict.fromkeys(article_ids))
        for row in connection.execute(latest.where(articles.c.article_id.in_(part)))
    }
    return {article_id: found[article_id] for article_id in article_ids if article_id in found}


def read_revision(connection: Connection, article_id: str, revision: int) -> Article | None:
    """One revision, old or latest."""
    one = _articles_and_revisions().where(articles.c.article_id == article_id, revisions.c.revision == revision)
    row = connection.execute(one).one_or_none()
    return None if row is None else _as_article(row)


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
    )


def read_annotations(connection: Connection, article_ids: Collection[str]) -> dict[str, Annotations]:
    """The annotations of the latest revisions."""
    latest = select(articles.c.article_id, found_annotations.c.found).join_from(
        articles,
        found_annotations,
        (found_annotations.c.article == articles.c.number) & (found_annotations.c.revision == articles.c.revision),
    )
    return {
        row.article_id: codec.decode(row.found)
        for part in chunks(dict.fromkeys(article_ids))
        for row in connection.execute(latest.where(articles.c.article_id.in_(part)))
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


def read_appearances(connection: Connection, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
    """Where names with these keys stand, newest first."""
    known = select(names.c.number, names.c.name).order_by(names.c.name, names.c.is_person.desc())
    numbers = {
        row.number: row.name
        for part in chunks(sorted(keys))
        for row in connection.execute(known.where(names.c.name_key.in_(part)))
    }
    newest = (
        select(articles.c.article_id, appearances)
        .join_from(appearances, articles, articles.c.number == appearances.c.article)
        .order_by(appearances.c.published_day.desc().nulls_last(), articles.c.article_id)
        .limit(limit)
    )
    # One name at a time: each walks its index from the newest and stops; together they would all be read and sorted.
    found = [
        _as_appearance(row, name)
        for number, name in numbers.items()
        for row in connection.execute(newest.where(appearances.c.name == number))
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
