"""The archive's writer: articles into the database and the index, in batches that are each whole."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from retrieval.answers.ingest.annotators import Annotated, Annotators
from retrieval.answers.ingest.batches import BATCH, in_batches
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.ingest.open_links import with_open_links
from retrieval.errors import UnknownArticle
from retrieval.model import Annotations, Article
from retrieval.model.clock import utc_now
from retrieval.sources import Refused
from retrieval.store import Outcome, Store
from retrieval.store.lock import WriterLock
from retrieval.text.languages.detection import detected_language

logger = logging.getLogger(__name__)
Begun = tuple[list[Article], Callable[[], Annotated]]
"""A batch, and what gives its annotations."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one article that was offered.

    Attributes:
        failure: the class of the error for which it is in without annotations.
    """

    article_id: str
    outcome: Outcome | Literal["refused"]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Additions:
    """What became of all of them.

    Attributes:
        unread: ids of those that are in, but could not be read for people and quotations, with the class of the error.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Additions) -> Additions:
        return Additions(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
            self.unread + other.unread,
        )


class ArchiveWriter:
    """Changes the articles of one archive under the writer's lock: the database first, then the index from its log."""

    def __init__(self, folder: Path, store: Store, index_sync: IndexSync) -> None:
        self._folder = folder
        self._store = store
        self._index_sync = index_sync

    def add(
        self,
        articles: Iterable[Article | Refused],
        *,
        progress: Callable[[Addition], None] | None,
        jobs: int,
        came: Callable[[], datetime | None],
        appeared: Collection[str],
        kept: Annotators | None = None,
    ) -> Additions:
        """Take articles in; see ``Archive.add``.

        Args:
            came: when what is written now came in; None where it is no news.
        """
        tally = _Tally(progress)
        with WriterLock(self._folder), nullcontext(kept) if kept else Annotators(jobs) as annotators:
            begun: deque[Begun] = deque()
            for offered in in_batches(tally.accepted(articles)):
                batch = with_open_links(offered, self._store.articles.get_many)
                begun.append((batch, self._begin(annotators, batch)))
                if not annotators.is_ahead or len(begun) > 1:
                    tally.count(self._put(*begun.popleft(), came, appeared, annotators))
            for one in begun:
                tally.count(self._put(*one, came, appeared, annotators))
        return tally.total()

    def _begin(self, annotators: Annotators, batch: Sequence[Article]) -> Callable[[], Annotated]:
        """Begin to annotate what is new as far as can be seen: an article of the batch before may not be in yet."""
        expected = self._store.articles.outcomes(batch)
        new = [a for a, outcome in zip(batch, expected, strict=True) if outcome != "unchanged"]
        return annotators.begin(new, is_many=len(new) >= BATCH // 2)

    def _put(
        self,
        batch: Sequence[Article],
        annotated: Callable[[], Annotated],
        came: Callable[[], datetime | None],
        appeared: Collection[str],
        annotators: Annotators,
    ) -> Iterator[Addition]:
        """One batch; an id that stands twice in it is put twice, in order."""
        known = annotated()
        for part in _without_repeats(batch):
            expected = self._store.articles.outcomes(part)
            changed = [a for a, outcome in zip(part, expected, strict=True) if outcome != "unchanged"]
            known |= annotators.begin([a for a in changed if a not in known], is_many=False)()
            became: dict[str, Outcome] = {}
            if changed:
                became = self._write([(a, known[a]) for a in changed], came(), appeared)
                self._index_sync.apply_changes()
            failures = {a.id: known[a].failure for a in changed}
            yield from (Addition(a.id, became.get(a.id, "unchanged"), failures.get(a.id)) for a in part)

    def _write(
        self, new: Sequence[tuple[Article, Annotations]], came: datetime | None, appeared: Collection[str]
    ) -> dict[str, Outcome]:
        """What became of each; another machine may have added it since it was looked at."""
        undated = [a.id for a, _ in new if a.published is None and a.id not in appeared]
        quiet = set(undated) - self._store.articles.get_many(undated).keys()
        became: dict[str, Outcome] = {}
        for ids, moment in ((quiet, None), ({a.id for a, _ in new} - quiet, came)):
            part = [(a, found) for a, found in new if a.id in ids]
            if part:
                outcomes = self._store.articles.put(part, now=moment)
                became |= {a.id: outcome for (a, _), outcome in zip(part, outcomes, strict=True)}
        return became

    def remove(self, article_id: str) -> None:
        """Withdraw an article; see ``Archive.remove``."""
        with WriterLock(self._folder):
            if not self._store.articles.remove(article_id):
                raise UnknownArticle(article_id)
            self._index_sync.apply_changes()

    def reannotate(self, limit: int) -> int:
        """Annotate again up to ``limit`` articles that an older program annotated; how many were."""
        with WriterLock(self._folder):
            return self._index_sync.reannotate(limit)


def moment_of_coming_in(now: datetime | None, *, is_quiet: bool) -> Callable[[], datetime | None]:
    """When each batch came in: never where it is quiet, at ``now``, or at the moment at which it is written."""
    return lambda: None if is_quiet else now or utc_now()


class _Tally:
    """Counts what becomes of the articles offered, and tells of each."""

    def __init__(self, progress: Callable[[Addition], None] | None) -> None:
        self._tell = progress or (lambda _: None)
        self._counts = dict.fromkeys(("added", "updated", "unchanged"), 0)
        self._refused: list[Refused] = []
        self._unread: dict[str, str] = {}

    def accepted(self, articles: Iterable[Article | Refused]) -> Iterator[Article]:
        """The articles, each in its language; what was refused on the way to them is noted."""
        for article in articles:
            if isinstance(article, Refused):
                self._refused.append(article)
                self._tell(Addition(article.location, "refused"))
            else:
                yield _in_its_language(article)

    def count(self, additions: Iterable[Addition]) -> None:
        """Note what became of some."""
        for addition in additions:
            self._counts[addition.outcome] += 1
            if addition.failure:
                self._unread[addition.article_id] = addition.failure
            self._tell(addition)

    def total(self) -> Additions:
        """What became of all of them."""
        return Additions(**self._counts, refused=tuple(self._refused), unread=tuple(self._unread.items()))


def _without_repeats(batch: Iterable[Article]) -> Iterator[list[Article]]:
    """The batch in parts, in order, in none of which an id stands twice."""
    part: dict[str, Article] = {}
    for article in batch:
        if article.id in part:
            yield list(part.values())
            part = {}
        part[article.id] = article
    if part:
        yield list(part.values())


def _in_its_language(article: Article) -> Article:
    """The article with its language, told from its text where it came without one."""
    if article.language:
        return article
    try:
        return replace(article, language=detected_language(article.text))
    except Exception as error:  # it is read as if it were English
        logger.warning("The language of the article %r could not be told: %s", article.id, type(error).__name__)
        return article
