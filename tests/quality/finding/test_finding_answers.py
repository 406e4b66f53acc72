"""Are answers found as one would show them to a friend? Questions over an archive of one invented autumn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.answers import Archive
from retrieval.model import Answer
from retrieval.sources import read_articles
from retrieval.text.languages import language_of
from retrieval.text.telling import tells

TODAY = date(2024, 11, 8)
HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = [json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()]
HELD, SILENT = [row for row in ROWS if not row.get("silent")], [row for row in ROWS if row.get("silent")]
# These only rise.
FIRST, WITHIN_THREE = 31, 33


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Nobody writes to it."""
    with Archive.open(tmp_path_factory.mktemp("finding")) as archive:
        archive.add(read_articles([HERE / "articles.jsonl"]))
        yield archive


def asked(archive: Archive, row: dict[str, Any]) -> Answer:
    return archive.ask(row["question"], today=TODAY)


def hits(answer: Answer, row: dict[str, Any], first: int) -> bool:
    """Whether one of the first excerpts is of a right article and holds what was asked for."""
    wanted = row["holds"].lower()
    return any(e.article_id in row["articles"] and wanted in e.text.lower() for e in answer.excerpts[:first])


def test_as_many_are_answered_as_before(archive: Archive) -> None:
    answers = [(asked(archive, row), row) for row in HELD]

    assert sum(hits(answer, row, 1) for answer, row in answers) >= FIRST
    assert sum(hits(answer, row, 3) for answer, row in answers) >= WITHIN_THREE


@pytest.mark.parametrize("row", SILENT, ids=[row["question"] for row in SILENT])
def test_what_is_not_held_is_met_with_silence(archive: Archive, row: dict[str, Any]) -> None:
    answer = asked(archive, row)

    assert answer.excerpts == ()
    assert answer.reason is not None


def test_silence_says_which_part_is_missing_and_offers_the_others(archive: Archive) -> None:
    answer = archive.ask("latest on the cricket league", today=TODAY)
    apart = archive.ask("gag order on the ferry captain", today=TODAY)

    assert answer.reason is not None
    assert answer.near == ()
    assert apart.reason is not None
    assert apart.reason.message.endswith("its parts are found only apart")
    assert "gag" in [near.value for near in apart.near]
    assert {near.kind for near in apart.near} == {"topic"}


def test_every_excerpt_shown_tells_something(archive: Archive) -> None:
    shown = [e for row in HELD for e in asked(archive, row).excerpts[:3] if e.content is None]

    assert [e.text for e in shown if not tells(e.text, language_of("en"))] == []


def test_an_announcement_is_not_among_the_first_of_its_day(archive: Archive) -> None:
    for question in ("what happened on 8 October 2024", "8 October 2024"):
        told = [e.article_id for e in archive.ask(question, today=TODAY).excerpts]

        assert told.index("tunnel-plan") >= 3
