"""Answering process: answers beside the process that is asked, so that what that one has to do besides need not wait.

Python runs one thread of a process at a time. Whoever takes messages and sends them would wait at every step for what
an answer takes of the processor.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import NamedTuple

from retrieval.model import Answer

READY = "ready"
_BUSY_S = 0.04
"""So long a question waits for those before it; then whoever was asked answers it, as two are faster than one."""
_LIMIT_S = 10.0
_START_AGAIN_S = 60.0
_log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """A question, as ``Archive.ask`` takes it."""

    question: str
    today: date
    limit: int
    offset: int
    language: str | None


class AnswerAtState(NamedTuple):
    """An answer; and the state of database and index it was found in, empty where they were not in one."""

    state: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Address:
    """Where an archive is that other processes of this machine can open."""

    folder: Path
    database_url: str | None


def answer_all(pipe: Connection, answer: Callable[[Asked], AnswerAtState]) -> None:
    """Answer what comes through the pipe, one by one, until it closes; what cannot be answered is left to the asker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    with contextlib.suppress(EOFError, OSError):  # it has gone
        pipe.send(READY)
        while True:
            asked: Asked = pipe.recv()
            try:
                pipe.send(answer(asked))
            except Exception as error:  # whatever it is, who asked hears of it by its own answer
                pipe.send(type(error).__name__)


def can_help() -> bool:
    """Whether this process may use more than one processor at a time."""
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) > 1


class AnsweringProcess:
    """A process that answers beside this one; several threads may ask.

    Args:
        busy_s: how long a question waits for those before it.
        limit_s: how long an answer may take; after that the process is replaced.
        work: what the process does: it opens the archive, and then `answer_all`.
    """

    def __init__(
        self,
        address: Address,
        work: Callable[[Connection, Address], None],
        *,
        busy_s: float = _BUSY_S,
        limit_s: float = _LIMIT_S,
    ) -> None:
        self._address = address
        self._busy_s, self._limit_s = busy_s, limit_s
        self._work = work
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_ready = False
        self._is_closed = False
        self._not_before_s = 0.0

    def start(self) -> None:
        """Begin to start the process; until it is ready, nothing is answered here."""
        with self._turn:
            self._start()

    def is_starting(self, *, wait_s: float) -> bool:
        """Whether it is not ready yet, though it may be soon; waits for that a while."""
        with self._turn:
            if self._pipe is None or self._process is None:
                return False
            try:
                is_ready = self._is_ready or (self._pipe.poll(wait_s) and self._is_there())
            except (EOFError, OSError) as error:
                self._end(f"it did not start ({type(error).__name__})")
                return False
            return not is_ready

    def ask(self, asked: Asked) -> AnswerAtState | None:
        """The answer; None where whoever asks had better answer it: the process starts, is busy or has failed."""
        if not self._turn.acquire(timeout=self._busy_s if self._is_ready else 0.0):
            return None
        try:
            return self._answered(asked) if self._is_there() else None
        except (EOFError, OSError) as error:  # the process has died
            self._end(f"it has died ({type(error).__name__})")
            return None
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process, also in the middle of an answer."""
        self._is_closed = True
        if self._process is not None:
            with contextlib.suppress(ValueError):  # it was ended meanwhile
                self._process.kill()
        with self._turn:
            self._end()

    def _is_there(self) -> bool:
        if self._process is None and not self._is_closed and time.monotonic() >= self._not_before_s:
            self._start()
        if self._pipe is not None and not self._is_ready and self._pipe.poll():
            self._is_ready = self._pipe.recv() == READY
        return self._is_ready

    def _answered(self, asked: Asked) -> AnswerAtState | None:
        assert self._pipe is not None
        self._pipe.send(asked)
        if not self._pipe.poll(self._limit_s):
            self._end("an answer took too long")
            return None
        found: AnswerAtState | str = self._pipe.recv()
        return None if isinstance(found, str) else found

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # never a copy of a process that has threads
        self._pipe, far = context.Pipe()
        self._process = context.Process(target=self._work, args=(far, self._address), name="answering", daemon=True)
        self._process.start()
        far.close()

    def _end(self, why: str = "") -> None:
        if why and not self._is_closed:
            _log.warning("Answers come from one process for now: %s", why)
        self._not_before_s = time.monotonic() + _START_AGAIN_S
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe, self._is_ready = None, None, False
