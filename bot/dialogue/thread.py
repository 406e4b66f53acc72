"""Threads: which answer a message refers to, and what the message means after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from retrieval.answers.questions.followups import FollowUp
from retrieval.model import AskedQuestion
from retrieval.store import Shown, Store

if TYPE_CHECKING:
    from retrieval.answers import Archive

SILENCE_ENDS = timedelta(minutes=10)
"""A thread that rests for this long is over."""


def leaned_on(
    store: Store, *, chat_id: int, topic_id: int | None, asker_id: int, reply_to: int | None, now: datetime
) -> Shown | None:
    """The answer that a message replies to, else the last one of its writer's thread in this chat and topic."""
    replied = store.shown.by_message(chat_id, answer_message_id=reply_to) if reply_to is not None else None
    found = replied or store.shown.latest(chat_id, topic_id, asker_id, now - SILENCE_ENDS)
    return None if found is None or found.is_withdrawn else found


def meant(words: str, before: Shown | None, archive: Archive) -> FollowUp | None:
    """What the words mean behind that answer; None where they ask by themselves."""
    if before is None or not isinstance(before.subject, AskedQuestion):
        return None
    return archive.follow_up(words, before.question, today=before.asked_on)
