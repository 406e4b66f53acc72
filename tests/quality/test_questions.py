"""Are questions understood, and does the right article come first? A hundred questions as people type them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.answers import Archive
from retrieval.model import Answer

TODAY = date(2024, 7, 10)
QUESTIONS = [json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text("utf-8").splitlines()]


def understood(answer: Answer) -> dict[str, Any]:
    return {
        "kind": answer.kind,
        "people": list(answer.understood.people),
        "topic": answer.understood.topic,
        "dates": [[d.days.start.isoformat(), d.days.end.isoformat()] for d in answer.understood.dates],
    }


@pytest.mark.parametrize("row", QUESTIONS, ids=[row["question"] for row in QUESTIONS])
def test_question_is_understood_and_answered_from_the_right_article(archive: Archive, row: dict[str, Any]) -> None:
    answer = archive.ask(row["question"], today=TODAY)

    assert understood(answer) == {key: row[key] for key in ("kind", "people", "topic", "dates")}
    if row["first"]:
        assert answer.excerpts[0].article_id == row["first"]


@pytest.mark.parametrize("question", [row["question"] for row in QUESTIONS])
def test_a_question_is_understood_without_its_answer_as_with_it(archive: Archive, question: str) -> None:
    alone = archive._answering.understand(question, today=TODAY)
    answer = archive.ask(question, today=TODAY, limit=1)

    assert (alone.question, alone.kind, alone.understood) == (answer.question, answer.kind, answer.understood)


def test_there_are_a_hundred_questions() -> None:
    assert len(QUESTIONS) >= 100


@pytest.mark.parametrize(
    "question",
    [
        "what did Macron say about weapons",
        'who wrote "we will build a wall around the moon"',
        "what happened on 24 December 2021",
        "who is Zanzibar Quux",
        "what is the price of tea in China",
        "Reyes on radars",
        "did Osei comment on the ferry",
        "Lena Hartwell on missiles",
    ],
)
def test_silence_where_the_archive_holds_nothing(archive: Archive, question: str) -> None:
    answer = archive.ask(question, today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None


def test_a_statement_carried_twice_is_one_excerpt(archive: Archive) -> None:
    excerpts = archive.ask("who said nobody wants to be on the pavement", today=TODAY).excerpts

    assert len(excerpts) == 1
    assert {excerpts[0].article_id, *(c.article_id for c in excerpts[0].also_in)} == {"strike", "strike-copy"}


def test_a_misspelt_name_is_corrected_and_said(archive: Archive) -> None:
    answer = archive.ask("what did Ellisen say about radiators", today=TODAY)

    assert [(c.written, c.read_as) for c in answer.corrections] == [("Ellisen", "Mara Ellison")]


def test_namesakes_are_kept_apart(archive: Archive) -> None:
    katarina = archive.ask("what did Katarina Vik say", today=TODAY).excerpts
    anyone = archive.ask("what did Vik say", today=TODAY).excerpts

    assert {e.speaker for e in katarina} == {"Katarina Vik"}
    assert {e.speaker for e in anyone} == {"Anders Vik", "Katarina Vik"}


def test_damaged_words_are_found_by_the_undamaged_ones(archive: Archive) -> None:
    excerpt = archive.ask("what did Abernathy say", today=TODAY).excerpts[0]

    assert "Ruth Abernathyshe said, according to Reutersthat" in excerpt.text
    assert (excerpt.speaker, excerpt.via) == ("Ruth Abernathy", "Reuters")


def test_an_event_is_no_date(archive: Archive) -> None:
    answer = archive.ask("what did Reyes say since the strike", today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None
    assert answer.reason.code == "event-is-no-date"


def test_a_person_silent_on_a_day_is_met_with_the_days_near_it(archive: Archive) -> None:
    answer = archive.ask("what did Reyes say on 3 May 2024", today=TODAY)

    assert answer.excerpts == ()
    assert [near.value for near in answer.near] == ["2024-03-12", "2024-04-05", "2024-05-02", "2024-05-08"]


def test_the_event_day_comes_before_the_day_of_publication(archive: Archive) -> None:
    told, other = archive.ask("what happened on 14 June 2024", today=TODAY).excerpts

    assert [told.article_id, other.article_id] == ["visit-star", "visit"]
    assert told.also_in == other.also_in == ()
    assert [d.days.start.isoformat() for d in told.dates] == ["2024-06-14"]


def test_a_day_of_many_reports_tells_each_event_once_before_its_other_reports(archive: Archive) -> None:
    answer = archive.ask("what happened on 2 May 2024", today=TODAY)

    told = [e.article_id for e in answer.excerpts]
    assert told[0] == "strike"
    assert told[-1] == "strike-copy"


def test_a_day_offers_its_neighbours(archive: Archive) -> None:
    near = archive.ask("what happened on 20 May 2024", today=TODAY).near

    assert [n.value for n in near] == ["2024-05-02", "2024-05-08", "2024-06-14", "2024-07-09"]


def test_an_outlet_that_the_archive_does_not_hold_is_no_topic(archive: Archive) -> None:
    answer = archive.ask("what did Reyes say in The New York Times", today=TODAY)

    assert answer.understood.outlet == "New York Times"
    assert answer.excerpts == ()
    assert answer.reason is not None
    assert answer.reason.message == "The archive holds no words of Tomas Reyes in New York Times"


def test_an_agency_is_a_condition_on_who_carried_the_words(archive: Archive) -> None:
    answer = archive.ask("what did Zahorskyy say according to Reuters", today=TODAY)

    assert [(e.article_id, e.via) for e in answer.excerpts] == [("visit", "Reuters")]


def test_several_speakers_asked_for_share_the_first_page(archive: Archive) -> None:
    answer = archive.ask("what did Ellison and Reyes say about the ferry", today=TODAY)

    assert {e.speaker for e in answer.excerpts[:3]} == {"Mara Ellison", "Tomas Reyes"}
    assert answer.excerpts[0].speaker == answer.excerpts[1].speaker == "Mara Ellison"


def test_namesakes_are_offered_by_their_full_names(archive: Archive) -> None:
    answer = archive.ask("what did Vik say", today=TODAY)

    assert [near.value for near in answer.near] == ["Anders Vik", "Katarina Vik"]
    assert {e.speaker for e in answer.excerpts[:3]} == {"Anders Vik", "Katarina Vik"}
