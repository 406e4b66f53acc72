"""Are doubts and decisions kept with the words they are about, whatever the database?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retrieval.model import Article
from retrieval.store import Report, Store
from tests.contracts.test_store import NOTHING, STORES

DOUBT = Report("a", "“It \0 rained”", "Kim", "wrong-speaker", datetime(2024, 5, 2, 12, tzinfo=UTC))


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with STORES[request.param](tmp_path) as opened:
        opened.articles.put([(Article("a", "“It \0 rained”, he said."), NOTHING)])
        yield opened


def test_the_same_words_are_one_report_until_it_is_decided(store: Store) -> None:
    first = store.reports.add(DOUBT)
    again = store.reports.add(replace(DOUBT, reason="other"))
    other = store.reports.add(replace(DOUBT, words="else"))

    assert first == again != other
    assert [report.number for report in store.reports.open()] == [first, other]
    assert store.reports.get(first) == replace(DOUBT, number=first)
    assert store.reports.decide(first, "left")
    assert store.reports.add(DOUBT) not in (first, other)


def test_a_decision_is_found_by_its_article_which_changes(store: Store) -> None:
    number = store.reports.add(DOUBT)
    before = store.history.last_position()

    assert store.reports.decided(["a"]) == {}
    assert store.reports.decide(number, "corrected", corrected_speaker="Tom Hale")
    decided = replace(DOUBT, number=number, state="corrected", corrected_speaker="Tom Hale")
    assert store.reports.decided(["a", "b"]) == {"a": (decided,)}
    assert store.reports.open() == ()
    assert [change.article_id for change in store.history.changes(before, 10)] == ["a"]
    assert not store.reports.decide(999, "hidden")


def test_removing_an_article_removes_its_reports(store: Store) -> None:
    number = store.reports.add(DOUBT)
    store.articles.remove("a")

    assert store.reports.get(number) is None
