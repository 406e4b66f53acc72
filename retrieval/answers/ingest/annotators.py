"""Who annotates a batch of articles: this process, or several at once beside it?"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from retrieval.annotate import annotate
from retrieval.model import Annotations, Article

_A_TASK = 20
Annotated = dict[Article, Annotations]


class Annotators:
    """Annotates batches; with more than one job in processes of their own, which are started for the first of them.

    Args:
        jobs: processes; 1 means this one, when it is asked for the result.
    """

    def __init__(self, jobs: int) -> None:
        if jobs < 1:
            raise ValueError(f"jobs must be at least 1, got {jobs}")
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether a batch that was begun is worked on while something else is done."""
        return self._jobs > 1

    def begin(self, articles: Sequence[Article], *, is_many: bool) -> Callable[[], Annotated]:
        """Begin a batch; the result gives the annotations when it is called.

        Args:
            is_many: worth the start of other processes.
        """
        if self._jobs == 1 or not (is_many or self._pool):
            return lambda: {article: annotate(article) for article in articles}
        if self._pool is None:
            spawned = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, spawned, initializer=_end_with_parent)
        parts = [articles[at : at + _A_TASK] for at in range(0, len(articles), _A_TASK)]
        begun = [(part, self._pool.submit(_annotate_all, part)) for part in parts]
        return lambda: {a: found for part, future in begun for a, found in zip(part, _of(part, future), strict=True)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _annotate_all(articles: Sequence[Article]) -> list[Annotations]:
    return [annotate(article) for article in articles]


def _of(part: Sequence[Article], future: Future[list[Annotations]]) -> list[Annotations]:
    try:
        return future.result()
    except BrokenProcessPool:  # a process was killed; its work is done here
        return _annotate_all(part)


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()
