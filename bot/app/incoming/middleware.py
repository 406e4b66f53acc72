"""Middleware around every handler: reads what the chat has chosen, once an update, and apologises for mistakes."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from bot.app.incoming.places import place_of
from bot.dialogue.request import Chosen
from bot.render.phrases.apologies import failure
from bot.render.translate import known, speak
from bot.transport.outgoing.sender import Sender
from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError
from retrieval.store import Store

Handle = Callable[[Update, Chosen], Awaitable[None]]
_Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
LET_IN: ContextVar[tuple[int | None, int] | None] = ContextVar("LET_IN", default=None)
"""Who writes the update in hand, and where, if they are let in: read together with what the chat has chosen."""
_log = logging.getLogger(__name__)


class Middleware:
    """Wraps handlers for the application; the language is set here, for all that is said about the update.

    Args:
        admits: whether somebody is let in to a chat; waits for the store.
    """

    def __init__(
        self,
        store: Store,
        bridge: ThreadBridge,
        sender: Sender,
        admits: Callable[[int | None, int], bool],
        *,
        default_language: str,
    ) -> None:
        self._admits = admits
        self._store = store
        self._bridge = bridge
        self._sender = sender
        self._default_language = default_language

    def around(self, handle: Handle) -> _Callback:
        """The handler as the application calls it."""

        async def handled(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
            chosen = await self._chosen(update)
            speak((chosen and chosen.language) or _language_of_user(update) or self._default_language)
            try:
                await handle(update, chosen)
            except Exception as error:  # whatever it was, the asker hears of it once
                await self._apologise(update, error, chosen)

        return handled

    async def error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A mistake outside of all handlers."""
        if context.error:
            await self._apologise(update, context.error, None)

    async def _chosen(self, update: Update) -> Chosen:
        user, chat = update.effective_user, update.effective_chat
        user_id, chat_id = user.id if user else None, chat.id if chat else user.id if user else 0
        try:
            chosen, is_in = await self._bridge.reach(partial(self._known, user_id, chat_id))
            LET_IN.set((user_id, chat_id) if is_in else None)
            return chosen
        except (VerbatimError, TimeoutError) as error:
            _log.warning("What a chat has chosen cannot be read: %s", error)
            return None

    def _known(self, user_id: int | None, chat_id: int) -> tuple[Chosen, bool]:
        with self._store.at_one_moment():
            return self._store.chats.get(chat_id), self._admits(user_id, chat_id)

    async def _apologise(self, update: object, error: Exception, chosen: Chosen) -> None:
        log_mistake(error)
        message = update.effective_message if isinstance(update, Update) else None
        if message:
            await self._sender.send(place_of(message, chosen), failure(error))


def log_mistake(error: Exception) -> None:
    """Log where it happened; never its words, which could be the asker's, unless they are this project's own."""
    words = str(error) if isinstance(error, VerbatimError) else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("A question failed with %s %s\n%s", type(error).__name__, words, frames)


def _language_of_user(update: Update) -> str | None:
    """The language of somebody's Telegram, where they are alone with the bot."""
    user, chat = update.effective_user, update.effective_chat
    return known(user.language_code) if user and (chat is None or chat.type == "private") else None
