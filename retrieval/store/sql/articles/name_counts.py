"""Name counts: how often each name stands in the archive, kept in step with the articles by differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Update, bindparam, delete, func, insert, select, update

from retrieval.store.sql.articles.names_of_article import NameInArticle
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.tables import appearances, names

Written = tuple[int, date | None, Sequence[NameInArticle]]
"""An article's number, its day, and the names it writes."""


@dataclass(slots=True)
class _Sum:
    """What articles do with one name, or how that changes."""

    articles: int = 0
    mentions: int = 0
    attributions: int = 0

    def add(self, articles: int, mentions: int, attributions: int) -> None:
        self.articles += articles
        self.mentions += mentions
        self.attributions += attributions


def rewrite_names(connection: Connection, known: Collection[int], written: Sequence[Written]) -> None:
    """Replace the names of articles and correct the sums.

    Args:
        known: the numbers of articles whose names stand there so far; all of them are taken out.
        written: what stands there from now on.
    """
    sums: defaultdict[int, _Sum] = defaultdict(_Sum)
    for part in chunks(known):
        _take_out(connection, part, sums)
    _put_in(connection, written, sums)
    _add_up(connection, sums)


def _take_out(connection: Connection, numbers: Sequence[int], sums: defaultdict[int, _Sum]) -> None:
    columns = (appearances.c.name, appearances.c.mentions, appearances.c.attributions)
    for row in connection.execute(select(*columns).where(appearances.c.article.in_(numbers))):
        sums[row.name].add(-1, -row.mentions, -row.attributions)
    connection.execute(delete(appearances).where(appearances.c.article.in_(numbers)))


def _put_in(connection: Connection, written: Sequence[Written], sums: defaultdict[int, _Sum]) -> None:
    names_written = [(name, day) for _, day, found in written for name in found]
    numbers = _known(connection, (name for name, _ in names_written))
    new = [(name, day) for name, day in names_written if (name.name, name.is_person) not in numbers]
    for name, _ in names_written:
        if (number := numbers.get((name.name, name.is_person))) is not None:
            sums[number].add(1, name.mentions, name.attributions)
    if new:
        connection.execute(insert(names), _entries(new))
        numbers |= _known(connection, (name for name, _ in new))
    rows = [
        _appearance(article, numbers[name.name, name.is_person], day, name)
        for article, day, found in written
        for name in found
    ]
    if rows:
        connection.execute(insert(appearances), rows)


def _known(connection: Connection, wanted: Iterable[NameInArticle]) -> dict[tuple[str, bool], int]:
    """The numbers of the names that stand in the table."""
    columns = (names.c.name, names.c.is_person, names.c.number)
    return {
        (row.name, row.is_person): row.number
        for part in chunks(dict.fromkeys(name.name for name in wanted))
        for row in connection.execute(select(*columns).where(names.c.name.in_(part)))
    }


def _entries(written: Iterable[tuple[NameInArticle, date | None]]) -> list[dict[str, Any]]:
    """New rows of ``names``, their sums included."""
    entries: dict[tuple[str, bool], dict[str, Any]] = {}
    for name, day in written:
        entry = entries.get((name.name, name.is_person))
        if entry is None:
            entry = entries[name.name, name.is_person] = _entry(name)
        entry["articles"] += 1
        entry["mentions"] += name.mentions
        entry["attributions"] += name.attributions
        if day is not None:
            entry["first_day"] = min(entry["first_day"] or day, day)
            entry["last_day"] = max(entry["last_day"] or day, day)
    return list(entries.values())


def _entry(name: NameInArticle) -> dict[str, Any]:
    return {
        "name": name.name,
        "is_person": name.is_person,
        "name_key": name.key,
        "surname_key": name.surname_key,
        "articles": 0,
        "mentions": 0,
        "attributions": 0,
        "first_day": None,
        "last_day": None,
    }


def _appearance(article: int, number: int, day: date | None, name: NameInArticle) -> dict[str, Any]:
    return {
        "article": article,
        "name": number,
        "published_day": day,
        "mentions": name.mentions,
        "attributions": name.attributions,
        "role": name.role,
        "introduction_start": name.introduction.start if name.introduction else None,
        "introduction_end": name.introduction.end if name.introduction else None,
    }


def _add_up(connection: Connection, sums: dict[int, _Sum]) -> None:
    """Correct the sums and the first and last days of names that were known before."""
    if not sums:
        return
    rows = [
        {"at": at, "more_articles": s.articles, "more_mentions": s.mentions, "more_attributions": s.attributions}
        for at, s in sums.items()
    ]
    connection.execute(_CORRECT, rows)
    for part in chunks(at for at, s in sums.items() if s.articles < 0):
        connection.execute(delete(names).where(names.c.number.in_(part), names.c.articles == 0))


def _correction() -> Update:
    days = select(appearances.c.published_day).where(appearances.c.name == names.c.number)
    return (
        update(names)
        .where(names.c.number == bindparam("at"))
        .values(
            articles=names.c.articles + bindparam("more_articles"),
            mentions=names.c.mentions + bindparam("more_mentions"),
            attributions=names.c.attributions + bindparam("more_attributions"),
            first_day=days.with_only_columns(func.min(appearances.c.published_day)).scalar_subquery(),
            last_day=days.with_only_columns(func.max(appearances.c.published_day)).scalar_subquery(),
        )
    )


_CORRECT = _correction()
