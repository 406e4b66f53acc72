"""Do the threads of one process take turns to write?"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retrieval.errors import ArchiveBusy
from retrieval.model import Annotations, Article
from retrieval.store import Admission
from retrieval.store.sql.opening import open_sql_store
from retrieval.store.sql.sql_store import SqlStore

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


def test_a_thread_that_waits_to_write_has_begun_nothing_in_the_database(tmp_path: Path) -> None:
    """SQLite would have it sleep and look again; so it asks SQLite for nothing while another writes."""
    with open_sql_store(tmp_path / "archive.db") as store:
        begun: list[str] = []
        writer = threading.Thread(target=lambda: begun.append(_admitted(store)))
        with store.connections.writing():
            checked_out = store.connections.engine.pool.checkedout()  # type: ignore[attr-defined]
            writer.start()
            writer.join(0.2)
            assert (begun, store.connections.engine.pool.checkedout()) == ([], checked_out)  # type: ignore[attr-defined]
        writer.join()

        assert begun == ["saved"]


def test_whoever_fails_to_write_lets_the_next_one(tmp_path: Path) -> None:
    with open_sql_store(tmp_path / "archive.db") as store:
        with pytest.raises(ZeroDivisionError), store.connections.writing():
            _ = 1 / 0

        store.articles.put([(Article("a", "Text."), Annotations(1))])
        assert store.articles.ids() == ("a",)


def test_who_waits_too_long_to_write_hears_that_the_archive_is_busy(tmp_path: Path) -> None:
    with open_sql_store(tmp_path / "archive.db") as store:
        store.connections._busy_timeout_s = 0.01
        heard: list[ArchiveBusy] = []

        def work() -> None:
            try:
                _admitted(store)
            except ArchiveBusy as error:
                heard.append(error)

        with store.connections.writing():
            writer = threading.Thread(target=work)
            writer.start()
            writer.join()

        assert len(heard) == 1


def _admitted(store: SqlStore) -> str:
    store.admissions.save(Admission(7, "listed", NOW))
    return "saved"
