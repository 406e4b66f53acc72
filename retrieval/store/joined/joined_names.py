"""Names of two archives counted together, as if their articles stood in one."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from retrieval.store.contract.names import MOST_WRITTEN, Names
from retrieval.store.sql.articles.names_now import NamesNow, most_quoted_first
from retrieval.store.values import Appearance, NameRow

# An archive of its own has fewer than this; what is beyond is counted apart.
_MANY = 100_000


class JoinedNames(Names):
    """Asked anew each time, except for `as_of_now`."""

    def __init__(self, shared: Names, own: Names) -> None:
        self._shared = shared
        self._own = own
        self._lock = threading.Lock()
        self._of: tuple[Names, Names] | None = None
        self._now: Names = self

    def with_surnames(self, surname_keys: Collection[str]) -> tuple[NameRow, ...]:
        rows = (*self._shared.with_surnames(surname_keys), *self._own.with_surnames(surname_keys))
        return tuple(sorted(_added(rows), key=most_quoted_first))

    def surnames(self) -> tuple[tuple[str, int], ...]:
        counts = Counter(dict(self._shared.surnames()))
        counts.update(dict(self._own.surnames()))
        return tuple(sorted(counts.items()))

    def surnames_ending_in(self, word: str) -> tuple[str, ...]:
        return tuple(sorted({*self._shared.surnames_ending_in(word), *self._own.surnames_ending_in(word)}))

    def most_written(self) -> tuple[NameRow, ...]:
        rows = _added((*self._shared.most_written(), *self._own.most_written()))
        order = sorted(rows, key=lambda row: (-row.articles, -row.attributions, row.name, row.is_person))
        return tuple(order[:MOST_WRITTEN])

    def most_quoted(self, limit: int, offset: int = 0) -> tuple[NameRow, ...]:
        own = self._own.most_quoted(_MANY)
        shared = self._shared.most_quoted(limit + offset + len(own))
        # Of a name that few there quote, too: what both say of it counts together.
        known = {(row.name, row.is_person) for row in shared}
        missing = {row.surname_key for row in own if (row.name, row.is_person) not in known}
        also = [row for row in self._shared.with_surnames(missing) if (row.name, row.is_person) not in known]
        quoted = (row for row in _added((*shared, *also, *own)) if row.is_person and row.attributions)
        return tuple(sorted(quoted, key=lambda row: (-row.attributions, row.name))[offset : offset + limit])

    def appearances(self, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
        found = (*self._shared.appearances(keys, limit), *self._own.appearances(keys, limit))
        return tuple(sorted(found, key=_newest_first)[:limit])

    def as_of_now(self) -> Names:
        of = self._shared.as_of_now(), self._own.as_of_now()
        with self._lock:
            if self._of is None or any(one is not before for one, before in zip(of, self._of, strict=True)):
                self._of, self._now = of, NamesNow(JoinedNames(*of))
            return self._now


def _newest_first(appearance: Appearance) -> tuple[int, str, str]:
    day = appearance.published_day
    return (-day.toordinal() if day else 0, appearance.article_id, appearance.name)


def _added(rows: Iterable[NameRow]) -> list[NameRow]:
    """One row a name, with what all articles do with it."""
    found: dict[tuple[str, bool], NameRow] = {}
    for row in rows:
        before = found.get((row.name, row.is_person))
        found[row.name, row.is_person] = _both(before, row) if before else row
    return list(found.values())


def _both(one: NameRow, other: NameRow) -> NameRow:
    return replace(
        one,
        articles=one.articles + other.articles,
        mentions=one.mentions + other.mentions,
        attributions=one.attributions + other.attributions,
        first_day=min(_days(one.first_day, other.first_day), default=None),
        last_day=max(_days(one.last_day, other.last_day), default=None),
    )


def _days(*days: date | None) -> list[date]:
    return [day for day in days if day]
