"""PDF: one article, its pages' words as paragraphs; needs the extra ``files`` (pypdf).

pypdf was chosen because it bounds what it unpacks and parses; of the libraries that know more of a page's layout,
PDFium unpacks up to a gigabyte from a stream, and pdfminer.six whatever there is.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from typing import Any

from retrieval.sources.files.source_file import MAX_TEXT_BYTES, SourceFile, too_long
from retrieval.sources.files.unpacking import Unreadable
from retrieval.sources.formats.documents import Document, document_format
from retrieval.sources.formats.pdf_heads import day_of_heads
from retrieval.sources.formats.pdf_layout import Line, edge_rows, paragraphs_of

MAX_PAGES = 2000
MAX_STREAM_BYTES = 20_000_000
MAX_PAGE_OPERATIONS = 400_000
MAX_OPERATIONS = 3_000_000
_SCAN = "it holds no text in its pages (a scan?); run OCR first, e.g. ocrmypdf"
_LOCKED = "it is locked with a password; save a copy without one"
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": MAX_STREAM_BYTES,
    "lzw_maximum_output_length": MAX_STREAM_BYTES,
    "run_length_maximum_output_length": MAX_STREAM_BYTES,
    "brotli_maximum_output_length": MAX_STREAM_BYTES,
    "array_based_stream_maximum_output_length": MAX_STREAM_BYTES,
    "stream_decoding_work_maximum_length": 2 * MAX_STREAM_BYTES,
    "stream_parsing_work_maximum_count": MAX_PAGE_OPERATIONS,
}


def _read(file: SourceFile) -> Iterator[Document]:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with apply_configuration(None, **_LIMITS), PdfReader(file.path) as reader:
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(_LOCKED)
            pages = _Pages().read(reader)
            facts = _facts(reader.metadata)
            if (day := day_of_heads(edge_rows(pages))) is not None:
                facts["published"] = day
            yield Document(iter(paragraphs_of(pages)), facts, without_text=_SCAN)
    except LimitReachedError as error:
        raise Unreadable("it is far larger inside than any article") from error
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise Unreadable(_LOCKED) from error


def _facts(given: Any) -> dict[str, Any]:
    """Title and author; a program's own word for none of its own is none."""
    facts = {name: getattr(given, name, None) for name in ("title", "author")} if given else {}
    return {name: value for name, value in facts.items() if isinstance(value, str) and not _is_placeholder(value)}


def _is_placeholder(value: str) -> bool:
    return value.strip("() ").lower() in ("", "untitled", "anonymous", "unspecified", "unknown")


class _Pages:
    """The lines of a document's pages, and how much was read so far."""

    def __init__(self) -> None:
        self._operations = self._size = 0

    def read(self, reader: Any) -> list[list[Line]]:
        return [self._lines(page) for _, page in zip(range(MAX_PAGES), reader.pages, strict=False)]

    def _lines(self, page: Any) -> list[Line]:
        lines: list[Line] = []
        is_open = False

        def count(*_: Any) -> None:
            self._operations += 1
            if self._operations > MAX_OPERATIONS:
                raise Unreadable(f"it is made of more than {MAX_OPERATIONS:,} drawing operations")

        def take(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
            nonlocal is_open
            self._size += len(text)
            if self._size > MAX_TEXT_BYTES:
                raise Unreadable(too_long("the text"))
            if not text.strip():
                is_open = is_open and "\n" not in text
                return
            x, y, height = _place(cm, tm, size)
            for number, part in enumerate(text.removesuffix("\n").split("\n")):
                line = Line(part, x, y - number * height * 1.2, height)
                if number == 0 and is_open and lines and lines[-1].is_continued_by(line):
                    lines[-1] = lines[-1].with_more(line)
                else:
                    lines.append(line)
            is_open = not text.endswith("\n")

        page.extract_text(visitor_text=take, visitor_operand_before=count)
        return lines


def _place(cm: Sequence[float], tm: Sequence[float], size: float) -> tuple[float, float, float]:
    """Where a text begins on the page, and how high its letters are."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    height = size * math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
    return x, y, height or 1.0


PDF = document_format("PDF", (".pdf",), _read)
