"""What is read of an archive that cannot be written to, and what is said of it? Folders without rights, full disks."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retrieval.errors import ArchiveTooNew, ArchiveUnavailable
from retrieval.model import Annotations, Article
from retrieval.store import Admission, open_store
from retrieval.store.backup import copy_database
from retrieval.store.lock import WriterLock

Freezing = tuple[Path, Callable[[], None]]
NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


def fill(folder: Path, *, is_killed: bool = False) -> Path:
    """An archive of two articles; after a kill, the second stands in the log alone."""
    with open_store(folder / "archive.db") as store:
        store.articles.put([(Article("a", "Text."), Annotations(1))])
    if is_killed:
        other = folder.with_name(f"{folder.name}-live")
        shutil.copytree(folder, other)
        with open_store(other / "archive.db") as store:
            store.articles.put([(Article("b", "Text."), Annotations(1))])
            for file in other.iterdir():
                shutil.copy(file, folder)
    return folder / "archive.db"


def test_a_folder_that_cannot_be_written_to_is_read(freezing: Freezing) -> None:
    folder, freeze = freezing
    file = fill(folder)
    freeze()

    with open_store(file) as store:
        assert store.articles.ids() == ("a",)
        assert store.catalogue.counts().articles == 1
        store.verify()
        assert store.unseen.startswith(f"only read (the folder {folder} cannot be written to")
        assert "last changes" not in store.unseen
        with pytest.raises(ArchiveUnavailable, match="cannot be written to"):
            store.admissions.save(Admission(7, "banned", NOW))
    assert [path.name for path in folder.iterdir()] == ["archive.db"]


def test_a_copy_in_such_a_folder_is_read(freezing: Freezing, tmp_path: Path) -> None:
    folder, freeze = freezing
    copy_database(fill(tmp_path / "live"), folder / "archive.db")
    freeze()

    with open_store(folder / "archive.db") as store:
        assert store.articles.ids() == ("a",)


def test_what_stands_in_the_log_of_a_killed_writer_is_read_where_it_left_its_locks(freezing: Freezing) -> None:
    folder, freeze = freezing
    file = fill(folder, is_killed=True)
    freeze()

    with open_store(file) as store:
        assert store.articles.ids() == ("a", "b")
        assert "last changes" not in store.unseen


def test_what_cannot_be_seen_of_the_log_is_said(freezing: Freezing) -> None:
    folder, freeze = freezing
    file = fill(folder, is_killed=True)
    (folder / "archive.db-shm").unlink()
    freeze()

    with open_store(file) as store:
        assert store.articles.ids() == ("a",)
        assert store.unseen.endswith("without the last changes, which stand in archive.db-wal")


@pytest.mark.parametrize("has_locks", [True, False])
def test_it_can_be_copied_with_all_that_stands_in_the_log(freezing: Freezing, tmp_path: Path, has_locks: bool) -> None:
    folder, freeze = freezing
    file = fill(folder, is_killed=True)
    if not has_locks:
        (folder / "archive.db-shm").unlink()
    freeze()

    copy_database(file, tmp_path / "copy" / "archive.db")

    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["archive.db"]
    with open_store(tmp_path / "copy" / "archive.db") as store:
        assert store.articles.ids() == ("a", "b")


def test_an_older_version_that_cannot_be_brought_up_to_date_is_told(freezing: Freezing) -> None:
    folder, freeze = freezing
    file = fill(folder)
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE verbatim_schema SET version_num = '0012'")
    plain.close()
    freeze()

    with pytest.raises(ArchiveUnavailable, match="of an older version and cannot be brought up to date"):
        open_store(file)


def test_a_newer_version_is_told_there_too(freezing: Freezing) -> None:
    folder, freeze = freezing
    file = fill(folder)
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE verbatim_schema SET version_num = '9999'")
    plain.close()
    freeze()

    with pytest.raises(ArchiveTooNew):
        open_store(file)


def test_a_file_that_is_no_database_is_told_there_too(freezing: Freezing) -> None:
    folder, freeze = freezing
    (folder / "archive.db").write_bytes(b"no database at all " * 100)
    freeze()

    with pytest.raises(ArchiveUnavailable, match="damaged or no database"):
        open_store(folder / "archive.db")


def test_where_there_is_none_none_can_be_made(freezing: Freezing) -> None:
    folder, freeze = freezing
    freeze()

    with pytest.raises(ArchiveUnavailable, match=r"cannot be made|cannot be written to"):
        open_store(folder / "new" / "archive.db")
    with pytest.raises(ArchiveUnavailable, match="cannot be written to"):
        open_store(folder / "archive.db")


def test_nobody_can_take_the_writers_lock_there(freezing: Freezing) -> None:
    folder, freeze = freezing
    fill(folder)
    freeze()

    with pytest.raises(ArchiveUnavailable, match=r"writer\.lock cannot be locked"):
        WriterLock(folder, 0.2).acquire()


def test_a_reader_without_rights_sees_what_a_writer_commits_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = fill(tmp_path)
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_store(file) as reader:
        monkeypatch.undo()
        assert reader.articles.ids() == ("a",)
        with open_store(file) as writer:
            for name in ("b", "c"):
                writer.articles.put([(Article(name, "Text."), Annotations(1))])
                assert reader.articles.ids()[-1] == name
        assert reader.articles.ids() == ("a", "b", "c")
        assert reader.catalogue.counts().articles == 3


# -- a full disk ------------------------------------------------------------------------------------------------------


def fill_up(folder: Path) -> Path:
    """Leave no room; returns what takes it."""
    file = folder / "other-things"
    with file.open("wb", buffering=0) as out:
        try:
            while out.write(b"x" * 4096) == 4096:
                pass
            while out.write(b"x"):
                pass
        except OSError:
            pass
    return file


def test_on_a_full_disk_an_open_archive_is_read_and_nothing_is_half_written(small_disk: Path) -> None:
    with open_store(small_disk / "archive.db") as store:
        store.articles.put([(Article("a", "Text."), Annotations(1))])
        with pytest.raises(ArchiveUnavailable, match="the disk is full"):
            store.articles.put([(Article(f"b{n}", f"{n} " * 40_000), Annotations(1)) for n in range(90)])

        assert store.articles.ids() == ("a",)
        fill_up(small_disk)
        with pytest.raises(ArchiveUnavailable, match="the disk is full"):
            store.articles.put([(Article(f"c{n}", f"{n} " * 40_000), Annotations(1)) for n in range(90)])
        assert (store.articles.ids(), store.catalogue.counts().articles) == (("a",), 1)
        store.verify()


@pytest.mark.parametrize("is_killed", [False, True])
def test_on_a_full_disk_an_archive_can_be_opened(small_disk: Path, is_killed: bool) -> None:
    folder = small_disk / "data"
    file = fill(folder, is_killed=is_killed)
    if is_killed:
        (folder / "archive.db-shm").unlink()
    taken = fill_up(small_disk)

    with open_store(file) as store:
        assert store.articles.get("a") is not None
        # Without room for its locks the log of a killed writer cannot be read, and that is said.
        assert (store.articles.get("b") is not None) == (is_killed and "archive.db-wal" not in store.unseen)

    taken.unlink()
    with open_store(file) as store:
        assert len(store.articles.ids()) == 1 + is_killed
        store.articles.put([(Article("c", "Text. " * 5000), Annotations(1))])
