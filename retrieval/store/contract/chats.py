"""Chat settings contract: what each chat has chosen for itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from retrieval.store.values import ChatSettings


class Chats(Protocol):
    """The settings of chats; written without the writer's lock."""

    def get(self, chat_id: int) -> ChatSettings | None:
        """What a chat has chosen; None where it never chose."""

    def get_many(self, chat_ids: Collection[int]) -> dict[int, ChatSettings]:
        """What those of these chats have chosen that have chosen anything."""

    def save(self, chat: ChatSettings) -> None:
        """Keep what a chat has chosen in place of what it chose before."""

    def forget(self, chat_id: int) -> int:
        """Forget a chat's settings and subscriptions, and every answer shown in it; returns how many answers.

        A private chat bears the number of its person, and what they have saved goes with it.
        """
