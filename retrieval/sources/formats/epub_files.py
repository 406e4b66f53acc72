"""EPUB: one article, its chapters in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from retrieval.sources.files.source_file import MAX_TEXT_BYTES, SourceFile
from retrieval.sources.files.unpacking import Package, Unreadable
from retrieval.sources.files.xml_events import tag_of, xml_events
from retrieval.sources.formats.documents import Document, document_format
from retrieval.sources.formats.fields import Unfit
from retrieval.sources.html.markup import words_of_html

MAX_CHAPTERS = 5000
MAX_CHAPTER_BYTES = 2 * MAX_TEXT_BYTES
MAX_BOOK_MARKS = 1_000_000
MAX_PACKAGE_FILE_BYTES = 5_000_000
MAX_PACKAGE_ELEMENTS = 50_000
_CONTAINER = "META-INF/container.xml"
_FACT_NAMES = {
    "title": "title",
    "creator": "author",
    "date": "published",
    "language": "language",
    "publisher": "outlet",
}


def _read(file: SourceFile) -> Iterator[Document]:
    with Package(file) as package:
        if "META-INF/encryption.xml" in package and "META-INF/rights.xml" in package:
            raise Unreadable("it is locked against copying")
        place = next((e.get("full-path", "") for tag, e in _elements(package, _CONTAINER) if tag == "rootfile"), "")
        facts, names = _contents(package, place)
        chapters = [normpath(join(dirname(place), unquote(name))) for name in names]
        yield Document(_chapters(package, chapters), facts, without_text="it holds no text; are its pages pictures?")


def _contents(package: Package, place: str) -> tuple[dict[str, Any], list[str]]:
    """What a book says of itself, and the files of its chapters."""
    facts: dict[str, Any] = {}
    files: dict[str, str] = {}
    order: list[str] = []
    for tag, element in _elements(package, place):
        if tag == "item":
            files[element.get("id", "")] = element.get("href", "")
        elif tag == "itemref" and element.get("linear") != "no":
            order.append(element.get("idref", ""))
        elif tag in _FACT_NAMES and element.text and element.text.strip():
            facts.setdefault(_FACT_NAMES[tag], " ".join(element.text.split()))
    if len(order) > MAX_CHAPTERS:
        raise Unreadable(f"it has more than {MAX_CHAPTERS:,} chapters")
    # A chapter listed many times over is one chapter.
    return facts, [files[name] for name in dict.fromkeys(order) if name in files]


def _chapters(package: Package, names: list[str]) -> Iterator[str]:
    left = MAX_BOOK_MARKS
    for name in names:
        if name not in package:
            continue
        chapter = package.read(name, MAX_CHAPTER_BYTES)
        left -= chapter.count(b"<")
        if left < 0:
            raise Unfit("its chapters are made of more elements than any book needs")
        try:
            yield words_of_html(chapter)
        except ValueError as error:
            raise Unfit(f"a chapter is too large: {error}") from error


def _elements(package: Package, name: str) -> Iterator[tuple[str, Any]]:
    raw = package.read(name, MAX_PACKAGE_FILE_BYTES)
    for event, element in xml_events([raw], max_elements=MAX_PACKAGE_ELEMENTS):
        if event == "end":
            yield tag_of(element), element


EPUB = document_format("EPUB", (".epub",), _read)
