"""Article contract: articles with their revisions and annotations, put in, read and taken down."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from retrieval.model import Annotations, Article
from retrieval.store.values import Outcome


class EncodedAnnotations(Protocol):
    """Annotations of articles, each decoded when it is asked for."""

    def __iter__(self) -> Iterator[str]:
        """The ids of the articles."""

    def of(self, article_id: str) -> Annotations:
        """Those of one of these articles.

        Raises:
            ArchiveUnavailable: they cannot be read.
        """

    def edits_of(self, article_id: str) -> Sequence[tuple[int, int, str]] | None:
        """How one of these articles is read, without the rest; see ``Annotations.edits``."""


class Articles(Protocol):
    """Articles with revisions and annotations; what is derived from them by plain counting is written with them."""

    def put(self, batch: Sequence[tuple[Article, Annotations]], *, now: datetime | None = None) -> tuple[Outcome, ...]:
        """Take articles in the order given; ``article.revision`` is ignored.

        A new id is "added" as revision 1. A known id with another text is "updated" as the next revision, with the
        same text and other facts "updated" without one, with nothing new "unchanged" and not even annotated anew.

        Args:
            now: when they came in (aware), kept with each new revision.

        Raises:
            ValueError: a fact other than the text holds a NUL or half a surrogate pair.
        """

    def outcomes(self, articles: Sequence[Article]) -> tuple[Outcome, ...]:
        """What ``put`` would do with these, without doing it."""

    def reannotate(self, batch: Sequence[tuple[str, int, Annotations]]) -> int:
        """Replace the annotations of (article id, revision); those no longer latest are passed over.

        Returns:
            How many were replaced.
        """

    def remove(self, article_id: str) -> bool:
        """Take down an article with everything that came from it; False where there is none.

        Shown answers that cite it become withdrawn.
        """

    def get(self, article_id: str, revision: int | None = None) -> Article | None:
        """One article, its latest revision unless told otherwise."""

    def get_many(self, article_ids: Collection[str]) -> dict[str, Article]:
        """The latest revisions of those there are."""

    def annotations(self, article_ids: Collection[str]) -> dict[str, Annotations]:
        """The annotations of the latest revisions of those there are."""

    def encoded_annotations(self, article_ids: Collection[str]) -> EncodedAnnotations:
        """The same, for a caller who needs those of a few of these articles; in no order."""

    def published_days(self, article_ids: Collection[str]) -> dict[str, date]:
        """The days of publication of those that have one."""

    def revision_times(self, article_id: str) -> dict[int, datetime | None]:
        """When each revision of an article came in; None where that was not noted; empty where there is no article."""

    def ids(self, *, after: str | None = None, limit: int = 1000) -> tuple[str, ...]:
        """Ids in code-point order, those greater than ``after``."""

    def stale(self, version: int, limit: int) -> tuple[str, ...]:
        """Articles whose annotations are older than ``version``; not those with which this version failed."""

    def unread(self, limit: int) -> tuple[str, ...]:
        """Articles that could not be annotated, by id."""
