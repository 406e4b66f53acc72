from __future__ import annotations

import io
import json
from datetime import date

import pytest

from bot.cli._support.batch import Row, print_json, read_rows
from bot.cli._support.failures import Failure


class NamedBytes(io.BytesIO):
    name = "questions.jsonl"


def test_rows_come_in_order_and_empty_lines_are_passed_over() -> None:
    stream = NamedBytes(b'\xef\xbb\xbf{"id": 1}\n\n  \r\n{"id": "b"}')

    rows = list(read_rows(stream))

    assert rows == [Row("questions.jsonl:1", {"id": 1}), Row("questions.jsonl:4", {"id": "b"})]


def test_rows_are_read_one_at_a_time() -> None:
    rows = read_rows(NamedBytes(b'{"id": 1}\nnot JSON\n'))

    first = next(rows)

    assert first.id == 1
    with pytest.raises(Failure, match=r"questions\.jsonl:2: not JSON"):
        next(rows)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(b"{", r"questions\.jsonl:1: not JSON", id="broken"),
        pytest.param(b"[" * 100_000, r"questions\.jsonl:1: not JSON", id="nested-too-deep"),
        pytest.param(b"[1]", r"questions\.jsonl:1: a JSON object is needed, got \[1\]", id="no-object"),
        pytest.param(b'{"id": "\xff"}', r"questions\.jsonl:1: not UTF-8", id="not-utf-8"),
    ],
)
def test_a_line_that_cannot_be_read_names_file_and_line(line: bytes, message: str) -> None:
    with pytest.raises(Failure, match=message):
        list(read_rows(NamedBytes(line)))


def test_a_missing_text_names_its_key_and_place() -> None:
    row = Row("stdin:3", {"question": 7})

    with pytest.raises(Failure, match='stdin:3: "question" must be a string, got 7'):
        row.text("question")
    with pytest.raises(Failure, match='stdin:3: "text" must be a string, got null'):
        row.text("text")


def test_a_day_may_be_missing_but_not_nonsense() -> None:
    default = date(2024, 1, 1)

    assert Row("stdin:1", {}).day("on", default) == default
    assert Row("stdin:1", {"on": "2023-09-13"}).day("on", default) == date(2023, 9, 13)
    with pytest.raises(Failure, match='stdin:1: "on" must be YYYY-MM-DD, got "soon"'):
        Row("stdin:1", {"on": "soon"}).day("on", default)


@pytest.mark.parametrize("text", ["plain", "“curly” é 北", "a lone \ud800 surrogate", "two\nlines"])
def test_a_json_line_gives_the_text_back(text: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json({"text": text})

    printed = capfdbinary.readouterr().out
    assert printed.count(b"\n") == 1
    assert json.loads(printed.decode("utf-8")) == {"text": text}
