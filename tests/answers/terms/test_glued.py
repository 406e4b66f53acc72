"""Are glued forms looked for once in each state of an index, and anew in the next?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from retrieval.answers.terms.glued import glued_in
from retrieval.search.engine import Reached


class Words:
    """A vocabulary that notes which words it is asked for; all else of an engine is not asked for."""

    def __init__(self, *held: str, is_shared: bool = False) -> None:
        self.held = held
        self.is_shared = is_shared
        self.looked_for: list[str] = []
        self._reached = Reached(1, "first")

    @property
    def reached(self) -> Reached:
        assert not self.is_shared, "that is a request to a cluster"
        return self._reached

    def take_in(self, word: str) -> None:
        self.held, self._reached = (*self.held, word), Reached(2, "second")

    def glued_forms(self, words: Sequence[str]) -> Sequence[tuple[str, ...]]:
        self.looked_for += words
        return [tuple(form for form in self.held if form.startswith(word) and form != word) for word in words]


def test_a_word_is_not_looked_for_again_in_the_same_state() -> None:
    engine: Any = Words("reuters", "reutersthat", "kim")

    first, again = glued_in(engine)(["reuters", "reuters"]), glued_in(engine)(["kim", "reuters"])

    assert first == [("reutersthat",), ("reutersthat",)]
    assert again == [(), ("reutersthat",)]
    assert engine.looked_for == ["reuters", "kim"]


def test_what_came_in_since_is_found() -> None:
    engine: Any = Words("reuters")
    before = glued_in(engine)(["reuters"])

    engine.take_in("reutersthat")

    assert before == [()]
    assert glued_in(engine)(["reuters"]) == [("reutersthat",)]


@pytest.mark.parametrize("word", ["reuters", "kim"])
def test_a_shared_index_is_not_asked_how_far_it_is(word: str) -> None:
    engine: Any = Words("reuters", is_shared=True)

    assert glued_in(engine)([word]) == [()]
    assert engine.looked_for == [word]
