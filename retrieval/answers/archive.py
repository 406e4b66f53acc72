"""Where does a caller begin? The archive: articles in, answers out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from retrieval.annotate.people import Person
from retrieval.answers.answering import QuestionAnswering
from retrieval.answers.beside import Address, AnswerAtState, AnsweringProcess, Asked, answer_all, can_help
from retrieval.answers.excerpts.rewording import Rewordings
from retrieval.answers.ingest.annotators import Annotators
from retrieval.answers.ingest.batches import BATCH
from retrieval.answers.ingest.health import Check
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.ingest.writer import Addition, Additions, ArchiveWriter, moment_of_coming_in
from retrieval.answers.interpreter import suit_python_to_answering
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.attribution_list import list_attributions
from retrieval.answers.people.directory import Directory
from retrieval.answers.profiles import ProfileFound, find_profile
from retrieval.answers.questions.followups import FollowUp
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.ranking import rank_passages
from retrieval.answers.timelines import TimelinesFound, find_timelines
from retrieval.answers.topics import TopicsFound, find_topics
from retrieval.answers.warming import warming_questions
from retrieval.answers.watching import Following
from retrieval.errors import SearchUnavailable, UnknownArticle
from retrieval.model import Answer, Article, Attribution, OwnIds, SearchAnswer
from retrieval.search import ClusterAddress
from retrieval.search.engine import SearchEngine
from retrieval.sources import Refused
from retrieval.store import Counts, Store, open_store

DATABASE_NAME = "archive.db"
_ANY_DAY = date(2024, 5, 3)
_A_STEP_S = 0.2
_WORTH_A_PROCESS = 5_000
"""A small archive answers in a few milliseconds, and a process takes some hundred MB."""


class Archive:
    """Articles of a folder, their annotations and their index; a context manager.

    One process writes at a time; any number read. The database is the truth and the index is derived from it: an index
    that is behind or damaged is brought up to date before it answers.

    Attributes:
        following: what is followed here: to read it, to preview it, and to hold new articles against it.
    """

    def __init__(self, folder: Path, store: Store, engine: SearchEngine) -> None:
        self.folder = folder
        self.store = store
        self._index_sync = IndexSync(folder, store, engine)
        self._writer = ArchiveWriter(folder, store, self._index_sync)
        self._answering = QuestionAnswering(store, self._index_sync)
        self.following = Following(store, self._index_sync)
        self._own_ids: OwnIds | None = None
        self._address: Address | None = None
        self._followed = -1

    @property
    def _engine(self) -> SearchEngine:
        return self._index_sync.engine

    @property
    def of_all(self) -> Archive:
        """The archive as everybody sees it: this one, unless it holds what one chat alone may see."""
        return self

    def is_own(self, article_id: str) -> bool:
        """Whether an article is seen by one chat alone."""
        return self._own_ids is not None and self._own_ids.is_own(article_id)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        database_url: str | None = None,
        cluster: ClusterAddress | None = None,
        is_only_looked_at: bool = False,
    ) -> Self:
        """Open the archive in ``folder``, which is made where it is missing.

        An archive that cannot be written to is read as far as it can be, see ``Store.unseen``.

        Args:
            cluster: where the index is, for an archive of several machines; without it, in the folder.
            is_only_looked_at: leave the index as it is until the first question.

        Raises:
            ArchiveUnavailable: the folder or the database cannot be used.
            ArchiveTooNew: a newer program wrote it.
        """
        store = open_store(database_url or folder / DATABASE_NAME)
        archive = cls(folder, store, IndexSync.engine_of(folder, store.archive_id, cluster))
        archive._address = None if cluster else Address(folder, database_url)
        if not is_only_looked_at:
            with suppress(SearchUnavailable):  # who asks hears of it
                archive._index_sync.catch_up(wait_s=0.0)
        return archive

    def close(self) -> None:
        """Let go of the database and the index."""
        self._index_sync.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_empty(self) -> bool:
        """Whether no article is held."""
        return self.counts().articles == 0

    def counts(self) -> Counts:
        """How much is held."""
        return self.store.catalogue.counts()

    # -- writing ----------------------------------------------------------------------------------------------------

    def add(
        self,
        articles: Iterable[Article | Refused],
        *,
        progress: Callable[[Addition], None] | None = None,
        jobs: int = 1,
        now: datetime | None = None,
        is_quiet: bool = False,
        appeared: Collection[str] = (),
        annotators: Annotators | None = None,
    ) -> Additions:
        """Take articles in, in batches that are each whole; found by questions as soon as their batch is in.

        Args:
            jobs: processes that annotate, the next batch while this one writes; 1 for this one alone.
            now: when they came in, aware; without it, the moment at which each batch is written.
            is_quiet: they are no news, and nobody is told of them.
            appeared: the ids of articles without a date that were not where they stand when somebody last looked.
                Any other new article without a date may be of any age, and comes in quietly.
            annotators: those that annotate instead, kept from call to call by whoever adds often.

        Raises:
            ArchiveBusy: another process is writing.
        """
        came = moment_of_coming_in(now, is_quiet=is_quiet)
        return self._writer.add(articles, progress=progress, jobs=jobs, came=came, appeared=appeared, kept=annotators)

    def remove(self, article_id: str) -> None:
        """Withdraw an article: its text, revisions and every trace in the index.

        Raises:
            UnknownArticle: there is none of this id.
        """
        self._writer.remove(article_id)

    def reannotate(self, *, limit: int = BATCH) -> int:
        """Annotate anew up to ``limit`` articles that an older program annotated; how many were."""
        return self._writer.reannotate(limit)

    def reindex(self, tell: Callable[[int, int], None] = lambda *_: None) -> int:
        """Build the index anew from the database; a shared one is read as it was until all of it is built.

        Args:
            tell: told how many changes of the archive are done, and how many there are.

        Returns:
            How many passages it holds.
        """
        whole = self.store.history.last_position()
        self._index_sync.build(lambda done: tell(done, whole))
        return self._engine.unit_count("passages")

    # -- asking -----------------------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        *,
        today: date,
        limit: int = 10,
        offset: int = 0,
        id: str | None = None,  # noqa: A002
        language: str | None = None,
    ) -> Answer:
        """Answer a question with excerpts ``offset`` to ``offset + limit``, best first, or with a reason for none.

        Args:
            language: the one the asker most likely writes in, as a BCP 47 tag; the question's own words decide.
        """
        answer = self._answering.ask(question, today=today, limit=limit, offset=offset, language=language)
        return replace(answer, id=id)

    def follow_up(self, words: str, before: str, *, today: date) -> FollowUp | None:
        """What words mean behind the question that was asked before them; None where they ask by themselves."""
        return self._answering.follow_up(words, before, today=today)

    def answer_at_state(self, asked: Asked) -> AnswerAtState:
        """Answer a question of another process, which may see another state of the archive."""
        return self._answering.at_state(asked)

    @contextmanager
    def answering_beside(self, *, least_articles: int = _WORTH_A_PROCESS) -> Iterator[None]:
        """While the block runs, have a process beside this one answer, where there is a second processor for it.

        Args:
            least_articles: with fewer, an answer takes less than asking another process for it.
        """
        if self._address is None or not can_help() or self.counts().articles < least_articles:
            yield
            return
        beside = AnsweringProcess(self._address, _answer_beside)
        beside.start()
        self._answering.beside = beside
        try:
            yield
        finally:
            self._answering.beside = None
            beside.close()

    def warm_up(self) -> Iterator[str]:
        """Make what questions need once a process, a little with each step; yields the question of each.

        A process that answers beside this one is waited for.
        """
        for question in warming_questions():
            self.ask(question, today=_ANY_DAY, limit=1)
            self.follow_up(question, question, today=_ANY_DAY)
            yield question
        while (beside := self._answering.beside) and beside.is_starting(wait_s=_A_STEP_S):
            yield ""

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        today: date | None = None,
        id: str | None = None,  # noqa: A002
        language: str | None = None,
    ) -> SearchAnswer:
        """Rank passages for a query; an outlet or a date named in it lifts its passages.

        Args:
            today: what "yesterday" is counted from; without it only full dates count.
            language: the one that the query is most likely in, as a BCP 47 tag; the query's own words decide.
        """
        started = time.perf_counter()

        def rank() -> SearchAnswer:
            self._index_sync.catch_up(wait_s=0.0)
            read = language_of_question(query, language)
            return rank_passages(query, self.store, self._engine, limit=limit, today=today, language=read)

        answer = self._index_sync.retry_if_damaged(rank)
        return replace(answer, id=id, elapsed_ms=(time.perf_counter() - started) * 1000)

    def follow_changes(self) -> bool:
        """Find what other machines have brought, before anybody asks; whether there was anything.

        A question does the same first; this spares it the wait. Asks nothing of the index while nothing comes in.
        """
        last = self.store.history.last_position()
        if last == self._followed:
            return False
        is_behind = last > self._engine.position
        if is_behind:
            self._index_sync.catch_up(wait_s=0.0)
        # Where another process is at it, or the index cannot be written, it is looked again.
        self._followed = last if last <= self._engine.position else -1
        return is_behind

    # -- reading ----------------------------------------------------------------------------------------------------

    def article(self, article_id: str) -> Article:
        """The latest revision.

        Raises:
            UnknownArticle: there is none of this id.
        """
        found = self.store.articles.get(article_id)
        if found is None:
            raise UnknownArticle(article_id)
        return found

    def held(self, article_ids: Collection[str]) -> Mapping[str, Article]:
        """The articles that a source calls so, those there are, under the ids that it gives them."""
        return self.store.articles.get_many(article_ids)

    def attributions(
        self, article_ids: Sequence[str] = (), *, person: str | None = None
    ) -> Iterator[tuple[str, Attribution]]:
        """Every attribution with its article's id, by article id and position; of one person only, if asked."""
        return list_attributions(self.store, article_ids, person=person)

    def people(self, *, limit: int = 20, offset: int = 0) -> tuple[Person, ...]:
        """The people most quoted."""
        names = [row.name for row in self.store.names.most_quoted(limit=limit, offset=offset)]
        directory = Directory(self.store)
        found = (directory.find(name, may_correct=False).people[:1] for name in names)
        return tuple(dict.fromkeys(person for people in found for person in people))

    def profile(self, name: str, *, quotes: int = 3) -> ProfileFound:
        """What the archive knows of the one person that a name stands for, or who else could be meant."""
        self._index_sync.catch_up(wait_s=0.0)
        lookup = Lookup(self.store, self._engine, date.min, quotes)
        found = find_profile(name, lookup, quotes=quotes)
        if found.profile is None:
            return found
        rewordings = Rewordings(self.store)
        newest = tuple(rewordings.marked(lookup.named(e)) for e in found.profile.newest)
        return replace(found, profile=replace(found.profile, newest=newest))

    def timelines(self, words: str, *, today: date) -> TimelinesFound:
        """How often a person, two people, or a topic are written of over time; see `find_timelines`."""
        self._index_sync.catch_up(wait_s=0.0)
        return self._index_sync.retry_if_damaged(
            lambda: find_timelines(words, Lookup(self.store, self._engine, today, 1))
        )

    def topics(self, *, today: date) -> TopicsFound:
        """What the last week speaks of more than the months before; see `find_topics`."""
        return find_topics(self.store, today)

    def check(self) -> tuple[Check, ...]:
        """Look at the database, the index and the annotations."""
        return tuple(self._index_sync.checks())

    def check_quickly(self) -> tuple[Check, ...]:
        """Look at how far index and annotations are, without reading them in full."""
        return tuple(self._index_sync.quick_checks())


def _answer_beside(pipe: Connection, address: Address) -> None:
    """Answer the questions of another process from an archive that it has open too."""
    with Archive.open(address.folder, database_url=address.database_url) as archive:
        for _ in archive.warm_up():
            pass
        suit_python_to_answering()
        answer_all(pipe, archive.answer_at_state)
