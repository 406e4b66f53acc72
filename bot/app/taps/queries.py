"""Handlers of callback queries and inline queries: what does Telegram hear of a tap, or of words after the name?"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from telegram import Bot, CallbackQuery, InlineQuery, Update
from telegram.constants import ChatType

from bot.app.admission.access import NOT_ADMITTED, AccessGate
from bot.app.admission.admins import ADMINS_ONLY, ADMINS_ONLY_CHANNEL, why_not_admin
from bot.app.answering import Answering
from bot.app.incoming.addressing import Self, quoted_words, without_mentions
from bot.app.incoming.middleware import log_mistake
from bot.app.incoming.places import is_silent, place_beside, spot_of
from bot.app.taps.buttons import tapped
from bot.dialogue.press import Tap, TapResult
from bot.dialogue.request import Chosen, Request, Services
from bot.guest import guest_card
from bot.inline import cards
from bot.render.message import Message as Reply
from bot.render.message import aside
from bot.render.phrases.apologies import failure
from bot.render.telegram.inline_cards import Card, Cards
from bot.render.translate import N_, _, known, ngettext, speak
from bot.settings import Settings
from bot.transport.outgoing.receipts import give_way
from bot.transport.outgoing.retries import LONGEST_WAIT_S
from bot.transport.outgoing.sender import Sender
from bot.transport.place import Place
from bot.transport.threads import ThreadBridge
from retrieval.model.clock import utc_now

ONE_MOMENT = N_("One moment, please …")
# Longer than this, a button seems dead; a shorter wait nobody notices.
_AT_ONCE_S = 0.2
_NOTICED_S = 1.0


class QueryHandlers:
    """What is not written but tapped, or asked from another chat."""

    def __init__(
        self,
        settings: Settings,
        bot: Bot,
        sender: Sender,
        bridge: ThreadBridge,
        gate: AccessGate,
        answering: Answering,
        services: Callable[[], Services],
    ) -> None:
        self._operators = settings.operators
        self._default_language = settings.language
        self._bot = bot
        self._sender = sender
        self._bridge = bridge
        self._gate = gate
        self._answering = answering
        self._services = services

    async def tap(self, update: Update, chosen: Chosen) -> None:
        """A button: its waiting ends at once, whatever has to wait behind it."""
        query = update.callback_query
        if query is None:
            return
        working = asyncio.ensure_future(self._result(query, chosen))
        try:
            is_quick = bool((await asyncio.wait((working,), timeout=_AT_ONCE_S))[0])
            if not is_quick:
                await self._sender.toast(query, _(ONE_MOMENT))
            result = await working
        finally:
            working.cancel()  # without effect where it has ended
        if is_quick:
            await self._sender.toast(query, result.toast or self._why_it_waits(query, result))
        give_way()
        await self._follow(query, result, chosen, is_told=is_quick)

    def _why_it_waits(self, query: CallbackQuery, result: TapResult) -> str:
        """What to say where the edit or the message that a tap leads to cannot come at once."""
        if query.message is None or not (result.edit or result.reply):
            return ""
        wait_s = self._sender.foreseen_wait_s(query.message.chat.id, is_edit=result.edit is not None)
        if wait_s > LONGEST_WAIT_S:
            wait = math.ceil(wait_s)
            return ngettext(
                "Telegram lets me do nothing here for {n} second. Please tap again then.",
                "Telegram lets me do nothing here for {n} seconds. Please tap again then.",
                wait,
            ).format(n=wait)
        return _(ONE_MOMENT) if wait_s > _NOTICED_S else ""

    async def _follow(self, query: CallbackQuery, result: TapResult, chosen: Chosen, *, is_told: bool) -> None:
        """What a tap leads to beside its notice.

        Args:
            is_told: the notice was shown; else it stands in a message of its own.
        """
        if query.message is None:
            return
        place, replies = place_beside(query, chosen), [result.reply] if result.reply else []
        if result.edit:
            spot = spot_of(query)
            end = await self._sender.edit(spot, result.edit)
            if end == "refused":  # the words must arrive all the same
                replies.insert(0, replace(result.edit, is_for_asker=bool(spot.seen_by)))
        if result.tells_operators:
            await self._tell_operators(result.tells_operators, chosen)
        if result.toast and not is_told and not result.edit:
            replies.insert(0, aside(result.toast))
        for reply in replies:
            sent = await self._sender.send(place, reply)
            if sent is not None:
                await self._answering.remember(reply, sent)

    async def inline(self, update: Update, chosen: Chosen) -> None:
        """Words after the bot's name in any chat."""
        query = update.inline_query
        if query is None:
            return
        try:
            found = await self._bridge.reach(partial(self._cards, query, chosen))
        except Exception as error:  # the asker sees an empty list
            log_mistake(error)
            found = Cards()
        await self._sender.offer(query, found)

    async def guest(self, update: Update, _chosen: Chosen) -> None:
        """Words to the bot in a chat where it is no member; it answers once, and knows nothing of the chat."""
        message = update.guest_message
        user = message.from_user if message else None
        if message is None or user is None or not message.guest_query_id:
            return
        speak(known(user.language_code) or self._default_language)
        if await self._gate.welcome(user.id, user.id) != "in" or not self._answering.admits(user.id, user.id):
            return
        me = Self.of(self._bot)
        words, _mentioned = without_mentions(message, me)
        asked = Request(words, user.id, user.id, True, utc_now(), quote=quoted_words(message, me))
        try:
            card = await self._bridge.reach(partial(guest_card, asked, self._services()))
        except Exception as error:  # whatever it was, the asker hears of it once
            log_mistake(error)
            card = Card(message.guest_query_id, self._bot.username, "", failure(error))
        await self._sender.answer_guest(message.guest_query_id, card)

    async def _result(self, query: CallbackQuery, chosen: Chosen) -> TapResult:
        if query.message is None:
            return TapResult()
        if await self._gate.welcome(query.from_user.id, query.message.chat.id) != "in":
            return TapResult(_(NOT_ADMITTED))
        tap = Tap(query.data or "", query.message.chat.id, query.from_user.id, utc_now(), chosen=chosen)
        try:
            result = await self._bridge.reach(partial(tapped, tap, self._services()))
            if not result.needs_admin:
                return result
            is_channel = result.admin_of is not None or query.message.chat.type == ChatType.CHANNEL
            refused = ADMINS_ONLY_CHANNEL if is_channel else ADMINS_ONLY
            if refusal := await why_not_admin(self._bot, result.admin_of or tap.chat_id, tap.asker_id, refused):
                return TapResult(_(refusal))
            return await self._bridge.reach(partial(tapped, replace(tap, is_admin=True), self._services()))
        except Exception as error:  # whatever it was, the asker hears of it once; a notice is short
            log_mistake(error)
            return TapResult(failure(error).text.text)

    def _cards(self, query: InlineQuery, chosen: Chosen) -> Cards:
        user_id = query.from_user.id
        if not self._gate.admits(user_id):
            return Cards()
        services, now = self._services(), utc_now()
        return cards(
            query.query,
            query.offset,
            services,
            asker_id=user_id,
            today=services.today(now, chosen),
            now=now,
        )

    async def _tell_operators(self, message: Reply, chosen: Chosen) -> None:
        for operator in sorted(self._operators):
            await self._sender.send(Place(operator, is_silent=is_silent(chosen)), message)
