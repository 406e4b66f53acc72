"""Kernel loader: compiles the kernel in the background; until it is ready, NumPy answers with the same results.

The kernel comes with the extra ``[fast]``. It is compiled once, by a process beside this one, and kept in Numba's cache
on disk; then it is read from there in the background. Nothing of this happens before a process has answered a few
questions, as a terminal's one question would only be slowed down.
"""

from __future__ import annotations

import logging
import subprocess
import threading
from array import array
from collections.abc import Sequence

import numpy as np

from retrieval.search import compiled
from retrieval.search.files.flat_file import Array
from retrieval.search.scoring.weighted_terms import Ranked
from retrieval.search.segment.live_segment import LiveShelf
from retrieval.search.segment.norms import LengthNorms
from retrieval.search.segment.ranges import Ranges

logger = logging.getLogger(__name__)

_QUESTIONS_BEFORE = 20
_COLUMNS = 5


class Kernel:
    """`kernel.best_units` with its room to work in; several threads may ask at once."""

    def __init__(self) -> None:
        from retrieval.search.scoring import maxscore_numba

        self._run = maxscore_numba.best_units
        self._window = maxscore_numba.WINDOW
        # Zeros to sum in, and room, for whoever takes them first.
        self._spare: list[tuple[Array, Array, Array, Array]] = []

    def best_units(
        self,
        shelf: LiveShelf,
        rows: Sequence[float],
        norms: LengthNorms,
        limit: int,
        floor: float,
        ranges: Ranges | None,
        *,
        has_many: bool,
    ) -> list[Ranked]:
        """The best units of a segment, best first.

        Args:
            rows: for each list of postings, weightiest first: its start and end among the keys of all terms, the number
                of its term, the term's weight, and what any unit gains from it at most.
            floor: a score that ``limit`` units are known to reach.
            has_many: whether some of these frequencies are kept beside the keys.
        """
        lists = np.frombuffer(array("d", rows)).reshape(-1, _COLUMNS)
        plain = shelf.shelf
        starts, ends = plain.everything if ranges is None else ranges
        room = self._spare.pop() if self._spare else self._room()
        limit = min(limit, plain.count)
        found_rows, scores = np.empty((limit, _COLUMNS), np.int64), np.empty(limit)
        found = self._run(
            plain.terms.keys,
            plain.lengths,
            plain.terms.many,
            plain.terms.many_tfs,
            lists,
            norms.norm,
            norms.caps,
            norms.ratios_of_many if has_many else norms.ratios,
            limit,
            floor,
            starts,
            ends,
            shelf.dead,
            *plain.facts,
            *room,
            found_rows,
            scores,
        )
        self._spare.append(room)
        rows_found = zip(scores[:found].tolist(), found_rows[:found].tolist(), strict=True)
        return [(score, doc, article, ordinal, start, end) for score, (doc, article, ordinal, start, end) in rows_found]

    def _room(self) -> tuple[Array, Array, Array, Array]:
        size = self._window
        return (
            np.zeros(size, np.float32),
            np.empty(size // 8, np.uint64),
            np.empty(size, np.int64),
            np.empty(size, np.float32),
        )


class _State:
    def __init__(self) -> None:
        self.kernel: Kernel | None = None
        self.asked = 0


_state = _State()


def kernel() -> Kernel | None:
    """The kernel where it is ready; asking often makes it so."""
    if _state.kernel is None and not compiled.is_off():
        _state.asked += 1
        if _state.asked == _QUESTIONS_BEFORE:
            threading.Thread(target=_prepare, name="search-kernel", daemon=True).start()
    return _state.kernel


def load_now() -> bool:
    """Wait until the kernel is ready; False where it is not installed."""
    if not compiled.is_installed():
        return False
    compiled.switch_on()
    _state.kernel = _state.kernel or Kernel()
    return True


def switch_off() -> None:
    """Let NumPy answer."""
    compiled.switch_off()
    _state.kernel = None


def _prepare() -> None:
    if not compiled.is_installed():
        return
    try:
        compiled.compile_all()
        ready = Kernel()
    except (OSError, ImportError, subprocess.SubprocessError) as error:
        logger.warning("Could not use the compiled kernel, searching with NumPy: %s", error)
        return
    if not compiled.is_off():
        _state.kernel = ready
