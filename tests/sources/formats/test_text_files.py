"""Which article is in a text file?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused, read_articles

ReadOne = Callable[[str, bytes | str], Article | Refused]
Read = Callable[[str, bytes | str], tuple[list[Article | Refused], list[str]]]
SEEDS = Path(__file__).parents[3] / "seeds"
DAY = Published.parse("2023-09-13")


def test_the_seed_article_is_read_byte_for_byte() -> None:
    (path,) = SEEDS.glob("000_*.txt")
    (article,) = read_articles([SEEDS])

    assert isinstance(article, Article)
    assert article.id == "000_5b0eb11a74a979b4"
    assert article.published == DAY
    assert article.title is not None
    assert article.title.startswith("The leader of North Korea met")
    assert (article.outlet, article.url) == (None, None)
    first_line, _, body = path.read_bytes().decode().partition("\n\n")
    assert first_line.startswith(" date 2023-09-13 ")
    assert article.text == body


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("date 2023-09-13 Kim arrives\n\nHe came.\n", "Kim arrives", "He came.\n"),
        (" date 2023-09-13 Kim arrives\n\nHe came.", "Kim arrives", "He came."),
        ("\ufeffdate 2023-09-13 Kim arrives\n\nHe came.", "Kim arrives", "He came."),
        ("date 2023-09-13 Kim arrives\r\n\r\nHe came.\r\n", "Kim arrives", "He came.\r\n"),
        ("date 2023-09-13 Kim arrives\nHe came.", "Kim arrives", "He came."),
        ("date 2023-09-13 Kim arrives\n\n\n  He came.", "Kim arrives", "\n  He came."),
        ("date 2023-09-13\n\nHe came.", None, "He came."),
        ("date 2023-09-13 Ein Titel — “ganz”\n\nEr kam.", "Ein Titel — “ganz”", "Er kam."),
    ],
    ids=["plain", "blank before", "BOM", "CRLF", "no empty line", "more empty lines", "no title", "unicode"],
)
def test_the_seed_format_gives_title_date_and_text(
    read_one: ReadOne, content: str, title: str | None, text: str
) -> None:
    assert read_one("a.txt", content) == Article("a", text, title=title, published=DAY)


@pytest.mark.parametrize(
    "content",
    [
        "Kim came.\n\nHe left.\n",
        "date palms grow here.\n",
        "date: 2023-09-13\n",
        "  date 2023-09-13 two blanks\n",
        "Date 2023-09-13 a capital\n",
        "first line\ndate 2023-09-13 second line\n",
        "date 12 of the calendar",
        " \ttext\0with\r\neverything \U0001f600\n",
    ],
)
def test_any_other_text_is_kept_as_it_is(read_one: ReadOne, content: str) -> None:
    assert read_one("a.txt", content) == Article("a", content)


@pytest.mark.parametrize("day", ["2023-02-30", "2023-13-01", "99.99.2023", "2023/02/30", "1-2-3"])
def test_a_first_line_with_a_date_that_is_none_loses_no_article(read: Read, day: str) -> None:
    found, noted = read("a.txt", f"date {day} Title\n\nText.")

    assert found == [Article("a", "Text.", title="Title")]
    assert noted == [f"published left empty: no date is understood in {day!r}"]


def test_a_first_line_may_tell_a_moment(read_one: ReadOne) -> None:
    assert read_one("a.txt", "date 2023-09-13T10:00:00Z Title\n\nText.") == Article(
        "a", "Text.", title="Title", published=Published.parse("2023-09-13T10:00:00Z")
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("caf\u00e9 au lait".encode("latin-1"), "it is not UTF-8 (byte 0xe9 at 4); save it as UTF-8"),
        (b"", "it holds no text"),
        (b" \n\t\r\n", "it holds no text"),
        (b"date 2023-09-13 Title\n\n", "it holds no text after its first line"),
        (b"date 2023-09-13 Title", "it holds no text after its first line"),
        (b"x" * 5_000_001, "the text is over 5 MB"),
        (b"x" * 6_000_000, "the text is over 5 MB"),
    ],
    ids=["latin-1", "empty", "blank", "title only", "first line only", "too long", "much too long"],
)
def test_what_is_no_article_is_refused_by_name(read_one: ReadOne, content: bytes, why: str) -> None:
    refused = read_one("a.txt", content)

    assert isinstance(refused, Refused)
    assert refused.location.endswith("in/a.txt")
    assert refused.why == why


def test_a_text_of_just_5_mb_is_taken(read_one: ReadOne) -> None:
    taken = read_one("a.txt", b"date 2023-09-13 Title\n\n" + b"x" * 5_000_000)

    assert isinstance(taken, Article)
    assert len(taken.text) == 5_000_000


@pytest.mark.parametrize("name", ["caf\udce9.txt", "a\nb.txt"], ids=["not UTF-8", "line break"])
def test_a_name_that_cannot_be_an_id_is_refused(read_one: ReadOne, name: str) -> None:
    refused = read_one(name, "Text.")

    assert isinstance(refused, Refused)
    assert refused.why.startswith("its name holds")
    assert refused.location.encode()
