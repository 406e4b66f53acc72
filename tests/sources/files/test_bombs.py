"""Do the limits of size and of elements hold while a file is unpacked? Bytes and elements are counted, not seconds."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.model import Article
from retrieval.sources import Refused, read_articles
from retrieval.sources.files import unpacking, xml_events
from retrieval.sources.formats import epub_files, pdf_files
from tests.sources.made import Placed, docx, epub, packed, pdf

Write = Callable[[str, bytes | str], Path]
ReadOne = Callable[[str, bytes | str], Article | Refused]
MB = 1_000_000


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many bytes came out of packages."""
    counted = {"bytes": 0}
    plain_zip, plain_gzip = zipfile.ZipExtFile.read, gzip.GzipFile.read1

    def count(plain: Callable[..., bytes]) -> Callable[..., bytes]:
        def read(stream: object, size: int = -1) -> bytes:
            piece = plain(stream, size)
            counted["bytes"] += len(piece)
            return piece

        return read

    monkeypatch.setattr(zipfile.ZipExtFile, "read", count(plain_zip))
    monkeypatch.setattr(gzip.GzipFile, "read1", count(plain_gzip))
    return counted


def times(piece: bytes, count: int, *, head: bytes = b"", tail: bytes = b"") -> Iterator[bytes]:
    """A piece over and over, never held whole."""
    yield head
    for _ in range(count):
        yield piece
    yield tail


def why(found: Article | Refused) -> str:
    assert isinstance(found, Refused), found
    assert "\n" not in found.why
    return found.why


@pytest.mark.parametrize(
    ("chapter", "told", "most"),
    [
        (lambda: times(b"<div>" * 10_000, 1000), "one of its parts is over 10 MB", 12 * MB),
        (lambda: times(b" " * MB, 100, head=b"<html><body>"), "one of its parts is over 10 MB", 12 * MB),
        (lambda: times(b"<p>a</p>" * 10_000, 30), "a chapter is too large", 4 * MB),
    ],
    ids=["nested", "blanks", "elements"],
)
def test_a_chapter_is_bounded(
    read_one: ReadOne, unpacked: dict[str, int], chapter: Callable[[], Iterator[bytes]], told: str, most: int
) -> None:
    found = read_one("a.epub", epub([chapter()]))

    assert told in why(found)
    assert unpacked["bytes"] < most


def test_many_chapters_are_bounded_together(read_one: ReadOne, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub_files, "MAX_BOOK_MARKS", 10_000)

    assert "more elements than any book" in why(read_one("a.epub", epub(["<b></b>" * 2000] * 10)))


def test_a_book_s_list_of_files_is_bounded(read_one: ReadOne) -> None:
    assert "over 5 MB" in why(read_one("a.epub", epub(["<p>a</p>"], manifest='<item id="a" href="b"/>' * 300_000)))
    assert "more than 50,000 elements" in why(read_one("b.epub", epub(["<p>a</p>"], manifest="<item/>" * 60_000)))
    assert "more than 5,000 chapters" in why(read_one("c.epub", epub(["a"] * 5001)))


@pytest.fixture
def few_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of elements that is reached soon."""
    monkeypatch.setattr(xml_events, "MAX_ELEMENTS", 20_000)


@pytest.mark.usefixtures("few_elements")
@pytest.mark.parametrize(
    ("body", "told", "most"),
    [
        (lambda: times(b"<w:p/>" * 10_000, 200), "more than 20,000 elements", MB),
        (lambda: times(b"<w:tc><w:p/></w:tc>" * 10_000, 100), "more than 20,000 elements", MB),
        (lambda: times(b"<w:tc/>", MB, head=b"<w:tbl><w:tr>"), "more than 20,000 elements", MB),
        (lambda: times(b"<w:p>" * 10_000, 100), "XML", MB),
        (lambda: times(b"a" * MB, 100, head=b"<w:p><w:r><w:t>"), "one of its elements is over 6 MB", 8 * MB),
        (lambda: (b"<w:p " + b" ".join(b'a%d=""' % n for n in range(MB)) + b"/>",), "over 6 MB", 8 * MB),
    ],
    ids=["paragraphs", "cells", "a row", "nested", "one text", "attributes"],
)
def test_a_word_document_is_bounded(
    read_one: ReadOne, unpacked: dict[str, int], body: Callable[[], Iterator[bytes]], told: str, most: int
) -> None:
    found = read_one("a.docx", docx(body()))

    assert told in why(found)
    assert unpacked["bytes"] < most


@pytest.mark.parametrize("declared", ["utf-8", "utf-16"])
def test_entities_are_neither_expanded_nor_taken(read_one: ReadOne, tmp_path: Path, declared: str) -> None:
    (tmp_path / "secret").write_text("secret")
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><!DOCTYPE d [<!ENTITY e0 "words ">{entities}'
        f'<!ENTITY out SYSTEM "file://{tmp_path}/secret">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>&out;&e9;'
        "</w:t></w:r></w:p></w:document>"
    )

    assert "XML" in why(read_one("a.docx", packed({"word/document.xml": text.encode(declared)})))
    harmless = text.replace("&out;&e9;", "words").encode(declared)
    assert "entities" in why(read_one("b.docx", packed({"word/document.xml": harmless})))


def test_what_a_package_says_of_its_size_is_not_believed(
    read_one: ReadOne, unpacked: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MAX_MEMBER_BYTES", MB)
    monkeypatch.setattr(unpacking, "MAX_PACKAGE_BYTES", MB)
    honest = docx(times(b"<w:p/>" * 1000, 2000))
    lying = bytearray(honest)
    entry = lying.rfind(b"PK\x01\x02")
    lying[entry + 24 : entry + 28] = struct.pack("<I", 100)

    assert "over 1 MB inside" in why(read_one("a.docx", honest))
    assert unpacked["bytes"] < 2 * MB
    assert isinstance(read_one("b.docx", bytes(lying)), Refused)


def test_a_package_of_very_many_parts_is_not_listed(read_one: ReadOne, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({f"m{n}": "" for n in range(10_050)})
    monkeypatch.setattr(zipfile, "ZipFile", None)

    assert "more than 10,000 parts" in why(read_one("a.docx", raw))
    assert "more than 10,000 parts" in why(read_one("a.epub", raw))


def _gzip_of(pieces: Iterator[bytes]) -> bytes:
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb") as opened:
        for piece in pieces:
            opened.write(piece)
    return made.getvalue()


def test_a_packed_text_is_read_up_to_its_limit(read_one: ReadOne, unpacked: dict[str, int]) -> None:
    assert why(read_one("a.txt.gz", _gzip_of(times(b"a" * MB, 100)))) == "the text is over 5 MB"
    assert unpacked["bytes"] < 21 * MB


def test_packed_lines_are_bounded_by_what_their_size_allows(
    read_one: ReadOne, unpacked: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREE_BYTES", 3 * MB)
    found = read_one("a.jsonl.gz", _gzip_of(times(b"\n" * MB, 20)))

    assert "over 3 MB inside" in why(found)
    assert unpacked["bytes"] < 6 * MB  # and the look at its beginning


@pytest.mark.parametrize(
    "drawn",
    [
        b" " * 30 * MB,
        b"0 0 m " * 300_000,
        b"BT /F1 12 Tf [" + b"(a)1" * 400_000 + b"] TJ ET",
        b"BT /F1 12 Tf " + b"(aaaa) Tj " * 300_000 + b"ET",
    ],
    ids=["blanks", "drawing", "one array", "words"],
)
def test_a_page_is_bounded(read_one: ReadOne, drawn: bytes) -> None:
    assert "larger inside" in why(read_one("a.pdf", pdf(drawn)))


def test_a_stream_packed_twice_is_bounded(read_one: ReadOne) -> None:
    raw = pdf(zlib.compress(b" " * 40 * MB)).replace(b"/Filter/FlateDecode/", b"/Filter[/FlateDecode/FlateDecode]/")
    found = read_one("a.pdf", raw)

    assert isinstance(found, Refused)


def test_pages_are_bounded_together(read_one: ReadOne, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_files, "MAX_OPERATIONS", 1000)
    page = [Placed(50, 800 - row, "words") for row in range(100)]

    assert "more than 1,000 drawing operations" in why(read_one("a.pdf", pdf(page, page, page)))
    monkeypatch.setattr(pdf_files, "MAX_TEXT_BYTES", 1000)
    monkeypatch.setattr(pdf_files, "MAX_OPERATIONS", MB)
    assert why(read_one("b.pdf", pdf(page, page, page))) == "the text is over 5 MB"


def test_elements_are_forgotten_once_they_were_read() -> None:
    seen = []
    for event, element in xml_events.xml_events(times(b"<a><b>c</b></a>", 1000, head=b"<x>", tail=b"</x>")):
        if event == "start" and element.getparent() is not None:
            seen.append(len(element.getroottree().getroot()))

    assert len(seen) == 2000
    assert max(seen) < 2000 * unpacking._PIECE / 15_000  # what one piece holds, and not what the whole does


@pytest.mark.parametrize(
    "source",
    ["[" * 200_000, "*a " * 60_000, "a|" * 60_000 + "\n" + "-|" * 60_000 + "\na|", "> " * 100_000 + "a", "`" * 200_000],
)
def test_markdown_that_no_one_writes_is_kept_as_it_is(read_one: ReadOne, source: str) -> None:
    assert isinstance(read_one("a.md", f"Text.\n\n{source}\n\nText."), Article)


def test_markdown_of_very_many_lines_is_refused(read_one: ReadOne) -> None:
    assert "more than 50,000 lines" in why(read_one("a.md", "a\n\n" * 30_000))


def test_aliases_of_front_matter_are_not_expanded(read_one: ReadOne) -> None:
    facts = "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(12))

    assert read_one("a.md", f"---\n{facts}author: *a12\n---\nText.") == Article("a", "Text.")


@pytest.mark.usefixtures("few_elements")
def test_a_refusal_names_the_file_and_the_limit(write: Write) -> None:
    path = write("big.docx", docx(times(b"<w:p/>", 20_001)))

    assert list(read_articles([path])) == [Refused(str(path), "it is made of more than 20,000 elements")]
