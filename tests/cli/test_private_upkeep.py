"""Are the archives of single chats kept as the archive of all is: copied, checked, annotated and indexed anew?"""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import verbatim
from bot.cli._support.reannotation import reannotating
from retrieval.annotate import ANNOTATION_VERSION
from retrieval.answers import Archive
from retrieval.answers.audiences import Audiences, kept_chats
from retrieval.model import Article
from retrieval.store import Source, open_store
from tests.intake.test_running import BEGIN

TODAY = date(2024, 5, 3)
FEED = "http://127.0.0.1:9/feed"
SECRET = Article("hush.example/1", "“The quokka is ours”, said Ilmar Zorvath, the keeper.")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data") as archive:
        archive.add([Article("a", "“The bridge is safe”, said Ada Reed, the mayor.")])
        audiences = Audiences(archive, is_open=True)
        for chat_id in (7, -1008):
            with audiences.own(chat_id, is_made=True) as own:
                assert own is not None
                own.add([SECRET])
                own.store.sources.name(Source(FEED, FEED, BEGIN, BEGIN, 600), chat_id, most=5)
        audiences.close()
    return tmp_path / "data"


def run(*words: object, private: bool = True) -> tuple[int, str]:
    environ = {"VERBATIM_SOURCES_ARE": "private"} if private else {}
    done = CliRunner().invoke(verbatim, [str(word) for word in words], catch_exceptions=False, env=environ)
    return done.exit_code, done.output


def totals(folder: Path) -> list[int]:
    with Archive.open(folder) as archive:
        audiences = Audiences(archive, is_open=True)
        found = []
        for chat_id in (7, -1008, 9):
            with audiences.of_chat(chat_id) as seen:
                found.append(seen.ask("quokka", today=TODAY).total)
        audiences.close()
        return found


def test_a_backup_holds_what_is_private_and_is_restored_with_it(data: Path, tmp_path: Path) -> None:
    code, output = run("backup", tmp_path / "copy", "--data", data)

    assert (code, output.endswith(", and the private sources of 2 chats.\n")) == (0, True)
    assert sorted(p.relative_to(tmp_path / "copy").as_posix() for p in (tmp_path / "copy").rglob("*.*")) == [
        "archive.db",
        "audiences/-1008/archive.db",
        "audiences/7/archive.db",
    ]
    assert totals(tmp_path / "copy") == [1, 1, 0]


def test_the_check_counts_what_is_private_and_finds_what_is_damaged(data: Path) -> None:
    code, output = run("check", "--data", data)
    _code, closed = run("check", "--data", data, private=False)
    (data / "audiences" / "7" / "archive.db").write_bytes(b"nonsense" * 1000)
    broken, damaged = run("check", "--data", data)

    told = "private sources: 2 chats have sources of their own, with 2 articles"
    assert (code, told in output) == (0, True)
    assert f"{told}; they are neither read nor shown while VERBATIM_SOURCES_ARE is shared" in closed
    assert broken == 1
    assert "private sources: 2 chats have sources of their own, with 1 articles; 7: " in damaged


def test_the_index_of_each_is_built_anew(data: Path) -> None:
    code, output = run("reindex", "--data", data)

    assert (code, output.startswith("Built: 3 passages in ")) == (0, True)
    assert totals(data) == [1, 1, 0]


def test_what_an_older_program_annotated_is_annotated_anew(data: Path) -> None:
    with open_store(data / "audiences" / "7" / "archive.db") as store:
        [article_id] = store.articles.ids()
        old = store.articles.annotations([article_id])[article_id]
        store.articles.reannotate([(article_id, 1, old.__class__(version=ANNOTATION_VERSION - 1))])
        assert store.catalogue.counts().stale == 1

        with Archive.open(data) as archive, reannotating(archive):
            for _ in range(400):
                if store.catalogue.counts().stale == 0:
                    break
                threading.Event().wait(0.05)

        assert store.catalogue.counts().stale == 0
        assert store.catalogue.counts().attributions == 1


def test_a_private_article_is_taken_down_in_its_chat_alone(data: Path) -> None:
    code, output = run("remove", "--chat", 7, SECRET.id, "--data", data)
    again, told = run("remove", "--chat", 7, SECRET.id, "--data", data)
    nobodys, _told = run("remove", "--chat", 9, SECRET.id, "--data", data)
    of_all, _told = run("remove", SECRET.id, "--data", data)

    assert (code, output) == (0, f"Removed {SECRET.id}.\n")
    assert (again, nobodys, of_all) == (1, 1, 1)
    assert "No article has the id" in told
    assert kept_chats(data) == (-1008, 7)
    assert totals(data) == [0, 1, 0]


@pytest.mark.parametrize("private", [True, False])
def test_private_sources_are_read_where_they_are_open_and_never_from_a_private_network(
    data: Path, private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_INTAKE_ALLOW_HOSTS", "127.0.0.1")  # for operators' sources alone

    code, _output = run("intake", "--once", "--data", data, private=private)

    assert code == 0
    for chat_id in ("7", "-1008"):
        with open_store(data / "audiences" / chat_id / "archive.db") as store:
            [source] = store.sources.all()
            assert not source.is_operators
            assert ("private network" in (source.last_error or "")) == private


def test_to_move_the_archive_to_another_database_tells_what_stays(data: Path, tmp_path: Path) -> None:
    code, output = run("move", "--to", f"sqlite:///{tmp_path}/moved.db", "--data", data)

    assert code == 0
    assert f"What is private to chats stays in {data}: another database knows no private sources." in output
    assert kept_chats(data) == (-1008, 7)
