"""Saved excerpt contract: what people keep for themselves, as places in articles; never the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from retrieval.model import Span


@dataclass(frozen=True, slots=True)
class Saved:
    """An excerpt that somebody keeps.

    Attributes:
        owner_id: whose it is, in whichever chat it was saved.
        content: the speaker's words inside the span; empty where nobody speaks.
        number: the store's own, never used twice; 0 until it is kept.
    """

    owner_id: int
    article_id: str
    revision: int
    span: Span
    content: tuple[Span, ...]
    saved_utc: datetime
    number: int = 0


class SavedExcerpts(Protocol):
    """What people keep; every method is one transaction, written without the writer's lock.

    Removing an article removes what was saved of it; forgetting a person's private chat, all that is theirs.
    """

    def save(self, excerpt: Saved) -> bool:
        """Keep an excerpt; False where its owner has this place already."""

    def of_owner(self, owner_id: int) -> tuple[Saved, ...]:
        """Somebody's, newest first."""

    def remove(self, owner_id: int, number: int) -> bool:
        """Let one go; False where the owner has no such one."""
