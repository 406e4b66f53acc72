"""Where does a caller begin? The archive: articles in, answers out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from retrieval.annotate.people import Person
from retrieval.answers.elsewhere import with_other_wordings
from retrieval.answers.excerpts.rewording import Rewordings
from retrieval.answers.ingest.batches import BATCH
from retrieval.answers.ingest.health import Check
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.ingest.writer import Addition, Additions, ArchiveWriter, moment_of_coming_in
from retrieval.answers.kinds import QUESTION_KINDS
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.people.attribution_list import list_attributions
from retrieval.answers.people.directory import Directory
from retrieval.answers.profiles import ProfileFound, find_profile
from retrieval.answers.questions.followups import FollowUp, Known, follow_up
from retrieval.answers.questions.question import Question, read_question
from retrieval.answers.ranking import rank_passages
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.answers.watching import Following
from retrieval.errors import IndexDamaged, UnknownArticle
from retrieval.model import Answer, Article, Attribution, SearchAnswer, because
from retrieval.search import open_engine
from retrieval.search.engine import SearchEngine
from retrieval.sources import Refused
from retrieval.store import Counts, Store, open_store

DATABASE_NAME = "archive.db"
T = TypeVar("T")


class Archive:
    """Articles of a folder, their annotations and their index; a context manager.

    One process writes at a time; any number read. The database is the truth and the index is derived from it: an index
    that is behind or damaged is brought up to date before it answers.
    """

    def __init__(self, folder: Path, store: Store, engine: SearchEngine) -> None:
        self.folder = folder
        self.store = store
        self._index_sync = IndexSync(folder, store, engine)
        self._writer = ArchiveWriter(folder, store, self._index_sync)

    @property
    def _engine(self) -> SearchEngine:
        return self._index_sync.engine

    @classmethod
    def open(cls, folder: Path, *, database_url: str | None = None, is_only_looked_at: bool = False) -> Self:
        """Open the archive in ``folder``, which is made where it is missing.

        An archive that cannot be written to is read as far as it can be, see ``Store.unseen``.

        Args:
            is_only_looked_at: leave the index as it is until the first question.

        Raises:
            ArchiveUnavailable: the folder or the database cannot be used.
            ArchiveTooNew: a newer program wrote it.
        """
        store = open_store(database_url or folder / DATABASE_NAME)
        archive = cls(folder, store, open_engine(IndexSync.index_folder(folder, store.archive_id)))
        if not is_only_looked_at:
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
    ) -> Additions:
        """Take articles in, in batches that are each whole; found by questions as soon as their batch is in.

        Args:
            jobs: processes that annotate, the next batch while this one writes; 1 for this one alone.
            now: when they came in, aware; without it, the moment at which each batch is written.
            is_quiet: they are no news, and nobody is told of them.
            appeared: the ids of articles without a date that were not where they stand when somebody last looked.
                Any other new article without a date may be of any age, and comes in quietly.

        Raises:
            ArchiveBusy: another process is writing.
        """
        came = moment_of_coming_in(now, is_quiet=is_quiet)
        return self._writer.add(articles, progress=progress, jobs=jobs, came=came, appeared=appeared)

    def remove(self, article_id: str) -> None:
        """Withdraw an article: its text, revisions and every trace in the index.

        Raises:
            UnknownArticle: there is none of this id.
        """
        self._writer.remove(article_id)

    def reannotate(self, *, limit: int = BATCH) -> int:
        """Annotate anew up to ``limit`` articles that an older program annotated; how many were."""
        return self._writer.reannotate(limit)

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
        if not 1 <= limit <= 100 or offset < 0:
            raise ValueError(f"limit must be 1..100 and offset >= 0, got {limit} and {offset}")
        started = time.perf_counter()
        kind, found = self._sound(lambda: self._answer(question, today, offset + limit, language))
        lookup = Lookup(self.store, self._engine, today, offset + limit)
        rewordings = Rewordings(self.store)
        page = found.excerpts[offset : offset + limit]
        excerpts = tuple(rewordings.marked(with_other_wordings(lookup.named(e), lookup)) for e in page)
        total = len(found.excerpts) + found.beyond
        reason = found.reason
        if not excerpts and reason is None and total == 0:
            reason = because("nothing-found", "The archive holds nothing on that")
        return Answer(
            question=question,
            kind=kind,
            id=id,
            understood=found.understood,
            corrections=found.corrections,
            reason=reason,
            near=found.near,
            total=total,
            excerpts=excerpts,
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )

    def follow_up(self, words: str, before: str, *, today: date) -> FollowUp | None:
        """What words mean behind the question that was asked before them; None where they ask by themselves."""
        directory = Directory(self.store)
        known = Known(
            is_person=lambda name: bool(directory.find(name, may_correct=False).people),
            is_source=lambda name: self._is_source(source_filters(outlet_key(name))),
        )
        return follow_up(words, lambda: self.ask(before, today=today, limit=1), known, today=today)

    def _answer(self, text: str, today: date, wanted: int, language: str | None) -> tuple[str, Found]:
        self._index_sync.catch_up(wait_s=0.0)
        lookup = Lookup(self.store, self._engine, today, wanted)
        question = read_question(text, today=today, is_source=self._is_source, language=language)
        if not text.strip():
            return "search", Found(reason=because("no-words", "There is no question"))
        if self._engine.unit_count("passages") == 0 and question.form.name != "greeting":
            return "search", Found(reason=because("empty-archive", "The archive holds no articles yet"))
        return self._by_kind(question, lookup)

    @staticmethod
    def _by_kind(question: Question, lookup: Lookup) -> tuple[str, Found]:
        kind = next(kind for kind in QUESTION_KINDS if kind.recognises(question, lookup))
        found = kind.answer(question, lookup)
        return kind.name, replace(found, excerpts=lookup.shown(found.excerpts))

    def _is_source(self, filters: frozenset[str]) -> bool:
        return any(self._engine.filter_count(c, filters) for c in ("passages", "quotations"))

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        today: date | None = None,
        id: str | None = None,  # noqa: A002
    ) -> SearchAnswer:
        """Rank passages for a query; an outlet or a date named in it lifts its passages.

        Args:
            today: what "yesterday" is counted from; without it only full dates count.
        """
        started = time.perf_counter()

        def rank() -> SearchAnswer:
            self._index_sync.catch_up(wait_s=0.0)
            return rank_passages(query, self.store, self._engine, limit=limit, today=today)

        answer = self._sound(rank)
        return replace(answer, id=id, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _sound(self, read: Callable[[], T]) -> T:
        """Read; where the index turns out damaged, build it anew and read again."""
        try:
            return read()
        except IndexDamaged:
            self._index_sync.rebuild()
            return read()

    @property
    def following(self) -> Following:
        """What is followed here: to read it, to preview it, and to hold new articles against it."""
        return Following(self.store, self._engine, lambda: self._index_sync.catch_up(wait_s=0.0))

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

    def check(self) -> tuple[Check, ...]:
        """Look at the database, the index and the annotations."""
        return tuple(self._index_sync.checks())

    def check_quickly(self) -> tuple[Check, ...]:
        """Look at how far index and annotations are, without reading them in full."""
        return tuple(self._index_sync.quick_checks())
