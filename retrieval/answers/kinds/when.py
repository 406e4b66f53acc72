""" "When did it happen?" The sentence that holds the event and a date, the date marked."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answers.excerpts.wanted import Wanted
from retrieval.answers.kinds.search import search_passages, understood_search
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.model import Excerpt, Understood


class When:
    """*when did Kim arrive in Russia*."""

    name = "when"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so."""
        return question.form.name == "when"

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The event as the topic."""
        return understood_search(question, question.form.rest)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Excerpts on the event, those that hold a date first."""
        found = search_passages(question, question.form.rest, lookup, wants=Wanted("when"))
        return replace(found, excerpts=[_marked(e) for e in sorted(found.excerpts, key=lambda e: not e.dates)])


def _marked(excerpt: Excerpt) -> Excerpt:
    return replace(excerpt, marked=tuple(d.span for d in excerpt.dates))
