"""Compiled code for large builds: whether it is there, and compiling it without blocking anybody."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import subprocess
import sys
from types import ModuleType
from typing import Any

logger = logging.getLogger(__name__)

_COUNTING, _SCORING = "retrieval.search.segment.builder_numba", "retrieval.search.scoring.maxscore_numba"
_COMPILE = """
import os
os.nice(10) if hasattr(os, "nice") else None
import {}
"""
_TIMEOUT_S = 300


class _State:
    def __init__(self) -> None:
        self.is_off = False
        self.counting: ModuleType | None = None


_state = _State()


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("numba") is not None


def is_off() -> bool:
    """Whether NumPy is to do all."""
    return _state.is_off


def switch_on() -> None:
    """Let compiled code be used."""
    _state.is_off = False


def switch_off() -> None:
    """Let NumPy do all."""
    _state.is_off = True


def counting() -> ModuleType | None:
    """The compiled forms of what large builds do, where they are loaded."""
    return None if _state.is_off else _state.counting


def load_counting() -> None:
    """Load them for a large build; nothing happens where they are not installed."""
    if _state.counting is None and not _state.is_off and is_installed():
        try:
            # Who waits for a build waits for what counts in it alone: what scores takes three times as long.
            _compile(_COUNTING)
            _state.counting = importlib.import_module(_COUNTING)
        except (OSError, ImportError, subprocess.SubprocessError) as error:
            logger.warning("Could not use compiled code, building the index without it: %s", error)


def compile_all() -> None:
    """Fill Numba's cache on disk, in a process beside this one: compiling would hold up its answers."""
    _compile(_SCORING, _COUNTING)


def _compile(*modules: str) -> None:
    command: list[Any] = [sys.executable, "-c", _COMPILE.format(", ".join(modules))]
    subprocess.run(command, check=True, timeout=_TIMEOUT_S, capture_output=True)  # noqa: S603  # fixed words
