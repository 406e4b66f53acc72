"""Which files are read, in which order, and under which names?"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources import FORMATS, Refused, by_ending, read_articles

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
    assert reading.left_aside == {".xyz": 1, "": 1, ".png": 1}
    assert reading.left_aside.total() == 3


def test_a_file_of_an_unknown_kind_is_refused_when_it_is_named(write: Write) -> None:
    path = write("a.xyz", "Text.")

    assert list(read_articles([path])) == [Refused(str(path), f"its ending is unknown; known are {ENDINGS}")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.rar", "unpack it"),
        ("a.TAR.GZ", "unpack it"),
        ("a.xlsx", ".csv"),
        ("a.doc", ".docx"),
        ("a.msg", ".eml"),
        ("a.webarchive", ".html"),
    ],
)
def test_a_file_of_a_known_kind_that_is_not_read_is_refused_with_what_to_do(write: Write, name: str, told: str) -> None:
    (refused,) = read_articles([write(name, "x")])

    assert isinstance(refused, Refused)
    assert told in refused.why


def test_endings_that_are_no_text_and_very_many_of_them_are_named_in_one_line(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Text.")
    for name in ("a.caf\udce9", f"b.{'x' * 200}", *(f"c.k{n}" for n in range(40))):
        write(name, "x")
    reading = read_articles([tmp_path / "in"])

    assert ids(reading) == ["a"]
    told = by_ending(reading.left_aside)
    assert len(told.encode()) < 500
    assert told.endswith("22 others")


@pytest.mark.parametrize(("name", "content"), [("b.jsonl.gz", '{"id": "b", "text": "Text."}\n'), ("b.txt.GZ", "Text.")])
def test_packed_files_are_read_with_all_their_members(write: Write, name: str, content: str) -> None:
    half = len(content) // 2
    members = gzip.compress(content[:half].encode()) + gzip.compress(b"") + gzip.compress(content[half:].encode())
    reading = read_articles([write(name, members)])

    assert list(reading) == [Article("b", "Text.")]
    assert reading.read_bytes == reading.total_bytes


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-9], lambda raw: b"no gzip", lambda raw: raw[:40] + b"x" * 9 + raw[49:]]
)
def test_a_broken_packing_is_refused_and_what_came_before_it_is_in(
    write: Write, damage: Callable[[bytes], bytes]
) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Text {n * n * n}."}) + "\n" for n in range(20_000)).encode()
    found = list(read_articles([write("a.jsonl.gz", damage(gzip.compress(lines)))]))

    assert isinstance(found[-1], Refused)
    assert "gzip packing is broken" in found[-1].why
    assert len(refusals(found)) <= 2  # and a line cut in two


def test_a_folder_without_articles_is_refused_and_the_rest_goes_in(write: Write, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write("x/a.xyz", "Text.")
    good = write("a.txt", "Text.")

    found = list(read_articles([tmp_path / "empty", tmp_path / "in" / "x", good]))

    assert ids(found) == ["a"]
    assert [r.why for r in refusals(found)] == [
        f"the folder holds no articles ({ENDINGS})",
        f"the folder holds no articles ({ENDINGS}); left aside: 1 .xyz",
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
    assert (reading.read_files, reading.total_files) == (0, 2)
    seen = [(reading.read_bytes, reading.read_files) for _ in reading]
    assert seen == [(100, 0), (125, 1), (150, 1)]
    assert reading.read_files == 2


def test_files_left_aside_are_counted_as_they_are_passed(write: Write, tmp_path: Path) -> None:
    for name in ("in/a.xyz", "in/b.txt", "in/c.xyz", "other/d.xyz"):
        write(f"../{name}", "Text.")
    reading = read_articles([tmp_path / "in", tmp_path / "other"])

    assert reading.total_files == 1
    assert (next(reading), reading.left_aside) == (Article("b", "Text."), {".xyz": 1})
    empty = next(reading)
    assert isinstance(empty, Refused)
    assert empty.why.endswith("left aside: 1 .xyz")
    assert reading.left_aside == {".xyz": 3}


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
