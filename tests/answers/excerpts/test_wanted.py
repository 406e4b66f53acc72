"""Which kind of thing does a question ask for?"""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answers.excerpts.wanted import wanted
from retrieval.answers.questions.question import read_question


@pytest.mark.parametrize(
    ("text", "kind", "noun"),
    [
        ("which bridge remains closed to lorries", (), "bridg"),
        ("which major holiday did the islanders celebrate", ("major",), "holiday"),
        ("The lock was drained on Monday. How many boats were stuck?", (), "boat"),
        ("how much is the ferry", (), ""),
    ],
)
def test_the_thing_asked_for_is_named_by_its_noun(text: str, kind: tuple[str, ...], noun: str) -> None:
    wants = wanted(read_question(text, today=date(2024, 5, 3), is_source=lambda name: False))

    assert (wants.noun, wants.before_noun) == (noun, kind)
