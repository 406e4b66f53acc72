#!/usr/bin/env python3
"""How long does `verbatim ask` take from process start to answer? Run: .venv/bin/python tests/bench/startup.py

Prints the first run (which reads the seeds), the median of the later ones, and the slowest imports of such a run.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
QUESTION = "what did Peskov say"
HEAVY = ("telegram", "alembic", "rich", "tornado", "httpx")
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")


def ask(folder: Path, *python_options: str) -> tuple[float, float, str]:
    """Wall seconds of one run, its processor seconds, and its stderr."""
    started, used = time.perf_counter(), processor_s()
    done = subprocess.run(
        [sys.executable, *python_options, "-m", "bot", "ask", "--data", str(folder), QUESTION],
        cwd=PROJECT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return time.perf_counter() - started, processor_s() - used, done.stderr


def processor_s() -> float:
    """What all finished runs together have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def slowest_imports(stderr: str, count: int) -> list[tuple[float, str]]:
    """Milliseconds with everything below it, and the module's name; outermost packages only."""
    found = [(int(m[2]) / 1000, m[4]) for m in _IMPORT.finditer(stderr) if "." not in m[4] or m[4].startswith("bot.")]
    return sorted(found, reverse=True)[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        first, _, _ = ask(data)
        later = [ask(data)[:2] for _ in range(options.runs)]
        _, _, imports = ask(data, "-X", "importtime")
    print(f"first run, reads the seeds        {first:6.3f} s")
    for name, seconds in zip(("wall clock", "processor"), zip(*later, strict=True), strict=True):
        spread = f"(best {min(seconds):.3f}, worst {max(seconds):.3f})"
        print(f"later runs, {name}, median    {statistics.median(seconds):6.3f} s  {spread}")
    loaded = {m[4].split(".")[0] for m in _IMPORT.finditer(imports)}
    print(f"heavy packages loaded             {', '.join(sorted(loaded & set(HEAVY))) or 'none'}")
    print("slowest imports (ms, with what they import)")
    for milliseconds, name in slowest_imports(imports, 15):
        print(f"{milliseconds:9.1f}  {name}")


if __name__ == "__main__":
    main()
