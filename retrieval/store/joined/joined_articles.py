"""Articles, stories and reports of two archives, each asked for its own; written are only those of the one of all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from retrieval.model import Annotations, Article
from retrieval.model.own_ids import OwnIds
from retrieval.store.contract.articles import Articles, EncodedAnnotations
from retrieval.store.contract.reports import Report, Reports, ReportState
from retrieval.store.contract.stories import Stories
from retrieval.store.values import Outcome


class JoinedArticles(Articles):
    def __init__(self, shared: Articles, own: Articles, ids: OwnIds) -> None:
        self._shared = shared
        self._own = own
        self._ids = ids

    def _of(self, article_id: str) -> Articles:
        return self._own if self._ids.is_own(article_id) else self._shared

    def put(self, batch: Sequence[tuple[Article, Annotations]], *, now: datetime | None = None) -> tuple[Outcome, ...]:
        return self._shared.put(batch, now=now)

    def outcomes(self, articles: Sequence[Article]) -> tuple[Outcome, ...]:
        return self._shared.outcomes(articles)

    def reannotate(self, batch: Sequence[tuple[str, int, Annotations]]) -> int:
        return self._shared.reannotate(batch)

    def remove(self, article_id: str) -> bool:
        return self._shared.remove(article_id)

    def get(self, article_id: str, revision: int | None = None) -> Article | None:
        return self._of(article_id).get(article_id, revision)

    def get_many(self, article_ids: Collection[str]) -> dict[str, Article]:
        shared, own = self._ids.parted(article_ids)
        return self._shared.get_many(shared) | (self._own.get_many(own) if own else {})

    def annotations(self, article_ids: Collection[str]) -> dict[str, Annotations]:
        shared, own = self._ids.parted(article_ids)
        return self._shared.annotations(shared) | (self._own.annotations(own) if own else {})

    def encoded_annotations(self, article_ids: Collection[str]) -> EncodedAnnotations:
        shared, own = self._ids.parted(article_ids)
        found = self._shared.encoded_annotations(shared)
        return _BothEncoded(found, self._own.encoded_annotations(own), self._ids) if own else found

    def published_days(self, article_ids: Collection[str]) -> dict[str, date]:
        shared, own = self._ids.parted(article_ids)
        return self._shared.published_days(shared) | (self._own.published_days(own) if own else {})

    def revision_times(self, article_id: str) -> dict[int, datetime | None]:
        return self._of(article_id).revision_times(article_id)

    def ids(self, *, after: str | None = None, limit: int = 1000) -> tuple[str, ...]:
        # An own id is below and above none but its like, so that both are sorted as one.
        found = (*self._shared.ids(after=after, limit=limit), *self._own.ids(after=after, limit=limit))
        return tuple(sorted(found)[:limit])

    def stale(self, version: int, limit: int) -> tuple[str, ...]:
        return self._shared.stale(version, limit)

    def unread(self, limit: int) -> tuple[str, ...]:
        return self._shared.unread(limit)


class _BothEncoded:
    def __init__(self, shared: EncodedAnnotations, own: EncodedAnnotations, ids: OwnIds) -> None:
        self._shared = shared
        self._own = own
        self._ids = ids

    def __iter__(self) -> Iterator[str]:
        yield from self._shared
        yield from self._own

    def _of(self, article_id: str) -> EncodedAnnotations:
        return self._own if self._ids.is_own(article_id) else self._shared

    def of(self, article_id: str) -> Annotations:
        return self._of(article_id).of(article_id)

    def edits_of(self, article_id: str) -> Sequence[tuple[int, int, str]] | None:
        return self._of(article_id).edits_of(article_id)


class JoinedStories(Stories):
    """What both archives have under one id of the source's is one text; other copies are known within each of them."""

    def __init__(self, shared: Stories, own: Stories, ids: OwnIds) -> None:
        self._shared = shared
        self._own = own
        self._ids = ids

    def story_of(self, article_ids: Collection[str]) -> dict[str, str]:
        shared, own = self._ids.parted(article_ids)
        found = self._shared.story_of(shared) if shared else {}
        if own:
            within = self._own.story_of(own)
            first = self._shared.story_of({self._ids.given(i) for i in within.values()})
            found |= {i: first.get(self._ids.given(story), story) for i, story in within.items()}
        return found

    def articles(self, article_id: str) -> tuple[str, ...]:
        return self.articles_of([article_id]).get(article_id, ())

    def articles_of(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        shared, own = self._ids.parted(article_ids)
        within = self._own.articles_of(own) if own else {}
        firsts = {i: self._ids.given(of_one[0]) for i, of_one in within.items()}
        stories = self._shared.articles_of({*shared, *firsts.values()})
        same = self._own.articles_of({self._ids.own(i) for of_one in stories.values() for i in of_one})
        found = {}
        for article_id in (*(i for i in shared if i in stories), *within):
            everywhere = stories.get(firsts.get(article_id, article_id), ())
            copies = (copy for i in everywhere for copy in same.get(self._ids.own(i), ()))
            found[article_id] = tuple(dict.fromkeys((*everywhere, *copies, *within.get(article_id, ()))))
        return found


class JoinedReports(Reports):
    """Operators see what all can read; a doubt about an own article stays with it."""

    def __init__(self, shared: Reports, own: Reports, ids: OwnIds) -> None:
        self._shared = shared
        self._own = own
        self._ids = ids

    def add(self, report: Report) -> int:
        return (self._own if self._ids.is_own(report.article_id) else self._shared).add(report)

    def open(self) -> tuple[Report, ...]:
        return self._shared.open()

    def get(self, number: int) -> Report | None:
        return self._shared.get(number)

    def decide(self, number: int, state: ReportState, *, corrected_speaker: str | None = None) -> bool:
        return self._shared.decide(number, state, corrected_speaker=corrected_speaker)

    def decided(self, article_ids: Collection[str]) -> dict[str, tuple[Report, ...]]:
        shared, own = self._ids.parted(article_ids)
        return self._shared.decided(shared) | (self._own.decided(own) if own else {})
