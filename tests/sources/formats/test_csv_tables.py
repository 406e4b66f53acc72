"""Which articles are in a table?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused

Read = Callable[[str, bytes | str], tuple[list[Article | Refused], list[str]]]
NO_TEXT = "its first line names no column with a text; call it “text”, or say --map NAME=text"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_an_article_whatever_parts_its_cells(read: Read, mark: str, end: str) -> None:
    rows = [
        ["id", "headline", "body", "date", "shoe size"],
        ["1", "Rain, wind; hail", '"He said ""no"", and\n\nwent; home | late.\tAll."', "2023-09-13", "44"],
        ["2", "", "She came.", "", ""],
    ]
    content = end.join(mark.join(f'"{c}"' if mark in c and c[0] != '"' else c for c in row) for row in rows) + end

    found, noted = read("a.csv", content)

    assert found == [
        Article(
            "1",
            'He said "no", and\n\nwent; home | late.\tAll.',
            title="Rain, wind; hail",
            published=Published.parse("2023-09-13"),
        ),
        Article("2", "She came."),
    ]
    assert noted == []


def test_what_is_wrong_with_a_row_is_told_by_its_line(read: Read) -> None:
    found, noted = read("a.csv", "id,text,date\n1,He came.,soon\n\n2,,2023-09-13\n3,a,b,c,d\n4,She came.\n")

    assert [one.id if isinstance(one, Article) else (one.location.rpartition(":")[2], one.why) for one in found] == [
        "1",
        ("4", "text is empty"),
        ("5", "the row has 5 columns, and the first line names 3"),
        "4",
    ]
    assert noted == ["published left empty: no date is understood in 'soon'"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", NO_TEXT),
        ("a,b\n1,2\n", NO_TEXT),
        ("text\n", "it holds no articles"),
        ("text\n\n , \n", "it holds no articles"),
        (
            "text," + "t," * 2000 + "\na\n",
            "its first line names no column with a text; call it “text”, or say --map NAME=text",
        ),
        ('text\n"' + "a\n" * 5_100_000, "a cell is over 5 MB; is a quotation mark left open?"),
        ("text\n" + "a," * 5_100_000, "a row is over 5 MB; is a quotation mark left open?"),
        (
            'text\n"' + "a" * 5_000_100 + '"\n',
            "a cell is over 5 MB; is a quotation mark left open?",
        ),
    ],
    ids=["empty", "no text", "header only", "blank", "columns", "open mark", "million cells", "long cell"],
)
def test_a_table_without_articles_is_refused(read: Read, content: str, why: str) -> None:
    found, _ = read("a.csv", content)

    assert [one.why for one in found if isinstance(one, Refused)] == [why]
