"""Store contract: the handle of everything kept, with one small protocol for each domain."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from retrieval.store.contract.admissions import Admissions
from retrieval.store.contract.articles import Articles
from retrieval.store.contract.catalogue import Catalogue
from retrieval.store.contract.chat_lives import ChatLives
from retrieval.store.contract.chats import Chats
from retrieval.store.contract.deliveries import Deliveries
from retrieval.store.contract.history import History
from retrieval.store.contract.inbox import Inbox
from retrieval.store.contract.intake_sources import Sources
from retrieval.store.contract.names import Names
from retrieval.store.contract.posts import Posts
from retrieval.store.contract.reports import Reports
from retrieval.store.contract.saved import SavedExcerpts
from retrieval.store.contract.shown import ShownAnswers
from retrieval.store.contract.stories import Stories
from retrieval.store.contract.subscriptions import Subscriptions
from retrieval.store.contract.told_notices import ToldNotices


class Store(Protocol):
    """Everything that is kept, in one database; each domain behind an attribute of its own.

    Every method is one transaction: done whole or not at all, also when the process is killed. What a method has done
    outlives a power cut too, except for articles, annotations and shown answers: the last of those may be lost, with
    all that came after them, until the next other method has ended. Methods may be called from several threads.
    Only the holder of the writer's lock writes, except where a domain says otherwise.

    Attributes:
        articles: articles with revisions and annotations.
        history: the log of their changes, and the archive's states.
        catalogue: how much there is, from which outlets and days, and what came last.
        names: names counted over all articles.
        stories: which articles are copies of one text; written with the articles.
        reports: what askers doubt and operators decide; written without the writer's lock.
        sources: what the intake reads.
        posts: which posts of channels are articles.
        saved: excerpts that people keep for themselves.
        shown: answers that chats have seen.
        chats: what chats have chosen for themselves.
        admissions: who is let in or banned.
        lives: chats that are gone.
        inbox: updates that wait.
        subscriptions: what chats follow.
        deliveries: what subscribers are to be told.
        notices: what operators were told.

    Raises:
        ArchiveUnavailable: any method, when the database cannot be read or written.
        ArchiveBusy: any method that writes, when another process kept the database locked for too long.
    """

    articles: Articles
    history: History
    catalogue: Catalogue
    names: Names
    stories: Stories
    reports: Reports
    sources: Sources
    posts: Posts
    saved: SavedExcerpts
    shown: ShownAnswers
    chats: Chats
    admissions: Admissions
    lives: ChatLives
    inbox: Inbox
    subscriptions: Subscriptions
    deliveries: Deliveries
    notices: ToldNotices

    @property
    def openings(self) -> int:
        """How often the database was found to be another one, put in its place: what is kept of it counts no more."""

    @property
    def is_shared(self) -> bool:
        """Whether processes on other machines may use the same database."""

    @property
    def unseen(self) -> str:
        """Why, and of what, this process cannot see or write all; empty where it can."""

    @property
    def archive_id(self) -> str:
        """Made up when the archive was created; an index that belongs to another one must not be used."""

    def turn(self, name: str, *, timeout_s: float) -> AbstractContextManager[None]:
        """Have something to oneself among all machines that share the database, as a block; free when a process dies.

        Raises:
            ArchiveBusy: another has it still after ``timeout_s``.
        """

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Let what this thread reads meanwhile be of one moment, as one transaction; what it writes is its own one."""

    def verify(self) -> None:
        """Check the database in full.

        Raises:
            ArchiveUnavailable: with what was found.
        """

    def close(self) -> None:
        """Let go of the database; the store is unusable afterwards."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
