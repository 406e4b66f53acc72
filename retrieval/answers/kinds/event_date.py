"""Events used as dates: says that an event is no date instead of guessing its day."""

from __future__ import annotations

import re

from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.model import Understood, because

_SINCE_EVENT = re.compile(
    r"\b(?P<clause>(?:since|until|till)\s+(?:the|his|her|their|its)\s+\w.*?)[\s?.!]*$", re.IGNORECASE
)
_FORMS = frozenset({"said-about", "on", "who-spoke", "latest", "happened"})


class EventDate:
    """*what did Putin say since the summit*."""

    name = "event-date"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The question ends in *since the …* or *until the …* and no day follows."""
        return question.form.name in _FORMS and not question.dates and _SINCE_EVENT.search(question.text) is not None

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """What stands beside the frame of the question."""
        return Understood(topic=question.form.rest)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Nothing but what to do: name the day."""
        found = _SINCE_EVENT.search(question.text)
        clause = found["clause"] if found else question.text
        reason = because(
            "event-is-no-date",
            "“{clause}” names an event, which is no date; ask with a day, as in “since 3 March 2022”",
            clause=clause,
        )
        return Found(understood=self.understand(question, lookup), reason=reason)
