"""Which articles are in a JSON Lines file?"""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused, read_articles
from retrieval.sources.formats import json_lines

Write = Callable[[str, bytes | str], Path]
ReadOne = Callable[[str, bytes | str], Article | Refused]
Read = Callable[[str, bytes | str], tuple[list[Article | Refused], list[str]]]


def _lines(*objects: Any) -> str:
    return "".join(json.dumps(o) + "\n" for o in objects)


def test_every_fact_of_an_article_is_read(read_one: ReadOne) -> None:
    given = {
        "id": "a1",
        "title": "Kim arrives",
        "text": " He came.\r\n\0\u2028 \U0001f600 ",
        "outlet": "Reuters",
        "author": "J. Doe",
        "published": "2023-09-13T23:30:00-05:00",
        "url": "https://example.org/A?x=1#top",
        "language": "en",
        "more": {"is": ["ignored"]},
    }

    expected = {key: value for key, value in given.items() if key not in ("more", "published")}
    assert read_one("a.jsonl", _lines(given)) == Article(
        **expected, published=Published.parse("2023-09-13T23:30:00-05:00")
    )


def test_text_alone_is_enough(read_one: ReadOne) -> None:
    article = read_one("a.jsonl", _lines({"text": "He came."}))

    assert isinstance(article, Article)
    assert article == Article(article.id, "He came.")


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_fact_is_none(read_one: ReadOne, blank: str | None) -> None:
    facts = dict.fromkeys(("id", "title", "outlet", "author", "published", "url", "language"), blank)
    article = read_one("a.jsonl", _lines({"text": "He came.", **facts}))

    assert isinstance(article, Article)
    assert article == Article(article.id, "He came.")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"id": "given", "url": "https://example.org/a"}, "given"),
        ({"id": 17}, "17"),
        ({"url": "HTTPS://Example.org/A/?utm_source=x&b=2#top", "title": "T"}, "https://example.org/A/?b=2"),
        ({"url": "ftp://example.org/a", "outlet": "O", "published": "2023-09-13", "title": "T"}, "ea5bf6aba7b9cdaa"),
        ({"outlet": "O", "published": "2023-09-13", "title": "T"}, "ea5bf6aba7b9cdaa"),
        ({"outlet": "O", "published": "2023-09-13T10:00:00Z", "title": "T"}, "ea5bf6aba7b9cdaa"),
    ],
    ids=["given", "number", "address", "no web address", "hash", "hash of the day"],
)
def test_the_id_is_the_given_one_else_the_address_else_a_hash(
    read_one: ReadOne, facts: dict[str, Any], expected: str
) -> None:
    article = read_one("a.jsonl", _lines({"text": "He came.", **facts}))

    assert isinstance(article, Article)
    assert article.id == expected


def test_a_hashed_id_depends_on_neither_file_nor_line_nor_on_the_text_beside_a_title(write: Write) -> None:
    first = write("a.jsonl", _lines({"text": "One.", "title": "T"}, {"text": "Other."}))
    second = write("b.jsonl", "\n" + _lines({"text": "Other."}, {"text": "Two.", "title": "T"}))

    articles = [a for a in read_articles([first, second]) if isinstance(a, Article)]

    assert articles[0].id == articles[3].id
    assert articles[1].id == articles[2].id
    assert articles[0].id != articles[1].id


def test_articles_without_a_title_are_told_apart_by_their_text(write: Write) -> None:
    same_day = {"outlet": "O", "published": "2023-09-13"}
    path = write("a.jsonl", _lines({"text": "One.", **same_day}, {"text": "Two.", **same_day}))

    assert len({a.id for a in read_articles([path]) if isinstance(a, Article)}) == 2


@pytest.mark.parametrize(
    ("given", "kept"), [("en", "en"), ("EN-us", "en"), ("pt_BR", "pt"), ("zh-Hans-CN", "zh"), ("English!", None)]
)
def test_a_language_is_its_primary_tag(read_one: ReadOne, given: str, kept: str | None) -> None:
    article = read_one("a.jsonl", _lines({"text": "He came.", "language": given}))

    assert isinstance(article, Article)
    assert article.language == kept


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text": ', "it is no JSON: Expecting value at character 9"),
        (b"not json", "it is no JSON: Expecting value at character 1"),
        (b'{"text": "a"} {"text": "b"}', "it is no JSON: Extra data at character 15"),
        (b'["text"]', "an object is needed, got a list"),
        (b"null", "an object is needed, got null"),
        (b"{}", "text is missing"),
        (b'{"text": null}', "text must be a string, got null"),
        (b'{"text": 5}', "text must be a string, got a number"),
        (b'{"text": " \\n "}', "text is empty"),
        (b'{"text": ["a", 5]}', "text must be a string, got a list"),
        (b'{"text": []}', "text must be a string, got a list"),
        (b'{"body": {"a": 1}}', "body must be a string, got an object"),
        (b'{"text": "a \\ud83d b"}', "text holds half of a character (\\ud83d at 3)"),
        ('{"text": "café"}'.encode("latin-1"), "it is not UTF-8 (byte 0xe9 at 14); save it as UTF-8"),
        (b'{"text": ' + b"[" * 100_000, "it is not JSON that can be read: nested too deeply"),
        (b'{"text": "a", "x": [' + b"[]," * 200_000 + b"[]]}", "it is made of more than 200,000 values"),
        (b'{"text": "a"' + b',"":1' * 200_000 + b"}", "it is made of more than 200,000 values"),
        (b'{"text": "' + b'\\"' * 3_000_000, None),
        (b'{"text": "a", "x": ' + b"9" * 5000 + b"}", None),
        (b'{"text": "' + b"x" * 5_000_001 + b'"}', "the text is over 5 MB"),
        (b'{"text": "' + "ж".encode() * 2_500_001 + b'"}', "the text is over 5 MB"),
    ],
    ids=lambda given: None if isinstance(given, str | None) else given[:40].decode("latin-1"),
)
def test_a_line_that_is_no_article_is_refused_by_its_number_and_the_rest_goes_in(
    write: Write, line: bytes, why: str | None
) -> None:
    good = b'{"id": "good", "text": "He came."}\n'
    path = write("a.jsonl", good + b"\n" + line + b"\n" + good)

    first, refused, last = read_articles([path])

    assert first == last == Article("good", "He came.")
    assert isinstance(refused, Refused)
    assert refused.location.endswith("in/a.jsonl:3")
    assert why is None or refused.why == why
    assert len(refused.why) < 200


def test_a_byte_order_mark_windows_lines_and_a_missing_last_break_are_fine(write: Write) -> None:
    path = write("a.jsonl", b'\xef\xbb\xbf{"id": "1", "text": "a"}\r\n\r\n{"id": "2", "text": "b"}')

    assert list(read_articles([path])) == [Article("1", "a"), Article("2", "b")]


@pytest.mark.parametrize(
    ("facts", "kept", "noted"),
    [
        ({"title": 5}, {"title": "5"}, None),
        ({"title": None}, {}, None),
        ({"title": {}}, {}, "title left empty: title must be a string, got an object"),
        ({"title": "a\0b"}, {"title": "ab"}, None),
        ({"outlet": {"id": None, "name": "Herald"}}, {"outlet": "Herald"}, None),
        ({"outlet": True}, {}, "outlet left empty: outlet must be a string, got true or false"),
        ({"author": ["Ida Holm", {"name": "Leo Falk"}]}, {"author": "Ida Holm, Leo Falk"}, None),
        ({"author": ["Ida Holm", []]}, {}, "author left empty: author must be a string, got a list"),
        ({"author": []}, {}, None),
        ({"author": "\udc00"}, {}, "author left empty: it holds half of a character (\\udc00 at 1)"),
        ({"author": "x" * 10_001}, {}, "author left empty: it is longer than 10000 characters"),
        ({"published": "soon"}, {}, "published left empty: no date is understood in 'soon'"),
        ({"published": "2023-02-30"}, {}, "published left empty: no date is understood in '2023-02-30'"),
        ({"published": [2023, 9, 13]}, {}, "published left empty: published must be a string, got a list"),
        (
            {"published": "0001-01-01T00:00:00+14:00"},
            {},
            "published left empty: no date is understood in '0001-01-01T00:00:00+14:00'",
        ),
        ({"published": 1694563200}, {"published": Published.parse("2023-09-13T00:00:00Z")}, None),
        ({"published": 1694563200123}, {"published": Published.parse("2023-09-13T00:00:00Z")}, None),
        ({"published": True}, {}, "published left empty: published must be a string, got true or false"),
        (
            {"published": "Wed, 13 Sep 2023 23:30:00 -0500"},
            {"published": Published.parse("2023-09-13T23:30:00-05:00")},
            None,
        ),
        ({"url": "N/A"}, {}, "url left empty: 'N/A' is no web address"),
        ({"url": ["https://a.example/"]}, {"url": "https://a.example/"}, None),
        ({"language": "English!"}, {}, "language left empty: 'English!' is no tag like 'en'"),
        ({"id": 1.5}, {}, "id left empty: it must be a string, got a number"),
        ({"id": "a\nb"}, {}, "id left empty: it holds a control character: 'a\\nb'"),
        ({"id": "x" * 2001}, {}, "id left empty: it is longer than 2000 characters"),
        ({"_id": {"$oid": "65a"}}, {"id": "65a"}, None),
    ],
)
def test_facts_that_are_not_understood_are_left_empty_and_named_and_no_article_is_lost(
    read: Read, facts: dict[str, Any], kept: dict[str, Any], noted: str | None
) -> None:
    (found,), told = read("a.jsonl", _lines({"text": "He came.", **facts}))

    assert isinstance(found, Article)
    assert found == Article(**{"id": found.id, "text": "He came.", **kept})
    assert told == ([noted] if noted else [])


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "Rain", "body": "He came.", "pubDate": "2023-09-13", "source": "Herald", "byline": "Ida Holm"},
        {
            "Title": "Rain",
            "content": "He came.",
            "published_at": "2023-09-13",
            "publisher": {"name": "Herald"},
            "authors": ["Ida Holm"],
        },
        {
            "title": "Rain",
            "articleBody": "<p>He <b>came</b>.</p>",
            "datePublished": "2023-09-13",
            "siteName": "Herald",
            "creator": "Ida Holm",
        },
        {
            "title": "Rain",
            "content_html": "<p>He came.</p>",
            "date": "2023-09-13",
            "outlet": "Herald",
            "author": {"name": "Ida Holm"},
        },
        {
            "title": "Rain",
            "text": None,
            "full_text": "He came.",
            "publication_date": "2023-09-13",
            "newspaper": "Herald",
            "writer": "Ida Holm",
        },
    ],
)
@pytest.mark.parametrize("address", ["url", "link", "permalink", "web_url"])
def test_other_systems_names_of_the_facts_are_known(read_one: ReadOne, record: dict[str, Any], address: str) -> None:
    url = "https://herald.example/rain"

    assert read_one("a.jsonl", _lines({**record, address: url})) == Article(
        url,
        "He came.",
        title="Rain",
        outlet="Herald",
        author="Ida Holm",
        published=Published.parse("2023-09-13"),
        url=url,
    )


def test_a_text_of_our_own_name_is_kept_to_the_code_point_though_it_looks_like_html(read: Read) -> None:
    (found,), noted = read("a.jsonl", _lines({"text": "<p>He came.</p>"}))

    assert isinstance(found, Article)
    assert found.text == "<p>He came.</p>"
    assert "HTML" in noted[0]


def test_a_list_of_paragraphs_is_a_text(read_one: ReadOne) -> None:
    found = read_one("a.jsonl", _lines({"id": "a", "text": ["He came.", "He went."]}))

    assert found == Article("a", "He came.\n\nHe went.")


@pytest.mark.parametrize(
    "content",
    [
        [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}],
        {"status": "ok", "tags": ["x"], "articles": [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]},
    ],
)
def test_a_list_of_objects_is_a_file_of_articles(read_one: ReadOne, write: Write, content: Any) -> None:
    path = write("a.json", json.dumps(content, indent=1))

    assert list(read_articles([path])) == [Article("1", "a"), Article("2", "b")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[1]", "an object is needed, got a number"),
        ("[]", "it holds no articles"),
        ('"a"', "a list or an object is needed, got a string"),
        ('{"a": 1}', "text is missing"),
        ("[{", "it is no JSON: Expecting property name enclosed in double quotes at character 3"),
        ("[" + "[]," * 1_500_001 + "[]]", "it is made of more than 1,500,000 values"),
        (" " * 30_100_001, "it is over 30 MB; write it as JSON lines, one object a line (.jsonl)"),
    ],
)
def test_a_file_of_json_without_articles_is_refused(read_one: ReadOne, content: str, why: str) -> None:
    found = read_one("a.json", content)

    assert isinstance(found, Refused)
    assert found.why == why


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-32"])
def test_a_file_in_unicode_of_another_kind_is_read_line_by_line(read: Read, codec: str) -> None:
    content = (
        json.dumps({"id": "1", "text": "Река поднялась."}, ensure_ascii=False)
        + "\n{broken\n"
        + _lines({"id": "2", "text": "b"})
    )

    (first, refused, last), noted = read("a.jsonl", content.encode(codec))

    assert (first, last) == (Article("1", "Река поднялась."), Article("2", "b"))
    assert isinstance(refused, Refused)
    assert refused.location.endswith(":2")
    assert noted == [f"read as {codec[:6].upper()}"]


def test_a_file_in_a_legacy_encoding_is_read_as_one(read: Read) -> None:
    text = "Река поднялась выше старого моста, сообщил в понедельник городской совет, и школа останется закрытой."
    line = json.dumps({"id": "1", "title": "Река", "text": text}, ensure_ascii=False) + "\n"

    (only,), noted = read("a.jsonl", line.encode("cp1251"))

    assert only == Article("1", text, title="Река")
    assert noted == ["read as windows-1251"]


def test_one_line_that_is_no_utf_8_does_not_make_the_others_something_else(read: Read) -> None:
    good = json.dumps({"id": "1", "text": "Río"}, ensure_ascii=False).encode() + b"\n"

    found, noted = read("a.jsonl", good + '{"text": "río"}\n'.encode("latin-1") + good)

    assert [isinstance(one, Article) for one in found] == [True, False, True]
    assert noted == []


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_a_line_is_refused(read_one: ReadOne, content: bytes) -> None:
    refused = read_one("a.jsonl", content)

    assert isinstance(refused, Refused)
    assert refused.why == "it holds no articles"


def test_a_text_of_just_5_mb_is_taken_however_it_is_escaped(write: Write) -> None:
    path = write("a.jsonl", b'{"text": "' + b"\\u0041" * 5_000_000 + b'"}\n')

    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert len(article.text) == 5_000_000


def test_an_endless_line_is_skipped_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_LINE_BYTES", 3_000_000)
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "1", "text": "a"}\n')
        file.truncate(200_000_000)  # a hole: zeros that take no room
        file.seek(0, 2)
        file.write(b'\n{"id": "2", "text": "b"}\n')
    reading = read_articles([path])

    tracemalloc.start()
    first, refused, last = reading
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (first, last) == (Article("1", "a"), Article("2", "b"))
    assert refused == Refused(f"{path}:2", "the line is over 5 MB")
    assert reading.read_bytes == reading.total_bytes
    assert peak < 12_000_000


def test_a_long_file_is_never_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = _lines({"id": "a", "text": "x" * 10_000})
    path.write_text(line * 2000)

    # In a process of its own: threads that other tests have left would be counted here.
    code = (
        "import sys, tracemalloc; from pathlib import Path; from retrieval.sources import read_articles\n"
        "tracemalloc.start(); count = sum(1 for _ in read_articles([Path(sys.argv[1])]))\n"
        "print(count, tracemalloc.get_traced_memory()[1])"
    )
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    count, peak = map(int, told.split())

    assert count == 2000
    assert peak < 5_000_000  # a look at the first megabyte for its encoding, and its lines
