"""Access control: what the settings say, and what operators have said since."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from telegram import Message

from bot.app.incoming.middleware import LET_IN
from bot.app.incoming.places import place_of
from bot.dialogue.request import Chosen
from bot.render.message import line
from bot.render.translate import N_, _
from bot.settings import Settings
from bot.transport.outgoing.sender import Sender
from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError
from retrieval.store import Admission, Store

NOT_ADMITTED = N_("This bot answers only those whom its operator has listed.")
_log = logging.getLogger(__name__)
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


class AccessGate:
    """Turns away messages and queries of those whom the access control does not let in."""

    def __init__(self, settings: Settings, access: AccessControl, bridge: ThreadBridge, sender: Sender) -> None:
        self._settings = settings
        self._access = access
        self._bridge = bridge
        self._sender = sender

    async def lets_in(self, message: Message, chosen: Chosen) -> bool:
        """Whether to answer a message; who is not let in is told once, in private."""
        welcome = await self.welcome(message.from_user.id if message.from_user else None, message.chat_id)
        if welcome == "told" and message.chat.type == "private":
            await self._sender.send(place_of(message, chosen), line(_(NOT_ADMITTED)))
        return welcome == "in"

    def admits(self, user_id: int) -> bool:
        """Whether somebody is let in from another chat; nobody is told anything. Waits for the store."""
        return self._access.admits(user_id, user_id)

    async def welcome(self, user_id: int | None, chat_id: int) -> Welcome:
        """Whether to answer somebody in a chat; by the settings alone where the store cannot be read."""
        if LET_IN.get() == (user_id, chat_id):
            return "in"
        try:
            return await self._bridge.reach(partial(self._access.welcome, user_id, chat_id, datetime.now(UTC)))
        except VerbatimError as error:
            _log.error("Whom operators have let in cannot be read: %s", error)
            is_listed = user_id in self._settings.operators or self._settings.access.admits(user_id, chat_id)
            return "in" if is_listed else "out"


def _ids(user_id: int | None, chat_id: int) -> Collection[int]:
    return {chat_id} if user_id is None else {user_id, chat_id}
