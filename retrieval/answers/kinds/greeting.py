"""Is it small talk? Answers a greeting with one line of help, never with a passage."""

from __future__ import annotations

from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions import Question
from retrieval.model import Reason


class Greeting:
    """*hi*, *thanks*."""

    name = "greeting"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """Small talk alone."""
        return question.plain_form.name == "greeting"

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """One line of help with a name from this archive."""
        people = lookup.suggestions()
        example = f"what did {people[0].value} say" if people else "what happened on 13 September"
        return Found(reason=Reason("greeting", f"Ask me about the articles in this archive, for example: {example}"))
