"""Who is let in? What the settings say, and what operators have said since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from bot.settings import Settings
from retrieval.store import Admission, Store

Welcome = Literal["in", "told", "out"]


class AccessControl:
    """Decides from the settings and the store; keeps nothing itself."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store

    def admits(self, user_id: int | None, chat_id: int) -> bool:
        """Whether somebody is let in; nobody is told anything."""
        return self._welcome(user_id, chat_id) == "in"

    def welcome(self, user_id: int | None, chat_id: int, now: datetime) -> Welcome:
        """Whether to answer.

        Returns:
            "in": answer. "told": say once that one is not let in; the next time it is "out". "out": keep silent.
        """
        welcome = self._welcome(user_id, chat_id)
        if welcome == "told":
            self._store.admissions.save(Admission(user_id or chat_id, "told", now))
        return welcome

    def _welcome(self, user_id: int | None, chat_id: int) -> Welcome:
        if user_id in self._settings.operators:
            return "in"
        known = {a.telegram_id: a.standing for a in self._store.admissions.of(_ids(user_id, chat_id))}
        if "banned" in known.values():
            return "out"
        if "listed" in known.values() or self._settings.access.admits(user_id, chat_id):
            return "in"
        return "out" if (user_id or chat_id) in known else "told"


def _ids(user_id: int | None, chat_id: int) -> Collection[int]:
    return {chat_id} if user_id is None else {user_id, chat_id}
