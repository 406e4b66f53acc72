"""Is the index what the database says? Brings it up to date, builds it anew, checks it."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from retrieval.annotate import ANNOTATION_VERSION, restore_reading
from retrieval.answers.excerpts.moderation import moderated
from retrieval.answers.ingest.agreement import agrees, relation
from retrieval.answers.ingest.annotators import Annotators
from retrieval.answers.ingest.batches import BATCH
from retrieval.answers.ingest.health import Check
from retrieval.answers.ingest.units import INDEX_VERSION, indexed_somehow
from retrieval.answers.ingest.unread import unread_message
from retrieval.errors import ArchiveBusy, ArchiveUnavailable, IndexDamaged, SearchUnavailable, VerbatimError
from retrieval.model import Annotations, Article
from retrieval.search import ClusterAddress, open_engine, open_shared_engine
from retrieval.search.engine import Indexed, SearchEngine, Withdrawn
from retrieval.store import Report, Store
from retrieval.store.lock import WriterLock

T = TypeVar("T")
logger = logging.getLogger(__name__)

_MOST_NAMED = 10
REBUILD_WAIT_S = 600.0
# While another process may be building the index anew, it is looked this often whether it has begun.
_LOOK_AGAIN_S = 1.0
# What could not be written is not tried again with each question.
_TRY_AGAIN_S = 30.0


class IndexSync:
    """Derives the index from the change log of the store; one instance an open archive.

    Attributes:
        engine: the index; one of this process alone where the archive's own is of no use and cannot be written.
    """

    def __init__(self, folder: Path, store: Store, engine: SearchEngine) -> None:
        self.engine = engine
        self._folder = folder
        self._store = store
        self._annotators: Annotators | None = None
        self._private: tempfile.TemporaryDirectory[str] | None = None
        self._not_before_s = 0.0

    @staticmethod
    def index_folder(folder: Path, archive_id: str) -> Path:
        """Where this version's index of this archive is kept; indexes of other versions are of no use and go."""
        wanted = folder / f"index-{INDEX_VERSION}-{archive_id[:12]}"
        for other in folder.glob("index-*"):
            if other != wanted and other.is_dir():
                shutil.rmtree(other, ignore_errors=True)
        return wanted

    @classmethod
    def engine_of(cls, folder: Path, archive_id: str, cluster: ClusterAddress | None) -> SearchEngine:
        """An archive's index: in its folder, or in a cluster under a name of its own."""
        if cluster is None:
            return open_engine(cls.index_folder(folder, archive_id))
        return open_shared_engine(cluster, f"verbatim-{INDEX_VERSION}-{archive_id[:12]}")

    @contextmanager
    def _turn(self, timeout_s: float) -> Iterator[None]:
        """Write to the index alone: of this folder's processes, and of all machines where they share it."""
        with WriterLock(self._folder, timeout_s=timeout_s), self._shared_turn(timeout_s):
            yield

    @contextmanager
    def _shared_turn(self, timeout_s: float) -> Iterator[None]:
        if not self.engine.is_shared:
            yield
            return
        with self._store.turn("index", timeout_s=timeout_s):
            yield

    def close(self) -> None:
        """Let go of the index."""
        self.engine.close()
        if self._private is not None:
            self._private.cleanup()

    def catch_up(self, *, wait_s: float) -> str:
        """See what other processes did; apply what they left unapplied, unless one of them is at it.

        An index of another state of the database gives wrong answers, so it is waited for until it is rebuilt. One
        that is only behind answers from what it holds, also where it cannot be written.

        Returns:
            The state that index and database were both found in; empty where there was anything to do.

        Raises:
            ArchiveBusy: another process has been writing for ten minutes and left a foreign index as it is.
        """
        try:
            reached = self.engine.refresh()
            found = relation(self._store, reached)
        except IndexDamaged:
            self.rebuild()
            return ""
        if found == "level":
            return reached.state
        if found == "foreign":
            self._replace()
        else:
            self._apply_what_is_left(wait_s)
        return ""

    def _apply_what_is_left(self, wait_s: float) -> None:
        if time.monotonic() < self._not_before_s:
            return
        try:
            with self._turn(wait_s):
                self.engine.refresh()
                self._bring_up_to_date()
        except ArchiveBusy:
            return
        except ArchiveUnavailable as error:
            self._not_before_s = time.monotonic() + _TRY_AGAIN_S
            if self.engine.position == 0:
                self._go_private(error)
            else:
                logger.warning("The latest articles cannot be found yet: %s", error)

    def _replace(self) -> None:
        """Have a foreign index rebuilt, by this process or by another."""
        deadline_s = time.monotonic() + REBUILD_WAIT_S
        while True:
            try:
                with self._turn(_LOOK_AGAIN_S):
                    self.engine.refresh()
                    self._bring_up_to_date()
                return
            except ArchiveBusy:
                if relation(self._store, self.engine.refresh()) != "foreign":
                    return
                if time.monotonic() > deadline_s:
                    raise
            except ArchiveUnavailable as error:
                self._go_private(error)
                return

    def _go_private(self, reason: VerbatimError) -> None:
        """Answer from an index in a folder of this process's own, as the archive's cannot be written."""
        logger.warning("%s; building an index for this process alone", reason)
        self.engine.close()
        self._private = tempfile.TemporaryDirectory(prefix="verbatim-index-")
        self.engine = open_engine(Path(self._private.name))
        self._apply_changes()

    def apply_changes(self) -> None:
        """Apply the change log to the index, all of it where that is damaged; the caller holds the writer's lock.

        Where a cluster is away, what is in the database is found later.
        """
        try:
            with self._shared_turn(REBUILD_WAIT_S):
                self._bring_up_to_date()
        except SearchUnavailable as error:
            logger.warning("What came in cannot be found yet: %s", error)

    def _bring_up_to_date(self) -> None:
        try:
            self._apply_changes()
        except IndexDamaged as error:
            logger.warning("%s; rebuilding the index from the database", error)
            self.engine.clear()
            self._apply_changes()

    def _apply_changes(self, tell: Callable[[int], None] = lambda _: None) -> None:
        if relation(self._store, self.engine.reached) == "foreign" and not self._adopt():
            logger.warning(
                "The index of %s is of another state of the database, which was put back or lost its last changes; "
                "rebuilding it",
                self._folder,
            )
            self.engine.clear()
        while changes := self._store.history.changes(self.engine.position, BATCH):
            ids = list(dict.fromkeys(change.article_id for change in changes))
            articles, annotations = self._store.articles.get_many(ids), self._store.articles.annotations(ids)
            decided = self._store.reports.decided(ids)
            # Asked for last: a database of this state holds all that was read.
            state = self._store.history.lineage().state
            made = _as_indexed(ids, articles, annotations, decided)
            self.engine.apply(made, position=changes[-1].position, state=state)
            tell(changes[-1].position)
        self.engine.publish()

    def _adopt(self) -> bool:
        """Take over the index of a version that kept no states, where it holds what the database does."""
        reached = self.engine.reached
        if reached.state or not agrees(self._store, self.engine):
            return False
        self.engine.apply((), position=reached.position, state=self._store.history.lineage().state)
        return True

    def rebuild(self) -> None:
        """Throw the index away and build it from the database.

        Raises:
            ArchiveBusy: another process is still writing after ten minutes.
        """
        logger.warning("The index of %s is damaged; rebuilding it from the database", self._folder)
        try:
            with self._turn(REBUILD_WAIT_S):
                self.engine.clear()
                self._bring_up_to_date()
        except ArchiveUnavailable as error:
            self._go_private(error)

    def build(self, tell: Callable[[int], None]) -> None:
        """Build the index of the database anew, whatever there is; what is shared is read as it was until the end.

        Args:
            tell: told the change of the archive that has been reached.
        """
        with self._turn(REBUILD_WAIT_S):
            self.engine.clear()
            self._apply_changes(tell)

    def retry_if_damaged(self, read: Callable[[], T]) -> T:
        """What a reading of the index gives; where the index turns out damaged, it is rebuilt and read again."""
        try:
            return read()
        except IndexDamaged:
            self.rebuild()
            return read()

    def reannotate(self, limit: int) -> int:
        """Annotate anew articles whose annotations are of an older version; the caller holds the writer's lock."""
        ids = self._store.articles.stale(ANNOTATION_VERSION, limit)
        articles = self._store.articles.get_many(ids)
        if not articles:
            self.close()
            return 0
        self._annotators = self._annotators or Annotators(1)
        found = self._annotators.begin(list(articles.values()), is_many=False)()
        self._store.articles.reannotate([(a.id, a.revision, annotations) for a, annotations in found.items()])
        self.apply_changes()
        return len(articles)

    def checks(self) -> Iterator[Check]:
        """Look at the database, the index and the age of the annotations."""
        yield self._check_database()
        yield self._check_index()
        yield self._check_annotations()

    def quick_checks(self) -> Iterator[Check]:
        """The same without reading every file in full."""
        yield self._check_index(is_full=False)
        yield self._check_annotations()

    def _check_annotations(self) -> Check:
        counts = self._store.catalogue.counts()
        done = counts.articles - counts.stale
        message = f"{done} of {counts.articles} articles are annotated by this version"
        if counts.unread:
            message += f"; {self._unread(counts.unread)}"
        return Check("annotations", ok=True, message=message)

    def _unread(self, count: int) -> str:
        ids = self._store.articles.unread(_MOST_NAMED)
        found = self._store.articles.annotations(ids)
        return unread_message(count, [(i, found[i].failure or "") for i in ids if i in found])

    def _check_database(self) -> Check:
        try:
            self._store.verify()
        except VerbatimError as error:
            return Check("archive", ok=False, message=f"{error}; restore it from a backup")
        counts = self._store.catalogue.counts()
        kinds = ("article", counts.articles), ("revision", counts.revisions), ("attribution", counts.attributions)
        message = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds)
        limits = f"; {self._store.unseen}" if self._store.unseen else ""
        return Check("archive", ok=True, message=message + limits)

    def _check_index(self, *, is_full: bool = True) -> Check:
        try:
            reached = self.engine.refresh()
            if is_full:
                self.engine.verify()
            found = relation(self._store, reached)
            where = f"; {standing}" if (standing := self.engine.standing()) else ""
        except SearchUnavailable as error:
            message = f"{error}; start its nodes, or look at VERBATIM_SEARCH_URL"
            return Check("index", ok=False, message=message)
        except VerbatimError as error:
            return Check("index", ok=False, message=f"{error}; it is rebuilt at the next question")
        count = self.engine.unit_count("passages")
        if found == "foreign" and reached.state:
            message = (
                "it is of another state of the database, which was put back or lost its last changes; "
                "it is rebuilt at the next question"
            )
            return Check("index", ok=False, message=message)
        if found == "foreign":
            message = f"{count} passages, of an earlier version; the next question compares it with the database"
            return Check("index", ok=True, message=message)
        if found == "behind":
            behind = self._store.history.lineage().position - reached.position
            what = "what they brought is not found" if self._store.unseen else "the next question applies them"
            return Check("index", ok=True, message=f"{count} passages, {behind} changes behind; {what}{where}")
        return Check("index", ok=True, message=f"{count} passages, up to date{where}")


def _as_indexed(
    ids: Sequence[str],
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    decided: Mapping[str, Sequence[Report]],
) -> Iterator[Indexed | Withdrawn]:
    for article_id in ids:
        article = articles.get(article_id)
        if article is None:
            yield Withdrawn(article_id)
        else:
            restore_reading(article, annotations[article_id].edits)
            yield indexed_somehow(article, moderated(article, annotations[article_id], decided.get(article_id, ())))
