"""Small talk: a greeting is answered with one line of help, never with a passage."""

from __future__ import annotations

from retrieval.answers.lookup import NOTHING_UNDERSTOOD, Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.model import Understood, because


class Greeting:
    """*hi*, *thanks*."""

    name = "greeting"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """Small talk alone."""
        return question.plain_form.name == "greeting"

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """Nothing: it asks for nothing."""
        return NOTHING_UNDERSTOOD

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """One line of help with a name from this archive."""
        people = lookup.suggestions()
        if not people:
            return Found(reason=because("greeting", "Ask me about the articles in this archive"))
        asking = "Ask me about the articles in this archive, for example: what did {name} say"
        return Found(reason=because("greeting", asking, name=people[0].value))
