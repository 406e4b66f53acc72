"""Does the README's backup bring the archive back, in its own words? Driven through the command line alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "bot" / "README.md").read_text(encoding="utf-8")
KILLED = """
import os, signal, sys
from pathlib import Path
from retrieval.answers import Archive
from retrieval.model import Article
with Archive.open(Path(sys.argv[1])) as archive:
    archive.add([Article(f"killed{n}", f"Killed report {n}. " + "It rained. " * 200) for n in range(30)])
    os.kill(os.getpid(), signal.SIGKILL)
"""
Verbatim = Callable[..., str]


@pytest.fixture
def verbatim(tmp_path: Path, run: Callable[..., Result]) -> Verbatim:
    """Run a command, by default on the archive in ``data``; what it printed."""

    def command(*words: object, data: Path | None = None, code: int = 0, stdin: str | None = None) -> str:
        done = run(*map(str, words), data=data or tmp_path / "data", stdin=stdin)
        assert done.exit_code == code, done.output
        return done.output

    return command


def written(folder: Path, name: str, count: int) -> Path:
    """A file of articles, each with a word of its own."""
    file = folder / f"{name}.jsonl"
    rows = ({"id": f"{name}{n}", "text": f"“{name.capitalize()}{n} is safe”, said Ada Reed."} for n in range(count))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def found(verbatim: Verbatim, *words: str, data: Path | None = None) -> list[str]:
    """The best article for each word; empty where there is none."""
    asked = "".join(json.dumps({"question": word}) + "\n" for word in words)
    lines = verbatim("search", "--batch", "-", data=data, stdin=asked).splitlines()
    passages = [json.loads(line)["passages"] for line in lines if line.startswith("{")]
    return [of_word[0]["article_id"] if of_word else "" for of_word in passages]


def put_back(copy: Path, data: Path) -> None:
    """What the README says, to the letter."""
    for file in data.glob("archive.db*"):
        file.unlink()
    shutil.copy(copy / "archive.db", data)


def test_the_readme_says_what_is_tested_here() -> None:
    words = " ".join(README.split())

    assert re.search(r"`verbatim backup FOLDER` copies the database whole while the bot writes", words)
    assert "To restore, stop the bot and start it with `--data FOLDER`" in words
    assert "or put `archive.db` in the archive's folder in place of `archive.db*`" in words


def test_an_archive_that_grew_otherwise_after_a_restore_is_found_whole(tmp_path: Path, verbatim: Verbatim) -> None:
    """As many articles as were lost, others, so that the numbers are the same."""
    data = tmp_path / "data"
    verbatim("ingest", written(tmp_path, "first", 300))
    verbatim("backup", tmp_path / "copy")
    verbatim("ingest", written(tmp_path, "lost", 150))
    put_back(tmp_path / "copy", data)

    said = verbatim("ingest", written(tmp_path, "other", 150))

    assert "150 added, 0 updated, 0 unchanged, 0 refused" in said
    assert found(verbatim, "first7", "other0", "other149", "lost3") == ["first7", "other0", "other149", ""]
    assert "450 passages, up to date" in verbatim("check")


def test_check_tells_what_a_restore_left_and_the_next_question_mends_it(tmp_path: Path, verbatim: Verbatim) -> None:
    verbatim("ingest", written(tmp_path, "first", 5))
    verbatim("backup", tmp_path / "copy")
    verbatim("ingest", written(tmp_path, "lost", 5))
    put_back(tmp_path / "copy", tmp_path / "data")

    before = verbatim("check", code=1)
    asked = verbatim("ask", "what did Ada Reed say")
    after = verbatim("check")

    assert "it is of another state of the database" in before
    assert "First" in asked
    assert "5 passages, up to date" in after


def test_a_copy_is_an_archive_of_its_own(tmp_path: Path, verbatim: Verbatim) -> None:
    verbatim("ingest", written(tmp_path, "first", 5))
    verbatim("backup", tmp_path / "copy")
    verbatim("ingest", written(tmp_path, "later", 5))

    verbatim("ingest", written(tmp_path, "other", 5), data=tmp_path / "copy")

    assert found(verbatim, "first1", "other1", "later1", data=tmp_path / "copy") == ["first1", "other1", ""]
    assert found(verbatim, "first1", "later1", "other1") == ["first1", "later1", ""]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a process that can be killed")
@pytest.mark.parametrize("forgotten", [False, True], ids=["to the letter", "the log forgotten"])
def test_a_copy_put_back_after_a_crash_is_what_was_copied(tmp_path: Path, verbatim: Verbatim, forgotten: bool) -> None:
    data = tmp_path / "data"
    verbatim("ingest", written(tmp_path, "first", 5))
    verbatim("backup", tmp_path / "copy")
    command = [sys.executable, "-c", KILLED, str(data)]
    assert subprocess.run(command, env={**os.environ, "PYTHONPATH": str(PROJECT)}).returncode == -signal.SIGKILL
    assert (data / "archive.db-wal").stat().st_size
    if forgotten:
        shutil.copy(tmp_path / "copy" / "archive.db", data)
    else:
        put_back(tmp_path / "copy", data)

    verbatim("ingest", written(tmp_path, "other", 30))

    assert found(verbatim, "first1", "other29", "killed") == ["first1", "other29", ""]
    assert "35 articles" in verbatim("check")


@pytest.mark.parametrize("lost", [False, True], ids=["whole", "the log of a killed writer"])
def test_what_can_only_be_read_is_answered_from(
    freezing: tuple[Path, Callable[[], None]], tmp_path: Path, verbatim: Verbatim, lost: bool
) -> None:
    folder, freeze = freezing
    data = folder / "data"
    verbatim("ingest", written(tmp_path, "first", 5), data=data)
    if lost:
        subprocess.run([sys.executable, "-c", KILLED, str(data)], env={**os.environ, "PYTHONPATH": str(PROJECT)})
    freeze()

    assert "First" in verbatim("ask", "what did Ada Reed say", data=data)
    assert found(verbatim, "first3", data=data) == ["first3"]
    assert verbatim("quotes", data=data).count("Ada Reed") >= 5
    assert "only read (the folder" in verbatim("check", data=data)
    refused = verbatim("ingest", tmp_path / "first.jsonl", data=data, code=1)
    assert re.fullmatch(r"verbatim: The archive at \S+ cannot be used: [^\n]+\n", refused)
    verbatim("backup", tmp_path / "copy", data=data)
    assert found(verbatim, "first3", data=tmp_path / "copy") == ["first3"]


def test_a_conversation_goes_on_where_nothing_can_be_written(
    freezing: tuple[Path, Callable[[], None]], tmp_path: Path, verbatim: Verbatim
) -> None:
    folder, freeze = freezing
    data = folder / "data"
    verbatim("ingest", written(tmp_path, "first", 5), data=data)
    freeze()

    said = verbatim("chat", data=data, stdin="what did Ada Reed say\nmore\n")

    assert said.count("Ada Reed") >= 5


def test_an_empty_archive_that_can_only_be_read_says_so(
    freezing: tuple[Path, Callable[[], None]], verbatim: Verbatim
) -> None:
    folder, freeze = freezing
    verbatim("ingest", written(folder, "none", 0), code=1, data=folder / "data")
    freeze()

    assert "holds no articles yet" in verbatim("ask", "what did Ada Reed say", data=folder / "data")
