"""How long does a picture take? Times each kind in a warm drawing process, and its memory, in both themes.

``python -m tests.bench.pictures [--times 20]`` prints the median and the slowest; the aim is 500 ms.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bot.render.pictures.jobs import CardJob, ChartJob, Column, Job, PairJob, Run, Series, Theme
from bot.render.pictures.painter import DrawingProcess

THEMES: tuple[Theme, ...] = ("light", "dark")
AIM_MS = 500


def jobs() -> Iterator[tuple[str, Job]]:
    """What is drawn, by name: the fullest of each kind."""
    labels = tuple(f"{day} Sep" for day in range(1, 17))
    one = (Series("statements", tuple(range(16))), Series("articles", tuple(range(16)), "second", is_line=True))
    two = (Series("Ida Aune", tuple(range(16))), Series("Tomas Reker", tuple(range(16))[::-1], "second"))
    numbers = tuple((at, str(at)) for at in range(1, 6))
    for theme in THEMES:
        yield f"timeline of one, {theme}", ChartJob("Ida Aune · statements, by day", labels, one, numbers, theme)
        words = (
            Run("“" + "We mend the weir before winter, whatever it costs. " * 20, is_bold=True),
            Run("” she said."),
        )
        lines = ("the mayor of Brattholm", "quoted · via Northern Wire", "The Ferry Post · 26 November 2026")
        yield f"card, {theme}", CardJob(words, "Ada Lund", lines, "https://ferry.example/2026/weir", theme)
        column = Column("Ada Lund", (Run("“We mend the weir, whatever it costs. " * 6, is_bold=True),), lines)
        yield f"two columns, {theme}", PairJob((column, column), theme)
        yield f"timeline of two, {theme}", ChartJob("Ida Aune / Tomas Reker", labels, two, numbers, theme)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    drawing = DrawingProcess(limit_s=60)
    first = time.perf_counter()
    drawing.paint(next(jobs())[1])
    print(f"the first picture, with the start of the process: {time.perf_counter() - first:.1f} s")
    for name, job in jobs():
        taken = []
        for _ in range(times):
            begun = time.perf_counter()
            content = drawing.paint(job)
            taken.append((time.perf_counter() - begun) * 1000)
            assert isinstance(content, bytes), f"{name}: {content}"
        verdict = "ok" if statistics.median(taken) <= AIM_MS else f"above {AIM_MS}"
        print(f"{name}: median {statistics.median(taken):.0f} ms, slowest {max(taken):.0f} ms, {verdict}")
    _print_memory(drawing)
    drawing.close()


def _print_memory(drawing: DrawingProcess) -> None:
    process = drawing._process
    status = Path(f"/proc/{process.pid}/status") if process else Path("/nowhere")
    if status.exists():
        rows = dict(row.split(":", 1) for row in status.read_text().splitlines())
        print(f"memory at most {int(rows['VmHWM'].split()[0]) / 1024:.0f} MB")


if __name__ == "__main__":
    main()
