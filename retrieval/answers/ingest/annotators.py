"""Annotation workers: this process, or several at once beside it, annotate a batch of articles."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from retrieval.annotate import ANNOTATION_VERSION, annotate, restore_reading, sentences_read
from retrieval.answers.ingest.time_limit import alarm, can_ring
from retrieval.model import Annotations, Article, Span
from retrieval.store import decode_annotations, encode_annotations

_A_TASK = 20
_LIMIT_S, _LIMIT_S_A_CHARACTER = 20.0, 20e-6
"""Thousands of times what news takes, and twenty times what the worst text takes: whatever is ended never ends."""
_START_S, _SLACK_S, _PATIENCE = 60.0, 60.0, 5
"""A process gets so long to start, and so many times the limits on a busy machine before it counts as hanging."""
_POSITION = "I"
_DIED = "ProcessDied"
_YOUNG_BEFORE_ALL = 100
"""After so many collections of what is young, all is looked through; Python does so after ten."""
_log = logging.getLogger(__name__)
Annotated = dict[Article, Annotations]
_Sent = tuple[str, bytes]
"""What a process sends of an article: its annotations encoded, as the store keeps them, and its sentences' borders.

Objects would take longer to send than an article takes to be read from its file.
"""
_Pool = ProcessPoolExecutor


def limit_s(article: Article) -> float:
    """How long an article may be read for people and quotations."""
    return _LIMIT_S + _LIMIT_S_A_CHARACTER * len(article.text)


def annotated(article: Article) -> Annotations:
    """The article's annotations; none, and why, where finding them fails or takes too long."""
    try:
        with alarm(limit_s(article)):
            return annotate(article)
    except Exception as error:  # one article must never stop the others, whatever a finder stumbles over
        return Annotations(ANNOTATION_VERSION, failure=type(error).__name__)


def _told(found: Annotated) -> Annotated:
    """The same, after the log was told which articles could not be read; their words belong in no log."""
    for article, known in found.items():
        if known.failure:
            _log.warning("The article %r could not be read for people and quotations: %s", article.id, known.failure)
    return found


class Annotators:
    """Annotates batches; with more than one job in processes of their own, which are started for the first of them.

    A fault, a time limit or the death of a process leaves the article that was at fault without annotations. In a
    thread that no alarm reaches, the work is done in a process of its own, which can be ended.

    Args:
        jobs: processes; 1 means this one, when it is asked for the result.
    """

    def __init__(self, jobs: int) -> None:
        if jobs < 1:
            raise ValueError(f"jobs must be at least 1, got {jobs}")
        self._jobs = jobs
        self._pool: _Pool | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether a batch that was begun is worked on while something else is done."""
        return self._jobs > 1

    def begin(self, articles: Sequence[Article], *, is_many: bool) -> Callable[[], Annotated]:
        """Begin a batch; the result gives the annotations when it is called.

        Args:
            is_many: worth the start of other processes.
        """
        is_worth_it = self._jobs > 1 and (is_many or self._pool is not None)
        if not articles or (can_ring() and not is_worth_it):
            return lambda: _told({article: annotated(article) for article in articles})
        if self._pool is None:
            self._pool = _started(self._jobs)
        pool = self._pool
        parts = [articles[at : at + _A_TASK] for at in range(0, len(articles), _A_TASK)]
        begun = [(part, _submitted(pool, part)) for part in parts]
        return lambda: _told({a: found for part, future in begun for a, found in self._of(pool, part, future)})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._pool is not None:
            _end(self._pool)  # what nobody asks for any more may never end
            self._pool = None
        self.close()

    def close(self) -> None:
        """End the processes, where there are any."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _of(
        self, pool: _Pool, part: Sequence[Article], future: Future[list[_Sent]] | None
    ) -> Iterator[tuple[Article, Annotations]]:
        """What came of a part; where its process died or hangs, of each article by itself."""
        found = _result(future, part) if future else None
        if found is None:
            if self._pool is pool:
                self._pool = None
            _end(pool)
            found = list(_one_by_one(part))
        return zip(part, map(_received, part, found), strict=True)


def _annotate_all(articles: Sequence[Article]) -> list[_Sent]:
    return [_sent(article, annotated(article)) for article in articles]


def _sent(article: Article, found: Annotations) -> _Sent:
    sentences = (sentences_read(article) or ()) if found.failure is None else ()
    borders = array(_POSITION, (at for span in sentences for at in (span.start, span.end)))
    return encode_annotations(found), borders.tobytes()


def _received(article: Article, sent: _Sent) -> Annotations:
    """The annotations; the sentences are kept for the index, which asks for them next."""
    encoded, borders = sent
    found, ends = decode_annotations(encoded), array(_POSITION, borders)
    restore_reading(article, found.edits, tuple(map(Span, ends[::2], ends[1::2])) or None)
    return found


def _submitted(pool: _Pool, part: Sequence[Article]) -> Future[list[_Sent]] | None:
    try:
        return pool.submit(_annotate_all, part)
    except (BrokenProcessPool, RuntimeError):  # a process has died, or the pool was ended since
        return None


def _result(future: Future[list[_Sent]], part: Sequence[Article]) -> list[_Sent] | None:
    """None where the process died, or does not answer though every alarm has rung."""
    try:
        return future.result(timeout=(_SLACK_S if part else _START_S) + _PATIENCE * sum(map(limit_s, part)))
    except (BrokenProcessPool, CancelledError, TimeoutError):
        return None


def _one_by_one(articles: Sequence[Article]) -> Iterator[_Sent]:
    """Each article in a process that only it can end."""
    pool: _Pool | None = None
    try:
        for article in articles:
            pool = pool or _answering()
            if pool is None:  # processes cannot be started here at all
                yield _sent(article, annotated(article))
                continue
            future = _submitted(pool, [article])
            found = _result(future, [article]) if future else None
            if found is None:
                _end(pool)
                pool = None
            yield found[0] if found else _sent(article, Annotations(ANNOTATION_VERSION, failure=_DIED))
    finally:
        if pool is not None:
            _end(pool)


def _started(jobs: int) -> _Pool:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin_process)


def _answering() -> _Pool | None:
    """One process that has answered; None where it died before it was given any work."""
    pool = _started(1)
    future = _submitted(pool, ())
    if future is not None and _result(future, ()) is not None:
        return pool
    _end(pool)
    return None


def _end(pool: _Pool) -> None:
    """Let go of processes, also of one that hangs."""
    # The executor can only wait for its processes until Python 3.14.
    processes = list((pool._processes or {}).values())
    for process in processes:
        process.kill()
    pool.shutdown(cancel_futures=True)


def collect_little() -> None:
    """Have this process, which takes many articles in, look for garbage less often."""
    # Annotations hold no circles: looking through all modules and lexicons for them is a twentieth of the work.
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _YOUNG_BEFORE_ALL)


@contextmanager
def collecting_little() -> Iterator[None]:
    """The same for a while."""
    before = gc.get_threshold()
    collect_little()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _begin_process() -> None:
    """Collect little garbage, leave Ctrl-C to the parent, and do not outlive it."""
    collect_little()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()
