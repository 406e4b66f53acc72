"""Small files of every kind, made by hand: what a test shows must not depend on another program's habits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

CONTAINER = '<container><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = f'xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def packed(members: dict[str, str | bytes | Iterable[bytes]]) -> bytes:
    """A zip file; a member given in pieces is never held whole."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            with package.open(name, "w") as member:
                if isinstance(content, str | bytes):
                    content = [content.encode() if isinstance(content, str) else content]
                for piece in content:
                    member.write(piece)
    return made.getvalue()


def docx(body: str | Iterable[bytes], **parts: str) -> bytes:
    """A Word document with this body; other parts by their path, "__" for "/"."""
    head, tail = f"<w:document {_SPACES}><w:body>", "</w:body></w:document>"
    whole = f"{head}{body}{tail}" if isinstance(body, str) else (head.encode(), *body, tail.encode())
    others = {
        f"{name.replace('__', '/')}.xml": f'<x {_SPACES} xmlns:dc="d" xmlns:dcterms="t">{content}</x>'
        for name, content in parts.items()
    }
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": whole, **others})


def paragraph(*words: str) -> str:
    """A paragraph of a Word document, a run each."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in words) + "</w:p>"


def epub(chapters: Sequence[str | bytes | Iterable[bytes]], *, metadata: str = "", manifest: str = "") -> bytes:
    """A book of these chapters."""
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(len(chapters)))
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}{manifest}</manifest><spine>{order}</spine></package>"
    )
    named = {f"O/c{n}.xhtml": chapter for n, chapter in enumerate(chapters)}
    return packed({"META-INF/container.xml": CONTAINER, "O/book.opf": package, **named})


class Placed(NamedTuple):
    """A line of a page, in points from the left and from below."""

    x: float
    y: float
    words: str
    size: float = 10


def pdf(*pages: Sequence[Placed] | bytes, info: str = "") -> bytes:
    """A document of these pages, each lines at places, or what draws it."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        drawn = page if isinstance(page, bytes) else b"\n".join(map(_drawn, page))
        stream = zlib.compress(drawn)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number),
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    objects.append(f"<<{info}>>".encode("cp1252"))
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, size - 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer


def column(x: float, y: float, *lines: str, size: float = 10) -> list[Placed]:
    """Lines under one another."""
    return [Placed(x, y - 1.2 * size * row, words, size) for row, words in enumerate(lines)]


def _drawn(line: Placed) -> bytes:
    words = line.words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (line.size, line.x, line.y, words)
