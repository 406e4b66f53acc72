#!/usr/bin/env python3
"""How long does `verbatim ask` take from process start to answer? Run: .venv/bin/python tests/bench/startup.py

Prints the first run (which reads the seeds), the median of the later ones, and the slowest imports of such a run.
"""

from __future__ import annotations

import argparse
import os
import re
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


def ask(folder: Path, *python_options: str) -> tuple[float, str]:
    """Wall seconds of one run, and its stderr."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *python_options, "-m", "bot", "ask", "--data", str(folder), QUESTION],
        cwd=PROJECT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return time.perf_counter() - started, done.stderr


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
        first, _ = ask(data)
        later = [ask(data)[0] for _ in range(options.runs)]
        _, imports = ask(data, "-X", "importtime")
    print(f"first run, reads the seeds   {first:6.3f} s")
    spread = f"(best {min(later):.3f}, worst {max(later):.3f})"
    print(f"later runs, median of {options.runs:<3}   {statistics.median(later):6.3f} s  {spread}")
    loaded = {m[4].split(".")[0] for m in _IMPORT.finditer(imports)}
    print(f"heavy packages loaded        {', '.join(sorted(loaded & set(HEAVY))) or 'none'}")
    print("slowest imports (ms, with what they import)")
    for milliseconds, name in slowest_imports(imports, 15):
        print(f"{milliseconds:9.1f}  {name}")


if __name__ == "__main__":
    main()
