"""Deep links to a question: a link holds a short id; the question itself is kept in the database."""

from __future__ import annotations

from datetime import datetime

from retrieval.model import AskedQuestion
from retrieval.store import Store

START_QUESTION = "q_"
"""What the parameter of a link begins with; the short id of the question follows."""


def linked_question(parameter: str, store: Store, *, since: datetime) -> str:
    """The question behind a link's parameter; empty where there is none, or it is older than ``since``."""
    if not parameter.startswith(START_QUESTION):
        return ""
    found = store.shown.get(parameter.removeprefix(START_QUESTION))
    if found is None or found.is_withdrawn or found.created_utc < since:
        return ""
    return found.subject.words if isinstance(found.subject, AskedQuestion) else ""
