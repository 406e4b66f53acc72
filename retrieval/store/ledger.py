"""How often does each name stand in the archive? Keeps the sums in step with the articles, by differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from retrieval.store.chunks import chunks
from retrieval.store.naming import NameInArticle
from retrieval.store.tables import appearances, names

Written = tuple[int, date | None, Sequence[NameInArticle]]
"""An article's number, its day, and the names it writes."""


def rewrite_names(connection: Connection, known: Collection[int], written: Sequence[Written]) -> None:
    """Replace the names of articles and correct the sums.

    Args:
        known: the numbers of articles whose names stand there so far; all of them are taken out.
        written: what stands there from now on.
    """
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    _take_out(connection, known, sums)
    _put_in(connection, written, sums)
    _add_up(connection, sums)


def _take_out(connection: Connection, numbers: Collection[int], sums: defaultdict[int, list[int]]) -> None:
    for part in chunks(numbers):
        columns = (appearances.c.name, appearances.c.mentions, appearances.c.attributions)
        for row in connection.execute(select(*columns).where(appearances.c.article.in_(part))):
            _add(sums[row.name], -1, -row.mentions, -row.attributions)
        connection.execute(delete(appearances).where(appearances.c.article.in_(part)))


def _put_in(connection: Connection, written: Sequence[Written], sums: defaultdict[int, list[int]]) -> None:
    numbers = _numbers(connection, (name for _, _, found in written for name in found))
    rows = []
    for article, day, found in written:
        for name in found:
            number = numbers[name.name, name.is_person]
            _add(sums[number], 1, name.mentions, name.attributions)
            rows.append(_appearance(article, number, day, name))
    if rows:
        connection.execute(insert(appearances), rows)


def _add(sums: list[int], *by: int) -> None:
    sums[:] = [a + b for a, b in zip(sums, by, strict=True)]


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


def _numbers(connection: Connection, wanted: Iterable[NameInArticle]) -> dict[tuple[str, bool], int]:
    """The number of every name, new ones entered first."""
    by_name = {(name.name, name.is_person): name for name in wanted}
    numbers = _known(connection, by_name)
    new = [name for at, name in by_name.items() if at not in numbers]
    if new:
        connection.execute(insert(names), [_entry(name) for name in new])
        numbers |= _known(connection, ((name.name, name.is_person) for name in new))
    return numbers


def _known(connection: Connection, wanted: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], int]:
    columns = (names.c.name, names.c.is_person, names.c.number)
    found = {}
    for part in chunks(dict.fromkeys(name for name, _ in wanted)):
        for row in connection.execute(select(*columns).where(names.c.name.in_(part))):
            found[row.name, row.is_person] = row.number
    return found


def _entry(name: NameInArticle) -> dict[str, Any]:
    nothing = {"articles": 0, "mentions": 0, "attributions": 0}
    return {
        "name": name.name,
        "is_person": name.is_person,
        "name_key": name.key,
        "surname_key": name.surname_key,
        **nothing,
    }


def _add_up(connection: Connection, sums: dict[int, list[int]]) -> None:
    if not sums:
        return
    days = select(appearances.c.published_day).where(appearances.c.name == names.c.number)
    first = days.with_only_columns(func.min(appearances.c.published_day)).scalar_subquery()
    last = days.with_only_columns(func.max(appearances.c.published_day)).scalar_subquery()
    correct = (
        update(names)
        .where(names.c.number == bindparam("at"))
        .values(
            articles=names.c.articles + bindparam("more_articles"),
            mentions=names.c.mentions + bindparam("more_mentions"),
            attributions=names.c.attributions + bindparam("more_attributions"),
            first_day=first,
            last_day=last,
        )
    )
    rows = [
        {"at": at, "more_articles": articles, "more_mentions": mentions, "more_attributions": attributions}
        for at, (articles, mentions, attributions) in sums.items()
    ]
    connection.execute(correct, rows)
    lowered = [at for at, (articles, _, _) in sums.items() if articles < 0]
    for part in chunks(lowered):
        connection.execute(delete(names).where(names.c.number.in_(part), names.c.articles == 0))
