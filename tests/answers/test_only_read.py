"""What answers a question where nothing can be written: no rights, no room, no index?"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from retrieval.annotate import annotate
from retrieval.answers import Archive
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.errors import ArchiveUnavailable
from retrieval.model import Article
from retrieval.search.index import local_index
from retrieval.store import open_store
from retrieval.store.backup import copy_database

Freezing = tuple[Path, Callable[[], None]]
TODAY = date(2024, 5, 2)
QUESTION = "what did Ada Reed say about the dam"
SAID = "“The dam will hold all winter”, said Ada Reed, the mayor."


def articles(first: int, last: int, more: str = "") -> list[Article]:
    return [Article(f"a{n:04}", f"{SAID} It was the report of day {n}. {more}".strip()) for n in range(first, last)]


def fill(folder: Path, count: int = 10) -> None:
    with Archive.open(folder) as archive:
        archive.add(articles(0, count))


def index_of(archive: Archive) -> str:
    return next(check.message for check in archive.check() if check.name == "index")


def test_a_folder_that_cannot_be_written_to_answers(freezing: Freezing) -> None:
    folder, freeze = freezing
    fill(folder)
    before = sorted(path.name for path in folder.iterdir())
    freeze()

    with Archive.open(folder) as archive:
        assert archive.ask(QUESTION, today=TODAY).excerpts[0].text.startswith(SAID)
        assert len(archive.search("report", limit=100).passages) == 10
        assert len(list(archive.attributions())) == 10
        assert archive.people()[0].name == "Ada Reed"
        assert archive.profile("Ada Reed").profile is not None
        checks = {check.name: check.message for check in archive.check()}
        with pytest.raises(ArchiveUnavailable):
            archive.add(articles(10, 11))
        with pytest.raises(ArchiveUnavailable):
            archive.remove("a0001")

    assert "only read (the folder" in checks["archive"]
    assert checks["index"] == "10 passages, up to date"
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_index_that_is_behind_there_answers_from_what_it_holds(freezing: Freezing) -> None:
    folder, freeze = freezing
    fill(folder)
    with open_store(folder / "archive.db") as store:
        store.articles.put([(a, annotate(a)) for a in articles(10, 13)])
    freeze()

    with Archive.open(folder) as archive:
        assert archive.ask(QUESTION, today=TODAY).excerpts
        assert len(archive.search("report", limit=100).passages) == 10
        assert index_of(archive) == "10 passages, 3 changes behind; what they brought is not found"


def test_a_restored_copy_without_an_index_answers_there(freezing: Freezing, tmp_path: Path) -> None:
    """The README's restore, in a folder on a disk that is mounted to be read."""
    folder, freeze = freezing
    fill(tmp_path / "live")
    copy_database(tmp_path / "live" / "archive.db", folder / "archive.db")
    freeze()

    with Archive.open(folder) as archive:
        assert archive.ask(QUESTION, today=TODAY).excerpts
        assert len(archive.search("report", limit=100).passages) == 10
    assert [path.name for path in folder.iterdir()] == ["archive.db"]


@pytest.mark.parametrize("fault", ["of another state", "damaged"])
def test_an_index_of_no_use_there_is_not_used(freezing: Freezing, tmp_path: Path, fault: str) -> None:
    folder, freeze = freezing
    fill(folder)
    if fault == "damaged":
        for path in folder.rglob("manifest.json"):
            path.write_bytes(b"nonsense")
    else:
        copy_database(folder / "archive.db", tmp_path / "archive.db")
        with Archive.open(folder) as archive:
            archive.add(articles(10, 20, "A tram was late."))
        for file in folder.glob("archive.db*"):
            file.unlink()
        shutil.copy(tmp_path / "archive.db", folder)
    freeze()

    with Archive.open(folder) as archive:
        assert len(archive.search("report", limit=100).passages) == 10
        assert archive.search("tram").passages == ()
        assert archive.ask(QUESTION, today=TODAY).excerpts


def test_an_index_of_an_older_version_is_built_beside_the_archive(
    freezing: Freezing, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, freeze = freezing
    fill(folder)
    freeze()
    monkeypatch.setattr("retrieval.answers.ingest.index_sync.INDEX_VERSION", 99)

    with Archive.open(folder) as archive:
        assert len(archive.search("report", limit=100).passages) == 10


# -- a full disk ------------------------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_while_articles_come_in_leaves_what_came_before(small_disk: Path) -> None:
    folder = small_disk / "data"
    with Archive.open(folder) as archive:
        archive.add(articles(0, 100))
        with pytest.raises(ArchiveUnavailable, match="the disk is full"):
            archive.add(articles(100, 6000, "A tram was late. " * 60))

        held = archive.store.articles.ids(limit=10_000)
        assert archive.ask(QUESTION, today=TODAY).excerpts
        passages = archive.search("report", limit=100).passages
        assert len(passages) == 100
        assert all(p.text in archive.article(p.article_id).text for p in passages)
        assert 100 <= archive.counts().articles == len(held)
        archive.store.verify()
    with Archive.open(folder) as again:
        assert again.ask(QUESTION, today=TODAY).excerpts


@pytest.mark.parametrize("many", [False, True], ids=["a few", "a segment"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_what_the_index_could_not_write_is_found_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, many: bool
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, "no room")

    last = 500 if many else 12
    with Archive.open(tmp_path) as archive:
        archive.add(articles(0, 10))
        monkeypatch.setattr(local_index.write_ahead_log, "append", full)
        monkeypatch.setattr("retrieval.search.files.flat_file.os.fsync", full)
        with pytest.raises(ArchiveUnavailable):
            archive.add(articles(10, last))

        assert {p.article_id for p in archive.search("report", limit=100).passages} == {a.id for a in articles(0, 10)}
        assert archive.ask(QUESTION, today=TODAY).excerpts
        [index] = tmp_path.glob("index-*")
        assert [path for path in index.iterdir() if path.suffix == ".seg"] == []

        monkeypatch.undo()
        IndexSync(tmp_path, archive.store, archive._engine).catch_up(wait_s=0.0)
        assert archive._engine.unit_count("passages") == archive.counts().articles > 10


def test_it_is_not_tried_again_with_each_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def full(*_: object) -> None:
        tries.append(1)
        raise OSError(errno.ENOSPC, "no room")

    with Archive.open(tmp_path) as archive:
        archive.add(articles(0, 10))
        monkeypatch.setattr(local_index.write_ahead_log, "append", full)
        with pytest.raises(ArchiveUnavailable, match="the disk is full"):
            archive.add(articles(10, 12))
        tries.clear()
        for _ in range(5):
            assert archive.ask(QUESTION, today=TODAY).excerpts

    assert len(tries) == 1
