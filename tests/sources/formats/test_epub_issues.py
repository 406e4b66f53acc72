"""Which books are issues, whose chapters are articles of their own, and what is known of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused
from tests.sources.made import epub

Read = Callable[[str, "bytes | str"], "tuple[list[Article | Refused], list[str]]"]

RAIN = "The river at Holm rose by two metres in one night, and the old bridge was shut before the morning train."
TALK = "“Nobody saw it come,” the mayor said, and the council met again in the school, as its hall stood under water."
PROSE = f"<p>{RAIN}</p><p>{TALK}</p>"
TEXT = f"{RAIN}\n\n{TALK}"
NCX = '<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
NAV = '<item id="toc" href="nav.xhtml" properties="nav"/>'
ISSUE = "<dc:title>Harbour Weekly</dc:title><dc:date>2024-05-02</dc:date><dc:language>en</dc:language>"


def chapter(title: str, *head: str, body: str = PROSE) -> str:
    lines = "".join(head)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{lines}{body}</body></html>"


def by(author: str) -> str:
    return f'<p class="byline">By {author}</p>'


def with_file(name: str, content: str, chapters: list[str], *, metadata: str, manifest: str) -> bytes:
    """A book with one more file beside its package."""
    from io import BytesIO
    from zipfile import ZipFile

    made = BytesIO(epub(chapters, metadata=metadata, manifest=manifest))
    with ZipFile(made, "a") as package:
        package.writestr(f"O/{name}", content)
    return made.getvalue()


def ncx(*titles: str) -> str:
    """Contents of the old kind, of the chapters in order."""
    points = "".join(
        f"<navPoint><navLabel><text>{title}</text></navLabel><content src='c{n}.xhtml#top'/></navPoint>"
        for n, title in enumerate(titles)
    )
    return f"<ncx><navMap>{points}</navMap></ncx>"


def facts(found: list[Article | Refused]) -> list[tuple[str, str | None, str | None]]:
    return [(one.id, one.title, one.author) for one in found if isinstance(one, Article)]


def test_chapters_that_others_than_the_book_s_author_signed_are_articles(read: Read) -> None:
    book = epub(
        [
            chapter("Harbour Weekly", body="<p>Second of May</p>"),
            chapter("The river rises", by("Ida Holm")),
            chapter("School under water", by("Leo Falk"), "<p>3 May 2024</p>"),
        ],
        metadata=f"{ISSUE}<dc:creator>Una Berg</dc:creator><dc:publisher>Harbour Press</dc:publisher>",
    )
    found, noted = read("may.epub", book)

    day = Published.parse("2024-05-02")
    common = {"outlet": "Harbour Press", "language": "en"}
    assert found == [
        Article("may/O/c1", TEXT, title="The river rises", author="Ida Holm", published=day, **common),  # type: ignore[arg-type]
        Article(
            "may/O/c2",
            TEXT,
            title="School under water",
            author="Leo Falk",
            published=Published.parse("2024-05-03"),
            **common,  # type: ignore[arg-type]
        ),
    ]
    assert noted == ["read as an issue of 2 articles"]


@pytest.mark.parametrize(
    "mark",
    ['<meta name="calibre:publication_type" content="periodical:magazine:Weekly"/>', "<dc:type>Magazine</dc:type>"],
)
def test_what_calls_itself_a_periodical_is_an_issue(read: Read, mark: str) -> None:
    chapters = [chapter("Unnamed", body="<p>Contents</p>"), chapter("x"), chapter("x")]
    book = with_file(
        "toc.ncx",
        ncx("Front page", "The river rises", "School &amp; water"),
        chapters,
        metadata=f"{ISSUE}{mark}<dc:publisher>calibre</dc:publisher>",
        manifest=NCX,
    )
    found, _ = read("may.epub", book)

    assert facts(found) == [("may/O/c1", "The river rises", None), ("may/O/c2", "School & water", None)]
    assert {one.outlet for one in found if isinstance(one, Article)} == {"Harbour Weekly"}


def test_an_issue_made_of_a_site_s_pages_gives_their_addresses_and_no_links_of_the_program(read: Read) -> None:
    before = (
        '<div class="calibre_navbar">| <a href="../index.html">Section menu</a> | <a href="x.html">Next</a> |</div>'
    )
    after = (
        '<div class="calibre_navbar"><p>This article was downloaded by <b>calibre</b> from '
        '<a href="https://herald.example/{0}?a=1&amp;b=2">https://herald.example/{0}</a></p><hr/></div>'
    )
    chapters = [
        f"<html><body>{before}<h2>{title}</h2>{PROSE}{after.format(page)}</body></html>"
        for page, title in (("rain", "The river rises"), ("school", "School under water"))
    ]
    mark = '<meta name="calibre:publication_type" content="periodical:unknown:Herald"/>'
    book = with_file(
        "toc.ncx", ncx("The river rises", "School under water"), chapters, metadata=ISSUE + mark, manifest=NCX
    )
    found, _ = read("may.epub", book)

    assert [(one.id, one.url, one.text) for one in found if isinstance(one, Article)] == [
        (address, address, TEXT)
        for address in ("https://herald.example/rain?a=1&b=2", "https://herald.example/school?a=1&b=2")
    ]


def test_the_new_kind_of_contents_gives_titles_and_its_other_lists_none(read: Read) -> None:
    nav = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
        '<nav epub:type="page-list"><a href="c0.xhtml">1</a></nav>'
        '<nav epub:type="toc"><ol><li><a href="c0.xhtml">The <em>river</em> rises</a></li>'
        '<li><a href="c1.xhtml">School under water</a></li></ol></nav></body></html>'
    )
    chapters = [chapter("i", by("Ida Holm")), chapter("ii", by("Leo Falk"))]
    found, _ = read("a.epub", with_file("nav.xhtml", nav, chapters, metadata=ISSUE, manifest=NAV))

    assert [title for _, title, _ in facts(found)] == ["The river rises", "School under water"]


@pytest.mark.parametrize(
    "chapters",
    [
        [chapter("One"), chapter("Two"), chapter("Three")],
        [chapter(title, by("Una Berg")) for title in ("One", "Two", "Three")],
        [chapter(f"{day} May 1897") for day in (3, 4, 5)],
        [chapter("One", by("Ida Holm")), chapter("Two"), chapter("Three"), chapter("Four")],
        [chapter("The river rises", by("Ida Holm"))],
    ],
    ids=["a novel", "signed by its author each time", "a diary", "one guest", "one chapter"],
)
def test_other_books_are_one_article(read: Read, chapters: list[str]) -> None:
    found, noted = read(
        "a.epub", epub(chapters, metadata="<dc:title>A Year</dc:title><dc:creator>Una Berg</dc:creator>")
    )

    (article,) = found
    assert isinstance(article, Article)
    assert (article.id, article.title, article.author) == ("a", "A Year", "Una Berg")
    assert article.text.count(RAIN) == len(chapters)
    assert noted == []


@pytest.mark.parametrize("contents", ["", "<ncx><navMap>", "no XML", "<nav><a>x</a></nav>"])
def test_contents_that_cannot_be_read_cost_titles_alone(read: Read, contents: str) -> None:
    chapters = [chapter("The river rises", by("Ida Holm")), chapter("School under water", by("Leo Falk"))]
    found, _ = read("a.epub", with_file("toc.ncx", contents, chapters, metadata=ISSUE, manifest=NCX))

    assert [title for _, title, _ in facts(found)] == ["The river rises", "School under water"]
