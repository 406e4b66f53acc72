"""EPUB: one article, its chapters in reading order; of an issue, each chapter that is an article of its own."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from posixpath import dirname, join, normpath, splitext
from typing import Any
from urllib.parse import unquote

from retrieval.sources.files.source_file import MAX_TEXT_BYTES, SourceFile
from retrieval.sources.files.unpacking import Package, Unreadable
from retrieval.sources.files.xml_events import tag_of, xml_events
from retrieval.sources.formats.documents import Document, document_format
from retrieval.sources.formats.epub_contents import listed_titles
from retrieval.sources.formats.epub_issues import LOOKED_INTO, Chapter, facts_of, is_issue, text_of
from retrieval.sources.formats.fields import Unfit

MAX_CHAPTERS = 5000
MAX_CHAPTER_BYTES = 2 * MAX_TEXT_BYTES
MAX_BOOK_MARKS = 1_000_000
MAX_PACKAGE_FILE_BYTES = 5_000_000
MAX_PACKAGE_ELEMENTS = 50_000
_CONTAINER = "META-INF/container.xml"
_ENCODING = re.compile(rb"\b(?:encoding|charset)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_BEGINNING = 1000
_NCX, _CALIBRES = "application/x-dtbncx+xml", "calibre:publication_type"
_PERIODICALS = ("periodical", "magazine", "newspaper", "journal")
_NO_TEXT = "it holds no text; are its pages pictures?"
_FACT_NAMES = {
    "title": "title",
    "creator": "author",
    "date": "published",
    "language": "language",
    "publisher": "outlet",
}


@dataclass(slots=True)
class _Book:
    """What a book's package file says.

    Attributes:
        facts: of itself.
        chapters: the files of its text, in reading order.
        contents: the files of its tables of contents.
        is_periodical: it calls itself one.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    chapters: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    is_periodical: bool = False


def _read(file: SourceFile) -> Iterator[Document]:
    with Package(file) as package:
        if "META-INF/encryption.xml" in package and "META-INF/rights.xml" in package:
            raise Unreadable("it is locked against copying")
        place = next((e.get("full-path", "") for tag, e in _elements(package, _CONTAINER) if tag == "rootfile"), "")
        book = _book(package, place)
        rest = _chapters(package, book)
        chapters = list(islice(rest, LOOKED_INTO))
        if not is_issue(chapters, book.facts, is_periodical=book.is_periodical):
            yield Document((one.text for one in chain(chapters, rest)), book.facts, without_text=_NO_TEXT)
            return
        count = 0
        for one in chain(chapters, rest):
            if one.is_article:
                count += 1
                yield Document(text_of(one), facts_of(one, book.facts), name=one.name)
        file.noted(f"read as an issue of {count:,} articles")


def _book(package: Package, place: str) -> _Book:
    """What a book says of itself, and the files of its chapters."""
    book, order = _Book(), list[str]()
    files: dict[str, str] = {}
    for tag, element in _elements(package, place):
        value = " ".join((element.text or "").split())
        if tag == "item":
            files[element.get("id", "")] = name = normpath(join(dirname(place), unquote(element.get("href", ""))))
            if element.get("media-type") == _NCX or "nav" in element.get("properties", "").split():
                book.contents.append(name)
        elif tag == "itemref" and element.get("linear") != "no":
            order.append(element.get("idref", ""))
        elif (tag == "type" and value.lower() in _PERIODICALS) or element.get("name") == _CALIBRES:
            book.is_periodical = tag == "type" or element.get("content", "").startswith("periodical")
        elif tag in _FACT_NAMES and value:
            book.facts.setdefault(_FACT_NAMES[tag], value)
    if len(order) > MAX_CHAPTERS:
        raise Unreadable(f"it has more than {MAX_CHAPTERS:,} chapters")
    # A chapter listed many times over is one chapter.
    book.chapters = list(dict.fromkeys(files[name] for name in order if name in files))
    return book


def _chapters(package: Package, book: _Book) -> Iterator[Chapter]:
    titles: dict[str, str] = {}
    for place in book.contents:
        titles = listed_titles(package, place) | titles
    left = MAX_BOOK_MARKS
    for name in book.chapters:
        if name not in package:
            continue
        chapter = package.read(name, MAX_CHAPTER_BYTES)
        left -= chapter.count(b"<")
        if left < 0:
            raise Unfit("its chapters are made of more elements than any book needs")
        yield Chapter(splitext(name)[0], _in_utf_8(chapter), titles.get(name))


def _in_utf_8(chapter: bytes) -> bytes:
    """A chapter as UTF-8 with the mark that tells a parser of pages so: what says nothing of it is UTF-8 in XML."""
    if chapter.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return BOM_UTF8 + chapter.decode("utf-16", "replace").encode()
    found = _ENCODING.search(chapter[:_BEGINNING])
    try:
        text = chapter.decode(found[1].decode() if found else "utf-8")
    except (UnicodeError, LookupError):
        return chapter
    return BOM_UTF8 + _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode("utf-8", "replace")


def _elements(package: Package, name: str) -> Iterator[tuple[str, Any]]:
    raw = package.read(name, MAX_PACKAGE_FILE_BYTES)
    for event, element in xml_events([raw], max_elements=MAX_PACKAGE_ELEMENTS):
        if event == "end":
            yield tag_of(element), element


EPUB = document_format("EPUB", (".epub",), _read)
