"""Which database is opened, and what is said when it cannot be?"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retrieval.errors import ArchiveBusy, ArchiveError, ArchiveTooNew, ArchiveUnavailable
from retrieval.model import Annotations, Article
from retrieval.store import Shown, open_store
from retrieval.store.sql import opening

PASSWORD = "s3cret-Pass"


def test_folders_are_made_as_needed(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "b" / "archive.db") as store:
        assert store.catalogue.counts().articles == 0

    assert (tmp_path / "a" / "b" / "archive.db").is_file()


def test_a_path_and_its_url_are_the_same_archive(tmp_path: Path) -> None:
    path = tmp_path / "an archive.db"
    with open_store(path) as store:
        store.articles.put([(Article("a", "Text."), Annotations(1))])
        made = store.archive_id

    with open_store(str(path)) as again:
        assert (again.archive_id, again.catalogue.counts().articles) == (made, 1)
    with open_store(f"sqlite:///{path}") as again:
        assert again.archive_id == made


def test_a_path_may_hold_what_means_something_in_a_url(tmp_path: Path) -> None:
    path = tmp_path / "100%?#@.db"
    open_store(path).close()

    assert path.is_file()


def test_the_database_is_in_wal_mode_and_refuses_orphans(filled: Callable[..., Path]) -> None:
    path = filled("Text.")

    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()
    engine = opening._engine(opening._target(path)[0], "here")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    engine.dispose()


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda path: path.parent.write_text("a file"), "is a file, and a folder is needed"),
        (lambda path: path.mkdir(parents=True), "it is a folder, and the database is a file"),
        (lambda path: (path.parent.mkdir(), path.write_bytes(b"no database at all " * 100)), "damaged or no database"),
    ],
    ids=["folder is a file", "file is a folder", "file is no database"],
)
def test_what_cannot_be_opened_is_told_in_words(tmp_path: Path, prepare: Callable[[Path], object], said: str) -> None:
    path = tmp_path / "folder" / "archive.db"
    prepare(path)

    with pytest.raises(ArchiveUnavailable, match=said) as caught:
        open_store(path)

    assert caught.value.location == str(path)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(ArchiveUnavailable, match="cannot be written to"):
        open_store(tmp_path / "archive.db")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(ArchiveUnavailable, match="cannot be made"):
        open_store(tmp_path / "x" / "archive.db")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_a_damaged_file_raises_the_archives_own_error(filled: Callable[..., Path], share: float) -> None:
    path = filled(*("A long text. " * 200 for _ in range(50)))
    raw = bytearray(path.read_bytes())
    at = int(len(raw) * share)
    raw[at : at + 9000] = os.urandom(min(9000, len(raw) - at))
    path.write_bytes(raw)

    with pytest.raises(ArchiveUnavailable):
        _read_all(path)


def _read_all(path: Path) -> None:
    with open_store(path) as store:
        store.verify()
        store.articles.get_many(store.articles.ids())


def test_a_truncated_file_raises_the_archives_own_error(filled: Callable[..., Path]) -> None:
    path = filled(*("A long text. " * 200 for _ in range(50)))
    path.write_bytes(path.read_bytes()[:20_000])

    with pytest.raises(ArchiveUnavailable):
        _read_all(path)


def test_an_archive_of_a_newer_program_is_refused_and_left_alone(filled: Callable[..., Path]) -> None:
    path = filled("Text.")
    with sqlite3.connect(path) as plain:
        plain.execute("UPDATE verbatim_schema SET version_num = '9999'")
    plain.close()

    with pytest.raises(ArchiveTooNew) as caught:
        open_store(path)

    assert caught.value.found == "9999"
    with sqlite3.connect(path) as plain:
        assert plain.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    plain.close()


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://user:{PASSWORD}@127.0.0.1:1/none",
        f"postgres://user:{PASSWORD}@127.0.0.1:1/none?password={PASSWORD}",
        f"postgresql://user:{PASSWORD}@127.0.0.1:{PASSWORD}/none",
        f"postgresql://user:{PASSWORD}@[::1/none",
        f"mysql://user:{PASSWORD}@127.0.0.1/none",
        f"nonsense://user:{PASSWORD}@127.0.0.1/none",
        f"://{PASSWORD}",
        f"sqlite:///:memory:?password={PASSWORD}",
        f"sqlite://user:{PASSWORD}@host/x",
    ],
)
def test_no_message_holds_the_password_of_a_url(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # SQLite makes a file of a name that is no path
    with pytest.raises(ArchiveUnavailable) as caught:
        open_store(url)

    error: BaseException | None = caught.value
    while error is not None:
        assert PASSWORD not in f"{error!s}{error!r}{getattr(error, 'location', '')}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_an_archive_in_memory_is_refused() -> None:
    for url in ("sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"):
        with pytest.raises(ArchiveUnavailable, match="needs a file"):
            open_store(url)


def test_a_writer_that_waits_too_long_is_told_that_the_archive_is_busy(
    filled: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled("Text.")
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_S", 0.05)
    with open_store(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(ArchiveBusy) as caught:
            store.articles.remove("0")

        assert store.articles.get("0") is not None
        other.execute("ROLLBACK")
        other.close()
    assert caught.value.waited_s == 0.05


def test_several_at_once_make_one_archive(tmp_path: Path) -> None:
    def make(_: int) -> str:
        with open_store(tmp_path / "archive.db") as store:
            return store.archive_id

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(make, range(6)))

    assert len(ids) == 1


def test_opening_an_archive_that_is_up_to_date_imports_no_alembic(filled: Callable[..., Path]) -> None:
    program = (
        "import sys; from retrieval.store import open_store; open_store(sys.argv[1]).close(); "
        "print([m for m in sys.modules if m.partition('.')[0] in ('alembic', 'mako')])"
    )

    done = subprocess.run([sys.executable, "-c", program, filled("T.")], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_removed_text_is_nowhere_in_the_files(filled: Callable[..., Path]) -> None:
    path = filled("Plain words.", "The unmistakable statement. " * 400)
    with open_store(path) as store:
        store.articles.remove("1")

        left = b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert b"unmistakable" not in left


def test_an_error_never_shows_what_people_asked(filled: Callable[..., Path]) -> None:
    from datetime import UTC, date, datetime

    path = filled("Text.")
    with sqlite3.connect(path) as plain:
        plain.execute("DROP TABLE shown_articles")
        plain.execute("ALTER TABLE shown RENAME TO gone")
    plain.close()
    with open_store(path) as store, pytest.raises(ArchiveError) as caught:
        store.shown.save(Shown("t", 1, 2, "my private question", date(2023, 1, 1), datetime.now(UTC)))

    assert "private" not in f"{caught.value} {caught.value.__cause__}"


def test_a_full_disk_is_told_and_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    store = opening.open_sql_store(tmp_path / "archive.db")
    store.articles.put([(Article("a", "Text."), Annotations(1))])
    with store._connections.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 60")

    with pytest.raises(ArchiveUnavailable, match="the disk is full"):
        store.articles.put([(Article(f"b{at}", "x" * 50_000), Annotations(1)) for at in range(20)])

    assert store.articles.ids() == ("a",)
    store.verify()
    store.close()
