"""Are documents read as they are meant, and broken ones refused?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused
from tests.sources.made import CONTAINER, Placed, docx, epub, packed, paragraph, pdf

ReadOne = Callable[[str, bytes | str], Article | Refused]


def text_of(found: Article | Refused) -> str:
    assert isinstance(found, Article), found
    return found.text


# -- EPUB -------------------------------------------------------------------------------------------------------------


def test_an_epub_is_read_in_the_order_of_its_spine(read_one: ReadOne) -> None:
    book = packed(
        {
            "META-INF/container.xml": CONTAINER,
            "O/book.opf": '<package><manifest><item id="a" href="a%20b.xhtml"/><item id="b" href="../b.xhtml"/>'
            "</manifest>"
            '<spine><itemref idref="b"/><itemref idref="a"/><itemref idref="none"/></spine></package>',
            "O/a b.xhtml": "<html><body><p>It rained.</p></body></html>",
            "b.xhtml": "<html><body><h1>First</h1><p>The <i>sun</i> shone.</p><script>x</script></body></html>",
        }
    )

    assert read_one("a.epub", book) == Article("a", "First\n\nThe sun shone.\n\nIt rained.")


def test_a_book_says_what_it_is(read_one: ReadOne) -> None:
    metadata = (
        "<dc:title>Weather</dc:title><dc:creator>Ida Holm</dc:creator><dc:date>2024-05-02</dc:date>"
        "<dc:publisher>Harbour Press</dc:publisher><dc:language>en-GB</dc:language>"
    )

    assert read_one("a.epub", epub(["<p>It rained.</p>"], metadata=metadata)) == Article(
        "a",
        "It rained.",
        title="Weather",
        author="Ida Holm",
        outlet="Harbour Press",
        published=Published.parse("2024-05-02"),
        language="en",
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>Ida</td><td>Holm</td></tr><tr><td>Leo</td><td>Falk</td></tr></table>", "Ida\tHolm\nLeo\tFalk"),
        ("<table><tr><td><p>Ida</p></td><td><p>Holm</p></td></tr></table>", "Ida\tHolm"),
        ("<dl><dt>River</dt><dd>rises</dd></dl>", "River\nrises"),
        ("<ul><li>rain</li><li>wind</li></ul>", "rain\nwind"),
        ("<p>one<br/>two</p>", "one\ntwo"),
        ("<p>It\n rained <b>all</b>\n<i>day</i>.</p>", "It rained all day."),
        ("<p>She said <q>no</q>.</p>", "She said “no”."),
        ("<p>At <time>noon</time> in <label>town</label></p>", "At noon in town"),
        ("<p>sun<!-- not -->shine</p>", "sunshine"),
        (f"<table><tr><td><p>{'Rain fell. ' * 40}</p><p>Wind blew.</p></td></tr></table>", None),
    ],
)
def test_cells_lines_and_paragraphs_of_a_chapter_stay_apart(read_one: ReadOne, html: str, text: str | None) -> None:
    found = text_of(read_one("a.epub", epub([f"<html><body>{html}</body></html>"])))

    assert found == (text or f"{('Rain fell. ' * 40).strip()}\n\nWind blew.")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "windows-1251"),
        ('<?xml version="1.0"?><meta charset="latin-1"/>', "latin-1"),
    ],
)
def test_a_chapter_is_utf_8_where_it_says_nothing_else(read_one: ReadOne, head: str, encoding: str) -> None:
    said = "“Дождь”" if encoding != "latin-1" else "Élan"
    if encoding == "windows-1251":
        said = "Дождь"
    raw = f"{head}<html><body><p>{said}</p></body></html>".encode(encoding)

    assert text_of(read_one("a.epub", epub([raw]))) == said


# -- Word -------------------------------------------------------------------------------------------------------------


def test_a_word_document_gives_its_paragraphs_and_what_it_says_of_itself(read_one: ReadOne) -> None:
    facts = (
        "<dc:title>Weather</dc:title><dc:creator>Ida Holm</dc:creator>"
        "<dcterms:created>2024-05-02T10:00:00Z</dcterms:created><dcterms:modified>2024-06-01T10:00:00Z</dcterms:modified>"
    )
    body = paragraph("It rained, said ", "Ann Miller.") + "<w:p/>" + paragraph("The sun shone.")

    assert read_one("a.docx", docx(body, docProps__core=facts)) == Article(
        "a",
        "It rained, said Ann Miller.\n\nThe sun shone.",
        title="Weather",
        author="Ida Holm",
        published=Published.parse("2024-05-02T10:00:00Z"),
    )


def _cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p><w:ins>{paragraph('new')[5:-6]}</w:ins></w:p>", "new"),
        ("<w:p><w:r><w:t>old</w:t></w:r><w:del><w:r><w:delText> gone</w:delText></w:r></w:del></w:p>", "old"),
        (
            "<w:p><w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>to</w:t></w:r></w:moveTo></w:p>",
            "to",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        ("<w:p><w:r><w:t>anti</w:t><w:noBreakHyphen/><w:t>war</w:t></w:r></w:p>", "anti-war"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", "3"),
        (f"<w:sdt><w:sdtContent>{paragraph('inside')}</w:sdtContent></w:sdt>", "inside"),
        (
            f"<w:tbl><w:tr>{_cell('Ida')}{_cell('Holm')}</w:tr><w:tr>{_cell('a', 'b')}{_cell('c')}</w:tr></w:tbl>",
            "Ida\tHolm\n\na b\tc",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{_cell('in')}{_cell('ner')}</w:tr></w:tbl><w:p/></w:tc>{_cell('out')}</w:tr></w:tbl>",
            "in ner\tout",
        ),
        (
            "<w:p><w:r><w:t>Text</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
            f"{paragraph('Box')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('Box')}"
            "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "Box\n\nText",
        ),
    ],
    ids=[
        "insertion",
        "deletion",
        "move",
        "link",
        "breaks",
        "hyphen",
        "field",
        "control",
        "table",
        "nested",
        "text box",
    ],
)
def test_a_word_document_reads_as_with_all_changes_accepted(read_one: ReadOne, body: str, text: str) -> None:
    assert text_of(read_one("a.docx", docx(body))) == text


def test_notes_follow_the_text(read_one: ReadOne) -> None:
    notes = (
        f'<w:footnote w:type="separator">{paragraph("---")}</w:footnote><w:footnote>{paragraph("A note.")}</w:footnote>'
    )

    assert text_of(read_one("a.docx", docx(paragraph("Text."), word__footnotes=notes))) == "Text.\n\nA note."


def test_a_template_s_own_moment_is_no_date(read_one: ReadOne) -> None:
    facts = "<dc:creator>python-docx</dc:creator><dc:description>generated by python-docx</dc:description>" + "".join(
        f"<dcterms:{name}>2013-12-23T23:15:00Z</dcterms:{name}>" for name in ("created", "modified")
    )

    assert read_one("a.docx", docx(paragraph("Text."), docProps__core=facts)) == Article("a", "Text.")


# -- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('It *rained* and **poured**, `all` [day](https://x.example/a "t").', "It rained and poured, all day."),
        ("One line\nwraps.\n\nAnother  \nbreaks.", "One line wraps.\n\nAnother\nbreaks."),
        ("- rain\n- wind\n  and hail\n\n1. sun", "rain\nwind and hail\n\nsun"),
        ("> “No,” she said.\n>\n> “Yes,” he said.", "“No,” she said.\n\n“Yes,” he said."),
        ("| a | b |\n|---|---|\n| Ida | Holm |", "a\tb\nIda\tHolm"),
        ("AT&amp;T \\*plain\\* snake_case_word 2 * 3 * 4", "AT&T *plain* snake_case_word 2 * 3 * 4"),
        ("<div>Some <b>words</b></div>\n\nand <sup>2</sup>![picture](p.png)", "Some words\n\nand 2"),
        ("[day][1]\n\n[1]: https://x.example/", "day"),
        ("    code here", "code here"),
        ("***\n\ntext\n\n---\n", "text"),
    ],
)
def test_marks_of_markdown_are_no_words(read_one: ReadOne, source: str, text: str) -> None:
    assert text_of(read_one("a.md", source)) == text


def test_the_heading_at_the_top_is_the_title(read_one: ReadOne) -> None:
    assert read_one("a.md", "# Weather *now* #\n\nIt *rained*.\n\n## Later\n\nSun.") == Article(
        "a", "It rained.\n\nLater\n\nSun.", title="Weather now"
    )


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: River rises\ndate: 2024-05-02\nauthors:\n  - Ida Holm\n  - name: Leo Falk\nlang: en\n"
        "link: https://herald.example/r\ntags: [a, b]\n---\n\nIt rained.\n",
        '+++\ntitle = "River rises"\ndate = 2024-05-02\nauthor = ["Ida Holm", "Leo Falk"]\nlanguage = "en"\n'
        'url = "https://herald.example/r"\n+++\nIt rained.\n',
        "---\r\ntitle: River rises\r\ndate: 2024-05-02\r\nauthor: Ida Holm, Leo Falk\r\nlanguage: en\r\n"
        "permalink: https://herald.example/r\r\n---\r\n\r\n# River rises\r\n\r\nIt rained.\r\n",
    ],
    ids=["YAML", "TOML", "Windows"],
)
def test_facts_above_a_text_are_facts_and_no_text(read_one: ReadOne, source: str) -> None:
    found = read_one("a.md", source)

    assert isinstance(found, Article)
    assert found.categories == (("a", "b") if "tags" in source else ())
    assert replace(found, categories=()) == Article(
        "https://herald.example/r",
        "It rained.",
        title="River rises",
        author="Ida Holm, Leo Falk",
        published=Published.parse("2024-05-02"),
        url="https://herald.example/r",
        language="en",
    )


@pytest.mark.parametrize(
    "source", ["---\nA line between two others.\n---\n\nText.", "---\n\nText.\n", "----\na: b\n----\n"]
)
def test_lines_of_dashes_around_prose_are_no_facts(read_one: ReadOne, source: str) -> None:
    found = read_one("a.md", source)

    assert isinstance(found, Article)
    assert all(word in f"{found.title} {found.text}" for word in source.replace("-", " ").split())


def test_facts_that_cannot_be_read_lose_no_text(read: Callable[..., tuple[list[Article | Refused], list[str]]]) -> None:
    found, noted = read("a.md", "---\ntitle: [open\nauthor: x: y\n---\nIt rained.")

    assert found == [Article("a", "It rained.")]
    assert len(noted) == 1
    assert "no YAML" in noted[0]


# -- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["pdf", "docx", "epub"])
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no",
        packed({"a": "b"}),
        packed({"META-INF/container.xml": "<x/>"}),
        epub(["<p>a</p>"])[:-60],
        pdf([])[:90],
    ],
)
def test_a_broken_document_is_refused(read_one: ReadOne, ending: str, raw: bytes) -> None:
    assert isinstance(read_one(f"a.{ending}", raw), Refused)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.pdf", pdf([])),
        ("a.docx", docx("<w:p/>")),
        ("a.epub", epub(['<html><body><img src="a.png"/></body></html>'])),
    ],
)
def test_a_document_of_pictures_says_so(read_one: ReadOne, name: str, raw: bytes) -> None:
    found = read_one(name, raw)

    assert isinstance(found, Refused)
    assert "it holds no text" in found.why
    assert "picture" in found.why or "OCR" in found.why


@pytest.mark.parametrize("password", ["harbour", ""])
def test_a_locked_pdf_says_so(read_one: ReadOne, password: str) -> None:
    from pypdf import PdfReader, PdfWriter

    writer, made = PdfWriter(clone_from=PdfReader(BytesIO(pdf([Placed(50, 700, "It rained.")])))), BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(made)
    found = read_one("a.pdf", made.getvalue())

    assert isinstance(found, Refused) if password else found == Article("a", "It rained.")
    assert not isinstance(found, Refused) or "password" in found.why


def test_a_missing_extra_is_said_in_one_sentence(read_one: ReadOne, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)

    found = read_one("a.pdf", b"%PDF")

    assert isinstance(found, Refused)
    assert "verbatim-news-bot[files]" in found.why
