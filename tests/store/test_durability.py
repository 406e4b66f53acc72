"""What is on the disk when a method has ended, and what of a file is believed?"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from retrieval.model import Annotations, Article, Intent, Span, Watch
from retrieval.store import Admission, Arrival, ChatSettings, NewDelivery, Report, Shown, Source
from retrieval.store.backup import copy_database
from retrieval.store.sql.opening import open_sql_store
from retrieval.store.sql.sql_store import SqlStore

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
NORMAL, FULL = 1, 2
INTENT = Intent(1, "a", 1, Span(0, 5), (), ())
SHOWN = Shown("t", 5, 7, "who?", date(2024, 5, 2), NOW, ("a",))
SOURCE = Source("https://a.example", "https://a.example/feed", added_utc=NOW, next_run_utc=NOW, interval_s=600)

# What somebody is told, or Telegram, or a site: it must not be undone.
CONFIRMED: dict[str, Callable[[SqlStore], object]] = {
    "inbox.take": lambda s: s.inbox.take("b", "w", [Arrival(2, "{}", "x")], NOW),
    "inbox.answering": lambda s: s.inbox.answering("b", "w", 1),
    "inbox.put_back": lambda s: s.inbox.put_back("b", "w", 1),
    "inbox.settle": lambda s: s.inbox.settle("b", "w", 1),
    "inbox.settle_expired": lambda s: (s.inbox.answering("b", "w", 1), s.inbox.settle_expired("b", NOW)),
    "deliveries.advance": lambda s: s.deliveries.advance("c", None, 1, []),
    "deliveries.sending": lambda s: s.deliveries.sending("w", [1]),
    "deliveries.sent": lambda s: s.deliveries.sent([1], NOW, 9),
    "deliveries.uncertain": lambda s: s.deliveries.uncertain([1], NOW, "x"),
    "deliveries.dead": lambda s: s.deliveries.dead([1], NOW, "x"),
    "deliveries.put_back": lambda s: s.deliveries.put_back([1], NOW),
    "deliveries.postpone": lambda s: s.deliveries.postpone([1], NOW),
    "deliveries.drop": lambda s: s.deliveries.drop([1]),
    "deliveries.retry": lambda s: s.deliveries.retry(NOW),
    "subscribe": lambda s: s.subscriptions.subscribe(Watch(("B",)), chat_id=5, created_by=7, now=NOW),
    "unsubscribe": lambda s: s.subscriptions.unsubscribe(1),
    "change a subscription": lambda s: s.subscriptions.change(1, is_paused=True),
    "admissions.save": lambda s: s.admissions.save(Admission(7, "banned", NOW)),
    "admissions.forget": lambda s: s.admissions.forget(8),
    "chats.forget": lambda s: s.chats.forget(5),
    "chats.save": lambda s: s.chats.save(ChatSettings(5, NOW, "Europe/Berlin")),
    "articles.remove": lambda s: s.articles.remove("a"),
    "report": lambda s: s.reports.add(Report("a", "Text.", None, "other", NOW)),
    "decide": lambda s: s.reports.decide(1, "hidden"),
    "sources.add": lambda s: s.sources.add(SOURCE),
    "sources.record": lambda s: s.sources.record(SOURCE),
    "lives.leave": lambda s: s.lives.leave(5, NOW),
    "lives.move": lambda s: s.lives.move(5, 6),
}
# What is taken in again, shown again or claimed again; the next confirmation brings it to the disk.
SOON: dict[str, Callable[[SqlStore], object]] = {
    "articles.put": lambda s: s.articles.put([(Article("b", "Text."), Annotations(1))]),
    "articles.reannotate": lambda s: s.articles.reannotate([("a", 1, Annotations(2))]),
    "shown.save": lambda s: s.shown.save(SHOWN),
    "shown.mark_sent": lambda s: s.shown.mark_sent("t", 9),
    "deliveries.claim": lambda s: s.deliveries.claim("w2", LATER, LATER, limit=3),
    "inbox.settle what is answered": lambda s: s.inbox.settle("b", "w", 1, is_answered=True),
    "inbox.renew": lambda s: s.inbox.renew("b", "w", LATER),
    "inbox.release": lambda s: s.inbox.release("w"),
    "inbox.claim": lambda s: s.inbox.claim("b", "w2", LATER, lines=9),
    "sources.claim": lambda s: (s.sources.claim(LATER, LATER, limit=9), s.sources.let_go(["https://a.example"])),
    "deliveries.renew": lambda s: s.deliveries.renew("w", LATER),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """One of everything."""
    with open_sql_store(tmp_path / "archive.db") as store:
        store.articles.put([(Article("a", "Text."), Annotations(1))])
        store.inbox.take("b", "w", [Arrival(1, "{}", "x")], NOW)
        one = store.subscriptions.subscribe(Watch(("A",)), chat_id=5, created_by=7, now=NOW)
        store.deliveries.advance("alerts", None, 1, [NewDelivery(one.number, 5, ("a",), INTENT, NOW)])
        store.deliveries.claim("w", NOW, LATER, limit=1)
        store.admissions.save(Admission(8, "banned", NOW))
        store.shown.save(SHOWN)
        store.reports.add(Report("a", "Other text.", None, "other", NOW))
        yield store


def _levels(store: SqlStore, act: Callable[[SqlStore], object]) -> set[int]:
    """How SQLite synchronises at each commit of a writing transaction."""
    seen: set[int] = set()

    def look(connection: Any) -> None:
        if connection.get_execution_options().get("is_writing"):
            driver = connection.connection.driver_connection
            seen.add(driver.execute("PRAGMA synchronous").fetchone()[0])

    event.listen(store._connections.engine, "commit", look)
    act(store)
    return seen


@pytest.mark.parametrize("name", CONFIRMED)
def test_what_was_confirmed_is_on_the_disk(store: SqlStore, name: str) -> None:
    assert _levels(store, CONFIRMED[name]) == {FULL}


@pytest.mark.parametrize("name", SOON)
def test_what_can_be_done_again_does_not_wait_for_the_disk(store: SqlStore, name: str) -> None:
    assert _levels(store, SOON[name]) == {NORMAL}


def test_the_first_tables_are_on_the_disk_too(store: SqlStore) -> None:
    """Whoever writes in bulk first does not lower what follows."""
    SOON["articles.put"](store)

    assert _levels(store, CONFIRMED["inbox.settle"]) == {FULL}


# -- which file, and which log ----------------------------------------------------------------------------------------


def _killed_beside_a_copy(tmp_path: Path) -> Path:
    """An archive with a log that was never written back, and a copy from before."""
    live, dead = tmp_path / "live" / "archive.db", tmp_path / "dead" / "archive.db"
    dead.parent.mkdir()
    with open_sql_store(live) as store:
        store.articles.put([(Article(str(n), "Text."), Annotations(1)) for n in range(5)])
        copy_database(live, tmp_path / "copy" / "archive.db")
        store.admissions.save(Admission(7, "banned", NOW))
        store.articles.put([(Article(f"late{n}", "Late text. " * 500), Annotations(1)) for n in range(20)])
        for file in live.parent.iterdir():
            shutil.copy(file, dead.parent)
    return dead


def test_a_log_left_beside_a_restored_copy_does_not_undo_the_restore(tmp_path: Path) -> None:
    dead = _killed_beside_a_copy(tmp_path)
    shutil.copy(tmp_path / "copy" / "archive.db", dead)
    assert dead.with_name("archive.db-wal").stat().st_size

    with open_sql_store(dead) as store:
        store.verify()
        assert store.articles.ids() == tuple("01234")
        assert store.admissions.all() == ()
    assert dead.with_name("archive.db-wal.of-another").is_file()


def test_a_log_of_the_archive_itself_counts(tmp_path: Path) -> None:
    dead = _killed_beside_a_copy(tmp_path)

    with open_sql_store(dead) as store:
        assert store.catalogue.counts().articles == 25
        assert len(store.admissions.all()) == 1


def test_a_file_put_in_the_place_of_an_open_one_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "live" / "archive.db"
    with open_sql_store(file) as store:
        store.articles.put([(Article("a", "Text."), Annotations(1))])
        copy_database(file, tmp_path / "copy.db")
        store.articles.put([(Article("b", "Text."), Annotations(1))])
        before = (store.catalogue.counts().articles, store.openings)
        (tmp_path / "copy.db").replace(file)

        assert before == (2, 0)
        assert (store.catalogue.counts().articles, store.articles.ids(), store.openings) == (1, ("a",), 1)
        store.articles.put([(Article("c", "Text."), Annotations(1))])
    with open_sql_store(file) as again:
        assert again.articles.ids() == ("a", "c")


def test_a_file_that_is_gone_for_a_moment_is_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    with open_sql_store(file) as store:
        store.articles.put([(Article("a", "Text."), Annotations(1))])
        file.rename(tmp_path / "moved")

        assert store.articles.ids() == ("a",)
        assert not file.exists()
        (tmp_path / "moved").rename(file)
        assert (store.articles.ids(), store.openings) == (("a",), 0)


def test_what_others_do_is_no_other_file(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    with open_sql_store(file) as store:
        for n in range(3):
            with open_sql_store(file) as other:
                other.articles.put([(Article(f"a{n}", "Text. " * 500), Annotations(1))])
                other.articles.remove(f"a{n}")
            plain = sqlite3.connect(file)
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            plain.close()
            assert store.catalogue.counts().articles == 0

        assert store.openings == 0
