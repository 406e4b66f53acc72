"""Are alerts neither lost nor told for others when the database is put back under a bot that runs?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.alerts.outbox import Outbox
from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch
from retrieval.store.backup import copy_database
from tests.alerts.conftest import NOW

LATER = NOW + timedelta(minutes=1)
UTC = ZoneInfo("UTC")


def article(name: str, speaker: str) -> Article:
    text = f"“The {name} is safe”, said {speaker}, the mayor. It was a long day in the town of {name}."
    return Article(name, text, published=Published.parse(str(NOW.date())))


def told(archive: Archive) -> list[tuple[int, str]]:
    """Which chat is to hear of which article."""
    waiting = archive.store.deliveries.claim("tests", LATER, LATER, limit=100)
    return sorted((one.chat_id, one.intent.article_id) for one in waiting)


def look(outbox: Outbox) -> None:
    while outbox.look(NOW):
        pass


def follow(archive: Archive, name: str, chat_id: int) -> None:
    archive.store.subscriptions.subscribe(Watch((name,)), chat_id=chat_id, created_by=1, now=NOW - timedelta(hours=1))


def put_back(copy: Path, archive: Archive) -> None:
    for file in archive.folder.glob("archive.db-*"):
        file.unlink()
    copy.rename(archive.folder / "archive.db")


def test_after_a_restore_new_articles_alert_by_the_watches_of_then(tmp_path: Path) -> None:
    copy = tmp_path / "archive.db"
    with Archive.open(tmp_path / "data") as archive:
        outbox = Outbox(archive, zone=UTC, max_age=timedelta(days=2))
        archive.add([article("bridge", "Ada Reed"), article("tower", "Tom Hale")], now=NOW)
        look(outbox)
        copy_database(archive.folder / "archive.db", copy)
        follow(archive, "Ada Reed", chat_id=1)
        archive.add([article("dam", "Ada Reed")], now=NOW)
        look(outbox)
        assert told(archive) == [(1, "dam")]
        put_back(copy, archive)

        # The same numbers again: a watch, and as many changes.
        follow(archive, "Tom Hale", chat_id=2)
        archive.add([article("mill", "Tom Hale"), article("pier", "Ada Reed")], now=NOW)
        look(outbox)

        assert told(archive) == [(2, "mill")]


def test_a_restore_tells_nothing_again_that_the_copy_knows_was_told(tmp_path: Path) -> None:
    copy = tmp_path / "archive.db"
    with Archive.open(tmp_path / "data") as archive:
        outbox = Outbox(archive, zone=UTC, max_age=timedelta(days=2))
        look(outbox)
        follow(archive, "Ada Reed", chat_id=1)
        archive.add([article("dam", "Ada Reed")], now=NOW)
        look(outbox)
        assert told(archive) == [(1, "dam")]
        copy_database(archive.folder / "archive.db", copy)
        archive.add([article("mill", "Ada Reed")], now=NOW)
        put_back(copy, archive)

        archive.add([article("mill", "Ada Reed"), article("dam", "Ada Reed")], now=NOW)
        look(outbox)
        archive.store.deliveries.sent([1], NOW, 9)

        assert told(archive) == [(1, "mill")]
