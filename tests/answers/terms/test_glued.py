"""Are glued forms looked for once in each state of an index, and anew in the next?"""

from __future__ import annotations

from typing import Any

from retrieval.answers.terms.glued import glued_in
from retrieval.search.engine import Reached


class Words:
    """A vocabulary that counts how often it is looked into; all else of an engine is not asked for."""

    def __init__(self, *held: str) -> None:
        self.held = held
        self.reached = Reached(1, "first")
        self.looked_for: list[str] = []

    def word_freq(self, word: str) -> int:
        return int(word in self.held)

    def words_with_prefix(self, prefix: str, *, limit: int) -> tuple[str, ...]:
        self.looked_for.append(prefix)
        return tuple(sorted(word for word in self.held if word.startswith(prefix)))[:limit]

    def words_with_suffix(self, suffix: str, *, limit: int) -> tuple[str, ...]:
        return tuple(sorted(word for word in self.held if word.endswith(suffix)))[:limit]


def test_a_word_is_not_looked_for_again_in_the_same_state() -> None:
    engine: Any = Words("reuters", "reutersthat")

    first, again = glued_in(engine)("reuters"), glued_in(engine)("reuters")

    assert first == again == ("reutersthat",)
    assert engine.looked_for == ["reuters"]


def test_what_came_in_since_is_found() -> None:
    engine: Any = Words("reuters")
    before = glued_in(engine)("reuters")

    engine.held, engine.reached = ("reuters", "reutersthat"), Reached(2, "second")

    assert before == ()
    assert glued_in(engine)("reuters") == ("reutersthat",)
