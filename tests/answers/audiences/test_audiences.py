"""Is what one chat alone may see kept apart, kept, moved and deleted, and are few archives open?"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.answers.audiences import Audiences
from retrieval.answers.audiences.audiences import FOLDER
from retrieval.model import Article
from retrieval.store import open_store

TODAY = date(2024, 5, 3)
SECRET = Article("hush.example/1", "“The quokka is ours”, said Ilmar Zorvath, the keeper.", outlet="Hush")


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as archive:
        archive.add([Article("a", "“The bridge is safe”, said Ada Reed, the mayor.")])
        yield archive


@pytest.fixture
def audiences(shared: Archive) -> Iterator[Audiences]:
    found = Audiences(shared, is_open=True, most_open=2)
    yield found
    found.close()


def fill(audiences: Audiences, chat_id: int) -> None:
    with audiences.own(chat_id, is_made=True) as own:
        assert own is not None
        own.add([SECRET])


def total(audiences: Audiences, chat_id: int) -> int:
    with audiences.of_chat(chat_id) as archive:
        return archive.ask("quokka", today=TODAY).total


def test_a_chat_without_private_sources_is_given_the_very_archive_of_all(shared: Archive, audiences: Audiences) -> None:
    with audiences.of_chat(8) as seen, audiences.own(8) as own:
        assert seen is shared
        assert own is None
    assert not (shared.folder / FOLDER).exists()
    assert audiences.chats() == ()


def test_only_the_chat_itself_sees_what_is_its_own(audiences: Audiences) -> None:
    fill(audiences, 7)

    assert (total(audiences, 7), total(audiences, 8), total(audiences, -7)) == (1, 0, 0)
    assert audiences.chats() == (7,)
    assert [audiences.has_own(chat_id) for chat_id in (7, 8)] == [True, False]


def test_two_chats_with_the_same_article_have_two_ids_and_neither_opens_the_others(audiences: Audiences) -> None:
    fill(audiences, 7)
    fill(audiences, 8)

    with audiences.of_chat(7) as one, audiences.of_chat(8) as other:
        [ours] = one.ask("quokka", today=TODAY).excerpts
        [theirs] = other.ask("quokka", today=TODAY).excerpts
        assert ours.article_id != theirs.article_id
        assert one.store.articles.get(theirs.article_id) is None
        assert one.is_own(ours.article_id)
        assert not one.is_own(theirs.article_id)
        assert not one.of_all.is_own(ours.article_id)


def test_what_is_private_outlives_the_process(shared: Archive, audiences: Audiences) -> None:
    fill(audiences, 7)
    audiences.close()

    again = Audiences(shared, is_open=True)
    assert (total(again, 7), total(again, 8)) == (1, 0)
    again.close()


def test_what_is_private_outlives_a_kill(shared: Archive, audiences: Audiences) -> None:
    code = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from retrieval.answers import Archive\n"
        "from retrieval.answers.audiences import Audiences\n"
        "from retrieval.model import Article\n"
        f"with Archive.open(Path({str(shared.folder)!r})) as archive:\n"
        "    with Audiences(archive, is_open=True).own(7, is_made=True) as own:\n"
        f"        own.add([Article('hush.example/1', {SECRET.text!r})])\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False)

    assert done.returncode == -signal.SIGKILL
    assert (total(audiences, 7), total(audiences, 8)) == (1, 0)


def test_where_sources_are_shared_what_was_private_stays_closed(shared: Archive, audiences: Audiences) -> None:
    fill(audiences, 7)

    closed = Audiences(shared, is_open=False)
    assert total(closed, 7) == 0
    assert closed.chats() == ()
    with closed.own(7, is_made=True) as own:
        assert own is None


def test_to_forget_a_chat_deletes_what_is_its_own_also_where_it_is_in_use(
    shared: Archive, audiences: Audiences
) -> None:
    fill(audiences, 7)
    with audiences.of_chat(7) as before:
        audiences.forget(7)
        assert total(audiences, 7) == 0
        assert before.ask("bridge", today=TODAY).total == 1

    assert audiences.chats() == ()
    assert list((shared.folder / FOLDER).iterdir()) == []
    audiences.forget(7)


def test_what_a_killed_process_had_begun_to_delete_is_swept(shared: Archive, audiences: Audiences) -> None:
    fill(audiences, 7)
    audiences.close()
    (shared.folder / FOLDER / "7").rename(shared.folder / FOLDER / ".gone-1")
    (shared.folder / FOLDER / "8" / "index").mkdir(parents=True)
    fill(audiences, 9)
    now = datetime.now(UTC)

    audiences.sweep(now)
    at_once = {path.name for path in (shared.folder / FOLDER).iterdir()}
    audiences.sweep(now + timedelta(hours=2))

    assert at_once == {"8", "9"}
    assert [path.name for path in (shared.folder / FOLDER).iterdir()] == ["9"]
    assert total(audiences, 9) == 1


def test_what_another_process_deleted_or_made_is_noticed(shared: Archive, audiences: Audiences) -> None:
    other = Audiences(shared, is_open=True)
    fill(audiences, 7)
    assert total(other, 7) == 1

    audiences.forget(7)
    assert total(other, 7) == 0
    fill(audiences, 7)
    assert total(other, 7) == 1
    other.close()


def test_what_is_written_after_it_was_deleted_by_another_process_is_deleted_too(
    shared: Archive, audiences: Audiences
) -> None:
    other = Audiences(shared, is_open=True)
    fill(audiences, 7)
    with other.own(7) as own:
        assert own is not None
        audiences.forget(7)
        own.reindex()

    assert list((shared.folder / FOLDER).iterdir()) == []
    assert len(other._held) == 0
    other.close()


def test_a_group_that_becomes_a_supergroup_keeps_what_is_its_own(audiences: Audiences) -> None:
    fill(audiences, -7)

    audiences.move(-7, -1007)
    audiences.move(-7, -1007)

    assert (total(audiences, -7), total(audiences, -1007)) == (0, 1)
    assert audiences.chats() == (-1007,)


def test_no_more_stay_open_than_may_and_none_in_use_is_closed(audiences: Audiences) -> None:
    chats = range(1, 6)
    for chat_id in chats:
        fill(audiences, chat_id)
    with audiences.of_chat(1) as first:
        assert [total(audiences, chat_id) for chat_id in chats] == [1] * 5
        assert len(audiences._held) <= 3
        assert first.ask("quokka", today=TODAY).total == 1
    assert len(audiences._held) == 2

    audiences.close()
    assert len(audiences._held) == 0


def test_a_writing_by_any_process_is_told_by_the_stamp_alone(shared: Archive, audiences: Audiences) -> None:
    assert audiences.stamp(7) == audiences.stamp(8)
    fill(audiences, 7)
    before = audiences.stamp(7)
    assert audiences.stamp(7) == before

    with open_store(shared.folder / FOLDER / "7" / "archive.db") as store:
        store.articles.remove(store.articles.ids()[0])

    assert audiences.stamp(7) != before


def test_a_damaged_index_of_its_own_is_rebuilt_and_both_answer(shared: Archive, audiences: Audiences) -> None:
    fill(audiences, 7)
    audiences.close()
    for file in (shared.folder / FOLDER / "7").glob("index-*/*"):
        if file.suffix in (".seg", ".tail") or file.name == "manifest":
            file.write_bytes(b"nonsense")

    assert total(audiences, 7) == 1
