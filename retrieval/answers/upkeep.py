"""Is the index what the database says? Brings it up to date, builds it anew, checks it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

from retrieval.annotate import ANNOTATION_VERSION, annotate
from retrieval.answers.checks import Check
from retrieval.answers.indexing import INDEX_VERSION, indexed
from retrieval.answers.rulings import ruled
from retrieval.errors import ArchiveBusy, IndexDamaged, VerbatimError
from retrieval.search.engine import Indexed, SearchEngine, Withdrawn
from retrieval.store import Store
from retrieval.store.lock import WriterLock

logger = logging.getLogger(__name__)

BATCH = 200
REBUILD_WAIT_S = 600.0


class Upkeep:
    """Derives the index from the change log of the store; one instance an open archive."""

    def __init__(self, folder: Path, store: Store, engine: SearchEngine) -> None:
        self._folder = folder
        self._store = store
        self._engine = engine

    @staticmethod
    def index_folder(folder: Path, archive_id: str) -> Path:
        """Where this version's index of this archive stands; indexes of other versions are of no use and go."""
        wanted = folder / f"index-{INDEX_VERSION}-{archive_id[:12]}"
        for other in folder.glob("index-*"):
            if other != wanted and other.is_dir():
                shutil.rmtree(other, ignore_errors=True)
        return wanted

    def catch_up(self, *, wait_s: float) -> None:
        """See what other processes did; apply what they left unapplied, unless one of them is at it."""
        try:
            self._engine.refresh()
            is_behind = self._engine.position < self._store.last_position()
        except IndexDamaged:
            self.rebuild()
            return
        if not is_behind:
            return
        try:
            with WriterLock(self._folder, timeout_s=wait_s):
                self._engine.refresh()
                self.apply_changes()
        except ArchiveBusy:
            return

    def apply_changes(self) -> None:
        """Apply the change log to the index, anew where it is damaged; the caller holds the writer's lock."""
        try:
            self._apply_changes()
        except IndexDamaged as error:
            logger.warning("%s; building the index anew from the database", error)
            self._engine.clear()
            self._apply_changes()

    def _apply_changes(self) -> None:
        if self._engine.position > self._store.last_position():
            self._engine.clear()
        while changes := self._store.changes(self._engine.position, BATCH):
            ids = dict.fromkeys(change.article_id for change in changes)
            self._engine.apply(self._as_indexed(list(ids)), position=changes[-1].position)

    def _as_indexed(self, ids: list[str]) -> Iterator[Indexed | Withdrawn]:
        articles, annotations = self._store.articles(ids), self._store.annotations(ids)
        decided = self._store.reports.decided(ids)
        for article_id in ids:
            article = articles.get(article_id)
            if article is None:
                yield Withdrawn(article_id)
            else:
                yield indexed(article, ruled(article, annotations[article_id], decided.get(article_id, ())))

    def rebuild(self) -> None:
        """Throw the index away and build it from the database.

        Raises:
            ArchiveBusy: another process is still writing after ten minutes.
        """
        logger.warning("The index of %s is damaged; building it anew from the database", self._folder)
        with WriterLock(self._folder, timeout_s=REBUILD_WAIT_S):
            self._engine.clear()
            self.apply_changes()

    def reannotate(self, limit: int) -> int:
        """Annotate anew articles whose annotations are of an older version; the caller holds the writer's lock."""
        ids = self._store.stale(ANNOTATION_VERSION, limit)
        articles = self._store.articles(ids)
        self._store.reannotate([(a.id, a.revision, annotate(a)) for a in articles.values()])
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
        counts = self._store.counts()
        done = counts.articles - counts.stale
        return Check(
            "annotations", ok=True, message=f"{done} of {counts.articles} articles are annotated by this version"
        )

    def _check_database(self) -> Check:
        try:
            self._store.verify()
        except VerbatimError as error:
            return Check("archive", ok=False, message=f"{error}; restore it from a backup")
        counts = self._store.counts()
        kinds = ("article", counts.articles), ("revision", counts.revisions), ("attribution", counts.attributions)
        message = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds)
        return Check("archive", ok=True, message=message)

    def _check_index(self, *, is_full: bool = True) -> Check:
        try:
            self._engine.refresh()
            if is_full:
                self._engine.verify()
        except VerbatimError as error:
            return Check("index", ok=False, message=f"{error}; it is built anew at the next question")
        behind = self._store.last_position() - self._engine.position
        count = self._engine.unit_count("passages")
        if behind > 0:
            return Check(
                "index", ok=True, message=f"{count} passages, {behind} changes behind; the next question applies them"
            )
        return Check("index", ok=True, message=f"{count} passages, up to date")
