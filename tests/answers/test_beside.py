"""The answering process: it answers as the archive does, and where it cannot, the archive answers itself."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.answers import archive as archive_module
from retrieval.answers.beside import READY, Address, AnswerAtState, AnsweringProcess, Asked
from retrieval.model import Answer, Article, because

START_S = 30.0
TODAY = date(2024, 5, 3)
Make = Callable[..., Article]
FIRST = Asked("first", TODAY, 5, 0, None)


def answer_as_told(pipe: Connection, address: Address) -> None:
    """An answering process that does what the question says."""
    pipe.send(READY)
    while True:
        asked = pipe.recv()
        match asked.question:
            case "hang":
                time.sleep(60)
            case "die":
                os._exit(1)
            case "fail":
                pipe.send("ValueError")
            case question:
                pipe.send(AnswerAtState("then", Answer(question, "search", reason=because("nothing-found", "None"))))


def never_ready(pipe: Connection, address: Address) -> None:
    """A process that is still starting."""
    pipe.poll(60)


def started(work: Callable[[Connection, Address], None] = answer_as_told, **limits: float) -> AnsweringProcess:
    beside = AnsweringProcess(Address(Path("nowhere"), None), work, **limits)
    beside.start()
    return beside


@pytest.fixture
def beside() -> Iterator[AnsweringProcess]:
    beside = started()
    yield beside
    beside.close()


def answered(beside: AnsweringProcess, asked: Asked = FIRST) -> AnswerAtState:
    """The answer, once the process is ready."""
    until = time.monotonic() + START_S
    while (found := beside.ask(asked)) is None and time.monotonic() < until:
        time.sleep(0.02)
    assert found is not None
    return found


def test_one_question_is_answered_after_the_other(beside: AnsweringProcess) -> None:
    answered(beside)
    found = [beside.ask(FIRST._replace(question=question)) for question in ("one", "two")]

    assert [one.answer.question for one in found if one] == ["one", "two"]


def test_what_cannot_be_answered_there_is_left_and_the_next_is_answered(beside: AnsweringProcess) -> None:
    answered(beside)

    assert beside.ask(FIRST._replace(question="fail")) is None
    assert beside.ask(FIRST) is not None


def test_nobody_waits_for_a_process_that_is_starting() -> None:
    beside = started(never_ready, busy_s=60.0)
    begun = time.monotonic()

    assert beside.is_starting(wait_s=0.1)
    assert beside.ask(FIRST) is None
    assert time.monotonic() - begun < START_S / 2
    beside.close()


@pytest.mark.parametrize("mishap", ["die", "hang"])
def test_a_process_that_has_died_or_hangs_is_replaced_after_a_while(
    mishap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = started(limit_s=1.0)
    answered(beside)

    assert beside.ask(FIRST._replace(question=mishap)) is None
    assert beside.ask(FIRST) is None
    assert not beside.is_starting(wait_s=0.0)
    monkeypatch.setattr(beside, "_not_before_s", 0.0)
    assert answered(beside).answer.question == "first"
    beside.close()


def test_who_finds_it_busy_answers_alone_and_closing_does_not_wait_for_it() -> None:
    beside = started(busy_s=0.01)
    answered(beside)
    held = threading.Thread(target=beside.ask, args=(FIRST._replace(question="hang"),))
    held.start()
    while not beside._turn.locked():
        time.sleep(0.01)
    begun = time.monotonic()

    assert beside.ask(FIRST) is None
    beside.close()
    held.join(START_S)
    assert time.monotonic() - begun < START_S / 2
    assert not [child for child in multiprocessing.active_children() if child.name == "answering"]


def test_answers_from_beside_are_those_of_the_archive_also_after_a_change(
    archive: Archive, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    _have_two_processors(monkeypatch)
    archive.add([article("“We sold the lantern,” said Mayor Ida Moss.", article_id="one")])
    asked = FIRST._replace(question="what did Ida Moss say")
    with archive.answering_beside(least_articles=0):
        beside = archive._answering.beside
        assert beside is not None
        assert list(archive.warm_up())
        assert not beside.is_starting(wait_s=0.0)
        first = answered(beside, asked)
        monkeypatch.setattr(archive._answering, "_new_answer", _not_here)
        found = archive.ask(asked.question, today=TODAY, limit=5)
        archive.add([article("“We sold the meadow,” said Mayor Ida Moss.", article_id="two", day="2024-05-03")])
        later = archive.ask(asked.question, today=TODAY, limit=5)
    monkeypatch.undo()

    assert replace(found, elapsed_ms=0.0) == replace(first.answer, elapsed_ms=0.0)
    assert [e.article_id for e in later.excerpts] == ["two", "one"]
    assert archive.ask(asked.question, today=TODAY, limit=9).total == 2


def test_an_answer_of_another_state_is_not_taken(
    archive: Archive, article: Make, beside: AnsweringProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([article("“We sold the lantern,” said Mayor Ida Moss.")])
    answered(beside)
    monkeypatch.setattr(archive._answering, "beside", beside)

    assert archive.ask("what did Ida Moss say", today=TODAY).total == 1


def test_one_processor_has_no_use_for_a_second_process(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "can_help", lambda: False)
    with archive.answering_beside(least_articles=0):
        assert archive._answering.beside is None


def test_a_small_archive_has_no_use_for_a_second_process(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    _have_two_processors(monkeypatch)
    with archive.answering_beside():
        assert archive._answering.beside is None


def _have_two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "can_help", lambda: True)


def _not_here(*_: object) -> Answer:
    raise AssertionError("answered in the process that was asked")
