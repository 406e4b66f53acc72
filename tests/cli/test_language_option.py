"""Do the terminal's commands read words in the language that is named, and days from the one that is?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Verbatim = Callable[..., Result]

ARTICLES = [
    {"id": "es", "language": "es", "text": "El ministro habló de las economías de la comarca de Quorta en el puerto."},
    {
        "id": "old",
        "text": "The council of Quorta met in the harbour hall and spoke of the wall.",
        "published": "2026-03-01",
    },
    {
        "id": "new",
        "text": "The council of Quorta met in the harbour hall and spoke of the wall again.",
        "published": "2026-03-09",
    },
]


@pytest.fixture
def data(run: Verbatim, tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), encoding="utf-8")
    run("ingest", str(tmp_path / "a.jsonl"), data=tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_word_is_read_in_the_language_named(run: Verbatim, data: Path, command: str) -> None:
    result = run(command, "economías puerto ministro", "--language", "es", "--json", data=data)

    found = json.loads(result.stdout)
    assert [hit["article_id"] for hit in found.get("excerpts", found.get("passages"))][:1] == ["es"]


@pytest.mark.parametrize(("now", "first"), [("2026-03-02", "old"), ("2026-03-10", "new")])
def test_search_counts_yesterday_from_the_day_named(run: Verbatim, data: Path, now: str, first: str) -> None:
    result = run("search", "council of Quorta yesterday", "--now", now, "--json", data=data)

    assert json.loads(result.stdout)["passages"][0]["article_id"] == first
