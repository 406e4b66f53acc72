"""Deep links to a question: a link holds a short id; the question itself is kept in the database."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.request import Services
from retrieval.model import AskedQuestion

START_QUESTION = "q_"
"""What the parameter of a link begins with; the short id of the question follows."""


def linked_question(parameter: str, chat_id: int, services: Services, *, since: datetime) -> str:
    """The question behind a link's parameter; empty where there is none, or it is older than ``since``.

    A question may come from a button that names whom only its chat can find: a chat with sources of its own keeps its
    questions to itself.
    """
    if not parameter.startswith(START_QUESTION):
        return ""
    found = services.archive.store.shown.get(parameter.removeprefix(START_QUESTION))
    if found is None or found.is_withdrawn or found.created_utc < since:
        return ""
    if services.audiences and found.chat_id != chat_id and services.audiences.has_own(found.chat_id):
        return ""
    return found.subject.words if isinstance(found.subject, AskedQuestion) else ""
