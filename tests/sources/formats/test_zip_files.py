"""ZIP archives of files that are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.model import Article
from retrieval.sources import Refused
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
    "raw", [b"", b"PK", packed({"a.png": "x"}), packed({}), packed({"in.zip": packed({"a.txt": "x"})})]
)
def test_archives_without_articles_are_refused(read: Read, raw: bytes) -> None:
    found, _ = read("in.zip", raw)

    assert [type(one) for one in found] == [Refused]


def test_a_bomb_is_refused_before_it_is_unpacked(read: Read) -> None:
    zeros = (b"0" * (1 << 20) for _ in range(80))
    found, _ = read("in.zip", packed({"a.txt": zeros}))

    (refused,) = found
    assert isinstance(refused, Refused)
    assert "MB inside" in refused.why
