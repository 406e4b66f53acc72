"""Lives of chats that have archives of their own: who is purged loses it, and who moves takes it along."""

from __future__ import annotations

from datetime import datetime

from retrieval.answers.audiences.audiences import Audiences
from retrieval.model.clock import utc_now
from retrieval.store import ChatLife, ChatLives


class LivesOfAudiences(ChatLives):
    """What is kept of chats, and beside it what they alone may see; the latter goes first, so that none is left."""

    def __init__(self, lives: ChatLives, audiences: Audiences) -> None:
        self._lives = lives
        self._audiences = audiences

    def get(self, chat_id: int) -> ChatLife | None:
        return self._lives.get(chat_id)

    def suspend(self, chat_id: int, now: datetime) -> None:
        self._lives.suspend(chat_id, now)

    def leave(self, chat_id: int, now: datetime) -> None:
        self._lives.leave(chat_id, now)

    def resume(self, chat_id: int) -> None:
        self._lives.resume(chat_id)

    def purge(self, before: datetime) -> tuple[int, ...]:
        self._audiences.sweep(utc_now())
        for chat_id in self._audiences.kept():
            life = self._lives.get(chat_id)
            if life is not None and life.left_utc is not None and life.left_utc < before:
                self._audiences.forget(chat_id)
        return self._lives.purge(before)

    def move(self, old_id: int, new_id: int) -> None:
        self._audiences.move(old_id, new_id)
        self._lives.move(old_id, new_id)
