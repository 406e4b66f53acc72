"""Painter: draws in a process beside the bot, one picture at a time, in bounded time and memory, or not at all."""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from bot.render.pictures.jobs import Job, NotDrawn
from bot.render.pictures.worker import READY, work

_FOR_WORDS = ("PIL", "segno", "fontTools", "manimgx_fonts")
_NEEDS = {"chart": ("matplotlib",), "card": _FOR_WORDS, "pair": _FOR_WORDS}
"""The packages that a kind of job needs, of the extras [charts] and [cards]."""
LIMIT_S = 5.0
_START_LIMIT_S = 60.0
"""A process that is not ready by then hangs; until then pictures are told in words."""
_log = logging.getLogger(__name__)


class Painter(Protocol):
    """Turns a job into a picture; knows no chat."""

    def draws(self, kind: str) -> bool:
        """Whether jobs of a kind can be drawn here at all."""

    def paint(self, job: Job) -> bytes | NotDrawn:
        """The PNG; or why there is none, which also is that drawing takes too long."""


@cache
def can_draw(kind: str) -> bool:
    """Whether the packages are installed that a kind of job needs.

    >>> can_draw("fresco")
    False
    """
    is_installed = kind in _NEEDS and all(find_spec(package) for package in _NEEDS[kind])
    return is_installed and (_NEEDS[kind] is not _FOR_WORDS or _can_shape())


def _can_shape() -> bool:
    """Whether letters can be joined and read leftwards: Pillow brings what that needs, except for FriBiDi."""
    from PIL import features

    return bool(features.check("raqm"))


class DrawingProcess:
    """The painter of the bot; its process starts with the first job and ends when nothing was drawn for a while.

    Args:
        limit_s: how long somebody waits for a picture, waiting for other pictures included.
        draw: what the process does, see `work`.
    """

    def __init__(self, *, limit_s: float = LIMIT_S, draw: Callable[[Connection, Sequence[str]], None] = work) -> None:
        self._limit_s = limit_s
        self._draw = draw
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_ready = False
        self._started = 0.0

    def draws(self, kind: str) -> bool:
        """See `Painter`."""
        return can_draw(kind)

    def paint(self, job: Job) -> bytes | NotDrawn:
        """See `Painter`."""
        until = time.monotonic() + self._limit_s
        if not self.draws(job.kind) or not self._turn.acquire(timeout=self._limit_s):
            return NotDrawn.FAILED
        try:
            drawn = self._painted(job, until)
        except (EOFError, OSError) as error:  # the process has died
            self._end(f"the drawing process has died ({type(error).__name__})")
            return NotDrawn.FAILED
        finally:
            self._turn.release()
        if isinstance(drawn, str) and not isinstance(drawn, NotDrawn):
            _log.warning("A picture could not be drawn: %s", drawn)
            return NotDrawn.FAILED
        return drawn

    def close(self) -> None:
        """End the process, also in the middle of a picture."""
        if self._process is not None:
            self._process.kill()
        with self._turn:
            self._end()

    def _painted(self, job: Job, until: float) -> bytes | NotDrawn | str:
        pipe = self._opened(until)
        if pipe is None:
            return NotDrawn.FAILED
        pipe.send(job)
        if not pipe.poll(max(0.0, until - time.monotonic())):
            self._end("drawing a picture took too long")
            return NotDrawn.FAILED
        drawn: bytes | NotDrawn | str = pipe.recv()
        return drawn

    def _opened(self, until: float) -> Connection | None:
        """The pipe to a process that is ready; None where it is still starting."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None
        if not self._is_ready and self._pipe.poll(max(0.0, until - time.monotonic())):
            self._is_ready = self._pipe.recv() == READY
        if not self._is_ready and time.monotonic() - self._started > _START_LIMIT_S:
            self._end("the drawing process does not start")
            return None
        return self._pipe if self._is_ready else None

    def _start(self) -> None:
        self._end()
        context = multiprocessing.get_context("spawn")  # never a copy of a process that has threads
        self._pipe, far = context.Pipe()
        kinds = tuple(kind for kind in _NEEDS if self.draws(kind))
        self._process = context.Process(target=self._draw, args=(far, kinds), name="drawing", daemon=True)
        self._started = time.monotonic()
        self._process.start()
        far.close()

    def _end(self, why: str = "") -> None:
        if why:
            _log.warning("Pictures are told in words for now: %s", why)
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe, self._is_ready = None, None, False
