"""What is left when files are damaged, truncated or missing, or the writer is killed?"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from retrieval.errors import IndexDamaged
from retrieval.model import Span
from retrieval.search import Indexed, Query, QueryTerm, Unit, Withdrawn
from retrieval.search.index.local_index import LocalIndex

Make = Callable[..., Indexed]
SHIP = Query((QueryTerm(("ship",)),))


@pytest.fixture
def folder(tmp_path: Path, make_article: Make, segments_only: None) -> Path:
    """An index of some articles, of which one is withdrawn."""
    index = LocalIndex(tmp_path)
    index.apply([make_article(f"a{n}", [["ship", f"word{n}"], ["boat"]]) for n in range(50)], position=1)
    index.apply([Withdrawn("a3")], position=2)
    index.close()
    return tmp_path


def damaged_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".seg", ".gone", ".json"))


def test_a_new_process_reads_what_was_written(folder: Path) -> None:
    index = LocalIndex(folder)

    assert index.position == 2
    assert len(index.search("passages", SHIP, limit=100)) == 49
    index.verify()


def test_a_truncated_file_is_damage(folder: Path) -> None:
    for path in damaged_files(folder):
        whole = path.read_bytes()
        for size in (0, 1, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:size])

            with pytest.raises(IndexDamaged) as caught:
                LocalIndex(folder).refresh()
            assert caught.value.path == path
        path.write_bytes(whole)


def test_a_missing_file_is_damage(folder: Path) -> None:
    for path in damaged_files(folder):
        if path.name != "manifest.json":
            whole = path.read_bytes()
            path.unlink()

            with pytest.raises(IndexDamaged, match="missing"):
                LocalIndex(folder).refresh()
            path.write_bytes(whole)


def test_verify_finds_every_flipped_bit(folder: Path) -> None:
    chance = Random(7)
    for path in damaged_files(folder):
        whole = path.read_bytes()
        for at in [0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(60))]:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])

            with pytest.raises(IndexDamaged):
                LocalIndex(folder).verify()
        path.write_bytes(whole)


def test_a_flipped_bit_never_changes_an_answer_unseen(folder: Path) -> None:
    chance = Random(8)
    expected = LocalIndex(folder).search("passages", SHIP, limit=100)
    path = max(folder.iterdir(), key=lambda file: file.stat().st_size)
    whole = path.read_bytes()
    for at in (chance.randrange(len(whole)) for _ in range(100)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        try:
            assert LocalIndex(folder).search("passages", SHIP, limit=100) == expected
        except IndexDamaged:
            continue


def test_an_index_of_another_format_is_rebuilt_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.search.index.manifest.FORMAT", 99)

    with pytest.raises(IndexDamaged, match="format 4, this program reads 99"):
        LocalIndex(folder).refresh()


def test_a_damaged_index_can_be_cleared_and_built_again(folder: Path, make_article: Make) -> None:
    for path in damaged_files(folder):
        path.write_bytes(b"nonsense")
    index = LocalIndex(folder)
    with pytest.raises(IndexDamaged):
        index.search("passages", SHIP, limit=1)

    index.clear()
    index.apply([make_article("a", [["ship"]])], position=1)

    assert [hit.article_id for hit in index.search("passages", SHIP, limit=5)] == ["a"]
    assert [hit.article_id for hit in LocalIndex(folder).search("passages", SHIP, limit=5)] == ["a"]


def test_a_failed_batch_leaves_the_index_as_it_was(folder: Path, make_article: Make) -> None:
    def failing() -> Iterator[Indexed]:
        yield make_article("new", [["ship"]])
        raise RuntimeError("the source broke off")

    index = LocalIndex(folder)
    before = index.search("passages", SHIP, limit=100)

    with pytest.raises(RuntimeError):
        index.apply(failing(), position=3)

    assert (index.position, index.search("passages", SHIP, limit=100)) == (2, before)
    index.apply([], position=4)
    files = LocalIndex(folder)._current().manifest.files
    assert {path.name for path in folder.iterdir() if path.suffix in (".seg", ".gone")} <= files


def test_a_reader_sees_what_another_has_applied_after_a_refresh(folder: Path, make_article: Make) -> None:
    reader, writer = LocalIndex(folder), LocalIndex(folder)
    before = reader.search("passages", SHIP, limit=100)

    writer.apply([make_article(f"a{n}", [["train"]]) for n in range(50)], position=3)
    unrefreshed = reader.search("passages", SHIP, limit=100)
    reader.refresh()

    assert unrefreshed == before
    assert reader.position == 3
    assert reader.search("passages", SHIP, limit=100) == ()


def apply_for_ever(folder: Path, started: int) -> None:
    """After position p the index holds the articles p - 9 to p."""
    index = LocalIndex(folder)
    for position in range(started + 1, 1_000_000):
        made = Indexed(f"a{position:06}", 1, passages_of(position))
        index.apply([made, Withdrawn(f"a{position - 10:06}")], position=position)


def passages_of(position: int) -> tuple[Unit, ...]:
    terms = ("ship", f"word{position}")
    return tuple(Unit("passages", n, Span(n, n + 1), terms, terms) for n in range(position % 3 + 1))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed at any moment")
def test_a_killed_writer_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    chance, positions = Random(9), [0]
    for _ in range(25):
        writer = multiprocessing.get_context("fork").Process(target=apply_for_ever, args=(tmp_path, positions[-1]))
        writer.start()
        time.sleep(chance.uniform(0.005, 0.12))
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()

        index = LocalIndex(tmp_path)
        index.verify()
        positions.append(index.position)
        held = [hit.article_id for hit in index.search("passages", SHIP, limit=1000) if hit.ordinal == 0]
        last = index.position
        assert sorted(held) == [f"a{number:06}" for number in range(max(1, last - 9), last + 1)]

    assert positions == sorted(positions)
    assert positions[-1] > positions[0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a second process")
def test_a_reader_survives_a_writer_that_replaces_its_files(tmp_path: Path) -> None:
    writer = multiprocessing.get_context("fork").Process(target=apply_for_ever, args=(tmp_path, 0))
    writer.start()
    try:
        reader, end, positions = LocalIndex(tmp_path), time.monotonic() + 1.5, [0]
        while time.monotonic() < end:
            reader.refresh()
            positions.append(reader.position)
            held = {hit.article_id for hit in reader.search("passages", SHIP, limit=1000)}
            assert len(held) == min(10, reader.position)
    finally:
        writer.kill()
        writer.join()

    assert positions == sorted(positions)
    assert len(set(positions)) > 5
