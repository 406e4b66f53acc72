"""A wish to be alerted: says how something is followed, instead of what is known."""

from __future__ import annotations

from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.watching import asking_language
from retrieval.model import Understood, because


class Watch:
    """*tell me when there is something new about Kim Jong Un*."""

    name = "watch"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """It asks to be told, not what is known."""
        return asking_language(question.text, question.language.code) is not None

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """All of its words."""
        return Understood(topic=question.text)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Nothing but how it is followed; where alerts are sent, the bot follows it at once."""
        reason = because(
            "to-follow", "I can tell you of what is new. Write to the bot: {command}", command="/subscribe"
        )
        return Found(understood=self.understand(question, lookup), reason=reason)
