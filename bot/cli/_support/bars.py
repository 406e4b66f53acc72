"""Progress bars over what is copied or built, where a person looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.cli._support.screen import is_terminal

Tell = Callable[[str, int, int], None]
"""Told what is in hand, how much of it is done, and how much there is."""


@contextmanager
def row_bar() -> Iterator[Tell]:
    """A bar over the rows of what is in hand."""
    if not is_terminal(sys.stderr):
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True)
    ) as bar:
        task = bar.add_task("", total=1)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=max(1, total))
