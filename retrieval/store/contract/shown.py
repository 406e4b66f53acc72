"""Shown answer contract: what stands behind the buttons and replies of messages already sent."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from retrieval.store.values import Shown


class ShownAnswers(Protocol):
    """Answers that chats have seen; written without the writer's lock."""

    def save(self, answer: Shown) -> None:
        """Keep an answer for its buttons; a token used again replaces what it stood for."""

    def get(self, token: str) -> Shown | None:
        """The answer behind a button."""

    def of_chat(self, chat_id: int) -> tuple[Shown, ...]:
        """Every answer shown in a chat that is still kept, oldest first."""

    def questions_of(self, chat_id: int, asker_id: int, *, limit: int) -> tuple[tuple[str, datetime], ...]:
        """The questions that somebody wrote in a chat, each once and when last; newest first, commands are none."""

    def mark_sent(self, token: str, message_id: int) -> None:
        """Keep in which message a shown answer stands; nothing where the token is unknown."""

    def by_message(
        self, chat_id: int, *, answer_message_id: int | None = None, question_message_id: int | None = None
    ) -> Shown | None:
        """The newest answer of a chat that stands in a message, or answers one."""

    def latest(self, chat_id: int, topic_id: int | None, asker_id: int, since: datetime) -> Shown | None:
        """The newest answer to somebody in a chat's topic, not older than a moment."""

    def count_since(self, moment: datetime) -> tuple[int, int]:
        """How many answers with buttons were shown since a moment, and in how many chats."""

    def forget(self, before: datetime) -> int:
        """Forget the answers shown before a moment (aware); returns how many."""
