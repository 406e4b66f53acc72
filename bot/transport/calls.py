"""Calls of the Bot API for one message: to everybody, or to one person alone where Telegram lets the bot."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import Bot
from telegram.error import BadRequest

from bot.render.message import File, Message
from bot.transport.photos import put_photo, send_photo
from bot.transport.place import Place, Spot
from bot.transport.whispers import Whispers
from bot.transport.wire_forms import entities, keyboard, link_preview, reply_markup, reply_to

_log = logging.getLogger(__name__)


class Calls:
    """Makes one call after the other until a form of the message is taken, the best first; the last error is raised."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._whispers = Whispers()

    async def send(self, to: Place, message: Message) -> int:
        """Send a message; returns its id, 0 where one person alone sees it. Pictures are for everybody."""
        if message.picture:
            return await send_photo(
                self._bot,
                message.picture,
                message,
                chat_id=to.chat_id,
                thread_id=to.thread_id,
                replied=to.reply_to,
                is_silent=to.is_silent,
                direct_topic=to.direct_topic,
            )
        if message.is_for_asker and (fields := self._whispers.fields(to, _clock())):
            try:
                return await self._sent(to, message, fields)
            except BadRequest as error:
                self._not_alone(to, error)
        return await self._sent(to, message)

    async def send_file(self, to: Place, message: Message, file: File) -> int:
        """Send a file with the message's text; returns its message's id, as `send` does."""
        if message.is_for_asker and (fields := self._whispers.fields(to, _clock())):
            try:
                return await self._sent_file(to, message, file, fields)
            except BadRequest as error:
                self._not_alone(to, error)
        return await self._sent_file(to, message, file)

    async def edit(self, spot: Spot, message: Message) -> None:
        """Put a message in the place of another."""
        if message.picture:
            await put_photo(self._bot, spot.chat_id, spot.message_id, message.picture, message)
            return
        if spot.seen_by:
            await self._bot.do_api_request("editEphemeralMessageText", api_kwargs=_for_one(spot, message))
            return
        await self._bot.edit_message_text(
            message.text.text,
            spot.chat_id,
            spot.message_id,
            entities=entities(message.text),
            reply_markup=keyboard(message.rows),
            link_preview_options=link_preview(message),
        )

    async def _sent(self, to: Place, message: Message, fields: dict[str, Any] | None = None) -> int:
        sent = await self._bot.send_message(
            to.chat_id,
            message.text.text,
            entities=entities(message.text),
            message_thread_id=to.thread_id,
            reply_parameters=reply_to(to.reply_to),
            reply_markup=reply_markup(message, to.chat_id),
            link_preview_options=link_preview(message),
            disable_notification=to.is_silent or None,
            direct_messages_topic_id=to.direct_topic,
            api_kwargs=fields,
        )
        return sent.message_id

    async def _sent_file(self, to: Place, message: Message, file: File, fields: dict[str, Any] | None = None) -> int:
        sent = await self._bot.send_document(
            to.chat_id,
            file.content,
            caption=message.text.text,
            filename=file.name,
            message_thread_id=to.thread_id,
            reply_parameters=reply_to(to.reply_to),
            api_kwargs=fields,
        )
        return sent.message_id

    def _not_alone(self, to: Place, error: BadRequest) -> None:
        """A message could not be for one person alone: how Telegram says so is written nowhere."""
        _log.info("A message for one person alone was not taken: %s", error.message)
        self._whispers.refuse(to, _clock())


def _for_one(spot: Spot, message: Message) -> dict[str, Any]:
    return {
        "chat_id": spot.chat_id,
        "receiver_user_id": spot.seen_by,
        "ephemeral_message_id": spot.message_id,
        "text": message.text.text,
        "entities": entities(message.text),
        "reply_markup": keyboard(message.rows),
        "link_preview_options": link_preview(message),
    }


def _clock() -> float:
    return asyncio.get_running_loop().time()
