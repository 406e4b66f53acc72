"""Are a few changes seen at once, by all, and do they outlive whatever happens to the file that holds them?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from retrieval.search import Indexed, Query, QueryTerm, Withdrawn
from retrieval.search.index import local_index
from retrieval.search.index.local_index import LocalIndex
from retrieval.search.index.segment_files import SegmentFiles

Make = Callable[..., Indexed]
SHIP = Query((QueryTerm(("ship",)),))


def ids(index: LocalIndex, limit: int = 1000) -> list[str]:
    return [hit.article_id for hit in index.search("passages", SHIP, limit=limit)]


def segments(index: LocalIndex) -> int:
    index.refresh()
    return len(index._current().manifest.segments)


def test_a_few_changes_need_no_segment_and_are_seen_by_others(make_article: Make, tmp_path: Path) -> None:
    writer, reader = LocalIndex(tmp_path), LocalIndex(tmp_path)

    for number in range(5):
        writer.apply([make_article(f"a{number}", [["ship"]])], position=number + 1)
        reader.refresh()
        assert (ids(reader), reader.position) == (ids(writer), number + 1)
    writer.apply([Withdrawn("a3")], position=9)
    reader.refresh()

    assert ids(reader) == ids(writer) == ids(LocalIndex(tmp_path)) == ["a0", "a1", "a2", "a4"]
    assert segments(writer) == 0
    assert LocalIndex(tmp_path).position == 9


def test_a_view_taken_before_does_not_change(make_article: Make, tmp_path: Path) -> None:
    index = LocalIndex(tmp_path)
    index.apply([make_article("a", [["ship", "boat"]])], position=1)
    before = index._current()

    index.apply([make_article("b", [["ship", "town"]]), Withdrawn("a")], position=2)

    assert [hit.article_id for hit in before.search("passages", SHIP, limit=9)] == ["a"]
    assert before.unit_count("passages") == 1
    assert before.doc_freq("passages", ("ship", "town")) == (1, 0)
    assert ids(index) == ["b"]
    assert index.words_with_prefix("", limit=9) == ("ship", "town")


def test_whatever_cuts_the_file_short_only_takes_the_index_back(make_article: Make, tmp_path: Path) -> None:
    writer = LocalIndex(tmp_path)
    for number in range(6):
        writer.apply([make_article(f"a{number}", [["ship", f"word{number}"]])], position=number + 1)
    [buffer] = tmp_path.glob("*.tail")
    whole, positions = buffer.read_bytes(), set()
    for size in range(0, len(whole), 7):
        buffer.write_bytes(whole[:size])

        index = LocalIndex(tmp_path)
        assert ids(index) == [f"a{number}" for number in range(index.position)]
        positions.add(index.position)
        for number in range(index.position, 7):
            index.apply([make_article(f"a{number}", [["ship"]])], position=number + 1)
        assert ids(LocalIndex(tmp_path)) == [f"a{number}" for number in range(7)] or index.position == 7

    assert positions == set(range(6))


def test_a_flipped_bit_ends_the_file_there(make_article: Make, tmp_path: Path) -> None:
    writer, chance = LocalIndex(tmp_path), Random(4)
    for number in range(6):
        writer.apply([make_article(f"a{number}", [["ship", f"word{number}"]])], position=number + 1)
    [buffer] = tmp_path.glob("*.tail")
    whole = buffer.read_bytes()
    for at in (chance.randrange(len(whole)) for _ in range(80)):
        buffer.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])

        index = LocalIndex(tmp_path)
        assert index.position < 6
        assert ids(index) == [f"a{number}" for number in range(index.position)]


def test_a_lost_file_takes_the_index_back_to_its_segments(make_article: Make, tmp_path: Path) -> None:
    index = LocalIndex(tmp_path)
    index.apply([make_article("a", [["ship"]])], position=1)
    assert index.compact()
    index.apply([make_article("b", [["ship"]])], position=2)
    for path in tmp_path.glob("*.tail"):
        path.unlink()

    assert (LocalIndex(tmp_path).position, ids(LocalIndex(tmp_path))) == (1, ["a"])


def test_compacting_changes_no_answer(make_article: Make, tmp_path: Path) -> None:
    chance, index = Random(5), LocalIndex(tmp_path)
    for position in range(1, 60):
        texts = [["ship", f"w{chance.randrange(9)}"] for _ in range(chance.randrange(4))]
        index.apply(
            [make_article(f"a{chance.randrange(20)}", texts), Withdrawn(f"a{position % 20}")], position=position
        )
        if position % 9 == 0:
            before = index.search("passages", SHIP, limit=100)
            assert index.compact()
            assert (index.search("passages", SHIP, limit=100), index.position) == (before, position)
            assert LocalIndex(tmp_path).search("passages", SHIP, limit=100) == before
    index.compact()
    assert not index.compact()


def test_what_comes_while_compacting_is_kept(
    make_article: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, other = LocalIndex(tmp_path), LocalIndex(tmp_path)
    index.apply([make_article("a", [["ship"]]), make_article("b", [["ship"]])], position=1)
    plain = SegmentFiles.write

    def meanwhile(self: SegmentFiles, changes: list[Indexed | Withdrawn]) -> object:
        written = plain(self, changes)
        other.apply([make_article("c", [["ship"]]), Withdrawn("a")], position=2)
        monkeypatch.setattr(SegmentFiles, "write", plain)
        return written

    monkeypatch.setattr(SegmentFiles, "write", meanwhile)
    assert index.compact()

    for seen in (index, LocalIndex(tmp_path)):
        seen.refresh()
        assert (ids(seen), seen.position) == (["b", "c"], 2)


def test_compacting_steps_back_for_a_large_batch(
    make_article: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, other = LocalIndex(tmp_path), LocalIndex(tmp_path)
    index.apply([make_article("a", [["ship"]])], position=1)
    plain = SegmentFiles.write

    def meanwhile(self: SegmentFiles, changes: list[Indexed | Withdrawn]) -> object:
        written = plain(self, changes)
        monkeypatch.setattr(SegmentFiles, "write", plain)
        other.clear()
        other.apply([make_article("z", [["ship"]])], position=7)
        return written

    monkeypatch.setattr(SegmentFiles, "write", meanwhile)

    assert not index.compact()
    assert (ids(LocalIndex(tmp_path)), LocalIndex(tmp_path).position) == (["z"], 7)


def test_a_tail_becomes_a_segment_beside(make_article: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_index, "_BUFFER_UNITS", 4)
    index = LocalIndex(tmp_path)

    for number in range(6):
        index.apply([make_article(f"a{number}", [["ship"]])], position=number + 1)
    end = time.monotonic() + 60
    while not segments(index) and time.monotonic() < end:
        index.settle()

    assert segments(index) == 1
    assert (ids(index), index.position) == ([f"a{number}" for number in range(6)], 6)


def test_a_full_tail_does_not_wait_for_that(
    make_article: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_index, "_MOST_BUFFER_UNITS", 4)
    index = LocalIndex(tmp_path)

    for number in range(6):
        index.apply([make_article(f"a{number}", [["ship"]])], position=number + 1)

    assert segments(index) == 1
    assert ids(index) == [f"a{number}" for number in range(6)]
