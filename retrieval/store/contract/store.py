"""What must a store do for the archive? The protocol; nothing here belongs to one database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from retrieval.model import Annotations, Article
from retrieval.store.contract.chats import ChatLives, Inbox
from retrieval.store.contract.deliveries import Deliveries
from retrieval.store.contract.intake_sources import Sources
from retrieval.store.contract.reports import Reports
from retrieval.store.contract.stories import Stories
from retrieval.store.contract.subscriptions import Subscriptions
from retrieval.store.values import (
    Admission,
    Appearance,
    Change,
    ChatSettings,
    Counts,
    Lineage,
    NameRow,
    Outcome,
    Shown,
)


class Store(Protocol):
    """Articles with revisions and annotations, what is derived from them by plain counting, shown answers, chats.

    Every method is one transaction: done whole or not at all, also when the process is killed. What a method has done
    outlives a power cut too, except for articles, annotations and shown answers: the last of those may be lost, with
    all that came after them, until the next other method has ended. Methods may be called from several threads.
    Everything but the shown answers and the chats' settings is written by the holder of the writer's lock alone.

    Raises:
        ArchiveUnavailable: any method, when the database cannot be read or written.
        ArchiveBusy: any method that writes, when another process kept the database locked for too long.
    """

    @property
    def inbox(self) -> Inbox:
        """Updates that wait."""

    @property
    def lives(self) -> ChatLives:
        """Chats that are gone."""

    @property
    def reports(self) -> Reports:
        """What askers doubt and operators decide; written without the writer's lock."""

    @property
    def deliveries(self) -> Deliveries:
        """What subscribers are to be told."""

    @property
    def subscriptions(self) -> Subscriptions:
        """What chats follow."""

    @property
    def stories(self) -> Stories:
        """Which articles are copies of one text; written with the articles."""

    @property
    def sources(self) -> Sources:
        """What the intake reads."""

    @property
    def openings(self) -> int:
        """How often the database was found to be another one, put in its place: what is kept of it counts no more."""

    @property
    def unseen(self) -> str:
        """Why, and of what, this process cannot see or write all; empty where it can."""

    @property
    def archive_id(self) -> str:
        """Made up when the archive was created; an index that belongs to another one must not be used."""

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

    def article(self, article_id: str, revision: int | None = None) -> Article | None:
        """One article, its latest revision unless told otherwise."""

    def revision_times(self, article_id: str) -> dict[int, datetime | None]:
        """When each revision of an article came in; None where that was not noted; empty where there is no article."""

    def articles(self, article_ids: Collection[str]) -> dict[str, Article]:
        """The latest revisions of those there are."""

    def annotations(self, article_ids: Collection[str]) -> dict[str, Annotations]:
        """The annotations of the latest revisions of those there are."""

    def article_ids(self, *, after: str | None = None, limit: int = 1000) -> tuple[str, ...]:
        """Ids in code-point order, those greater than ``after``."""

    def stale(self, version: int, limit: int) -> tuple[str, ...]:
        """Articles whose annotations are older than ``version``; not those with which this version failed."""

    def unread(self, limit: int) -> tuple[str, ...]:
        """Articles that could not be annotated, by id."""

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        """What happened after a position, oldest first, each article once, with the last thing that happened to it."""

    def last_position(self) -> int:
        """The position of the last change; 0 before the first."""

    def lineage(self, state: str = "") -> Lineage:
        """Which state the archive is in, and whether it came there from the one named."""

    def counts(self) -> Counts:
        """How much there is; stale is counted against this program's annotations."""

    def names(self, surname_keys: Collection[str]) -> tuple[NameRow, ...]:
        """Every name with one of these surnames, most quoted first."""

    def surnames(self) -> tuple[tuple[str, int], ...]:
        """Every surname key with its number of articles (one that writes two such names counts twice), sorted."""

    def most_quoted(self, limit: int, offset: int = 0) -> tuple[NameRow, ...]:
        """Names of persons who are quoted, by number of attributions, then by name."""

    def appearances(self, keys: Collection[str], limit: int) -> tuple[Appearance, ...]:
        """Articles in which a name with one of these keys stands, newest first, undated ones last."""

    def newest(self, limit: int, *, outlets: Collection[str] | None = None) -> tuple[str, ...]:
        """Ids of the articles published last, by day, then by id; undated ones come last.

        Args:
            outlets: those of these alone, as articles write them.
        """

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets with their number of articles, largest first."""

    def published_days(self) -> tuple[tuple[date, int], ...]:
        """Days with their number of articles, in order."""

    def save_shown(self, answer: Shown) -> None:
        """Keep an answer for its buttons; a token used again replaces what it stood for."""

    def shown(self, token: str) -> Shown | None:
        """The answer behind a button."""

    def all_shown(self, chat_id: int) -> tuple[Shown, ...]:
        """Every answer shown in a chat that is still kept, oldest first."""

    def mark_sent(self, token: str, message_id: int) -> None:
        """Keep in which message a shown answer stands; nothing where the token is unknown."""

    def shown_as(
        self, chat_id: int, *, answer_message_id: int | None = None, question_message_id: int | None = None
    ) -> Shown | None:
        """The newest answer of a chat that stands in a message, or answers one."""

    def last_shown(self, chat_id: int, topic_id: int | None, asker_id: int, since: datetime) -> Shown | None:
        """The newest answer to somebody in a chat's topic, not older than a moment."""

    def shown_since(self, moment: datetime) -> tuple[int, int]:
        """How many answers with buttons were shown since a moment, and in how many chats."""

    def forget_chat(self, chat_id: int) -> int:
        """Forget every answer shown in a chat, and its settings; returns how many answers."""

    def forget_shown(self, before: datetime) -> int:
        """Forget the answers shown before a moment (aware); returns how many."""

    def chats(self, chat_ids: Collection[int]) -> dict[int, ChatSettings]:
        """What those of these chats have chosen that have chosen anything."""

    def chat(self, chat_id: int) -> ChatSettings | None:
        """What a chat has chosen; None where it never chose."""

    def save_chat(self, chat: ChatSettings) -> None:
        """Keep what a chat has chosen in place of what it chose before."""

    def admissions(self, telegram_ids: Collection[int] | None = None) -> tuple[Admission, ...]:
        """How these users and chats stand, or all there are; by id."""

    def admit(self, admission: Admission) -> None:
        """Keep how somebody stands in place of how they stood before."""

    def forget_admission(self, telegram_id: int) -> bool:
        """Let somebody stand as everybody does; False where they did."""

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
