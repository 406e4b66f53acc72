"""Is every article found, and nothing else, whatever became of the database that the index was made from?"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event

from retrieval.annotate import annotate
from retrieval.answers import Archive
from retrieval.answers.ingest import index_sync
from retrieval.answers.ingest.agreement import relation
from retrieval.answers.ingest.index_sync import IndexSync
from retrieval.model import Article
from retrieval.search import Reached
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.index.manifest import Manifest, publish
from retrieval.store import Source, Store, open_store
from retrieval.store.backup import copy_database
from retrieval.store.lock import WriterLock

Make = Callable[..., Article]
LOG_HEADER, FRAME = 32, 24 + 4096


def batch(name: str, count: int, words: str = "the ferry leaves at noon") -> list[Article]:
    return [Article(f"{name}{n}", f"{name.capitalize()} report {n} says that {words}.") for n in range(count)]


def found(archive: Archive, words: str = "report") -> set[str]:
    return {passage.article_id for passage in archive.search(words, limit=100).passages}


def state_of_index(archive: Archive) -> str:
    [check] = [c for c in archive.check() if c.name == "index"]
    return check.message


def put_back(copy: Path, folder: Path) -> None:
    """As the README says: in the place of everything that is called so."""
    for file in folder.glob("archive.db*"):
        file.unlink()
    shutil.copy(copy / "archive.db", folder / "archive.db")


@pytest.fixture
def restored(tmp_path: Path) -> Path:
    """An archive of ten articles that had fourteen when its index was made."""
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        archive.add(batch("old", 10))
        copy_database(data / "archive.db", tmp_path / "copy" / "archive.db")
        archive.add(batch("lost", 4))
    put_back(tmp_path / "copy", data)
    return data


@pytest.mark.parametrize("grown", [0, 1, 4, 5, 30], ids=lambda n: f"{n} more")
def test_after_a_restore_everything_is_found_and_nothing_else(restored: Path, grown: int) -> None:
    """Whether the database is still behind the index, level with it by number, or past it."""
    with open_store(restored / "archive.db") as store:
        store.articles.put([(a, annotate(a)) for a in batch("new", grown)])

    with Archive.open(restored) as archive:
        assert found(archive) == {a.id for a in (*batch("old", 10), *batch("new", grown))}
        assert state_of_index(archive) == f"{10 + grown} passages, up to date"


def test_articles_that_come_again_in_other_words_are_found_by_these(restored: Path) -> None:
    with Archive.open(restored) as archive:
        archive.add(batch("lost", 4, "a tram was late, they say, and the harbour closed"))

        assert found(archive, "tram") == {f"lost{n}" for n in range(4)}
        for passage in archive.search("tram").passages:
            assert passage.text == archive.article(passage.article_id).text


def test_an_article_taken_down_after_the_copy_was_made_comes_back_with_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        archive.add(batch("old", 3))
        copy_database(data / "archive.db", tmp_path / "copy" / "archive.db")
        archive.remove("old1")
    put_back(tmp_path / "copy", data)

    with Archive.open(data) as archive:
        assert found(archive) == {"old0", "old1", "old2"}


def test_check_says_so_until_a_question_has_built_it_anew(restored: Path) -> None:
    with Archive.open(restored, is_only_looked_at=True) as archive:
        [before] = [c for c in archive.check() if c.name == "index"]
        found(archive)
        [after] = [c for c in archive.check() if c.name == "index"]

    assert (before.ok, "of another state of the database" in before.message) == (False, True)
    assert (after.ok, after.message) == (True, "10 passages, up to date")


@pytest.mark.parametrize("with_log", [False, True], ids=["file alone", "log removed too"])
def test_a_process_that_has_the_archive_open_notices(tmp_path: Path, with_log: bool) -> None:
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        archive.add(batch("old", 10))
    copy_database(data / "archive.db", tmp_path / "copy" / "archive.db")
    with Archive.open(data) as reader:
        reader.add(batch("lost", 4))
        assert reader.counts().articles == 14

        fresh = data / "fresh"
        shutil.copy(tmp_path / "copy" / "archive.db", fresh)
        for file in data.glob("archive.db-*") if with_log else ():
            file.unlink()
        fresh.replace(data / "archive.db")

        assert reader.counts().articles == 10
        assert found(reader) == {a.id for a in batch("old", 10)}
        reader.add(batch("new", 4))
        assert found(reader) == {a.id for a in (*batch("old", 10), *batch("new", 4))}
    with Archive.open(data) as again:
        assert again.counts().articles == 14
        assert found(again) == {a.id for a in (*batch("old", 10), *batch("new", 4))}


def _put_back_and_add(data: Path, copy: Path) -> None:
    put_back(copy, data)
    with Archive.open(data) as writer:
        writer.add(batch("new", 20))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a second process")
def test_a_reader_notices_what_another_process_has_put_back(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    with Archive.open(data) as archive:
        archive.add(batch("old", 10))
    copy_database(data / "archive.db", copy / "archive.db")
    with Archive.open(data) as archive:
        archive.add(batch("lost", 20))
    with Archive.open(data) as reader:
        assert len(found(reader)) == 30
        other = multiprocessing.get_context("spawn").Process(target=_put_back_and_add, args=(data, copy))
        other.start()
        other.join()

        assert other.exitcode == 0
        assert found(reader) == {a.id for a in (*batch("old", 10), *batch("new", 20))}
        assert reader.counts().articles == 30
        with open_store(data / "archive.db") as fresh:
            assert reader.store.names.surnames() == fresh.names.surnames()


def _power_cut(data: Path, into: Path, chance: Random) -> None:
    """The files as a power cut may leave them: the end of the database's log is lost, the index is not."""
    shutil.copytree(data, into)
    log = into / "archive.db-wal"
    frames = (log.stat().st_size - LOG_HEADER) // FRAME
    with log.open("r+b") as file:
        file.truncate(LOG_HEADER + chance.randrange(frames) * FRAME + chance.choice((0, 100)))
    (into / "archive.db-shm").unlink()


def test_after_a_power_cut_everything_is_found_and_nothing_else(tmp_path: Path) -> None:
    chance, data, lengths = Random(4), tmp_path / "data", set()
    with Archive.open(data) as archive:
        for n in range(12):
            archive.add(batch(f"day{n}x", 2))
        for cut in range(8):
            _power_cut(data, tmp_path / f"cut{cut}", chance)

    for cut in range(8):
        with Archive.open(tmp_path / f"cut{cut}") as archive:
            held = archive.store.articles.ids()
            assert len(held) % 2 == 0
            assert found(archive) == set(held)
            archive.add(batch("after", 30))
            assert found(archive) == {*held, *(a.id for a in batch("after", 30))}
            lengths.add(len(held))
    assert len(lengths) > 3


def test_after_a_power_cut_a_source_is_not_read_unless_its_articles_are_there(tmp_path: Path) -> None:
    """The log keeps the order of commits: what came last is lost first."""
    chance, data = Random(5), tmp_path / "data"
    with Archive.open(data) as archive:
        archive.store.sources.add(a_source())
        for n in range(10):
            archive.add(batch(f"day{n}x", 1))
            archive.store.sources.record(replace(a_source(), articles=n + 1))
        for cut in range(10):
            _power_cut(data, tmp_path / f"cut{cut}", chance)

    for cut in range(10):
        with open_store(tmp_path / f"cut{cut}" / "archive.db") as store:
            read = sum(source.articles for source in store.sources.all())
            assert read <= store.catalogue.counts().articles <= read + 1


def a_source() -> Source:
    when = datetime(2024, 5, 2, tzinfo=UTC)
    return Source("https://a.example", "https://a.example/feed", interval_s=600, added_utc=when, next_run_utc=when)


# -- an index of before states were kept ------------------------------------------------------------------------------


def _forget_states(data: Path) -> None:
    """Make the index one of the version before."""
    [folder] = data.glob("index-*")
    index = LocalIndex(folder)
    index.compact()
    manifest = index._refreshed().manifest
    publish(folder, Manifest(index.position, manifest.segments, manifest.buffer))


@pytest.fixture
def clears(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was thrown away."""
    thrown: list[str] = []
    clear = LocalIndex.clear

    def watched(index: LocalIndex) -> None:
        thrown.append("index")
        clear(index)

    monkeypatch.setattr(LocalIndex, "clear", watched)
    return thrown


def test_a_sound_index_of_an_older_version_is_kept(tmp_path: Path, clears: list[str]) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add(batch("old", 250))
        archive.remove("old7")
        archive.add([Article("silent", "Read more:")])
    _forget_states(tmp_path)
    with open_store(tmp_path / "archive.db") as store:
        store.articles.remove("old8")

    for _ in range(2):
        with Archive.open(tmp_path) as archive:
            assert archive.search("old report 8").passages[0].article_id != "old8"
            assert archive.search("old report 9").passages[0].article_id == "old9"
            assert state_of_index(archive).endswith("passages, up to date")
    assert clears == []


@pytest.mark.parametrize("change", ["lacks some", "holds more", "other words"])
def test_an_index_of_an_older_version_that_is_not_the_databases_is_built_anew(
    tmp_path: Path, clears: list[str], change: str
) -> None:
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        archive.add(batch("old", 5))
        copy_database(data / "archive.db", tmp_path / "copy" / "archive.db")
        archive.add(batch("new", 5))
    _forget_states(data)
    put_back(tmp_path / "copy", data)
    with open_store(data / "archive.db") as store:
        more = {
            "lacks some": batch("other", 9),
            "holds more": batch("new", 4) * 2,
            "other words": batch("new", 5, "many words more are in it now, and a tram"),
        }[change]
        for article in more:
            store.articles.put([(article, annotate(article))])

    with Archive.open(data) as archive:
        assert clears == ["index"]
        assert found(archive) == set(archive.store.articles.ids())


# -- a rebuild --------------------------------------------------------------------------------------------------------


def test_a_rebuild_that_was_broken_off_is_completed(restored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(restored / "archive.db") as store:
        store.articles.put([(a, annotate(a)) for a in batch("new", 30)])
    monkeypatch.setattr(index_sync, "BATCH", 7)
    apply, calls = LocalIndex.apply, []

    def dying(index: LocalIndex, *changes: object, **how: object) -> None:
        calls.append(how)
        if len(calls) == 3:
            raise KeyboardInterrupt
        apply(index, *changes, **how)

    monkeypatch.setattr(LocalIndex, "apply", dying)
    with pytest.raises(KeyboardInterrupt):
        Archive.open(restored)
    with Archive.open(restored, is_only_looked_at=True) as archive:
        assert "14 passages, 26 changes behind" in state_of_index(archive)

    with Archive.open(restored) as archive:
        assert found(archive) == set(archive.store.articles.ids())
        assert state_of_index(archive) == "40 passages, up to date"


def test_who_finds_another_building_it_anew_waits_for_no_more_than_its_beginning(
    restored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_sync, "_LOOK_AGAIN_S", 0.01)
    looks: list[str] = []
    with Archive.open(restored, is_only_looked_at=True) as asking, WriterLock(restored):
        [folder] = restored.glob("index-*")

        def looked(store: Store, reached: Reached) -> str:
            looks.append(relation(store, reached))
            if len(looks) == 2:
                IndexSync(restored, store, LocalIndex(folder)).apply_changes()
            return looks[-1]

        monkeypatch.setattr(index_sync, "relation", looked)
        assert found(asking) == {a.id for a in batch("old", 10)}
    assert looks[0] == "foreign"


def test_an_index_that_is_level_costs_one_small_read_a_question(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add(batch("old", 40))
        said: list[str] = []
        engine = archive.store._connections.engine  # type: ignore[attr-defined]
        event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: said.append(statement))
        archive._index_sync.catch_up(wait_s=0.0)

    assert [s.split()[0] for s in said] == ["SELECT"]  # its transaction begins past SQLAlchemy
