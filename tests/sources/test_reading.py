"""Which files are read, in which order, and under which names?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources import FORMATS, Refused, read_articles

Write = Callable[[str, bytes | str], Path]

ENDINGS = ", ".join(ending for format_ in FORMATS for ending in format_.endings)


def ids(found: Iterable[Article | Refused]) -> list[str]:
    return [a.id for a in found if isinstance(a, Article)]


def refusals(found: Iterable[Article | Refused]) -> list[Refused]:
    return [a for a in found if isinstance(a, Refused)]


def test_a_folder_is_read_in_the_order_of_its_names(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.TXT", "a.txt", "B.txt"):
        write(name, "Text.")

    assert ids(read_articles([tmp_path / "in"])) == ["B", "a/b/c", "a/z", "a", "b", "c"]


def test_a_file_given_itself_is_named_without_its_folder(write: Write) -> None:
    assert ids(read_articles([write("deep/down/a.b.txt", "Text.")])) == ["a.b"]


def test_hidden_and_unknown_files_of_a_folder_are_left_out_and_counted(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", ".b.txt", ".git/c.txt", "d.xyz", "e", "f/g.png"):
        write(name, "Text.")
    reading = read_articles([tmp_path / "in"])

    assert ids(reading) == ["a"]
    assert reading.skipped == 3


def test_a_file_of_an_unknown_kind_is_refused_when_it_is_named(write: Write) -> None:
    path = write("a.xyz", "Text.")

    assert list(read_articles([path])) == [Refused(str(path), f"its ending is unknown; known are {ENDINGS}")]


def test_a_folder_without_articles_is_refused_and_the_rest_goes_in(write: Write, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write("x/a.xyz", "Text.")
    good = write("a.txt", "Text.")

    found = list(read_articles([tmp_path / "empty", tmp_path / "in" / "x", good]))

    assert ids(found) == ["a"]
    assert [r.why for r in refusals(found)] == [
        f"the folder holds no articles ({ENDINGS})",
        f"the folder holds no articles ({ENDINGS}); 1 files have another ending",
    ]


def test_a_path_that_does_not_exist_stops_before_anything_is_read(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder") as caught:
        read_articles([write("a.txt", "Text."), tmp_path / "missing"])

    assert caught.value.location == str(tmp_path / "missing")


@pytest.mark.parametrize(
    "given", ["https://example.org/feed.xml", "HTTP://example.org", Path("https://example.org/a.txt")]
)
def test_an_address_is_no_file(given: str | Path) -> None:
    with pytest.raises(SourceError, match="it is an address"):
        read_articles([given])


@pytest.mark.parametrize("given", ["a\0b", "x" * 5000])
def test_a_path_that_no_system_takes_is_told(given: str) -> None:
    with pytest.raises(SourceError):
        read_articles([given])


def test_links_in_a_circle_are_walked_once(write: Write, tmp_path: Path) -> None:
    write("a/one.txt", "Text.")
    folder = tmp_path / "in"
    (folder / "a" / "up").symlink_to(folder)
    (folder / "b").symlink_to(folder / "a")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing")

    found = list(read_articles([folder]))

    assert ids(found) == ["a/one"]
    assert {Path(r.location).name for r in refusals(found)} == {"self.txt", "gone.txt"}


def test_a_link_to_a_file_is_read(write: Write, tmp_path: Path) -> None:
    target = write("elsewhere/a.txt", "Text.")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "b.txt").symlink_to(target)

    assert ids(read_articles([tmp_path / "links"])) == ["b"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "a.txt")

    found = list(read_articles([tmp_path / "in", tmp_path / "in" / "a.txt"]))

    assert [r.why for r in refusals(found)] == ["it is no plain file", "it is neither a file nor a folder"]


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_goes_in(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", "Text.")
    write("b.txt", "Text.")
    plain_open = Path.open

    def refuse(path: Path, *args: object, **named: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return plain_open(path, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    reading = read_articles([tmp_path / "in"])
    found = list(reading)

    assert ids(found) == ["b"]
    assert [r.why for r in refusals(found)] == ["it cannot be read (Permission denied)"]
    assert reading.read_bytes == reading.total_bytes


def test_a_folder_that_cannot_be_read_is_refused(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a/x.txt", "Text.")
    write("b.txt", "Text.")
    plain_scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return plain_scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(read_articles([tmp_path / "in"]))

    assert ids(found) == ["b"]
    assert [r.why for r in refusals(found)] == ["the folder cannot be read (Permission denied)"]


def test_how_far_the_reading_is_can_be_seen(write: Write, tmp_path: Path) -> None:
    write("a.txt", "x" * 100)
    write("b.jsonl", '{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n')
    write("c.xyz", "x" * 1000)
    reading = read_articles([tmp_path / "in"])

    assert (reading.read_bytes, reading.total_bytes) == (0, 150)
    seen = [reading.read_bytes for _ in reading]
    assert seen == [100, 125, 150]


def test_files_are_opened_one_after_the_other(write: Write, tmp_path: Path) -> None:
    write("a.txt", "One.")
    write("b.txt", "Two.")
    reading = read_articles([tmp_path / "in"])

    assert next(reading) == Article("a", "One.")
    write("b.txt", "Changed.")
    assert next(reading) == Article("b", "Changed.")


def test_nothing_given_is_nothing_read() -> None:
    reading = read_articles([])

    assert (list(reading), reading.total_bytes) == ([], 0)


def test_very_deep_folders_are_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(400):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Text.")

    assert ids(read_articles([tmp_path])) == ["d/" * 400 + "a"]
