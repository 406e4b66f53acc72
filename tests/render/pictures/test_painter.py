"""The drawing process: bounded in time, replaced when it dies, and no picture rather than a wrong one."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection

import pytest

from bot.render.pictures import painter
from bot.render.pictures.jobs import ChartJob, NotDrawn, Series
from bot.render.pictures.painter import DrawingProcess
from bot.render.pictures.worker import READY, be_modest

START_S = 30.0
JOB = ChartJob("Ida Aune", ("1 Nov", "2 Nov"), (Series("statements", (1, 2)),))


def draw_as_told(pipe: Connection, kinds: Sequence[str]) -> None:
    """A drawing process that does what the title of its job says."""
    pipe.send(READY)
    while True:
        match pipe.recv().title:
            case "hang":
                time.sleep(60)
            case "die":
                os._exit(1)
            case "fail":
                pipe.send("ValueError: no ink")
            case title:
                pipe.send(title.encode())


def draw_too_much(pipe: Connection, kinds: Sequence[str]) -> None:
    """A process that asks for more memory than it may have."""
    be_modest()
    pipe.send(READY)
    while True:
        size = int(pipe.recv().title)
        try:
            pipe.send(b"drawn" if bytearray(size) else b"")
        except MemoryError as error:
            pipe.send(f"{type(error).__name__}")


def never_ready(pipe: Connection, kinds: Sequence[str]) -> None:
    """A process that is still starting."""
    pipe.poll(60)


def told(title: str) -> ChartJob:
    return ChartJob(title, ("1 Nov",), (Series("", (1,)),))


@pytest.fixture(autouse=True)
def everything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "can_draw", lambda kind: kind == "chart")


@pytest.fixture
def drawing() -> Iterator[DrawingProcess]:
    process = DrawingProcess(limit_s=START_S, draw=draw_as_told)
    yield process
    process.close()


def test_one_picture_comes_after_the_other_from_one_process(drawing: DrawingProcess) -> None:
    assert [drawing.paint(told(title)) for title in ("one", "two")] == [b"one", b"two"]


@pytest.mark.parametrize("mishap", ["die", "fail"])
def test_after_a_mishap_the_next_picture_is_drawn(drawing: DrawingProcess, mishap: str) -> None:
    lost = drawing.paint(told(mishap))

    assert lost is NotDrawn.FAILED
    assert drawing.paint(told("next")) == b"next"


def test_what_takes_too_long_is_ended_and_the_next_picture_is_drawn(drawing: DrawingProcess) -> None:
    drawing.paint(told("warm"))
    drawing._limit_s = 0.2
    lost = drawing.paint(told("hang"))
    drawing._limit_s = START_S

    assert lost is NotDrawn.FAILED
    assert drawing.paint(told("next")) == b"next"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds what a process may allocate so")
def test_memory_is_bounded_and_a_picture_that_needs_more_is_none() -> None:
    drawing = DrawingProcess(limit_s=START_S, draw=draw_too_much)
    try:
        assert drawing.paint(told(str(10 * 1024**2))) == b"drawn"
        assert drawing.paint(told(str(3 * 1024**3))) is NotDrawn.FAILED
        assert drawing.paint(told(str(10 * 1024**2))) == b"drawn"
    finally:
        drawing.close()


def test_a_process_that_is_still_starting_is_left_to_start() -> None:
    drawing = DrawingProcess(limit_s=0.1, draw=never_ready)
    try:
        first = drawing.paint(JOB)
        begun = drawing._process
        second = drawing.paint(JOB)

        assert (first, second) == (NotDrawn.FAILED, NotDrawn.FAILED)
        assert drawing._process is begun
    finally:
        drawing.close()


def test_where_a_kind_cannot_be_drawn_no_process_starts(
    drawing: DrawingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "can_draw", lambda kind: False)

    assert drawing.paint(JOB) is NotDrawn.FAILED
    assert drawing._process is None
