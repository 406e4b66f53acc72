"""Catalogue contract: how much the archive holds, from which outlets and days, and what came last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from retrieval.store.values import Counts


class Catalogue(Protocol):
    """The whole archive in figures; what goes over all of it is counted once for each of its states."""

    def counts(self) -> Counts:
        """How much there is; stale is counted against this program's annotations."""

    def newest(self, limit: int, *, outlets: Collection[str] | None = None) -> tuple[str, ...]:
        """Ids of the articles published last, by day, then by id; undated ones come last.

        Args:
            outlets: those of these alone, as articles write them.
        """

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets with their number of articles, largest first."""

    def published_days(self) -> tuple[tuple[date, int], ...]:
        """Days with their number of articles, in order."""

    def newest_day(self, until: date | None = None) -> date | None:
        """The last day, ``until`` at the latest, on which something was published; None where there is none."""
