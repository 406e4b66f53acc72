"""Does somebody want to be told of what is to come? Says honestly that this archive is only asked, and how."""

from __future__ import annotations

import re

from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions import Question
from retrieval.model import Understood, because

_WATCH = re.compile(
    r"^(?:please\s+)?(?:(?:tell|notify|alert|inform)\s+me|let\s+me\s+know|keep\s+me\s+(?:posted|updated))\s+"
    r"(?:(?:when|if|whenever|as\s+soon\s+as)\b.*?\b(?:about|on|from|by|of)\s+|about\s+new\s+\w+\s+(?:on|about|from)\s+)"
    r"(?P<topic>\S.*?)[\s?!.]*$",
    re.IGNORECASE | re.DOTALL,
)


class Watch:
    """*tell me when there is something new about Kim Jong Un*."""

    name = "watch"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """It asks to be told, not what is known."""
        return _WATCH.match(question.text) is not None

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Nothing but what can be asked instead."""
        found = _WATCH.match(question.text)
        topic = found["topic"] if found else question.text
        reason = because("no-alerts", "I send no alerts yet. Ask me again later: latest on {topic}", topic=topic)
        return Found(understood=Understood(topic=topic), reason=reason)
