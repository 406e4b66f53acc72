"""Joined archive: what one chat may see, the articles of all and its own, asked as one archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from retrieval.answers.answering import QuestionAnswering
from retrieval.answers.archive import Archive
from retrieval.answers.audiences.own_archive import OwnArchive
from retrieval.answers.ingest.health import Check
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.watching import Following
from retrieval.errors import IndexDamaged, UnknownArticle
from retrieval.model import Article
from retrieval.search import join_engines
from retrieval.store.joined import JoinedStore

T = TypeVar("T")


class JoinedArchive(Archive):
    """Asks both as one: the units of both are scored together, and what is counted is counted over both.

    Whatever is written goes to the archive of all. Both stay open for whoever opened them.
    """

    def __init__(self, of_all: Archive, own: OwnArchive) -> None:
        self.folder = of_all.folder
        self.store = JoinedStore(of_all.store, own.store)
        self._of_all = of_all
        self._own_ids = self._ids = own.ids
        self._index_sync = JoinedSync(of_all._index_sync, own._index_sync)
        self._writer = of_all._writer
        self._answering = QuestionAnswering(self.store, self._index_sync)
        self.following = Following(self.store, self._index_sync)
        self._followed = -1

    @property
    def of_all(self) -> Archive:
        """The archive as everybody sees it."""
        return self._of_all

    def article(self, article_id: str) -> Article:
        """The latest revision, also by what the source of an own article calls it.

        Raises:
            UnknownArticle: neither has one of this id.
        """
        try:
            return super().article(article_id)
        except UnknownArticle:
            if found := self.store.articles.get(self._ids.own(article_id)):
                return found
            raise


class JoinedSync(IndexSync):
    """Keeps both indexes up to date, and reads them as one."""

    def __init__(self, of_all: IndexSync, own: IndexSync) -> None:
        self.engine = join_engines(lambda: of_all.engine, lambda: own.engine)
        self._of_all = of_all
        self._both = of_all, own

    def catch_up(self, *, wait_s: float) -> str:
        """See what other processes did in either; see ``IndexSync.catch_up``.

        Returns:
            No state: what is answered out of both is not kept.
        """
        for one in self._both:
            one.catch_up(wait_s=wait_s)
        return ""

    def retry_if_damaged(self, read: Callable[[], T]) -> T:
        """What a reading of both gives; the one that turns out damaged is rebuilt, and both are read again."""
        try:
            return read()
        except IndexDamaged:
            self.rebuild()
            return read()

    def rebuild(self) -> None:
        """Rebuild the one that is damaged."""
        for one in self._both:
            try:
                one.engine.verify()
            except IndexDamaged:
                one.rebuild()

    def apply_changes(self) -> None:
        """As for the archive of all, which is the one that is written to."""
        self._of_all.apply_changes()

    def build(self, tell: Callable[[int], None]) -> None:
        """Likewise."""
        self._of_all.build(tell)

    def checks(self) -> Iterator[Check]:
        """Likewise."""
        return self._of_all.checks()

    def quick_checks(self) -> Iterator[Check]:
        """Likewise."""
        return self._of_all.quick_checks()

    def close(self) -> None:
        """Let go of what is joined."""
        self.engine.close()
