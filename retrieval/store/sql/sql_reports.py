"""Where do reports about excerpts stand in the database?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from retrieval.store.contract.reports import Report, ReportState
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.history import log
from retrieval.store.sql.tables import reports

Transaction = Callable[[], AbstractContextManager[Connection]]


class SqlReports:
    """See ``Reports``."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def add(self, report: Report) -> int:
        """See ``Reports``."""
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
        """See ``Reports``."""
        waiting = select(reports).where(reports.c.state == "open").order_by(reports.c.number)
        with self._reading() as connection:
            return tuple(Report(**row._asdict()) for row in connection.execute(waiting))

    def report(self, number: int) -> Report | None:
        """See ``Reports``."""
        with self._reading() as connection:
            row = connection.execute(select(reports).where(reports.c.number == number)).one_or_none()
        return Report(**row._asdict()) if row else None

    def decide(self, number: int, state: ReportState, *, corrected_speaker: str | None = None) -> bool:
        """See ``Reports``."""
        with self._writing() as connection:
            found = connection.scalar(select(reports.c.article_id).where(reports.c.number == number))
            if found is None:
                return False
            decision = update(reports).where(reports.c.number == number)
            connection.execute(decision.values(state=state, corrected_speaker=corrected_speaker))
            log(connection, [found], is_removal=False)
        return True

    def decided(self, article_ids: Collection[str]) -> dict[str, tuple[Report, ...]]:
        """See ``Reports``."""
        ruled = select(reports).where(reports.c.state.in_(("hidden", "corrected"))).order_by(reports.c.number)
        found: dict[str, tuple[Report, ...]] = {}
        with self._reading() as connection:
            for part in keys(article_ids):
                for row in connection.execute(ruled.where(reports.c.article_id.in_(part))):
                    found[row.article_id] = (*found.get(row.article_id, ()), Report(**row._asdict()))
        return found
