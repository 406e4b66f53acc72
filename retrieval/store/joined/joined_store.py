"""Joined store: what is kept of all, with the articles of an archive of its own beside those of all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Self

from retrieval.model.own_ids import OwnIds
from retrieval.store.contract.store import Store
from retrieval.store.joined.joined_articles import JoinedArticles, JoinedReports, JoinedStories
from retrieval.store.joined.joined_catalogue import JoinedCatalogue, JoinedHistory
from retrieval.store.joined.joined_names import JoinedNames
from retrieval.store.joined.joined_sources import JoinedSources


class JoinedStore(Store):
    """Reads articles of both; everything else, and all that is written, is the store's of all.

    Args:
        own: an archive whose articles have the ids of ``OwnIds.of_archive``; both stay whoever's that opened them.
    """

    def __init__(self, shared: Store, own: Store) -> None:
        self._shared = shared
        self._own = own
        self.ids = ids = OwnIds.of_archive(own.archive_id)
        self.articles = JoinedArticles(shared.articles, own.articles, ids)
        self.history = JoinedHistory(shared.history, own.history)
        self.catalogue = JoinedCatalogue(shared.catalogue, own.catalogue, self.articles)
        self.names = JoinedNames(shared.names, own.names)
        self.stories = JoinedStories(shared.stories, own.stories, ids)
        self.reports = JoinedReports(shared.reports, own.reports, ids)
        self.sources = JoinedSources(shared.sources, own.sources)
        self.posts = shared.posts
        self.saved = shared.saved
        self.shown = shared.shown
        self.chats = shared.chats
        self.admissions = shared.admissions
        self.lives = shared.lives
        self.inbox = shared.inbox
        self.subscriptions = shared.subscriptions
        self.deliveries = shared.deliveries
        self.notices = shared.notices

    @property
    def openings(self) -> int:
        return self._shared.openings + self._own.openings

    @property
    def is_shared(self) -> bool:
        return self._shared.is_shared

    @property
    def unseen(self) -> str:
        return self._shared.unseen

    @property
    def archive_id(self) -> str:
        return self._shared.archive_id

    def turn(self, name: str, *, timeout_s: float) -> AbstractContextManager[None]:
        return self._shared.turn(name, timeout_s=timeout_s)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        with self._shared.at_one_moment(), self._own.at_one_moment():
            yield

    def verify(self) -> None:
        self._shared.verify()

    def close(self) -> None:
        """Nothing: both stay open for whoever opened them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
