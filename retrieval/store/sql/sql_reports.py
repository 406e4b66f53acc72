"""Reports about excerpts in a relational database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import insert, select, update

from retrieval.store.contract.reports import Report, Reports, ReportState
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.history import log
from retrieval.store.sql.tables import reports


class SqlReports(Reports):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

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
        ruled = select(reports).where(reports.c.state.in_(("hidden", "corrected"))).order_by(reports.c.number)
        found: dict[str, tuple[Report, ...]] = {}
        with self._reading() as connection:
            for part in keys(article_ids):
                for row in connection.execute(ruled.where(reports.c.article_id.in_(part))):
                    found[row.article_id] = (*found.get(row.article_id, ()), Report(**row._asdict()))
        return found
