"""Writing articles, annotations and removals; every function runs inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from retrieval.model import Annotations, Article
from retrieval.store import annotation_codec
from retrieval.store.sql.articles.article_reads import read_articles
from retrieval.store.sql.articles.name_counts import rewrite_names
from retrieval.store.sql.articles.names_of_article import names_in
from retrieval.store.sql.articles.story_clusters import forget, settle, settle_again
from retrieval.store.sql.articles.write_plan import plan
from retrieval.store.sql.chats.sql_deliveries import forget_article
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.history import log
from retrieval.store.sql.intake.sql_posts import withdraw_posts
from retrieval.store.sql.tables import articles, found_annotations, reports, revisions, saved, shown, shown_articles
from retrieval.store.values import Outcome


def put(
    connection: Connection, batch: Sequence[tuple[Article, Annotations]], now: datetime | None
) -> tuple[Outcome, ...]:
    """Take articles in, in order; what is unchanged is not touched."""
    known = read_articles(connection, {article.id for article, _ in batch})
    planned = list(plan(known, (article for article, _ in batch)))
    written: dict[tuple[str, int], tuple[Article, Annotations]] = {}
    for (outcome, article), (_, found) in zip(planned, batch, strict=True):
        if outcome != "unchanged":
            written[article.id, article.revision] = (article, found)
    if written:
        _write(connection, known, list(written.values()), now)
    return tuple(outcome for outcome, _ in planned)


def _write(
    connection: Connection,
    known: Mapping[str, Article],
    written: Sequence[tuple[Article, Annotations]],
    now: datetime | None,
) -> None:
    latest = {article.id: (article, found) for article, found in written}
    _write_articles(connection, known, latest.values())
    numbers = numbers_of(connection, latest)
    kept = {article_id: article.revision for article_id, article in known.items()}
    new = [(a, f) for a, f in written if a.revision > kept.get(a.id, 0)]
    changed = [(a, f) for a, f in written if a.revision == kept.get(a.id)]
    if new:
        connection.execute(insert(revisions), [_revision(numbers[a.id], a, now) for a, _ in new])
        connection.execute(insert(found_annotations), [_found(numbers[a.id], a.revision, f) for a, f in new])
    if changed:
        connection.execute(_CHANGE_REVISION, [_as_parameters(_facts(numbers[a.id], a)) for a, _ in changed])
        connection.execute(_CHANGE_FOUND, [_as_parameters(_found(numbers[a.id], a.revision, f)) for a, f in changed])
    days = {a.id: a.published.day if a.published else None for a, _ in latest.values()}
    names = [(numbers[i], days[i], names_in(found)) for i, (_, found) in latest.items()]
    rewrite_names(connection, [numbers[i] for i in latest if i in known], names)
    settle(connection, {numbers[i]: article for i, (article, _) in latest.items()})
    log(connection, latest, is_removal=False)


def _write_articles(
    connection: Connection, known: Mapping[str, Article], latest: Iterable[tuple[Article, Annotations]]
) -> None:
    rows = [_article(article, found) for article, found in latest]
    new = [row for row in rows if row["article_id"] not in known]
    changed = [_as_parameters(row) for row in rows if row["article_id"] in known]
    if new:
        connection.execute(insert(articles), new)
    if changed:
        connection.execute(_CHANGE_ARTICLE, changed)


def reannotate(connection: Connection, batch: Sequence[tuple[str, int, Annotations]]) -> int:
    """Replace annotations of latest revisions."""
    offered = {(article_id, revision): found for article_id, revision, found in batch}
    current = [
        (row, offered[row.article_id, row.revision])
        for part in keys(article_id for article_id, _ in offered)
        for row in connection.execute(select(articles).where(articles.c.article_id.in_(part)))
        if (row.article_id, row.revision) in offered
    ]
    if not current:
        return 0
    connection.execute(_CHANGE_FOUND, [_as_parameters(_found(row.number, row.revision, f)) for row, f in current])
    ages = [
        {"of_number": row.number, "to_annotation_version": _age(f), "to_attributions": len(f.attributions)}
        for row, f in current
    ]
    connection.execute(_CHANGE_AGE, ages)
    names = [(row.number, row.published_day, names_in(found)) for row, found in current]
    rewrite_names(connection, [row.number for row, _ in current], names)
    texts = read_articles(connection, [row.article_id for row, _ in current])
    settle(connection, {row.number: texts[row.article_id] for row, _ in current})
    log(connection, (row.article_id for row, _ in current), is_removal=False)
    return len(current)


def remove(connection: Connection, article_id: str) -> bool:
    """Take an article down with all that came from it."""
    number = numbers_of(connection, [article_id]).get(article_id)
    if number is None:
        return False
    rewrite_names(connection, [number], [])
    followers = forget(connection, [number])
    connection.execute(delete(reports).where(reports.c.article_id == article_id))
    connection.execute(delete(saved).where(saved.c.article_id == article_id))
    forget_article(connection, article_id)
    withdraw_posts(connection, article_id)
    connection.execute(delete(articles).where(articles.c.number == number))
    settle_again(connection, followers)
    citing = select(shown_articles.c.token).where(shown_articles.c.article_id == article_id)
    connection.execute(update(shown).where(shown.c.token.in_(citing)).values(is_withdrawn=True))
    connection.execute(delete(shown_articles).where(shown_articles.c.article_id == article_id))
    log(connection, [article_id], is_removal=True)
    return True


def numbers_of(connection: Connection, article_ids: Iterable[str]) -> dict[str, int]:
    """The numbers under which the other tables know articles."""
    columns = (articles.c.article_id, articles.c.number)
    return {
        row.article_id: row.number
        for part in keys(article_ids)
        for row in connection.execute(select(*columns).where(articles.c.article_id.in_(part)))
    }


def _article(article: Article, found: Annotations) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "revision": article.revision,
        "outlet": article.outlet,
        "published_day": article.published.day if article.published else None,
        "annotation_version": _age(found),
        "attributions": len(found.attributions),
    }


def _age(found: Annotations) -> int:
    """The version that annotated an article, below 0 where it tried and failed; a newer one tries again."""
    return found.version if found.failure is None else -found.version


def _facts(number: int, article: Article) -> dict[str, Any]:
    published = article.published
    return {
        "article": number,
        "revision": article.revision,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published_as_given": published.as_given if published else None,
        "published_day": published.day if published else None,
        "published_utc": published.instant if published else None,
        "url": article.url,
        "language": article.language,
        "categories": json.dumps(article.categories, ensure_ascii=False) if article.categories else None,
        "picture_url": article.picture.url if article.picture else None,
        "picture_caption": article.picture.caption if article.picture else None,
    }


def _revision(number: int, article: Article, now: datetime | None) -> dict[str, Any]:
    return {**_facts(number, article), "text": article.text, "seen_utc": now}


def _found(number: int, revision: int, found: Annotations) -> dict[str, Any]:
    return {"article": number, "revision": revision, "found": annotation_codec.encode(found)}


_KEYS = frozenset({"article", "revision", "article_id"})


def _as_parameters(row: Mapping[str, Any]) -> dict[str, Any]:
    """Names that do not clash with the columns' own in an UPDATE."""
    return {f"of_{c}": v for c, v in row.items() if c in _KEYS} | {f"to_{c}": v for c, v in row.items()}


def _to(*columns: str) -> dict[str, Any]:
    return {column: bindparam(f"to_{column}") for column in columns}


_CHANGE_ARTICLE = (
    update(articles)
    .where(articles.c.article_id == bindparam("of_article_id"))
    .values(_to("revision", "outlet", "published_day", "annotation_version", "attributions"))
)
_CHANGE_AGE = (
    update(articles)
    .where(articles.c.number == bindparam("of_number"))
    .values(_to("annotation_version", "attributions"))
)
_CHANGE_REVISION = (
    update(revisions)
    .where(revisions.c.article == bindparam("of_article"), revisions.c.revision == bindparam("of_revision"))
    .values(_to(*(c.name for c in revisions.c if c.name not in ("article", "revision", "text", "seen_utc"))))
)
_CHANGE_FOUND = (
    update(found_annotations)
    .where(
        found_annotations.c.article == bindparam("of_article"), found_annotations.c.revision == bindparam("of_revision")
    )
    .values(_to("found"))
)
