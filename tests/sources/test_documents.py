"""Are documents read, and broken ones refused?"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from retrieval.model import Article
from retrieval.sources import Refused

ReadOne = Callable[[str, bytes | str], Article | Refused]
CONTAINER = '<container><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>'
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    '<dc:title>Weather</dc:title></metadata><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/>'
    '</manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
)


def packed(**files: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, text in files.items():
            book.writestr(name.replace("__", "/").replace("_", "."), text)
    return made.getvalue()


def epub() -> bytes:
    chapters = {"O__a_xhtml": "<html><body><p>It rained.</p></body></html>"}
    chapters["O__b_xhtml"] = "<html><body><h1>First</h1><p>The <i>sun</i> shone.</p><script>x</script></body></html>"
    return packed(**{"META-INF__container_xml": CONTAINER, "O__book_opf": PACKAGE}, **chapters)


def docx() -> bytes:
    from docx import Document

    document, made = Document(), BytesIO()
    document.core_properties.title = "Weather"
    document.add_paragraph("It rained, said Ann Miller.")
    document.add_paragraph("The sun shone.")
    document.save(made)
    return made.getvalue()


def pdf() -> bytes:
    words = b"BT /F1 12 Tf 20 100 Td (It rained, said Ann Miller.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


def test_an_epub_is_read_in_the_order_of_its_spine(read_one: ReadOne) -> None:
    assert read_one("a.epub", epub()) == Article("a", "First\nThe sun shone.\n\nIt rained.", title="Weather")


def test_a_word_document_gives_its_paragraphs(read_one: ReadOne) -> None:
    assert read_one("a.docx", docx()) == Article("a", "It rained, said Ann Miller.\n\nThe sun shone.", title="Weather")


def test_a_pdf_gives_its_words(read_one: ReadOne) -> None:
    assert read_one("a.pdf", pdf()) == Article("a", "It rained, said Ann Miller.")


def test_markdown_stays_as_it_is_and_its_heading_is_the_title(read_one: ReadOne) -> None:
    text = "# Weather #\n\nIt *rained*.\n"

    assert read_one("a.md", text) == Article("a", text, title="Weather")


@pytest.mark.parametrize("ending", ["pdf", "docx", "epub"])
@pytest.mark.parametrize("raw", [b"", b"no", packed(a="b"), packed(**{"META-INF__container_xml": "<x/>"})])
def test_a_broken_document_is_refused(read_one: ReadOne, ending: str, raw: bytes) -> None:
    assert isinstance(read_one(f"a.{ending}", raw), Refused)


@pytest.mark.parametrize(("name", "library"), [("a.pdf", "pypdf"), ("a.docx", "docx")])
def test_a_missing_extra_is_said_in_one_sentence(
    read_one: ReadOne, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    found = read_one(name, b"%PDF")

    assert isinstance(found, Refused)
    assert "verbatim-news-bot[files]" in found.why
