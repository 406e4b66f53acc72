"""An archive moved into another database is the same archive there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from retrieval.annotate import annotate
from retrieval.errors import ArchiveUnavailable
from retrieval.model import Article, Published
from retrieval.store import ChatSettings, open_store
from retrieval.store.moving import move_archive
from retrieval.store.sql import moving
from retrieval.store.sql.tables import metadata
from tests import databases


def article(number: int, text_: str = "“The mole sinks,” said Ida Aune. \0 \ud83d") -> Article:
    return Article(f"a{number:03}", f"{text_} {number}", title="The mole", published=Published.parse("2026-03-02"))


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other' / 'archive.db'}"
        return
    if databases.WHY_NOT:
        pytest.skip(databases.WHY_NOT)
    yield databases.emptied()


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(moving, "ROWS_AT_ONCE", 3)
    path = tmp_path / "archive.db"
    with open_store(path) as store:
        store.articles.put([(a, annotate(a)) for a in map(article, range(8))])
        store.articles.put([(a, annotate(a)) for a in [article(3, "“It holds,” said Per Holm.")]])
        store.chats.save(ChatSettings(7, datetime(2026, 3, 2, tzinfo=UTC), language="uk"))
        store.articles.remove("a005")
    return path


def facts(url: str | Path) -> tuple[object, ...]:
    with open_store(url) as store:
        ids = [f"a{n:03}" for n in range(9)]
        return (
            store.archive_id,
            store.articles.get_many(ids),
            store.articles.annotations(ids),
            store.names.surnames(),
            store.catalogue.published_days(),
            store.history.lineage().state,
            store.chats.get(7),
            store.names.appearances({"ida aune"}, 20),
        )


def test_everything_is_there_and_numbers_go_on(source: Path, target: str) -> None:
    told: list[tuple[str, int, int]] = []
    rows = move_archive(source, target, lambda *one: told.append(one))

    assert rows > 30
    assert facts(target) == facts(source)
    assert {table for table, _, _ in told} == {table.name for table in metadata.sorted_tables} - {"archive"}
    assert all(done <= total for _, done, total in told)
    with open_store(target) as store:  # the counters are behind what was copied
        store.articles.put([(article(8), annotate(article(8)))])
        assert store.names.with_surnames({"aune"})
        assert date(2026, 3, 2) in dict(store.catalogue.published_days())


def test_a_move_that_was_broken_off_goes_on(source: Path, target: str) -> None:
    class Stop(Exception):
        pass

    seen = 0

    def stop(_: str, done: int, __: int) -> None:
        nonlocal seen
        seen += done > 0
        if seen == 4:
            raise Stop

    with pytest.raises(Stop):
        move_archive(source, target, stop)
    rest = move_archive(source, target)

    assert facts(target) == facts(source)
    assert rest < move_archive(source, source.with_name("whole.db"))


def test_a_database_with_another_archive_is_left_alone(source: Path, target: str) -> None:
    with open_store(target) as store:
        store.articles.put([(article(1), annotate(article(1)))])
        before = store.archive_id

    with pytest.raises(ArchiveUnavailable, match="holds an archive already"):
        move_archive(source, target)
    with open_store(target) as store:
        assert store.archive_id == before


def test_what_was_written_meanwhile_is_found_out(source: Path, target: str) -> None:
    def write(table: str, done: int, _: int) -> None:
        if table == "cursors" and not done:
            with open_store(source) as store:
                store.articles.put([(article(20), annotate(article(20)))])

    with pytest.raises(ArchiveUnavailable, match="stop whatever writes"):
        move_archive(source, target, write)
