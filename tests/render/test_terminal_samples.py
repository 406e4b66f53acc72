"""Does an answer look in a terminal as it should? The samples that Telegram's pages are compared with, as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.render.terminal import answer_lines
from retrieval.model import Answer

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_an_answer_looks_like_its_sample(sample: Path, answer_of: Callable[[Any], Answer]) -> None:
    lines = [line.text for line in answer_lines(answer_of(sample.with_suffix(".json")))]

    assert "\n".join(lines).rstrip() + "\n" == sample.read_text(encoding="utf-8")
