"""Is a copy of a live archive whole, and does it answer and remember as the archive did?"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from bot.cli import verbatim
from retrieval.answers import Archive
from retrieval.model import Article, Watch

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(verbatim, [str(word) for word in words], catch_exceptions=False)
    return done.exit_code, done.output


def article(number: int) -> Article:
    return Article(f"a{number}", f"“Bridge number {number} is safe”, said Ada Reed, the mayor of the town.")


def test_a_copy_made_while_articles_come_in_is_restored(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    with Archive.open(data) as archive:
        archive.add([article(0)])
        archive.store.subscriptions.subscribe(Watch(("Ada Reed",)), chat_id=5, created_by=7, now=NOW)
        writing = threading.Thread(target=lambda: [archive.add([article(n)]) for n in range(1, 30)])
        writing.start()
        code, output = run("backup", copy, "--data", data)
        writing.join()

    assert (code, output.startswith("Copied to ")) == (0, True)
    assert [path.name for path in copy.iterdir()] == ["archive.db"]
    with Archive.open(copy) as restored:
        answer = restored.ask("what did Ada Reed say about bridge number 0?", today=NOW.date())
        assert answer.excerpts[0].article_id == "a0"
        assert restored.counts().articles >= 1
        assert [s.watch.people for s in restored.store.subscriptions.of_chat(5)] == [("Ada Reed",)]
        assert all(check.ok for check in restored.check())


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        archive.add([article(0)])

    code, output = run("backup", data, "--data", data)

    assert code == 1
    assert "already exists; name a folder without an archive" in output


def test_where_there_is_no_archive_nothing_is_made(tmp_path: Path) -> None:
    code, output = run("backup", tmp_path / "copy", "--data", tmp_path / "none")

    assert (code, "there is no archive in" in output) == (1, True)
    assert not (tmp_path / "copy").exists()
