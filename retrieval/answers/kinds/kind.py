"""The protocol of a kind of question."""

from __future__ import annotations

from typing import Protocol

from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.model import Understood


class QuestionKind(Protocol):
    """One kind of question."""

    @property
    def name(self) -> str:
        """Appears as ``kind`` in the answer; stable."""

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """Whether this kind answers the question; may look people up, must not search."""

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """What the question asks for, as its answer tells it; searches only where that alone decides it."""

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Find the excerpts, best first, or give the reason why there is none."""
