from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli._support import reannotation
from bot.cli._support.reannotation import reannotating
from retrieval.answers import Archive
from retrieval.errors import ArchiveBusy, ArchiveUnavailable
from retrieval.model import Annotations, Article

TEXT = '"Rain is good for us," said Ann Miller, mayor of Springfield.'


@pytest.fixture
def old_archive(tmp_path: Path) -> Iterator[Archive]:
    """Three articles with the empty annotations of an older program."""
    with Archive.open(tmp_path / "data") as archive:
        archive.add([Article(f"a{n}", TEXT) for n in range(3)])
        archive.store.articles.reannotate([(f"a{n}", 1, Annotations(version=0)) for n in range(3)])
        assert archive.counts().stale == 3
        yield archive


def wait_until_fresh(archive: Archive) -> None:
    until = time.monotonic() + 10
    while archive.counts().stale and time.monotonic() < until:
        time.sleep(0.01)


def test_old_annotations_are_made_anew_beside_the_bot(old_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reannotation, "_ARTICLES_A_STEP", 1)
    monkeypatch.setattr(reannotation, "_PAUSE_S", 0.0)

    with reannotating(old_archive):
        wait_until_fresh(old_archive)

    assert old_archive.counts().stale == 0
    assert {a.speaker for _, a in old_archive.attributions()} == {"Ann Miller"}


def test_it_tries_again_when_somebody_else_was_writing(old_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    reannotate, refusals = old_archive.reannotate, iter([ArchiveBusy("data", 10.0)])

    def busy_at_first(*, limit: int) -> int:
        for refusal in refusals:
            raise refusal
        return reannotate(limit=limit)

    monkeypatch.setattr(old_archive, "reannotate", busy_at_first)
    monkeypatch.setattr(reannotation, "_BUSY_PAUSE_S", 0.0)

    with reannotating(old_archive):
        wait_until_fresh(old_archive)

    assert old_archive.counts().stale == 0


def test_an_archive_that_fails_is_told_in_the_log_and_ends_nothing(
    old_archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*, limit: int) -> int:
        raise ArchiveUnavailable("data", "the disk is full")

    monkeypatch.setattr(old_archive, "reannotate", fail)

    with reannotating(old_archive):
        until = time.monotonic() + 10
        while not caplog.messages and time.monotonic() < until:
            time.sleep(0.01)

    assert "the disk is full" in caplog.text


def test_the_end_of_the_bot_does_not_wait_for_all_of_it(old_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reannotation, "_ARTICLES_A_STEP", 1)
    monkeypatch.setattr(reannotation, "_PAUSE_S", 3600.0)
    started = time.monotonic()

    with reannotating(old_archive):
        pass

    assert time.monotonic() - started < 60
    assert "reannotating" not in {thread.name for thread in threading.enumerate()}
