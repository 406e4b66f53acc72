"""Which articles are in a table?"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.model import Article, Published
from retrieval.sources import Refused, read_articles

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


def test_the_line_that_spreadsheets_write_above_a_table_names_what_parts_its_cells(read: Read) -> None:
    found, _ = read("a.csv", "sep=;\r\nTitle;Text\r\nRain;She came, they say.\r\n")

    assert [(one.title, one.text) for one in found if isinstance(one, Article)] == [("Rain", "She came, they say.")]


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters=",;\t|\"'\n"), min_size=1, max_size=30)


@given(
    rows=st.lists(st.tuples(CELL, CELL.filter(str.strip)), min_size=1, max_size=5),
    mark=st.sampled_from(",;\t|"),
    quoting=st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
@settings(max_examples=80, deadline=None)
def test_whatever_is_written_into_a_table_is_read_back(
    rows: list[tuple[str, str]], mark: str, quoting: int, encoding: str
) -> None:
    written = io.StringIO()
    table = csv.writer(written, delimiter=mark, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    table.writerows([("title", "text"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(written.getvalue().encode(encoding))

        found = list(read_articles([path]))

    assert [one.text for one in found if isinstance(one, Article)] == [text for _, text in rows]


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
