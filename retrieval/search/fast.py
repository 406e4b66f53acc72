"""Is there a compiled kernel, and is it ready? Until it is, NumPy answers, with the same results.

The kernel comes with the extra ``[fast]``. It is compiled once, by a process beside this one, and kept in Numba's cache
on disk; then it is read from there in the background. Nothing of this happens before a process has answered a few
questions, as a terminal's one question would only be slowed down.
"""

from __future__ import annotations

import importlib.util
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from retrieval.search.flatfile import Array
from retrieval.search.leaf import LiveShelf
from retrieval.search.plans import Plan
from retrieval.search.ranges import Ranges, everything

logger = logging.getLogger(__name__)

_QUESTIONS_BEFORE = 20
_FIRST_ROOM = 4096
_COMPILE = "import os; os.nice(10) if hasattr(os, 'nice') else None; import retrieval.search.kernel"
_COMPILE_TIMEOUT_S = 300


class Kernel:
    """`kernel.best_units` with its room to work in; several threads may ask at once."""

    def __init__(self) -> None:
        from retrieval.search import kernel

        self._run = kernel.best_units
        self._window, self._share_rows = kernel.WINDOW, kernel.SHARE_ROWS
        # Zeros, room for units and for scores, for whoever takes them first.
        self._spare: list[tuple[Array, Array, Array]] = []

    def shares(self, norm: Array, lengths: Array) -> Array:
        """The shares of a weight that small frequencies earn, by length; a table that the kernel sums from."""
        stride = 1 << int(lengths.max(initial=0)).bit_length()
        norms = np.ones(stride)
        norms[lengths] = norm
        tfs = np.arange(self._share_rows)[:, None]
        return (tfs / (tfs + norms)).astype(np.float32).ravel()

    def best_units(
        self,
        shelf: LiveShelf,
        plans: Sequence[Plan],
        number: int,
        limit: int,
        floor: float,
        ranges: Ranges | None,
        parameters: tuple[float, float, float],
        shares: Array,
    ) -> list[tuple[int, float]]:
        """The units of segment ``number`` that may be among the best, with their scores.

        Args:
            parameters: k1, b and the average length.
            shares: of `shares`.
        """
        rows: list[float] = []
        for group, (weight, term) in enumerate(plans):
            for start, end, bound in term.rows[number]:
                rows += (start, end, group, weight, weight * bound)
        if not rows:
            return []
        lists = np.array(rows).reshape(-1, 5)
        starts, ends = everything(shelf.shelf.count) if ranges is None else ranges
        heap = np.empty(limit)
        sums, docs, scores = self._spare.pop() if self._spare else self._room(_FIRST_ROOM)
        terms, lengths = shelf.shelf.terms.keys, shelf.shelf.lengths
        while True:
            found = self._run(
                terms,
                lengths,
                lists,
                *parameters,
                limit,
                floor,
                starts,
                ends,
                shelf.dead,
                shares,
                sums,
                heap,
                docs,
                scores,
            )
            if found >= 0:
                break
            sums, docs, scores = self._room(4 * len(docs))
        best = list(zip(docs[:found].tolist(), scores[:found].tolist(), strict=True))
        self._spare.append((sums, docs, scores))
        return best

    def _room(self, size: int) -> tuple[Array, Array, Array]:
        return np.zeros(self._window, np.float32), np.empty(size, np.int64), np.empty(size)


class _State:
    def __init__(self) -> None:
        self.kernel: Kernel | None = None
        self.asked = 0
        self.is_off = False


_state = _State()


def kernel() -> Kernel | None:
    """The kernel where it is ready; asking often makes it so."""
    if _state.kernel is None and not _state.is_off:
        _state.asked += 1
        if _state.asked == _QUESTIONS_BEFORE:
            threading.Thread(target=_prepare, name="search-kernel", daemon=True).start()
    return _state.kernel


def load_now() -> bool:
    """Wait until the kernel is ready; False where it is not installed."""
    if not is_installed():
        return False
    _state.is_off = False
    _state.kernel = _state.kernel or Kernel()
    return True


def switch_off() -> None:
    """Let NumPy answer."""
    _state.is_off, _state.kernel = True, None


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("numba") is not None


def _prepare() -> None:
    if not is_installed():
        return
    try:
        command: list[Any] = [sys.executable, "-c", _COMPILE]
        subprocess.run(command, check=True, timeout=_COMPILE_TIMEOUT_S, capture_output=True)  # noqa: S603  # fixed words
        ready = Kernel()
    except (OSError, ImportError, subprocess.SubprocessError) as error:
        logger.warning("The compiled kernel cannot be used, NumPy answers: %s", error)
        return
    if not _state.is_off:
        _state.kernel = ready
