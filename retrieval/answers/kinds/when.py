""" "When did it happen?" The sentence that holds the event and a date, the date marked."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answers.excerpts.wanted import Wanted
from retrieval.answers.kinds.search import search_passages, understood_search
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.query_terms import matched_weight, term_weights, text_stems
from retrieval.model import Excerpt, Understood

# What tells a day and this part of the most that any such excerpt holds of the event comes first.
_AS_MUCH = 0.5


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
        terms = lookup.terms(question.form.rest, question)
        weights = term_weights(terms, lookup.engine, "passages")

        def told(excerpt: Excerpt) -> float:
            return matched_weight(terms, weights, text_stems(excerpt.text, question.language))

        most = max((told(e) for e in found.excerpts if e.dates), default=0.0)
        ordered = sorted(found.excerpts, key=lambda e: not (e.dates and told(e) >= _AS_MUCH * most))
        return replace(found, excerpts=[_marked(e) for e in ordered])


def _marked(excerpt: Excerpt) -> Excerpt:
    return replace(excerpt, marked=tuple(d.span for d in excerpt.dates))
