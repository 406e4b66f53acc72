"""The program as a process of its own: what only shows there (pipes, signals, what is imported)."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
VERBATIM = [sys.executable, "-m", "bot"]


@pytest.fixture
def environment() -> dict[str, str]:
    """Ours, without settings of Verbatim."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VERBATIM_", "TELEGRAM_"))}
    return {**kept, "PYTHONPATH": str(PROJECT)}


def test_a_fresh_archive_answers_the_first_question(tmp_path: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [*VERBATIM, "ask", "what did Peskov say"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout.startswith("1. Asked whether Putin and Kim discussed arms production and exports")
    assert done.stderr == ""
    assert (tmp_path / "data").is_dir()


def test_the_variable_names_the_folder(tmp_path: Path, environment: dict[str, str]) -> None:
    subprocess.run(
        [*VERBATIM, "ask", "hi"], cwd=tmp_path, env={**environment, "VERBATIM_DATA": "elsewhere"}, check=True
    )

    assert (tmp_path / "elsewhere").is_dir()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("command", "closed"),
    [("ask hi", ">&-"), ("chat", "<&-"), ("ask --batch -", "<&-"), ("ask hi", "<&- >&- 2>&-")],
)
def test_a_closed_stream_is_read_and_written_as_an_empty_one(
    seeded_folder: Path, environment: dict[str, str], command: str, closed: str
) -> None:
    data = shlex.quote(str(seeded_folder))
    line = f"{shlex.join(VERBATIM)} --data {data} {command} {closed}"

    done = subprocess.run(["sh", "-c", line], env=environment, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_batch_is_answered_line_by_line(seeded_folder: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*VERBATIM, "ask", "--data", str(seeded_folder), "--batch", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        for name in ("a", "b"):
            process.stdin.write(json.dumps({"id": name, "question": "what did Kim say"}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name, "answered before the next line is sent"
        process.stdin.close()

    assert process.returncode == 0


def test_output_is_utf_8_json_whatever_the_locale(seeded_folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [*VERBATIM, "ask", "--data", str(seeded_folder), "--json", "what did Kim say"],
        env={**environment, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )

    assert "“Russia began" in json.loads(done.stdout.decode("utf-8"))["excerpts"][0]["text"]


def test_a_screen_that_cannot_show_a_character_gets_the_rest(seeded_folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [*VERBATIM, "ask", "--data", str(seeded_folder), "what did Kim say"],
        env={**environment, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )

    assert b"sacred struggle" in done.stdout


def test_a_reader_that_leaves_is_no_error(seeded_folder: Path, environment: dict[str, str]) -> None:
    batch = json.dumps({"id": 1, "question": "what did Kim say"}) + "\n"
    with subprocess.Popen(
        [*VERBATIM, "ask", "--data", str(seeded_folder), "--batch", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        process.stdout.close()
        _, stderr = process.communicate(batch * 20)

    assert stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_ctrl_c_is_quiet_and_exits_130(seeded_folder: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*VERBATIM, "ask", "--data", str(seeded_folder), "--batch", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write('{"id": 1, "question": "hi"}\n')
        process.stdin.flush()
        process.stdout.readline()  # now it waits for the next line
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=10)

    assert (process.returncode, stderr.strip()) == (130, "")


def test_a_question_imports_nothing_that_only_others_need(seeded_folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "ask", "--data", str(seeded_folder), "what did Peskov say"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    loaded = {match.split(".")[0] for match in re.findall(r"\|\s+([\w.]+)$", done.stderr, re.MULTILINE)}
    assert "click" in loaded
    assert loaded & {"telegram", "alembic", "rich", "tornado", "httpx", "dotenv"} == set()


def on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """What a person's terminal of 80 columns receives."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*VERBATIM, *arguments],
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "80"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        received = b""
        while chunk := _read(ours):
            received += chunk
    os.close(ours)
    return received.decode("utf-8")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_on_a_terminal_the_speakers_words_are_bold_and_lines_fit(
    seeded_folder: Path, environment: dict[str, str]
) -> None:
    environment.pop("NO_COLOR", None)

    received = on_a_terminal(["ask", "--data", str(seeded_folder), "what did Kim say"], environment)

    assert "\x1b[1m“Russia began a sacred struggle" in received
    assert "\x1b[36m" in received
    assert max(len(re.sub(r"\x1b\[[\d;]*m|\x1b\]8;.*?\x1b\\", "", row)) for row in received.split("\r\n")) <= 80


def test_no_color_leaves_the_weights_alone(seeded_folder: Path, environment: dict[str, str]) -> None:
    received = on_a_terminal(
        ["ask", "--data", str(seeded_folder), "what did Kim say"], {**environment, "NO_COLOR": "1"}
    )

    assert "\x1b[1m“Russia began a sacred struggle" in received
    assert re.search(r"\x1b\[[\d;]*3\dm", received) is None


def test_ingest_shows_its_progress_on_a_terminal_and_only_there(tmp_path: Path, environment: dict[str, str]) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Article {n} speaks of rain."}) + "\n" for n in range(30))
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    arguments = ["ingest", str(tmp_path / "articles.jsonl")]

    shown = on_a_terminal([*arguments, "--data", str(tmp_path / "a")], environment)
    piped = subprocess.run(
        [*VERBATIM, *arguments, "--data", str(tmp_path / "b")],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "100%" in shown
    assert "30 added" in shown
    assert "%" not in piped.stdout + piped.stderr
    assert "30 added" in piped.stdout
