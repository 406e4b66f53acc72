"""Progress bars over what is copied or built, where a person looks on."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli._support.screen import is_terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retrieval.answers import Addition
    from retrieval.model import Article
    from retrieval.sources import Reading, Refused

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


class Watched:
    """What is read on its way into an archive, and how much of it is in.

    Attributes:
        taken_bytes: how much had been read when the last article that is in was.
        articles: how many articles are in, refused ones left out.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.taken_bytes = self.articles = 0
        self._waiting: deque[int] = deque()

    def __iter__(self) -> Iterator[Article | Refused]:
        from retrieval.model import Article

        for one in self.reading:
            if isinstance(one, Article):
                self._waiting.append(self.reading.read_bytes)
            yield one

    def tell(self, addition: Addition) -> None:
        """Count one that is in; they come in the order in which they were read."""
        if addition.outcome != "refused":
            self.articles += 1
            self.taken_bytes = self._waiting.popleft()


@contextmanager
def reading_bar(reading: Reading) -> Iterator[Watched]:
    """A bar over what is in, and below it how many files were read, articles are in and files were left aside.

    It is shown where a person looks on, and where there is something to read.
    """
    watched = Watched(reading)
    if not is_terminal(sys.stderr) or not reading.total_bytes:
        yield watched
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn
    from rich.text import Text

    class ReadingProgress(Progress):
        """Asks how far it is each time that it is drawn."""

        def get_renderables(self) -> Iterator[RenderableType]:
            for task_id in self.task_ids:
                self.update(task_id, completed=min(watched.taken_bytes, reading.total_bytes))
            yield from super().get_renderables()
            yield Text(_how_far(reading, watched.articles), overflow="ellipsis", no_wrap=True)

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with ReadingProgress(*columns, console=Console(stderr=True)) as progress:
        progress.add_task("", total=reading.total_bytes)
        yield watched
        watched.taken_bytes = reading.read_bytes


def _how_far(reading: Reading, articles: int) -> str:
    from bot.render.terminal import printable
    from retrieval.sources import by_ending

    told = f"{reading.read_files:,} of {reading.total_files:,} files, {articles:,} articles"
    # Another thread may be counting.
    left = reading.left_aside.copy()
    return printable(f"{told}; left aside: {by_ending(left)}") if left else told
