"""Reports about excerpts in a relational database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from retrieval.store.contract.reports import Report, Reports, ReportState
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.history import log
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.tables import reports


class SqlReports(Reports):
    def __init__(self, reading: Transaction, writing: Transaction, cache: ReadCache) -> None:
        self._reading = reading
        self._writing = writing
        self._cache = cache

    def add(self, report: Report) -> int:
        same = (
            reports.c.article_id == report.article_id,
            reports.c.words == report.words,
            reports.c.state == "open",
        )
        row = asdict(report)
        row.pop("number")
        with self._writing() as connection:
            known = connection.scalar(select(reports.c.number).where(*same).limit(1))
            if known is not None:
                return int(known)
            return int(connection.execute(insert(reports).returning(reports.c.number), row).scalar_one())

    def open(self) -> tuple[Report, ...]:
        waiting = select(reports).where(reports.c.state == "open").order_by(reports.c.number)
        with self._reading() as connection:
            return tuple(Report(**row._asdict()) for row in connection.execute(waiting))

    def get(self, number: int) -> Report | None:
        with self._reading() as connection:
            row = connection.execute(select(reports).where(reports.c.number == number)).one_or_none()
        return Report(**row._asdict()) if row else None

    def decide(self, number: int, state: ReportState, *, corrected_speaker: str | None = None) -> bool:
        with self._writing() as connection:
            found = connection.scalar(select(reports.c.article_id).where(reports.c.number == number))
            if found is None:
                return False
            decision = update(reports).where(reports.c.number == number)
            connection.execute(decision.values(state=state, corrected_speaker=corrected_speaker))
            log(connection, [found], is_removal=False)
        return True

    def decided(self, article_ids: Collection[str]) -> dict[str, tuple[Report, ...]]:
        decided: dict[str, tuple[Report, ...]] = self._cache.read("decided", _read_decided)
        return {article_id: decided[article_id] for article_id in article_ids if article_id in decided}


def _read_decided(connection: Connection) -> dict[str, tuple[Report, ...]]:
    """All that operators have decided, by article: few beside the articles, and asked for by every question."""
    ruled = select(reports).where(reports.c.state.in_(("hidden", "corrected"))).order_by(reports.c.number)
    found: dict[str, tuple[Report, ...]] = {}
    for row in connection.execute(ruled):
        found[row.article_id] = (*found.get(row.article_id, ()), Report(**row._asdict()))
    return found
