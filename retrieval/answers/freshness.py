"""Recency prior: how much more a passage counts for being new, where a question names no day."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from retrieval.answers.terms.day_filters import FIRST, LAST, asked_published
from retrieval.model import DateMention, DayRange
from retrieval.search.engine import Collection, Hit, Query, SearchEngine
from retrieval.store import Store

# People ask an archive of news about now. Measured on news-quiz questions: half as much again for what is of today, and
# a month later a third of that. Much more would put anything new before what was asked for.
LIFT = 0.5
FADES_IN_DAYS = 30
# A time that ended so lately is still now: who asks on Monday about "this week" means the last seven days.
_NOW = timedelta(days=7)
# Beyond that what is left of the lift moves nothing.
_RECENT = timedelta(days=60)
# What an article is about stands first in it.
LEAD_LIFT = 1.05
# Its clock may be ahead of the asker's by a day; what is of a later day is not now.
_AHEAD = 1


@dataclass(frozen=True, slots=True)
class Freshness:
    """The recency prior of one archive on one day.

    Attributes:
        newest: the day that age is counted from: the last one, today at the latest, on which the archive has anything.
        full: the lift of what is of that day.
    """

    newest: date | None
    full: float = LIFT

    @classmethod
    def on(cls, today: date | None, store: Store) -> Freshness:
        """The prior on a day; of an archive that ended long ago, as it was at its end.

        Who gives no day may not mean now: the newest article stands for it then, with half the lift.
        """
        newest = store.catalogue.newest_day(today)
        return cls(newest and min(max(newest, FIRST), LAST), LIFT if today else LIFT / 2)

    def lift(self, published: date | None) -> float:
        """What the score of something published on this day is multiplied with, at least 1.

        >>> of_may = Freshness(date(2024, 5, 31))
        >>> [round(of_may.lift(date(2024, month, 31)), 2) for month in (5, 3, 7)], of_may.lift(None)
        ([1.5, 1.07, 1.0], 1.0)
        """
        if self.newest is None or published is None:
            return 1.0
        age = (self.newest - published).days
        return 1.0 if age < -_AHEAD else 1.0 + self.full * exp(-max(age, 0) / FADES_IN_DAYS)

    def is_asked(self, dates: Sequence[DateMention]) -> bool:
        """Whether a question with these dates asks about now: it names no day, or a time that lasts ("this week")."""
        newest = self.newest
        return newest is not None and all(
            d.kind != "day" and d.days.start <= newest + _NOW and newest - _NOW < d.days.end for d in dates
        )

    def recent(self) -> frozenset[str] | None:
        """The filters of what the prior lifts noticeably, one of them on each; None where nothing has a day."""
        if self.newest is None:
            return None
        return asked_published(DayRange(self.newest - _RECENT, self.newest + timedelta(days=1 + _AHEAD)))


NO_FRESHNESS = Freshness(None)


def found_freshly(
    collection: Collection,
    query: Query,
    engine: SearchEngine,
    freshness: Freshness,
    days_of: Callable[[Set[str]], dict[str, date]],
    *,
    limit: int,
) -> list[Hit]:
    """The best ``limit`` hits by lifted score, which is the score they carry.

    What is recent is searched by itself too: a new article that stands far below the first hits may rise among them.
    """
    found = {(hit.article_id, hit.ordinal): hit for hit in engine.search(collection, query, limit=limit)}
    recent = freshness.recent()
    if len(found) == limit and recent is not None:
        narrowed = Query(query.terms, (*query.demands, recent), query.refuses)
        for hit in engine.search(collection, narrowed, limit=limit):
            found.setdefault((hit.article_id, hit.ordinal), hit)
    days = days_of({hit.article_id for hit in found.values()}) if recent else {}
    lifted = [
        hit._replace(score=hit.score * freshness.lift(days.get(hit.article_id)) * (1.0 if hit.ordinal else LEAD_LIFT))
        for hit in found.values()
    ]
    return sorted(lifted, key=lambda hit: (-hit.score, hit.article_id, hit.ordinal))[:limit]
