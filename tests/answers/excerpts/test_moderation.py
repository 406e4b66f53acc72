"""Do an operator's decisions hold, in every answer and after everything is annotated anew?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from retrieval.answers import Archive
from retrieval.answers.excerpts.moderation import words_of
from retrieval.store import Report

TODAY = date(2024, 5, 20)
TEXT = "“The dam will hold all winter”, said Ada Reed. It rained.\n\n“The market is small”, said Tom Hale."


@pytest.fixture
def filled(archive: Archive, article: Callable) -> Archive:
    archive.add([article(TEXT, article_id="dam", day="2024-05-02")])
    return archive


def decide(archive: Archive, question: str, state: str, speaker: str | None = None) -> None:
    (excerpt, *_) = archive.ask(question, today=TODAY).excerpts
    doubt = Report(excerpt.article_id, words_of(excerpt), excerpt.speaker, "other", datetime.now(UTC))
    archive.store.reports.decide(archive.store.reports.add(doubt), state, corrected_speaker=speaker)  # type: ignore[arg-type]


@pytest.mark.parametrize("question", ["what did Ada Reed say", "who said “dam will hold”", "dam winter", "what is new"])
def test_hidden_words_are_in_no_answer(filled: Archive, question: str) -> None:
    decide(filled, "what did Ada Reed say", "hidden")

    assert not any("dam will hold" in e.text for e in filled.ask(question, today=TODAY).excerpts)
    assert filled.ask("what did Tom Hale say", today=TODAY).excerpts


def test_a_corrected_speaker_is_found_and_the_wrong_one_is_not(filled: Archive) -> None:
    decide(filled, "what did Ada Reed say", "corrected", "Tom Hale")

    (other, *_) = filled.ask("who said “dam will hold”", today=TODAY).excerpts
    said = [e.text for e in filled.ask("what did Tom Hale say", today=TODAY).excerpts]
    wrong = filled.ask("what did Ada Reed say", today=TODAY).excerpts
    assert other.speaker == "Tom Hale"
    assert any("dam will hold" in text for text in said)
    assert not any("dam will hold" in e.text for e in wrong)


def test_decisions_outlive_a_rebuilt_index_and_new_annotations(filled: Archive) -> None:
    decide(filled, "what did Ada Reed say", "corrected", "Tom Hale")
    filled._index_sync.rebuild()
    (again,) = [a for _id, a in filled.attributions(["dam"]) if "dam" in a.content[0].of(TEXT)]

    assert again.speaker == "Tom Hale"
    assert filled.ask("who said “dam will hold”", today=TODAY).excerpts[0].speaker == "Tom Hale"
