"""The drawing process: takes jobs from a pipe one by one, and ends when the pipe closes or nobody asks any more."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any

from bot.render.pictures.jobs import CannotDraw, CardJob, ChartJob, Job, NotDrawn, PairJob

READY = "ready"
IDLE_S = 600.0
"""So long the process waits for the next job; then its memory is given back."""
_MEMORY_BYTES = 1024**3
_LATER = 5


def work(pipe: Connection, kinds: Sequence[str]) -> None:
    """Draw what comes through the pipe; each answer is a PNG, or why there is none.

    Args:
        kinds: the jobs to be ready for ("chart", "card").
    """
    be_modest()
    drawing = {kind: _BY_KIND[kind]() for kind in kinds}
    with contextlib.suppress(EOFError, OSError):  # the bot has gone
        pipe.send(READY)
        while pipe.poll(IDLE_S):
            pipe.send(_drawn(pipe.recv(), drawing))


def be_modest() -> None:
    """One thread, bounded memory, and behind the answers where the machine is busy; Ctrl-C is for the bot."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):  # not on every system
        import resource

        os.nice(_LATER)
        # Not the address space, most of which is font files that are looked into.
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))


def _drawn(job: Job, drawing: Mapping[str, Callable[[Any], bytes]]) -> bytes | NotDrawn | str:
    """The PNG; why there is none; or what went wrong."""
    try:
        return drawing[job.kind](job)
    except CannotDraw as error:
        return error.why
    except Exception as error:  # whatever a library stumbles over, the next job is another
        return f"{type(error).__name__}: {error}"


def _charts() -> Callable[[ChartJob], bytes]:
    from bot.render.pictures.draw_chart import draw_chart

    return draw_chart


def _cards() -> Callable[[CardJob], bytes]:
    from bot.render.pictures.draw_card import draw_card

    return draw_card


def _pairs() -> Callable[[PairJob], bytes]:
    from bot.render.pictures.draw_pair import draw_pair

    return draw_pair


_BY_KIND: dict[str, Callable[[], Callable[[Any], bytes]]] = {"chart": _charts, "card": _cards, "pair": _pairs}
"""What draws a kind of job; its libraries are imported in the drawing process alone."""
