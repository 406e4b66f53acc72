"""Fields as newsrooms' tables, services and search engines name and pack them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from retrieval.model import Article, Published
from retrieval.sources import Refused
from retrieval.sources.formats.field_names import NAMES, fact_of, plain_name

Read = Callable[[str, "bytes | str"], "tuple[list[Article | Refused], list[str]]"]

TEXT = "The harbour of Holm was shut on Tuesday."
WANTED = Article(
    "7", TEXT, title="Crane falls", outlet="Holm Courier", author="Ida Holm", published=Published.parse("2024-05-21")
)


def test_no_name_stands_for_two_facts_and_each_is_plain() -> None:
    names = [name for of_fact in NAMES.values() for name in of_fact]

    assert len(names) == len(set(names))
    assert [plain_name(name) for name in names] == names


@pytest.mark.parametrize(
    "header",
    [
        "id;Titel;Inhalt;Datum;Quelle;Autor",
        "id;ÜBERSCHRIFT;Text;Datum;Zeitung;Verfasser",
        "id;Titre;Texte;Date;Journal;Auteur",
        "id;Título;Contenido;Fecha;Fuente;Autora",
        "id;Manchete;Conteúdo;Data de publicação;Jornal;Autor",
        "id;Заголовок;Текст;Дата;Источник;Автор",
        "id;Назва;Зміст;Опубліковано;Джерело;Автор",
    ],
)
def test_columns_are_called_in_people_s_languages(read: Read, header: str) -> None:
    found, noted = read("a.csv", f"{header}\n7;Crane falls;{TEXT};21.05.2024;Holm Courier;Ida Holm\n")

    assert (found, noted) == ([WANTED], [])


FACTS: dict[str, Any] = {"id": "7", "date": "2024-05-21", "source": {"id": "hc", "name": "Holm Courier"}}


@pytest.mark.parametrize(
    "record",
    [
        FACTS | {"title": {"rendered": "Crane falls"}, "author": "Ida Holm"}
        | {"content": {"rendered": f"<p>{TEXT}</p>\n", "protected": False}},
        FACTS | {"headline": {"main": "Crane falls", "kicker": None}, "byline": {"original": "By Ida Holm"}}
        | {"body": TEXT},
        FACTS | {"title": "Crane falls", "byline": "By Ida Holm, Holm Courier staff", "body": TEXT},
        FACTS | {"title": "Crane falls", "author": "By Ida Holm", "text": TEXT},
        {"_id": "7", "_source": {**FACTS, "title": "Crane falls", "author": "Ida Holm", "body": TEXT}},
    ],
    ids=["rendered", "main and original", "a byline", "a label in an author", "a search engine's"],
)  # fmt: skip
def test_a_fact_in_an_object_is_read(read: Read, record: dict[str, Any]) -> None:
    found, noted = read("a.jsonl", json.dumps(record) + "\n")

    assert (found, noted) == ([WANTED], [])


@pytest.mark.parametrize(
    "whole",
    [
        {"status": "ok", "articles": [1]},
        {"response": {"status": "ok", "results": [1]}},
        {"data": {"search": {"hits": [1]}}},
        {"took": 3, "hits": {"total": {"value": 1}, "hits": [1]}},
    ],
)
def test_the_one_list_of_a_service_s_answer_is_read(read: Read, whole: dict[str, Any]) -> None:
    record = json.dumps({**FACTS, "title": "Crane falls", "author": "Ida Holm", "body": TEXT})
    found, _ = read("a.json", json.dumps(whole).replace("[1]", f"[{record}]"))

    assert found == [WANTED]


@pytest.mark.parametrize(
    ("record", "author"),
    [
        ({"author": "Holm, Ida"}, "Holm, Ida"),
        ({"author": "Ida Holm (Holm Courier)"}, "Ida Holm (Holm Courier)"),
        ({"author": "Byron Holm"}, "Byron Holm"),
        ({"byline": "Our own correspondent"}, "Our own correspondent"),
        ({"author": {"first": "Ida", "last": "Holm"}}, None),
    ],
)
def test_an_author_that_is_no_byline_is_kept_as_it_is(read: Read, record: dict[str, Any], author: str | None) -> None:
    found, _ = read("a.jsonl", json.dumps({"text": TEXT, **record}) + "\n")

    (article,) = found
    assert isinstance(article, Article)
    assert article.author == author


def test_two_objects_with_a_text_are_no_article(read: Read) -> None:
    found, _ = read("a.jsonl", json.dumps({"one": {"text": TEXT}, "two": {"body": TEXT}}) + "\n")

    assert [type(one) for one in found] == [Refused]


def test_a_field_of_any_data_is_no_date() -> None:
    assert fact_of("data") is None
