"""What is the latest on Y? Passages on the topic, newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retrieval.answers.kinds.search import search_passages
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions import Question
from retrieval.model import Excerpt


class Latest:
    """*latest on Ukraine*."""

    name = "latest"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so."""
        return question.form.name == "latest"

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """What a search finds, the newest day first, the better within a day."""
        found = search_passages(question, question.form.rest, lookup)
        return replace(found, excerpts=sorted(found.excerpts, key=_newest))


def _newest(excerpt: Excerpt) -> tuple[int, float]:
    return (-(excerpt.published.day if excerpt.published else date.min).toordinal(), -excerpt.score)
