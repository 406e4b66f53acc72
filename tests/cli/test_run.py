"""`verbatim run` without a token: the bot and the playground, joined in one process."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def printed_until(process: subprocess.Popen[str], end: str) -> str:
    assert process.stdout
    printed = ""
    for line in process.stdout:
        printed += line
        if end in line:
            break
    return printed


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_without_a_token_the_playground_opens_and_ends_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path, "--port", "0") as process:
        printed = printed_until(process, "Ctrl-C ends it.")
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", printed)
        with urllib.request.urlopen(address, timeout=10) as response:
            page = response.read().decode("utf-8")
        process.send_signal(number)
        _, stderr = process.communicate(timeout=20)

    assert "TELEGRAM_BOT_TOKEN" in printed
    assert re.search(r"ask, for instance:  what did .+ say$", printed, re.MULTILINE)
    assert "<html" in page.lower()
    assert (process.returncode, stderr) == (0, "")


def test_a_port_that_is_taken_is_one_line_and_exit_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(tmp_path, "--port", str(port)) as process:
            _, stderr = process.communicate(timeout=20)

    assert process.returncode == 1
    assert stderr.startswith(f"verbatim: port {port} on 127.0.0.1 cannot be used")
    assert len(stderr.splitlines()) == 1


def test_a_token_set_to_nothing_is_an_error_and_no_playground(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=\n", encoding="utf-8")

    with running(tmp_path, "--port", "0") as process:
        stdout, stderr = process.communicate(timeout=20)

    assert (process.returncode, stdout) == (1, "")
    assert stderr.startswith("verbatim: TELEGRAM_BOT_TOKEN")


def test_workers_need_the_bot_that_they_work_for(tmp_path: Path) -> None:
    with running(tmp_path, "--workers-only") as process:
        stdout, stderr = process.communicate(timeout=20)

    assert (process.returncode, stdout) == (1, "")
    assert stderr == "verbatim: --workers-only answers for a bot at Telegram; set TELEGRAM_BOT_TOKEN to its token\n"
