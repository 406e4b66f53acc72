"""ZIP archives of files that are read."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from retrieval.model import Article
from retrieval.sources import Refused
from retrieval.sources.files import unpacking
from retrieval.sources.formats.zip_files import MAX_DEPTH
from tests.sources.made import docx, packed, paragraph

Read = Callable[[str, "bytes | str"], "tuple[list[Article | Refused], list[str]]"]


def test_files_in_an_archive_are_read_as_in_a_folder(read: Read) -> None:
    lines = b'{"id": "1", "text": "It rained in Vik."}\n{"id": "2"}\n'
    members: dict[str, object] = {
        "news/a.txt": "The mole is sinking.",
        "news/b.jsonl": lines,
        "c.docx": docx(paragraph("A word.")),
        "d.xml": "<invoice/>",
        "__MACOSX/._a.txt": "x",
        "news/.hidden.txt": "x",
        "e.png": b"\x89PNG",
        "f/": "",
    }
    found, noted = read("in.zip", packed(members))  # type: ignore[arg-type]
    articles = [(one.id, one.text) for one in found if isinstance(one, Article)]
    refused = [one.location.partition("in.zip")[2] for one in found if isinstance(one, Refused)]

    assert articles == [("in/c", "A word."), ("in/news/a", "The mole is sinking."), ("1", "It rained in Vik.")]
    assert refused == ["/d.xml", "/news/b.jsonl:2"]
    assert noted == ["left aside: 1 .png"]


def test_members_cannot_write_anywhere(read: Read) -> None:
    found, _ = read("in.zip", packed({"../../up.txt": "One.", "/etc/root.txt": "Two."}))

    assert sorted(one.text for one in found if isinstance(one, Article)) == ["One.", "Two."]


@pytest.mark.parametrize(
    "raw", [b"", b"PK", packed({"a.png": "x"}), packed({}), packed({"in.zip": packed({"a.png": "x"})})]
)
def test_archives_without_articles_are_refused(read: Read, raw: bytes) -> None:
    found, _ = read("in.zip", raw)

    assert [type(one) for one in found] == [Refused]


def nested(depth: int) -> bytes:
    """Archives in one another, the innermost with a text."""
    raw = packed({"deep.txt": "It rained in Vik."})
    for _ in range(depth - 1):
        raw = packed({"inner.zip": raw})
    return raw


def test_an_archive_in_an_archive_is_a_folder_in_it(read: Read) -> None:
    month = packed({"01.txt": "The mole is sinking.", "chart.png": b"\x89PNG"})
    found, noted = read("in.zip", packed({"2024/may.zip": month, "2024/broken.ZIP": b"PK", "now.txt": "A word."}))
    articles = [(one.id, one.text) for one in found if isinstance(one, Article)]
    refused = [one.location.partition("in.zip")[2] for one in found if isinstance(one, Refused)]

    assert articles == [("in/2024/may/01", "The mole is sinking."), ("in/now", "A word.")]
    assert refused == ["/2024/broken.ZIP"]
    assert noted == ["left aside: 1 .png"]


@pytest.mark.parametrize(("depth", "is_read"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False), (MAX_DEPTH + 3, False)])
def test_archives_are_packed_in_one_another_no_deeper_than_people_pack(read: Read, depth: int, is_read: bool) -> None:
    (found,), _ = read("in.zip", nested(depth))

    assert isinstance(found, Article) == is_read
    assert is_read or "packed in more than 2 other archives" in str(found)


def test_all_that_is_packed_in_one_another_may_hold_no_more_than_one(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MAX_PACKAGE_BYTES", 1_000_000)
    few = packed({f"{n}.txt": "It rained. " * 20_000 for n in range(3)})
    found, _ = read("in.zip", packed({f"{n}.zip": few for n in range(4)}))

    refused = [one for one in found if isinstance(one, Refused)]
    assert len(found) - len(refused) == 4
    assert [one.why for one in refused] == ["it is over 1 MB inside"]


def test_archives_in_an_archive_share_the_number_of_parts(read: Read) -> None:
    many = packed({f"{n}.txt": "" for n in range(4000)})
    found, _ = read("in.zip", packed({f"{n}.zip": many for n in range(3)}))

    assert sum("packed of more than 10,000 parts" in str(one) for one in found) == 1


def test_one_file_that_cannot_be_read_on_costs_no_other(read: Read) -> None:
    whole = gzip.compress(b'{"id": "1", "text": "It rained in Vik."}\n' * 40)
    found, _ = read("in.zip", packed({"a.jsonl.gz": whole[:-20], "b.txt": "The mole is sinking."}))

    assert [one.location.partition("in.zip")[2] for one in found if isinstance(one, Refused)] == ["/a.jsonl.gz"]
    assert [one.text for one in found if isinstance(one, Article)][-1] == "The mole is sinking."


def test_a_bomb_is_refused_before_it_is_unpacked(read: Read) -> None:
    zeros = (b"0" * (1 << 20) for _ in range(80))
    found, _ = read("in.zip", packed({"a.txt": zeros}))

    (refused,) = found
    assert isinstance(refused, Refused)
    assert "MB inside" in refused.why
