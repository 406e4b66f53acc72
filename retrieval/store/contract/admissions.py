"""Admission contract: who is let in, who is banned, who was told that they are not let in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from retrieval.store.values import Admission


class Admissions(Protocol):
    """How users and chats stand with the bot."""

    def all(self) -> tuple[Admission, ...]:
        """Every one, by id."""

    def of(self, telegram_ids: Collection[int]) -> tuple[Admission, ...]:
        """Those of these users and chats, by id."""

    def save(self, admission: Admission) -> None:
        """Keep how somebody stands in place of how they stood before."""

    def forget(self, telegram_id: int) -> bool:
        """Let somebody stand as everybody does; False where they did."""
