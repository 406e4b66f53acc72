"""Where does a caller begin? The archive: articles in, answers out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar

from retrieval.annotate.people import Person
from retrieval.answers.elsewhere import with_other_wordings
from retrieval.answers.excerpts.moderation import moderated
from retrieval.answers.excerpts.rewording import Rewordings
from retrieval.answers.ingest.annotators import Annotated, Annotators
from retrieval.answers.ingest.health import Check
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.answers.kinds import QUESTION_KINDS
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.people.directory import Directory, Match
from retrieval.answers.profiles import ProfileFound, find_profile
from retrieval.answers.questions.followups import FollowUp, Known, follow_up
from retrieval.answers.questions.question import Question, read_question
from retrieval.answers.ranking import rank_passages
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.answers.watching import Following
from retrieval.errors import IndexDamaged, UnknownArticle
from retrieval.model import Annotations, Answer, Article, Attribution, SearchAnswer, because
from retrieval.search import open_engine
from retrieval.search.engine import SearchEngine
from retrieval.sources import Refused
from retrieval.store import Counts, Store, open_store
from retrieval.store.lock import WriterLock
from retrieval.text.languages.detection import detected_language

logger = logging.getLogger(__name__)

BATCH = 200
DATABASE_NAME = "archive.db"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one article that was offered.

    Attributes:
        failure: the class of the error for which it is in without annotations.
    """

    article_id: str
    outcome: Literal["added", "updated", "unchanged", "refused"]
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


class Archive:
    """Articles of a folder, their annotations and their index; a context manager.

    One process writes at a time; any number read. The database is the truth and the index is derived from it: an index
    that is behind or damaged is brought up to date before it answers.
    """

    def __init__(self, folder: Path, store: Store, engine: SearchEngine) -> None:
        self.folder = folder
        self.store = store
        self._index_sync = IndexSync(folder, store, engine)

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
        tally = dict.fromkeys(("added", "updated", "unchanged"), 0)
        refused: list[Refused] = []
        unread: dict[str, str] = {}
        batch: list[Article] = []
        begun: list[tuple[list[Article], Callable[[], Annotated]]] = []
        tell = progress or (lambda _: None)

        def finish(most_begun: int) -> None:
            while len(begun) > most_begun:
                came = (lambda: None) if is_quiet else (lambda: now or datetime.now(UTC))
                for addition in self._put(*begun.pop(0), came, appeared, annotators):
                    tally[addition.outcome] += 1
                    if addition.failure:
                        unread[addition.article_id] = addition.failure
                    tell(addition)

        def flush() -> None:
            begun.append((batch[:], self._begin(annotators, batch)))
            batch.clear()
            finish(most_begun=1 if annotators.is_ahead else 0)

        with WriterLock(self.folder), Annotators(jobs) as annotators:
            for article in articles:
                if isinstance(article, Refused):
                    refused.append(article)
                    tell(Addition(article.location, "refused"))
                    continue
                batch.append(_in_its_language(article))
                if len(batch) >= BATCH:
                    flush()
            flush()
            finish(most_begun=0)
        return Additions(tally["added"], tally["updated"], tally["unchanged"], tuple(refused), tuple(unread.items()))

    def _begin(self, annotators: Annotators, batch: Sequence[Article]) -> Callable[[], Annotated]:
        """Begin to annotate what is new as far as can be seen: an article of the batch before may not be in yet."""
        expected = self.store.articles.outcomes(batch)
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
        while batch:
            seen: dict[str, Article] = {}
            for taken, article in enumerate(batch):  # noqa: B007
                if article.id in seen:
                    break
                seen[article.id] = article
            else:
                taken = len(batch)
            part, batch = batch[:taken], batch[taken:]
            expected = self.store.articles.outcomes(part)
            changed = [a for a, outcome in zip(part, expected, strict=True) if outcome != "unchanged"]
            known |= annotators.begin([a for a in changed if a not in known], is_many=False)()
            if changed:
                self._write([(a, known[a]) for a in changed], came(), appeared)
                self._index_sync.apply_changes()
            failures = {a.id: known[a].failure for a in changed}
            yield from (Addition(a.id, o, failures.get(a.id)) for a, o in zip(part, expected, strict=True))

    def _write(
        self, new: Sequence[tuple[Article, Annotations]], came: datetime | None, appeared: Collection[str]
    ) -> None:
        undated = [a.id for a, _ in new if a.published is None and a.id not in appeared]
        quiet = set(undated) - self.store.articles.get_many(undated).keys()
        for part, moment in ((quiet, None), ({a.id for a, _ in new} - quiet, came)):
            if part:
                self.store.articles.put([(a, found) for a, found in new if a.id in part], now=moment)

    def remove(self, article_id: str) -> None:
        """Withdraw an article: its text, revisions and every trace in the index.

        Raises:
            UnknownArticle: there is none of this id.
        """
        with WriterLock(self.folder):
            if not self.store.articles.remove(article_id):
                raise UnknownArticle(article_id)
            self._index_sync.apply_changes()

    def reannotate(self, *, limit: int = BATCH) -> int:
        """Annotate anew up to ``limit`` articles that an older program annotated; how many were."""
        with WriterLock(self.folder):
            return self._index_sync.reannotate(limit)

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
        match = Directory(self.store).find(person) if person else None
        for ids in _in_batches(article_ids or self._article_ids()):
            known, articles = self.store.articles.annotations(ids), self.store.articles.get_many(ids)
            decided = self.store.reports.decided(ids)
            for article_id in ids:
                if article_id not in known:
                    raise UnknownArticle(article_id)
                found = moderated(articles[article_id], known[article_id], decided.get(article_id, ()))
                for attribution in found.attributions:
                    if match is None or _is_said_by(match, attribution):
                        yield article_id, attribution

    def _article_ids(self) -> Iterator[str]:
        after: str | None = None
        while ids := self.store.articles.ids(after=after, limit=BATCH):
            yield from ids
            after = ids[-1]

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


def _in_its_language(article: Article) -> Article:
    """The article with its language, told from its text where it came without one."""
    if article.language:
        return article
    try:
        return replace(article, language=detected_language(article.text))
    except Exception as error:  # it is read as if it were English
        logger.warning("The language of the article %r could not be told: %s", article.id, type(error).__name__)
        return article


def _is_said_by(match: Match, attribution: Attribution) -> bool:
    return bool(attribution.speaker) and not attribution.is_doubtful and match.holds(attribution.speaker or "")


def _in_batches(ids: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for article_id in ids:
        batch.append(article_id)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
