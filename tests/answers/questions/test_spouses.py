"""Whose husband or wife is somebody? Told by turned words, as it is now before as it was, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)


@pytest.mark.parametrize(
    ("text", "who", "name"),
    [
        (
            "Nora Brask spoke. Her ex-husband, Jon Falt, wept. “I miss her,” Jon Falt said.",
            "brask's husband",
            "Jon Falt",
        ),
        (
            "Nora Brask and her husband, Jon Falt, met her ex-husband, Tor Lie. “No,” Falt said. “Yes,” Tor Lie said.",
            "brasks husband",
            "Jon Falt",
        ),
        ("Jon Falt defended his wife, Nora Brask. “She is right,” Jon Falt said.", "nora brask's husband", "Jon Falt"),
        ("Nora Brask mocked Jon Falt and his wife, Eva Falt. “I wept,” Eva Falt said.", "nora brask's wife", None),
        ("Nora Brask thanked Jon Falt, his wife, Eva, and Tor Lie. “We came,” Jon Falt said.", "brask's wife", None),
    ],
)
def test_whose_husband_or_wife_somebody_is_or_was(
    archive: Archive, article: Callable[..., Article], text: str, who: str, name: str | None
) -> None:
    archive.add([article(f"{text} “I sing,” Nora Brask said.")])

    made = archive.ask(f"what did {who} say", today=TODAY).corrections

    assert [correction.read_as for correction in made if correction.written == who] == ([name] if name else [])
