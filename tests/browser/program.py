"""The program as a newcomer runs it, and a browser with which they look at it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


def chromium() -> str | None:
    """Where a browser of the system's stands; Playwright's own is never fetched."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def why_not() -> str:
    """Why no browser can be driven here; empty where one can."""
    for module in ("playwright", "axe_playwright_python"):
        if importlib.util.find_spec(module) is None:
            return f"needs {module}: pip install '.[browser]'"
    return "" if chromium() else "needs a browser of the system's: apt-get install chromium"


def launched(playwright: object) -> object:
    """The system's browser, without a window."""
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
    return playwright.chromium.launch(executable_path=chromium(), args=sandbox)  # type: ignore[attr-defined]


def verbatim(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A command of the program, whatever the settings around it are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--data", str(folder), *arguments],
        cwd=folder.parent,
        env={**kept, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Program:
    """`verbatim` over an archive, which can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def start(self) -> None:
        """Until it takes updates."""
        self._process = verbatim(self._folder, "run", "--port", str(self._port))
        assert self._process.stdout
        for line in self._process.stdout:
            if "Ctrl-C ends it." in line:
                return
        raise AssertionError("the program did not start")

    def kill(self) -> None:
        """As by kill -9."""
        if self._process:
            self._process.kill()
            self._process.communicate()


@contextmanager
def program(folder: Path, *, is_demo: bool) -> Iterator[Program]:
    """The program running; with the articles of `verbatim demo`, or the seed alone."""
    if is_demo:
        filled = verbatim(folder, "demo")
        printed, _ = filled.communicate()
        assert filled.returncode == 0, printed
        assert re.search(r"40 articles", printed)
    running = Program(folder)
    running.start()
    try:
        yield running
    finally:
        running.kill()
