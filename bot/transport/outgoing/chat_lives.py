"""Is a chat still there? Keeps what Telegram tells about chats that are blocked, left, moved or back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram import ChatMemberUpdated
from telegram.constants import ChatMemberStatus

from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError
from retrieval.store import ChatLives

LEFT_KEPT = timedelta(days=30)
_GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_log = logging.getLogger(__name__)


class Lives:
    """Tells the store; a chat that cannot be noted is no reason to stop."""

    def __init__(self, stored: ChatLives, bridge: ThreadBridge) -> None:
        self._stored = stored
        self._bridge = bridge

    async def changed(self, change: ChatMemberUpdated) -> None:
        """The bot came, went, or was blocked."""
        is_gone = change.new_chat_member.status in _GONE
        if not is_gone:
            await self.resume(change.chat.id)
        elif change.chat.type == "private":
            await self.suspend(change.chat.id)
        else:
            await self._kept(partial(self._stored.leave, change.chat.id, datetime.now(UTC)))

    async def suspend(self, chat_id: int) -> None:
        """The chat takes no messages for now."""
        await self._kept(partial(self._stored.suspend, chat_id, datetime.now(UTC)))

    async def resume(self, chat_id: int) -> None:
        """The chat is there again."""
        await self._kept(partial(self._stored.resume, chat_id))

    async def moved(self, old_id: int, new_id: int) -> None:
        """The group has become a supergroup."""
        await self._kept(partial(self._stored.move, old_id, new_id))

    async def purge(self) -> None:
        """Forget the chats that were left long ago."""
        await self._kept(lambda: self._purge())

    def _purge(self) -> None:
        gone = self._stored.purge(datetime.now(UTC) - LEFT_KEPT)
        if gone:
            _log.info("Forgot %d chats that were left more than %d days ago", len(gone), LEFT_KEPT.days)

    async def _kept(self, work: Callable[[], None]) -> None:
        try:
            await self._bridge.reach(work)
        except (VerbatimError, TimeoutError) as error:
            _log.warning("What became of a chat could not be kept: %s", error)
