"""Which article is in a PDF, a Word document or an EPUB? Its text; the first two need the extra ``files``."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import IO
from urllib.parse import unquote

from retrieval.model import Article
from retrieval.sources.files import (
    MAX_TEXT_BYTES,
    Format,
    SourceFile,
    Yielded,
    broken_characters,
    too_long,
    unfit_id,
)

MAX_FILE_BYTES = 50_000_000
MAX_PAGES = 2000
_MISSING = "reading it needs an extra: pip install 'verbatim-news-bot[files]'"
Parts = tuple[str | None, Iterator[str]]
"""A title, and the parts of the text in order."""


def _reader(read: Callable[[Path], Parts]) -> Callable[[SourceFile], Yielded]:
    def read_file(file: SourceFile) -> Yielded:
        size = file.path.stat().st_size
        if size > MAX_FILE_BYTES:
            yield file.refused(f"it is over {MAX_FILE_BYTES // 1_000_000} MB")
            return
        try:
            title, parts = read(file.path)
            text = _joined(parts)
        except ImportError:
            yield file.refused(_MISSING)
        except OSError:
            raise
        except Exception as error:  # a broken document breaks its library in countless ways
            yield file.refused(f"it is broken or of a kind that cannot be read ({type(error).__name__})")
        else:
            file.advance(size)
            yield _refusal(file, text) or Article(file.name, text, title=_line(title))

    return read_file


def _refusal(file: SourceFile, text: str):  # type: ignore[no-untyped-def]
    if why := unfit_id(file.name):
        return file.refused(f"its name {why}; rename it")
    if not text.strip():
        return file.refused("it holds no text (a scan?)")
    if len(text.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        return file.refused(too_long("the text"))
    return None


def _joined(parts: Iterator[str]) -> str:
    kept, size = [], 0
    for part in parts:
        part = part.replace("\0", "").encode("utf-8", "replace").decode().strip()
        size += len(part)
        if size > MAX_TEXT_BYTES + 1:
            break  # the text is refused for its length, and need not be read to its end
        if part:
            kept.append(part)
    return "\n\n".join(kept) + ("\n" * (MAX_TEXT_BYTES + 1) if size > MAX_TEXT_BYTES + 1 else "")


def _line(value: str | None) -> str | None:
    line = " ".join((value or "").replace("\0", "").split())[:1000]
    return line if line and not broken_characters(line) else None


def _pdf(path: Path) -> Parts:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(path)
    title = reader.metadata.title if reader.metadata else None
    return title, (page.extract_text() for _, page in zip(range(MAX_PAGES), reader.pages, strict=False))


def _docx(path: Path) -> Parts:
    import docx

    with path.open("rb") as opened:
        _refuse_bomb(opened)
        document = docx.Document(opened)
    return document.core_properties.title, (paragraph.text for paragraph in document.paragraphs)


def _epub(path: Path) -> Parts:
    with path.open("rb") as opened:
        _refuse_bomb(opened)
    book = zipfile.ZipFile(path)
    place = _attributes(book.read("META-INF/container.xml"), "rootfile", "full-path")[0]
    package = book.read(place)
    files = dict(zip(_attributes(package, "item", "id"), _attributes(package, "item", "href"), strict=True))
    chapters = [files[name] for name in _attributes(package, "itemref", "idref")]
    return _title(package), (_words(book, normpath(join(dirname(place), unquote(name)))) for name in chapters)


def _words(book: zipfile.ZipFile, name: str) -> str:
    from lxml.html import document_fromstring

    body = document_fromstring(book.read(name)).find("body")
    if body is None:
        return ""
    for block in body.iter("script", "style"):
        block.clear(keep_tail=True)
    for block in body.iter("p", "div", "li", "br", "h1", "h2", "h3", "h4", "blockquote"):
        block.tail = f"\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in body.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _attributes(xml: bytes, tag: str, name: str) -> list[str]:
    return [element.get(name, "") for element in _xml(xml).iter(f"{{*}}{tag}")]


def _title(xml: bytes) -> str | None:
    return next((element.text for element in _xml(xml).iter("{*}title")), None)


def _xml(xml: bytes):  # type: ignore[no-untyped-def]
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _refuse_bomb(opened: IO[bytes]) -> None:
    """Raise for a zip file that says it is larger inside than any article may be."""
    with zipfile.ZipFile(opened) as packed:
        if sum(member.file_size for member in packed.infolist()) > 4 * MAX_FILE_BYTES:
            raise ValueError("too large inside")
    opened.seek(0)


PDF = Format("PDF", (".pdf",), _reader(_pdf), is_exact=False)
WORD = Format("Word", (".docx",), _reader(_docx), is_exact=False)
EPUB = Format("EPUB", (".epub",), _reader(_epub), is_exact=False)
